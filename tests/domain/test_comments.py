"""Comments are nobody's text: nothing in them is shown, counted, or opens anything."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laering.domain.action import Action
from laering.domain.body import actions_in, compose, fill, sections, split
from laering.domain.check import Known, in_entry, tone_of
from laering.domain.entry import Answers, Body, Problem
from laering.domain.followup import added, finished
from laering.domain.items import items
from laering.domain.questions import HEADINGS
from laering.domain.rewriting import write_task
from laering.domain.text.comments import blanked, shown
from laering.domain.text.escapes import escape_comments, unescape_comments
from laering.files.entry import codec
from tests.support.entries import simple_entry

FIRST, SECOND, THIRD = HEADINGS["nb"]

SIGNS = ("<!--", "-->", "%%", "%", "<!-->", "\\", "\n", "\n\n", " ", "a")

STRUCTURE = ("- [ ] ", "## ", "```", "~~~", "`", "``", "    ", "> ", "---")

PIECES = st.lists(st.sampled_from(SIGNS + STRUCTURE), max_size=12).map("".join)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Før <!-- x --> etter", "Før etter"),
        ("Før%% x %%etter", "Føretter"),
        ("Hendelse <!-- x -->, altså.", "Hendelse, altså."),
        ("<!-- x --> Svar", "Svar"),
        ("Svar  <!-- x -->", "Svar"),
        ("<!-- tips -->\n\nSvar", "Svar"),
        ("Svar\n\n<!-- x\n\ny -->", "Svar"),
        ("En\n\n%%\nx\n%%\n\nto", "En\n\nto"),
        ("En\n<!-- x -->\nto", "En\nto"),
        ("> <!-- x -->\n> to", "> to"),
        ("<!--> a -->", "a -->"),
        ("<!-- ` --> a <!-- ` -->", "a"),
        ("<!--\n```\n-->\nSvar\n```", "Svar\n```"),
        ("aldri <!-- lukket", "aldri <!-- lukket"),
        ("100 %% mer", "100 %% mer"),
        ("`<!-- kode -->` og `` %%x%% ``", "`<!-- kode -->` og `` %%x%% ``"),
        ("```\n<!-- kode -->\n```", "```\n<!-- kode -->\n```"),
        ("\\<!-- tekst -->", "\\<!-- tekst -->"),
        ("\\\\<!-- x -->", "\\\\"),
    ],
)
def test_what_is_left_when_comments_go(text: str, left: str) -> None:
    assert shown(text) == left


@given(PIECES)
def test_blanked_is_as_long(text: str) -> None:
    assert len(blanked(text)) == len(text)


@given(PIECES)
def test_escaping_is_undone_and_leaves_no_comment(text: str) -> None:
    escaped = escape_comments(text)

    assert unescape_comments(escaped) == text
    assert shown(escaped) == escaped


@given(PIECES, PIECES, PIECES)
def test_what_looks_like_a_comment_comes_back_as_typed(first: str, second: str, third: str) -> None:
    answers = Answers(first, second, third)
    text = "\n" + compose(Body(answers), "nb")

    assert split(text).answers == answers
    assert split(text).actions == actions_in(text.encode()) == ()


@given(PIECES)
def test_both_ways_to_read_actions_agree(text: str) -> None:
    assert actions_in(text.encode()) == split(text).actions


@given(PIECES.map(lambda text: " ".join(text.replace("[", "(").split())).filter(bool))
def test_an_action_that_looks_like_a_comment_comes_back(words: str) -> None:
    (item,) = items(write_task(Action(words)))

    assert item.action.text == words


TEMPLATE = (
    f"\nForord <!-- skjult -->\n\n<!--\n## {FIRST}\nskjult\n## {SECOND}\n- [ ] skjult @ola\n-->\n\n"
    f"## {FIRST} <!-- skjult -->\n\nEkte <!-- skjult --> hendelse.\n\n%%\nskjult\n%%\n\n"
    f"## {SECOND}\n\n<!-- skjult -->\n\nLærdom.\n\n"
    f"## {THIRD}\n\nNeste.\n\n- [ ] Ring <!-- skjult --> Kari @ola\n%% - [ ] skjult @ola %%\n"
    "- [x] Ferdig ✅ 2026-11-21\n  - 👍 2026-11-22 Virket <!-- skjult --> fint\n\n"
    "## Mer <!-- skjult -->\n\n%%skjult%%\nMer tekst.\n"
)


def test_nothing_in_a_comment_is_in_the_body() -> None:
    found = split(TEMPLATE)

    assert "skjult" not in f"{found}"
    assert found.answers == Answers("Ekte hendelse.", "Lærdom.", "Neste.")
    assert (found.preamble, found.more) == ("Forord", "## Mer\n\nMer tekst.")
    assert [each.text for each in found.actions] == ["Ring Kari", "Ferdig"]
    assert found.actions == actions_in(TEMPLATE.encode())
    assert all(section is not None for section in sections(TEMPLATE))


@pytest.mark.parametrize(
    "change",
    [
        lambda text: finished(text, 1, date(2026, 12, 1)),
        lambda text: added(text, Action("Ny <!-- ting -->", ("per",)), "nb"),
    ],
)
def test_a_change_keeps_comments_byte_for_byte(change: Callable[[str], str | None]) -> None:
    after = change(TEMPLATE)

    assert after is not None
    lines = after.split("\n")
    changed = [line for line in TEMPLATE.split("\n") if line not in lines]
    assert changed in ([], ["- [ ] Ring <!-- skjult --> Kari @ola"])


def test_a_hint_in_a_comment_is_no_answer_and_stays_below_one() -> None:
    text = f"\n## {FIRST}\n\nA.\n\n## {SECOND}\n\n<!-- Skriv her -->\n\n## {THIRD}\n\nC.\n"
    filled = fill(text, "Nå <!-- vet --> vi", "", "nb")

    assert split(text).unfinished
    assert filled is not None
    assert "\n<!-- Skriv her -->\n" in filled
    assert split(filled).answers.learned == "Nå <!-- vet --> vi"


def _looked_at(first: str, second: str) -> list[Problem]:
    text = simple_entry("Tittel", "2026-11-02").replace("Noe skjedde.", first)
    text = text.replace("Noe å lære.", second)
    look = codec.look(text, "entries/2026-11-02-x.md")
    assert not isinstance(look, Problem)
    known = Known({"avvik": "Avvik"}, "nb", {})
    return [*in_entry(look, known), *tone_of(look)]


def test_a_check_reads_no_comment_and_misses_the_answer_behind_it() -> None:
    codes = [each.code for each in _looked_at("%% Du burde ha visst %% A", "<!-- hint -->")]

    assert codes == ["unfinished"]
    assert [each.code for each in _looked_at("Du burde ha visst bedre", "B")] == ["tone"]
