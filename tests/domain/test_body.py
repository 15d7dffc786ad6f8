"""What people type comes back as typed, and what they wrote by hand is understood."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from laering.domain import body
from laering.domain.action import DONE, OPEN, Action, Effect
from laering.domain.body import actions_in, compose, fill, split, unpack
from laering.domain.entry import Answers, Body, Entry
from laering.domain.questions import HEADINGS

# Lines that Markdown, the reader or an action might take for structure, alone and mixed with
# any text at all.
TRICKY = (
    "# overskrift",
    "## Hva skjedde?",
    "## Hva kan vi gjøre annerledes neste gang?",
    "  ## innrykket",
    "##",
    "### tre",
    "---",
    "----  ",
    "===",
    "```",
    "```python",
    "~~~",
    "````",
    "``` a`b",
    "\\## alt skrevet slik",
    "\\\\## to",
    "\\```",
    "- [ ] gjør noe @ola 📅 2026-12-15",
    "- [x] gjort ✅ 2026-11-24",
    "- \\[ ] nesten",
    "- \\[ \\] som pandoc",
    "1. \\\\[x\\] to",
    "- [/\\] skrevet slik",
    "- [-\\\\] to",
    "- [] uten noe i",
    "• \\[ x ] nesten",
    "- - [ ] i hverandre",
    "| a | [x] |",
    "\u00a0- [ ] blank",
    "☐ tegnet",
    "- [ \\] halvt",
    "- [/] begynt @ola",
    "1) [-] avlyst",
    "> - [ ] sitert",
    "> > * [!] dobbelt",
    "> - \\[ ] sitert og skrevet slik",
    "  @kari 📅 2026-12-15",
    "tekst <!-- - [ ] midt i",
    "--> - [ ] etter",
    "    - [ ] innrykket",
    "\t- [x] med tabulator",
    "<!--",
    "<!-- - [ ] på én linje -->",
    "-->",
    "%%",
    "%% - [ ] skjult %%",
    "* [X] stjerne",
    "1. [ ] nummer",
    "    - [ ] innrykket",
    "  - 👍 2027-02-20 virket",
    "",
    "   ",
    "\t",
    "\r",
    "a\r",
    "e\u0301 å a\u030a",
    "👩‍🔧🇳🇴",
    "\u05e9\u05dc\u05d5\u05dd \u202eabc",
    "\u2028\x85\x0c",
    "\\",
    "tekst: med kolon",
    "title: nei",
)
_lines = st.one_of(st.sampled_from(TRICKY), st.text(st.characters(exclude_categories=["Cs"])))
_typed = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.lists(_lines, max_size=8).map("\n".join),
)
_actions = st.lists(
    st.builds(
        Action,
        state=st.just(OPEN),
        done=st.none(),
        off=st.none(),
        effect=st.none(),
        signs=st.sampled_from(["", "⏫ 🔁 every week", "➕ 2026-11-01 ^a-1"]),
        mark=st.sampled_from(["", ">", "!"]),
        number=st.just(0),
        text=st.sampled_from(["Ny rubrikk", "Ringe kunden", "Å øve på æ"]),
        owners=st.sampled_from([(), ("ola",), ("kåre",), ("per.olsen", "ola")]),
        due=st.one_of(st.none(), st.dates()),
    ),
    max_size=3,
)


def _numbered(actions: list[Action]) -> tuple[Action, ...]:
    return tuple(action._replace(number=number) for number, action in enumerate(actions, 1))


@given(_typed, _typed, _typed, _actions, st.sampled_from(sorted(HEADINGS)))
@example("", "", "", [], "nb")
@example("\n", "\n\n", "\n", [Action("x")], "nb")
@example("```\nåpen", "lukket\n```\n## i kode\n```\n", "~~~", [Action("x")], "nn")
@example("a", "b", "\n- [ ] gjør noe\n", [Action("x")], "en")
def test_whatever_is_typed_comes_back_the_same(
    happened: str, learned: str, differently: str, actions: list[Action], language: str
) -> None:
    typed = Body(Answers(happened, learned, differently), _numbered(actions))

    text = compose(typed, language)
    found = split(text)

    assert found.answers == typed.answers
    assert found.actions == typed.actions
    assert compose(found, language) == text


@given(_typed, _typed, _typed, _actions)
def test_the_cheap_way_to_the_actions_finds_the_same_ones(
    happened: str, learned: str, differently: str, actions: list[Action]
) -> None:
    typed = Body(Answers(happened, learned, differently), _numbered(actions))
    packed = compose(typed, "nb").encode("utf-8")
    entry = Entry("x", date(2026, 1, 1), "avvik", id="x", path="entries/x.md", packed=packed)

    assert actions_in(entry.packed) == unpack(entry).actions


@given(st.lists(_lines, max_size=25).map("\n".join))
@example(f"## {HEADINGS['nb'][2]}\n## {HEADINGS['nb'][2]}\n- [ ] gjør noe")
@example("\n## {}\n\n\na\n\n\n\n## {}\n## {}\n\nb\n\n".format(*HEADINGS["nb"]))
@example("## {}\na\n## {}\n\n\n\n## {}\nb".format(*HEADINGS["nb"]))
@example("\n## {}\n\na\n\n## {}\n\n#\n\n## {}\n\n- [ ] b\n".format(*HEADINGS["nn"]))
@example(f"\n## {HEADINGS['nb'][2].rstrip('?')}\n\na\n## {HEADINGS['nb'][2]}\n- [ ] gjør noe")
@example("\n## {}\n\na\n## {}\n\nb\n## {}\n- [ ] c".format(*HEADINGS["nb"][:2], HEADINGS["nn"][2]))
@example(f"\n## {HEADINGS['nb'][2]}\n\n- [ ] gjør\n\n  ## Vedlegg\n\n- [ ] ikke dette")
def test_the_cheap_ways_agree_on_what_is_written_by_hand(text: str) -> None:
    plain = body._split_plain(text.encode("utf-8"))
    assert plain is None or plain == body._split_any(text.encode("utf-8"))
    entry = Entry(
        "x", date(2026, 1, 1), "avvik", id="x", path="entries/x.md", packed=text.encode("utf-8")
    )

    assert actions_in(entry.packed) == unpack(entry).actions


@pytest.mark.parametrize("language", sorted(HEADINGS))
def test_headings_are_known_in_every_language(language: str) -> None:
    first, second, third = HEADINGS[language]

    found = split(f"## {third}\n\nc\n\n## {first}\n\na\n\n## {second}\n\nb\n")

    assert found.answers == Answers("a", "b", "c")


def test_headings_in_other_words_count_in_order() -> None:
    found = split("## Hendelsen\n\na\n\n## Lærdommen\n\nb\n\n## Neste\n\nc\n\n## Vedlegg\n\nd\n")

    assert found.answers == Answers("a", "b", "c")
    assert found.more == "## Vedlegg\n\nd"


def test_a_renamed_heading_between_known_ones_is_the_question_between() -> None:
    first, _, third = HEADINGS["nb"]

    found = split(f"## {first}\n\na\n\n## Lærdom\n\nb\n\n## {third}\n\nc\n")

    assert found.answers.learned == "b"


def test_further_sections_are_kept_and_written_again() -> None:
    first, second, third = HEADINGS["nb"]
    text = (
        f"Innledning\n\n## {first}\n\na\n\n## {second}\n\nb\n\n## {third}\n\nc\n\n"
        "## Vedlegg C#\n\n- [ ] et tiltak her\n"
    )

    found = split(text)

    assert found.preamble == "Innledning"
    assert [each.text for each in found.actions] == ["et tiltak her"]
    assert compose(found, "nb") == text


def test_a_fence_in_a_file_opens_no_section() -> None:
    first, second, _ = HEADINGS["nb"]

    found = split(f"## {first}\n\n```\n## {second}\n```\n\n## {second}\n\nb\n")

    assert found.answers.happened == f"```\n## {second}\n```"
    assert found.answers.learned == "b"


def test_text_without_any_section_is_what_happened() -> None:
    assert split("Bare noen ord.\n").answers.happened == "Bare noen ord."


def test_actions_may_stand_between_the_words_of_the_third_answer() -> None:
    third = HEADINGS["nb"][2]

    found = split(
        f"## {third}\n\nFørst dette.\n- [x] Rette feilen @kari ✅ 2026-11-24\n"
        "  - 👎 2027-02-20 Skjedde igjen\nSå dette.\n* [ ] Ny rutine 📅 2026-12-15\n"
    )

    assert found.answers.differently == "Først dette.\nSå dette."
    assert found.actions == (
        Action(
            "Rette feilen",
            ("kari",),
            state=DONE,
            done=date(2026, 11, 24),
            effect=Effect(worked=False, day=date(2027, 2, 20), text="Skjedde igjen"),
            number=1,
        ),
        Action("Ny rutine", due=date(2026, 12, 15), number=2),
    )


@pytest.mark.parametrize(
    ("learned", "differently", "actions", "unfinished"),
    [
        ("a", "b", (), False),
        ("a", "", (Action("x"),), False),
        ("a", " \n", (), True),
        ("", "b", (), True),
    ],
)
def test_unfinished_is_without_a_second_or_third_answer(
    learned: str, differently: str, actions: tuple[Action, ...], unfinished: bool
) -> None:
    assert Body(Answers("x", learned, differently), actions).unfinished is unfinished


@given(_typed, _typed, _typed)
def test_filling_in_changes_only_what_was_empty(
    happened: str, learned: str, differently: str
) -> None:
    text = compose(Body(Answers(happened, "", "")), "nb")

    filled = split(fill(text, learned, differently, "nb") or "")

    assert filled.answers.happened == happened
    assert filled.answers.learned == (learned if learned.strip() else "")
    assert filled.answers.differently == (differently if differently.strip() else "")


def test_filling_in_keeps_other_sections_and_adds_missing_headings() -> None:
    filled = fill("## Hva skjedde?\n\na\n", "b", "c", "nb") or ""

    assert split(filled).answers == Answers("a", "b", "c")
    assert split(filled).found == (True, True, True)


def test_thousands_of_open_fences_are_read_in_a_moment() -> None:
    text = "\n".join(f"{'`' * (3 + n % 50)}x" for n in range(20_000))

    assert split(compose(Body(Answers(text, "b", "c")), "nb")).answers.happened == text


def test_a_section_that_answers_no_question_is_kept_however_few_there_are() -> None:
    body = split("## Hva skjedde?\n\na\n\n## Bakgrunn\n\nviktig\n")

    assert body.more == "## Bakgrunn\n\nviktig"
    assert "viktig" in compose(body, "nb")


_PIECES = st.sampled_from(
    [
        *(f"## {heading}" for heading in HEADINGS["nb"]),
        "## Hva kan vi lære av det",
        "## Bakgrunn",
        "## Lærdom",
        "##",
        "",
        "",
        "tekst",
        "mer tekst",
        "---",
        "# Stor",
        "```",
        "- [ ] gjøre",
        "* [X] gjort ✅ 2026-11-02",
        "- [ ] rart ✅ 2026-11-02",
        "  - 👍 bra",
        "\\## ikke",
    ]
)


@given(st.lists(_PIECES, max_size=14).map("\n".join))
def test_completing_loses_no_line_of_whatever_was_there(text: str) -> None:
    filled = fill(text, "LÆRT", "NESTE", "nb")
    if filled is None:
        return
    before, after = split(text), split(filled)

    assert body._texts(text) <= body._texts(filled)
    assert after.answers.happened.strip() == before.answers.happened.strip()
    assert after.answers.learned.strip() == (before.answers.learned.strip() or "LÆRT")
    assert after.answers.differently.strip() == (before.answers.differently.strip() or "NESTE")


@pytest.mark.parametrize(
    "written",
    [
        "- [ ] Bestille nye låser til alle dørene @ola\n      @kari 📅 2026-12-15\n",
        "- [ ] Bestille nye låser til\n  alle dørene @ola @kari 📅\n  2026-12-15\n",
        "> - [ ] Bestille nye låser til\n>   alle dørene @ola @kari\n>   📅 2026-12-15\n",
        "- [ ] Bestille nye låser til alle dørene\n@ola @kari 📅 2026-12-15\n",
        "1. [ ] Bestille nye låser <!-- hvor? --> til alle dørene @ola\n   @kari 📅 2026-12-15.\n",
    ],
)
def test_a_line_that_was_wrapped_is_one_action(written: str) -> None:
    found = split(f"## {HEADINGS['nb'][2]}\n\n{written}\nMer.\n")

    action = Action("Bestille nye låser til alle dørene", ("ola", "kari"), date(2026, 12, 15))
    assert found.actions == (action._replace(number=1),)
    assert found.answers.differently == "Mer."


def test_code_in_lists_swallows_no_question_and_no_action() -> None:
    code = "- ```\n  ## kode\n  ```\n"
    headings = HEADINGS["nb"]
    text = "".join(f"## {heading}\n\n{code}\n" for heading in headings) + "- [ ] Ringe\n"

    body = split(text)

    assert body.answers == Answers(*[code.strip("\n")] * 3)
    assert [action.text for action in body.actions] == ["Ringe"]
    assert split(compose(body, "nb")) == body


def test_where_no_heading_asks_anything_only_the_first_three_sections_answer() -> None:
    found = split("## A\n\na\n\n## B\n\nb\n\n## C\n\nc\n\n## D\n\n- [ ] d\n")

    assert found.answers == Answers("a", "b", "c")
    assert [each.text for each in found.actions] == ["d"]
    assert found.more == "## D\n\n- [ ] d"


judgements = st.lists(
    st.builds(
        Effect,
        worked=st.booleans(),
        day=st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2030, 1, 1))),
        text=st.sampled_from(["", "ja", "Ingen klager siden", "det ble <!-- x -->"]),
    ),
    min_size=1,
    max_size=4,
)


@given(judgements, st.sampled_from(["", ">", "!", "\u00a0"]))
def test_no_judgement_and_no_mark_vanishes_when_an_action_is_written(
    said: list[Effect], mark: str
) -> None:
    effect = said[0]
    for each in said[1:]:
        effect = each.after(effect)
    judged = Action("Ringe", state=DONE, effect=effect, number=1)
    written = compose(Body(actions=(judged, Action("Vaske", mark=mark, number=2))), "nb")
    found = split(written).actions

    assert found[0] == judged
    assert found[0].effect is not None
    assert list(found[0].effect.all) == said
    assert (found[1].effect, found[1].open) == (None, True)
    assert f"- [{mark or ' '}] Vaske".replace("\u00a0", " ") in written.replace("\u00a0", " ")
