"""What an action is known by outside of its file."""

import pytest

from laering.domain.action import read_task
from laering.domain.handles import handles


def known(*lines: str) -> list[str]:
    """The handles of actions that stand below each other."""
    read = [read_task(f"- {line}", number) for number, line in enumerate(lines, 1)]
    actions = [action for action in read if action is not None]
    assert len(actions) == len(lines)
    found = handles(actions)
    return [found[action.number] for action in actions]


@pytest.mark.parametrize(
    "again",
    [
        "[x] Ringe låsesmeden @ola 📅 2026-12-15 ✅ 2026-12-01",
        "[-] Ringe låsesmeden @kari",
        "[ ] ringe  LÅSESMEDEN 📅 2027-01-01",
        "[ ] Ringe la\u030asesmeden ⏫",
    ],
)
def test_a_handle_follows_the_words_and_nothing_else(again: str) -> None:
    assert known(again) == known("[ ] Ringe låsesmeden @ola 📅 2026-12-15")


def test_other_words_have_another_handle_wherever_they_stand() -> None:
    ringe, male = known("[ ] Ringe", "[ ] Måle")

    assert ringe != male
    assert known("[ ] Nytt", "[ ] Måle", "[ ] Mer", "[ ] Ringe")[1::2] == [male, ringe]


def test_several_of_the_same_words_are_told_apart_by_which_is_due_first() -> None:
    (first,) = known("[ ] Vaske")

    assert known("[ ] Vaske 📅 2026-12-08", "[ ] Noe", "[x] Vaske 📅 2026-12-01")[::2] == [
        f"{first}-2",
        first,
    ]
    assert known("[ ] Vaske", "[ ] Vaske", "[ ] Vaske") == [first, f"{first}-2", f"{first}-3"]


def test_a_name_of_its_own_goes_before_the_words() -> None:
    (words,) = known("[ ] Ringe låsesmeden")

    assert known(f"[ ] Ringe en annen 🆔 {words}") == [words]
    assert known("[ ] Ringe 🆔 k3y 📅 2026-12-01", "[ ] Måle 🆔 k3y") == ["k3y", "k3y-2"]


def test_a_handle_can_stand_as_a_name() -> None:
    (handle,) = known("[ ] Ringe \ud800")

    assert known(f"[ ] Noe annet 🆔 {handle}") == [handle]
