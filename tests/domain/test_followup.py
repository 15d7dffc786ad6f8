"""Changing actions in a text: one line each, and every other line as it was."""

import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from laering.domain import followup, rewriting
from laering.domain.action import OPEN, Action, Effect
from laering.domain.body import compose, split
from laering.domain.entry import Answers, Body

DAY = date(2026, 11, 23)
QUESTIONS = (
    "\n## Hva skjedde?\n\nNoe.\n\n## Hva kan vi lære av det?\n\nMye.\n\n"
    "## Hva kan vi gjøre annerledes neste gang?\n"
)
VAULT = f"""{QUESTIONS}
Vi prøver dette:

* [ ] Bullet with a star ⏫ ➕ 2026-01-01
+ [ ]   Two   spaces  and a block ^abc-1
1. [X] Numbered 📅 2026-02-01 ✅ 2026-02-02
\t- [ ] Indented with a tab @bjørn 🔁 every week 📅 2026-03-01  \n
- [x] Judged ✅ 2026-03-03
  - 👎 2026-04-04 Det hjalp ikke
- [ ] Æøå 🛫 2026-05-05 @åse

```
- [ ] not an action
```

## Notater

- [ ] a box of somebody else's
"""


def one_line_differs(before: str, after: str) -> bool:
    old, new = before.split("\n"), after.split("\n")
    return len(old) == len(new) and sum(a != b for a, b in zip(old, new, strict=True)) == 1


def test_the_vault_has_the_actions_that_the_reader_sees() -> None:
    assert [each.action for each in followup.places(VAULT)] == list(split(VAULT).actions)
    assert len(split(VAULT).actions) == 7


@pytest.mark.parametrize("number", [1, 2, 4, 6])
def test_finishing_changes_one_line_and_opening_again_gives_the_original_back(number: int) -> None:
    after = followup.finished(VAULT, number, DAY)

    assert after is not None
    assert one_line_differs(VAULT, after)
    assert split(after).actions[number - 1].done == DAY
    assert followup.reopened(after, number) == VAULT


def test_what_obsidian_wants_last_stays_last() -> None:
    after = followup.finished(VAULT, 2, DAY) or ""

    assert "+ [x]   Two   spaces  and a block ✅ 2026-11-23 ^abc-1\n" in after


def test_other_signs_and_their_dates_are_left_alone() -> None:
    after = followup.finished(VAULT, 1, DAY) or ""

    assert "* [x] Bullet with a star ⏫ ➕ 2026-01-01 ✅ 2026-11-23\n" in after


@pytest.mark.parametrize("number", [0, 3, 5, 8, -1])
def test_finishing_what_is_finished_or_not_there_is_refused(number: int) -> None:
    assert followup.finished(VAULT, number, DAY) is None


@pytest.mark.parametrize("number", [1, 8])
def test_opening_what_is_open_or_not_there_is_refused(number: int) -> None:
    assert followup.reopened(VAULT, number) is None


def test_a_judged_action_is_not_opened_again() -> None:
    assert followup.reopened(VAULT, 5) is None


def test_a_judgement_is_one_line_below_its_action() -> None:
    after = followup.judged(VAULT, 3, Effect(True, DAY, "Ingen feil siden")) or ""

    below = "1. [X] Numbered 📅 2026-02-01 ✅ 2026-02-02\n   - 👍 2026-11-23 Ingen feil siden\n"
    assert below in after
    assert after.replace("   - 👍 2026-11-23 Ingen feil siden\n", "") == VAULT


def test_another_judgement_stands_below_the_first_and_counts() -> None:
    after = followup.judged(VAULT, 5, Effect(True, DAY, "Nå virker det")) or ""

    assert "  - 👎 2026-04-04 Det hjalp ikke\n  - 👍 2026-11-23 Nå virker det\n" in after
    assert after.replace("  - 👍 2026-11-23 Nå virker det\n", "") == VAULT
    before = Effect(False, date(2026, 4, 4), "Det hjalp ikke")
    assert split(after).actions[4].effect == Effect(True, DAY, "Nå virker det", (before,))


def test_a_judgement_does_not_cut_in_two_what_goes_on_below() -> None:
    text = f"{QUESTIONS}\n- [x] Bytte hengslene på\n  dørene i gangen\n- [ ] Mer\n"

    after = followup.judged(text, 1, Effect(True, DAY, ""))

    assert after == text.replace("i gangen\n", "i gangen\n  - 👍 2026-11-23\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- [ ] A\n  - 👎 2026-01-01 nei", "- [x] A ✅ 2026-11-23\n  - 👎 2026-01-01 nei"),
        ("- [ ] A ✅ 2026-01-01", "- [x] A ✅ 2026-11-23"),
        ("- [/] A 📅 2026-12-01.", "- [x] A 📅 2026-12-01. ✅ 2026-11-23"),
        ("- [!] A 📅 2026-12-01 ^a-1", "- [x] A 📅 2026-12-01 ✅ 2026-11-23 ^a-1"),
        ("-   \\[/\\] A \\@ola", "-   [x] A \\@ola ✅ 2026-11-23"),
        ("> [!todo] B\n> - [ ] A @ola", "> [!todo] B\n> - [x] A @ola ✅ 2026-11-23"),
        ("- [ ] A\n  b @ola 📅 2026-12-01", "- [x] A ✅ 2026-11-23\n  b @ola 📅 2026-12-01"),
        ("\n\n\n- [ ] A\n\n\n## Notater\n\nC", "\n\n\n- [x] A ✅ 2026-11-23\n\n\n## Notater\n\nC"),
        ("C\n\n## Tiltak\n\n1) [ ] A  ", "C\n\n## Tiltak\n\n1) [x] A ✅ 2026-11-23  "),
    ],
)
def test_an_action_is_finished_however_it_stands(before: str, after: str) -> None:
    for end in ("", "\n", "\n\n\n"):
        done = followup.finished(f"{QUESTIONS}\n{before}{end}", 1, DAY)

        assert done == f"{QUESTIONS}\n{after}{end}"
        assert split(done).actions[0].done == DAY


def test_a_wrapped_line_stays_the_actions_own_when_its_date_goes() -> None:
    text = f"{QUESTIONS}\n- [x] Bestille nye låser\ntil dørene ✅ 2026-11-20\n"

    assert followup.reopened(text, 1) == f"{QUESTIONS}\n- [ ] Bestille nye låser\n  til dørene\n"


def test_one_that_was_called_off_is_opened_again() -> None:
    text = f"{QUESTIONS}\n> - [-] A 📅 2026-12-01 ❌ 2026-11-01 ^a\n"

    assert followup.finished(text, 1, DAY) is None
    assert followup.reopened(text, 1) == text.replace("[-]", "[ ]").replace(" ❌ 2026-11-01", "")


def test_what_comes_again_stands_above_with_its_dates_moved() -> None:
    line = "- [/] Vaske @ola 🆔 a1 🔁 every week ➕ 2026-11-01 ⏳ 2026-11-18 📅 2026-11-20 ^b"
    text = f"{QUESTIONS}\n- [ ] B\n{line}\n  - 👎 2026-11-21 nei\n"

    after = followup.finished(text, 2, DAY, 7, DAY)

    anew = "- [ ] Vaske @ola 🔁 every week ⏳ 2026-11-25 📅 2026-11-27 ➕ 2026-11-23"
    done = line.replace("[/]", "[x]").replace(" ^b", " ✅ 2026-11-23 ^b")
    assert after == text.replace(line, f"{anew}\n{done}")


def test_a_judgement_in_a_quote_stays_in_it() -> None:
    text = f"{QUESTIONS}\n> - [x] A ✅ 2026-11-01\n> B\n"

    after = followup.judged(text, 1, Effect(True, DAY, ""))

    assert after == text.replace("-01\n", "-01\n>   - 👍 2026-11-23\n")


def test_what_is_open_cannot_be_judged() -> None:
    assert followup.judged(VAULT, 1, Effect(True, DAY, "")) is None


def test_a_new_action_stands_below_the_others() -> None:
    after = followup.added(VAULT, Action("Nytt", ("kari",), DAY), "nb") or ""

    assert after.endswith("- [ ] a box of somebody else's\n- [ ] Nytt @kari 📅 2026-11-23\n")
    assert after.replace("- [ ] Nytt @kari 📅 2026-11-23\n", "") == VAULT


@pytest.mark.parametrize(
    "text",
    [
        QUESTIONS,
        f"{QUESTIONS}\n",
        f"{QUESTIONS}\nVi gjør det slik.\n",
        f"{QUESTIONS}\nVi gjør det slik.",
        f"{QUESTIONS}\n## Notater\n\nMer.\n",
        f"{QUESTIONS}Rett under.\n\n## Notater\n\nMer.\n",
        "\n## Hva skjedde?\n\nNoe.\n",
        f"{QUESTIONS}\nVi gjør det slik.\n\n\n\n",
        f"{QUESTIONS}\nVi gjør det slik.\n\n\n\n## Notater\n\nMer.\n",
        "## Hva kan vi gjøre annerledes neste gang?\n\n\n## Hva skjedde?\n\nNoe.\n\n\n",
        f"{QUESTIONS}\n```\nkode\n",
        "Bare noe fritt.\n",
        "\n\nBare noe\n\nfritt.",
    ],
)
def test_the_first_action_finds_its_place_and_no_line_is_lost(text: str) -> None:
    after = followup.added(text, Action("Nytt"), "nb")

    assert after is not None
    assert [each.text for each in split(after).actions] == ["Nytt"]
    assert after.endswith("\n") == text.endswith("\n") or "##" not in text
    assert split(after).answers.happened.strip() == split(text).answers.happened.strip()
    lines = iter(after.split("\n"))
    assert all(line in lines for line in text.split("\n") if line)


def test_a_new_action_stands_where_the_others_do() -> None:
    quoted = f"{QUESTIONS}\n> [!todo] Husk\n> - [ ] A\n>   mer @ola\n\nTekst.\n"
    further = f"{QUESTIONS}\nTekst.\n\n## Tiltak\n\n* [ ] A\n\n\n"

    assert followup.added(quoted, Action("B"), "nb") == quoted.replace(
        "@ola\n", "@ola\n> - [ ] B\n"
    )
    assert followup.added(further, Action("B"), "nb") == further.replace("A\n", "A\n* [ ] B\n")


words = st.text(st.characters(codec="utf-8"), max_size=40)
actions = st.builds(
    Action,
    text=st.text("abcæøå 123", min_size=1, max_size=12).map(str.strip).filter(bool),
    owners=st.sampled_from([(), ("ola",), ("bjørn",), ("ola", "kari")]),
    due=st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2030, 1, 1))),
    state=st.just(OPEN),
    done=st.none(),
    off=st.none(),
    effect=st.none(),
    signs=st.sampled_from(["", "⏫", "🔁 hver uke ➕ 2026-01-01 ^a-1"]),
    mark=st.just(""),
    number=st.just(0),
)


@given(words, words, words, st.lists(actions, min_size=1, max_size=4), st.data())
def test_whatever_people_wrote_only_the_line_meant_changes(
    first: str, second: str, third: str, made: list[Action], data: st.DataObject
) -> None:
    numbered = tuple(each._replace(number=at) for at, each in enumerate(made, 1))
    text = compose(Body(Answers(first, second, third), numbered), "nb")
    known = split(text).actions
    number = data.draw(st.integers(1, len(known)))

    after = followup.finished(text, number, DAY)

    assert after is not None
    assert one_line_differs(text, after)
    assert followup.reopened(after, number) == text
    judged = followup.judged(after, number, Effect(False, DAY, "nei"))
    assert judged is not None
    assert split(judged).actions[number - 1].effect == Effect(False, DAY, "nei")
    assert split(judged).answers == split(text).answers


LAST = re.compile(r"(?:[ \t]+\^[\w-]+)?[ \t]*$")


@given(st.text(" \t^a-✅", max_size=12))
@example("] ^a ^b  ")
@example("]^a")
@example("] ^a^b\t")
def test_the_day_stands_before_what_obsidian_wants_last(rest: str) -> None:
    """The plain way to say it, which takes the square of the blanks on a line."""
    line = f"]{rest}"
    found = LAST.search(line)

    assert found is not None
    assert rewriting._before_last(line) == found.start()


@pytest.mark.parametrize("mark", ["", "✅ 2026-11-24"])
def test_a_line_full_of_blanks_is_changed_like_any_other(mark: str) -> None:
    # Where the time goes with the square of the blanks, this is not over today.
    blanks = " " * 100_000
    task = f"- [{'x' if mark else ' '}] Ny{blanks}lås {mark}".rstrip()
    text = f"## Hva kan vi gjøre annerledes neste gang?\n\n{task}\n"

    after = followup.reopened(text, 1) if mark else followup.finished(text, 1, DAY)

    assert after is not None
    assert one_line_differs(text, after)
