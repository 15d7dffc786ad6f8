"""An action that is changed: its words, its owners, its due date, and nothing else on its line."""

from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from laering.domain.action import owners_in
from laering.domain.amending import Amended, amended, owned_in_words, reworded, said_by
from laering.domain.body import split
from laering.domain.errors import EmptyAction, FlawedAction, LaeringError, MoreThanWords
from laering.domain.followup import places
from laering.domain.handles import handles, own_name
from laering.domain.typed import read_owners

TODAY = date(2026, 11, 23)
FRIDAY = date(2026, 12, 4)
BODY = (
    "\n## Hva skjedde?\n\nNoe.\n\n## Hva kan vi lære av det?\n\nMye.\n\n"
    "## Hva kan vi gjøre annerledes neste gang?\n\n{lines}\n"
)


def changed(lines: str, number: int = 1, **parts: Any) -> str | None:
    """The lines of actions once one of them says something else."""
    text = BODY.format(lines=lines)
    was = said_by(split(text).actions[number - 1])
    became = amended(text, number, was._replace(**parts))
    if became is None:
        return None
    head, tail = BODY.split("{lines}")
    assert became.startswith(head)
    return became.removeprefix(head).removesuffix(tail)


@pytest.mark.parametrize(
    ("before", "parts", "after"),
    [
        ("- [ ] A @ola 📅 2026-11-15", {"due": FRIDAY}, "- [ ] A @ola 📅 2026-12-04"),
        ("- [ ] A @ola 🗓️2026-11-15.", {"due": FRIDAY}, "- [ ] A @ola 🗓️2026-12-04."),
        ("- [ ] A @ola 📅 2026-11-15", {"due": None}, "- [ ] A @ola"),
        ("- [ ] A (📅 2026-11-15) b", {"due": None}, "- [ ] A b"),
        ("- [ ] A ⏫ ^x", {"due": FRIDAY}, "- [ ] A ⏫ 📅 2026-12-04 ^x"),
        ("- [x] A ✅ 2026-11-03", {"due": FRIDAY}, "- [x] A 📅 2026-12-04 ✅ 2026-11-03"),
        ("* [/]  A 🎉  @ola  ⏫", {"owners": ("kari",)}, "* [/]  A 🎉  @kari  ⏫"),
        ("- [ ] A ⏫", {"owners": ("kari", "per")}, "- [ ] A @kari @per ⏫"),
        ("- [ ] A @ola, @per ⏫", {"owners": ()}, "- [ ] A ⏫"),
        ("- [ ] @ola: ringe ⏫", {"owners": ("kari",)}, "- [ ] @kari: ringe ⏫"),
        ("1. [-] A 📅 2026-11-15\n   b @ola", {"due": FRIDAY}, "1. [-] A 📅 2026-12-04\n   b @ola"),
        ("> - [ ] A\n>   @ola ⏫", {"owners": ("per",)}, "> - [ ] A\n>   @per ⏫"),
    ],
)
def test_only_what_is_meant_is_changed_on_the_line(
    before: str, parts: dict[str, Any], after: str
) -> None:
    assert changed(before, **parts) == after


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        ("- [ ] Måle to ganger @ola ⏫", "Måle tre ganger", "- [ ] Måle tre ganger @ola {id} ⏫"),
        ("- [ ] Måle @ola 📅 2026-12-01", "Måle nå", "- [ ] Måle nå @ola {id} 📅 2026-12-01"),
        ("* [x] Måle  mye ✅ 2026-11-03", "Måle", "* [x] Måle {id} ✅ 2026-11-03"),
        (
            "> - [ ] Sjekke alle\n>   de gamle fugene @per\n>   ⏫ ^f",
            "Sjekke nesten alle de nye fugene",
            "> - [ ] Sjekke nesten alle\n>   de nye fugene @per {id}\n>   ⏫ ^f",
        ),
        (
            "1. [ ] Vaske 🔁 every week 📅 2026-12-01\n   gulvet @per",
            "Vaske hele gulvet",
            "1. [ ] Vaske hele 🔁 every week 📅 2026-12-01\n   gulvet @per {id}",
        ),
        ("- [ ] ringe %% han %% snart", "ringe nå", "- [ ] ringe %% han %% nå {id}"),
        ("- [ ] Ringe\n  dem", "- dem", "- [ ] -\n  dem {id}"),
        ("- [ ] Ringe 📅 fredag", "Ringe", "- [ ] Ringe {id}"),
        ("- [ ] Spørre @ola om alt ⏫", "Måle", "- [ ] Måle @ola {id} ⏫"),
        ("- [ ] Ringe 🆔 k3y", "Skrive", "- [ ] Skrive 🆔 k3y"),
        ("- [ ] Ringe", "Ringe <!-- hvem", "- [ ] Ringe \\<!-- hvem {id}"),
    ],
)
def test_words_that_stay_stand_where_they_stood_and_the_action_is_known_again(
    before: str, words: str, after: str
) -> None:
    known = handles(split(BODY.format(lines=before)).actions)

    assert changed(before, text=words) == after.format(id=f"🆔 {known[1]}")


def test_other_letters_alone_need_no_name() -> None:
    assert changed("- [ ] ringe  Ola", text="Ringe ola") == "- [ ] Ringe ola"


def test_of_several_with_the_same_words_each_is_known_as_before() -> None:
    lines = "- [ ] Vaske 📅 2026-12-01\n- [ ] Vaske 📅 2026-12-08\n- [ ] Vaske 📅 2026-12-15"
    known = handles(split(BODY.format(lines=lines)).actions)

    for number in (1, 2, 3):
        for parts in ({"text": "Vaske gulvet"}, {"due": date(2027, 1, 1)}):
            became = changed(lines, number, **parts) or ""
            assert handles(split(BODY.format(lines=became)).actions) == known
            assert became.count("\n") == 2


def test_what_cannot_be_read_back_is_not_written() -> None:
    # Behind a rule of recurrence words are a part of it.
    assert changed("- [ ] 🔁 every week 📅 2026-12-01 vaske", due=None) is None
    with pytest.raises(FlawedAction):
        changed("- [ ] A", text="A - [ ] b 📅 i morgen")


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Måle mer", ("Måle mer", ("ola",), FRIDAY)),
        ("Måle @kari", ("Måle", ("kari",), FRIDAY)),
        ("- [ ] Måle innen 15.12", ("Måle", ("ola",), date(2026, 12, 15))),
        ("Spørre @kari om lista", ("Spørre @kari om lista", ("kari",), FRIDAY)),
    ],
)
def test_words_are_read_as_those_of_a_new_action(typed: str, wanted: tuple[Any, ...]) -> None:
    assert reworded(Amended("Måle", ("ola",), FRIDAY), typed, TODAY) == wanted


def test_a_name_among_words_that_go_goes_with_them() -> None:
    was = Amended("Spørre @kari om lista", ("kari",), None)

    assert reworded(was, "Skrive lista", TODAY).owners == ()
    assert owned_in_words(was._replace(owners=("ola",))) == "kari"
    assert owned_in_words(was._replace(owners=("Kari", "ola"))) is None


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("fredag", EmptyAction),
        ("@ola", EmptyAction),
        ("A - [ ] b", FlawedAction),
        ("- [x] A", MoreThanWords),
        ("A 🔁 every week", MoreThanWords),
        ("A ⏫", MoreThanWords),
    ],
)
def test_what_would_be_misread_is_refused(typed: str, fault: type[LaeringError]) -> None:
    with pytest.raises(fault):
        reworded(Amended("A", (), None), typed, TODAY)


@pytest.mark.parametrize(
    ("typed", "owners"),
    [
        ("", ()),
        ("ola", ("ola",)),
        ("@ola, @Kari-Nordmann", ("ola", "Kari-Nordmann")),
        ("@ola @kari", ("ola", "kari")),
        ("åse og per.", ("åse", "per")),
        ("Ola, @ola", ("Ola",)),
    ],
)
def test_owners_are_read_as_people_write_them(typed: str, owners: tuple[str, ...]) -> None:
    assert read_owners(typed) == owners


@pytest.mark.parametrize(
    ("typed", "told"),
    [("Kari Nordmann", "OwnerWithSpaces"), ("ola!", "BadOwner"), ("(ola)", "BadOwner")],
)
def test_what_is_no_name_of_an_owner_is_refused(typed: str, told: str) -> None:
    with pytest.raises(LaeringError) as error:
        read_owners(typed)
    assert type(error.value).__name__ == told


PIECES = """Måle|to|🎉|@ola|(@per)|📅 2026-12-01|📆 2026-12-02.|(📅 2026-12-03)|✅ 2026-11-01
|🔁 every week|⏫|🆔 ab1|^b|%% hei %%|-|#|`kode @x`|15.12|\\<!-- x|ferdig,|[x]|1.|\\@nn|&
|<!-- k -->"""
WORDS = st.sampled_from([*PIECES.replace("\n", "").split("|"), "\n  ", "\n> "])
BULLETS = st.sampled_from(["- [ ] ", "* [x] ", "1. [-] ", "> - [/] ", "\t- [ ] ", "10) [ ] "])
LINES = st.builds(lambda bullet, words: bullet + " ".join(words), BULLETS, st.lists(WORDS))
NEW = st.lists(st.sampled_from(["Måle", "nå", "-", "#", "<!--", "%%", "`a b`", "⭐", "@per"]))
WANTED = st.builds(
    Amended,
    NEW.map(" ".join).filter(lambda text: bool(text) and owners_in(text)[0] == text),
    st.sampled_from([(), ("ola",), ("kari", "ola")]),
    st.sampled_from([None, FRIDAY]),
)


@given(st.lists(LINES, min_size=1, max_size=3), st.integers(0, 2), WANTED)
@example(["- [ ] Spørre @ola om alt"], 0, Amended("Måle", ("ola",), None))
def test_whatever_stands_there_becomes_what_is_wanted_or_stays(
    lines: list[str], place: int, wanted: Amended
) -> None:
    text = BODY.format(lines="\n".join(lines))
    before = split(text)
    if place >= len(before.actions):
        return
    try:
        became = amended(text, place + 1, wanted)
    except FlawedAction:
        return
    if became is None:
        return
    after = split(became)
    was, now = before.actions[place], after.actions[place]
    assert now.text.startswith(wanted.text)
    assert {*wanted.owners} <= {*now.owners}
    assert now.due == wanted.due
    same = ("state", "done", "off", "effect", "number")
    assert [getattr(now, each) for each in same] == [getattr(was, each) for each in same]
    assert after.answers == before.answers
    assert [*after.actions[:place], *after.actions[place + 1 :]] == [
        *before.actions[:place],
        *before.actions[place + 1 :],
    ]
    if not any(map(own_name, before.actions)):
        assert handles(after.actions) == handles(before.actions)
    here, there = places(text)[place], places(became)[place]
    assert text.split("\n")[: here.line] == became.split("\n")[: there.line]
    assert text.split("\n")[here.end :] == became.split("\n")[there.end :]
