"""A guarded change accepts whatever reads as an entry, and touches only its own lines."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from laering.domain.action import DONE, Action, Effect
from laering.domain.body import compose, split
from laering.domain.entry import Answers, Body
from laering.domain.followup import added, finished, judged, reopened
from laering.domain.questions import HEADINGS

FIRST, SECOND, THIRD = (f"## {heading}\n" for heading in HEADINGS["nb"])

DAY = date(2026, 12, 1)

NEW = Action("Ny ting", ("per",), DAY)

SIGNS = (
    "<!--",
    "-->",
    "%%",
    "\\",
    "\n",
    "\n\n",
    " ",
    "a",
    "- [ ] ",
    "- [x] b",
    "## ",
    "```",
    "~~~",
)

MORE = ("`", "    ", "> ", "---", "=", "@ola", "1. ", "| a |", "\t", "  - 👍 ja", "📅 2026-11-20")

TYPED = st.lists(st.sampled_from(SIGNS + MORE), max_size=10).map("".join)

ACTIONS = (
    (),
    (Action("Ring", ("ola",)),),
    (Action("Gjort", state=DONE, done=DAY, effect=Effect(True, None, "ja")),),
)

LINES = (
    *(FIRST, SECOND, THIRD, "## Tiltak\n", "## Summary\n", "## What happened?\n", "# Tittel\n"),
    *("\n", "\n\n", "A.\n", "B", "C.\n- [ ] Ring @ola", "- [x] Gjort ✅ 2026-11-01\n"),
    *("  - 👍 ja\n", "> - [ ] q\n", "* [ ] st\n   @ola 📅 2026-11-20\n", "\t- [ ] t\n"),
    *("```\nkode\n```\n", "- punkt\n", "  tekst\n", "<!-- x -->\n", "%%\n- [ ] y\n%%\n"),
    *("| a |\n|---|\n", "    kode\n", "1. [/] en\n", "`", "```\n", "<!--\n", "%%\n", "-->"),
    *(
        "- [-] av ❌ 2026-11-02\n",
        "- [ ] vask 🔁 every week 📅 2026-11-20 ^id\n",
        "<!-- @kari\n-->",
    ),
)

BODIES = st.lists(st.sampled_from(LINES), max_size=12).map("".join)


def unnumbered(body: str) -> list[Action]:
    return [each._replace(number=0) for each in split(body).actions]


def add(body: str) -> str:
    """The body with one more action, once all else is known to be as it was."""
    after = added(body, NEW, "nb")
    assert after is not None
    assert unnumbered(after) == [*unnumbered(body), NEW]
    lines: Iterator[str] = iter(after.split("\n"))
    assert all(any(line == each for each in lines) for line in body.split("\n"))
    return after


@given(TYPED, TYPED, TYPED, st.sampled_from(ACTIONS))
def test_whatever_the_program_wrote_takes_one_more_action(
    first: str, second: str, third: str, actions: tuple[Action, ...]
) -> None:
    answers = Answers(first, second, third)
    after = add("\n" + compose(Body(answers, actions), "nb"))

    found = split(after).answers
    assert (found.happened, found.learned) == (first, second)
    assert found.differently.strip() == third.strip()


@given(BODIES)
@example("")
@example("\n\n\n\n")
@example("Bare tekst")
@example("## Tiltak\n# Tittel\n")
@example("## Summary\n\nA.\n\n## Lesson\n\nB.\n")
@example(f"{FIRST}A.\n{FIRST}\t- [ ] t\n")
@example(f"{THIRD}C.\n\n{FIRST}A.\n\n{SECOND}B.")
def test_whatever_reads_as_an_entry_takes_one_more_action(body: str) -> None:
    add(body)


@given(BODIES.map(lambda body: f"{FIRST}\nx\n\n{body}"))
def test_every_action_that_is_read_can_be_followed_up(body: str) -> None:
    for action in split(body).actions:
        number = action.number
        if action.open:
            assert finished(body, number, DAY) is not None
        if action.open and action.due:
            assert finished(body, number, DAY, 7, DAY) is not None
        if not action.open and action.effect is None:
            assert reopened(body, number) is not None
        if action.finished:
            assert judged(body, number, Effect(True, DAY, "ja <!-- x")) is not None


def test_a_comment_that_goes_on_below_an_action_stays_a_comment() -> None:
    body = f"{FIRST}\nA.\n\n{SECOND}\nB.\n\n{THIRD}\n- [ ] Ring @ola <!-- mer\nom det -->\n"
    done = finished(body, 1, DAY)

    assert done == body.replace("[ ]", "[x]").replace("@ola <!--", "@ola ✅ 2026-12-01 <!--")
    assert add(body) == f"{body}- [ ] Ny ting @per 📅 2026-12-01\n"
    assert done is not None
    assert judged(done, 1, Effect(True, DAY, "ja")) == f"{done}  - 👍 2026-12-01 ja\n"


@pytest.mark.parametrize(
    ("body", "answers"),
    [
        ("## Summary\nA.\n## Lesson\nB.\n", ("A.", "B.")),
        ("## Summary\nA.\n", ("A.", "")),
        (f"{FIRST}A.\n## Bilder\nb\n", ("A.", "")),
    ],
)
def test_a_third_question_that_is_added_leaves_the_others_what_they_are(
    body: str, answers: tuple[str, str]
) -> None:
    found = split(add(body))

    assert (found.answers.happened, found.answers.learned) == answers
    assert THIRD in added(body, NEW, "nb")  # type: ignore[operator]
