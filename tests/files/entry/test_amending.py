"""An entry changed in what somebody says anew: every other line is as it was, to the byte."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from laering.domain.action import Action
from laering.domain.entry import Entry, Given
from laering.domain.revising import given_of
from laering.files.entry import codec
from laering.files.entry.amending import amended, fitted, rebased, with_day
from tests.support.runs import TODAY

QUESTION = "Hva gjorde vi med en gang?"

OWN = f"""---
# ført på nettbrettet
title: Melet tok slutt   # kladd
date: 2026-11-10
source: "avvik" # Kari
linje: B2
tags:
  - mel # m
  - lager
sjekk:
  - en
---

Over.

## Hva skjedde?

Melet tok slutt klokka åtte.  \n<!-- skriv
mer her -->
Ingen så det <!-- hm -->.

## {QUESTION}

Vi lånte.

## Hva kan vi lære av det?

%% husk %%

Telle.
## Hva kan vi gjøre annerledes neste gang?

Vi teller.

1. [x] Telle @ola ✅ 2026-11-12
   - 👍 2026-11-20 Bra
* [ ] Bestille 📅 2026-12-15 ^abc

Under tiltakene.

## Bilder

![hylla](hylla.jpg)
- [ ] Et tiltak her
"""

BARE = """---
title: 'Null: ''ingen'''
date: 2026-11-10
source: avvik
tags: mel, lager
Privat: ja
---
Bare tekst, uten spørsmål.
"""


def said(text: str) -> Given:
    entry = codec.read(text.encode(), "entries/2026-11-10-x.md")
    assert isinstance(entry, Entry)
    return given_of(entry, [QUESTION])


def changed(text: str, **fields: Any) -> str:
    before = said(text)
    after = amended(text, before, replace(before, **fields), TODAY, "nb")
    assert after is not None
    now = said(after)
    for name in ("happened", "learned", "differently", "title", "source", "tags", "private"):
        wanted = fields.get(name, getattr(before, name))
        assert getattr(now, name) == wanted
    return after


def lines_of(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that went and those that came."""
    old, new = before.split("\n"), after.split("\n")
    return [line for line in old if line not in new], [line for line in new if line not in old]


@pytest.mark.parametrize(
    ("fields", "gone", "new"),
    [
        (
            {"title": 'Nei: "aldri" igjen'},
            ["title: Melet tok slutt   # kladd"],
            ["title: 'Nei: \"aldri\" igjen'   # kladd"],
        ),
        ({"title": "no"}, ["title: Melet tok slutt   # kladd"], ["title: 'no'   # kladd"]),
        ({"source": "kunde"}, ['source: "avvik" # Kari'], ["source: kunde # Kari"]),
        ({"outcome": "bra"}, [], ["outcome: bra"]),
        ({"author": "Åse Ødegård"}, [], ["author: Åse Ødegård"]),
        ({"private": True}, [], ["private: true"]),
        ({"tags": ("mel", "lager", "ny: a")}, [], ["  - 'ny: a'"]),
        (
            {"title": "Sen kake"},
            ["title: Melet tok slutt   # kladd"],
            ["title: Sen kake   # kladd"],
        ),
        ({"tags": ("lager",)}, ["  - mel # m"], []),
        ({"tags": ("mel", "ovn")}, ["  - lager"], ["  - ovn"]),
        (
            {"date": date(2026, 11, 9), "written": date(2026, 11, 10)},
            ["date: 2026-11-10"],
            ["date: 2026-11-09", "written: 2026-11-10"],
        ),
        ({"learned": "Telle oftere."}, ["Telle."], ["Telle oftere."]),
        (
            {"happened": "Melet tok slutt klokka ni.\nIngen så det."},
            ["Melet tok slutt klokka åtte.  "],
            ["Melet tok slutt klokka ni."],
        ),
        ({"differently": "Vi teller.\n\nUnder tiltakene."}, [], []),
        ({"further": ((QUESTION, "Vi kjøpte."),)}, ["Vi lånte."], ["Vi kjøpte."]),
        ({"learned": "# Ikke en overskrift"}, ["Telle."], ["\\# Ikke en overskrift"]),
    ],
)
def test_only_what_was_said_anew_is_another_line(
    fields: dict[str, Any], gone: list[str], new: list[str]
) -> None:
    assert lines_of(OWN, changed(OWN, **fields)) == (gone, new)


@pytest.mark.parametrize("text", [OWN, BARE])
def test_what_is_taken_back_is_as_it_was(text: str) -> None:
    there = changed(text, outcome="bra", author="Kari")

    assert changed(there, outcome=None, author=None) == text


def test_what_keeps_it_private_goes_whatever_it_is_called() -> None:
    assert lines_of(BARE, changed(BARE, private=False)) == (["Privat: ja"], [])


def test_a_comment_with_brackets_behind_a_list_stays() -> None:
    text = BARE.replace("tags: mel, lager", "tags: [mel, lager] # [x]")

    assert "\ntags: [lager] # [x]\n" in changed(text, tags=("lager",))


def test_tags_in_one_text_become_a_list_when_there_are_others() -> None:
    assert "tags: [mel, lager, ovn]" in changed(BARE, tags=("mel", "lager", "ovn"))
    assert "tags" not in changed(BARE, tags=())


def test_a_text_without_questions_is_changed_where_it_stands() -> None:
    assert changed(BARE, happened="Annen tekst.").endswith("---\nAnnen tekst.\n")


def test_an_answer_to_a_question_that_is_missing_gets_its_heading() -> None:
    assert "## Hva kan vi lære av det?\n\nNoe" in changed(BARE, learned="Noe")


def actions_in(text: str) -> list[str]:
    return [line for line in text.split("\n") if "[ ]" in line or "[x]" in line or "👍" in line]


def test_an_action_in_other_words_is_one_line_and_keeps_its_judgement() -> None:
    first, *others = said(OWN).actions

    after = changed(OWN, actions=(first._replace(text="Telle alt"), *others))

    gone, new = lines_of(OWN, after)
    assert gone == ["1. [x] Telle @ola ✅ 2026-11-12"]
    assert new == ["1. [x] Telle alt @ola ✅ 2026-11-12"]


def test_an_action_that_is_taken_out_goes_with_its_judgement_and_a_new_one_stands_below() -> None:
    _, second, third = said(OWN).actions
    new = Action("Nytt", ("åse",))

    after = changed(OWN, actions=(second, third, new))

    assert actions_in(after) == [
        "* [ ] Bestille 📅 2026-12-15 ^abc",
        "- [ ] Et tiltak her",
        "- [ ] Nytt @åse ➕ 2026-11-23",
    ]
    assert said(after).differently == said(OWN).differently


def test_an_action_with_a_comment_on_its_line_is_left_to_the_person() -> None:
    text = OWN.replace("Telle @ola", "Telle <!-- alt --> @ola")
    before = said(text)
    first, *others = before.actions
    after = replace(before, actions=(first._replace(text="Veie"), *others))

    assert amended(text, before, after, TODAY, "nb") is None


answers = st.text(
    st.characters(codec="utf-8", exclude_categories=["C"]) | st.sampled_from("\n#-`[]<>%")
)


@example("  \n ", "learned")
@example("", "differently")
@given(answers, st.sampled_from(["happened", "learned", "differently"]))
def test_any_answer_comes_back_as_it_was_typed_and_nothing_else_changes(
    answer: str, field: str
) -> None:
    """Or the change is refused; what was hidden stays hidden, and actions stay actions."""
    before = said(OWN)
    fields: Any = {field: answer}
    wanted = fitted(before, replace(before, **fields))
    after = amended(OWN, before, wanted, TODAY, "nb")

    assert after is not None
    now = said(after)
    assert getattr(now, field) == (answer.strip("\n") if answer.strip() else "")
    others = {"happened", "learned", "differently", "more", "further", "actions"} - {field}
    assert all(getattr(now, name) == getattr(before, name) for name in others)
    for kept in ("%% husk %%", "mer her -->", "# ført på nettbrettet", "![hylla](hylla.jpg)"):
        assert kept in after


def test_the_day_it_was_written_stays_when_the_event_moves_back() -> None:
    before = said(OWN)
    earlier, later = date(2026, 11, 9), date(2026, 11, 12)

    assert with_day(before, earlier, TODAY).written == before.date
    assert with_day(before, later, TODAY).written is None
    back = with_day(with_day(before, earlier, TODAY), date(2026, 11, 10), TODAY)
    assert back.written is None
    forth = replace(with_day(before, later, TODAY), aliases=(f"{before.date}-ting",))
    assert with_day(forth, date(2026, 11, 10), TODAY).written is None
    assert with_day(forth, earlier, TODAY).written == before.date
    to_come = replace(before, date=date(2026, 12, 24))
    assert with_day(to_come, earlier, TODAY).written is None


def test_what_was_begun_goes_on_top_of_what_others_wrote_meanwhile() -> None:
    base = said(OWN)
    first, second, third = base.actions
    mine = replace(base, title="Min", learned="Mitt", actions=(*base.actions, Action("Nytt")))
    ticked = second._replace(state="done", done=TODAY)
    now = replace(base, learned="Deres", outcome="bra", actions=(first, ticked, third))

    after, both = rebased(base, mine, now)

    assert (after.title, after.learned, after.outcome) == ("Min", "Mitt", "bra")
    assert after.actions == (first, ticked, third, Action("Nytt"))
    assert both == ("learned", "actions")
