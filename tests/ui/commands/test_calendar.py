"""``tiltak --format ics``: a calendar that is imported again makes no doubles."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from tests.support.entries import entry_file, simple_entry
from tests.support.runs import TODAY, Run

NAME = "2026-11-02-vindu"

MONDAY = 1_795_420_800


@dataclass
class Client:
    """A calendar program: an event it knows by UID gives way to a later version of it."""

    events: dict[str, Any] = field(default_factory=dict)

    def take(self, raw: bytes) -> None:
        for event in Calendar.from_ical(raw).walk("VEVENT"):
            known = self.events.get(str(event["uid"]))
            if known is None or _version(event) > _version(known):
                self.events[str(event["uid"])] = event

    @property
    def seen(self) -> list[tuple[str, str, str]]:
        """What stands there, by day."""
        return sorted(
            (each.decoded("dtstart").isoformat(), str(each["summary"]), str(each["status"]))
            for each in self.events.values()
        )


def _version(event: Any) -> tuple[int, str]:
    assert event["dtstamp"].dt == event["last-modified"].dt
    return int(event["sequence"]), event["dtstamp"].dt.isoformat()


@pytest.fixture
def client(folder: Path, run: Run) -> "Imports":
    return Imports(folder, run)


class Imports:
    """A person who writes actions and imports the calendar each time."""

    def __init__(self, folder: Path, run: Run) -> None:
        self.folder, self.run, self.client, self.when = folder, run, Client(), MONDAY

    def __call__(
        self, *actions: str, name: str = NAME, head: str = ""
    ) -> list[tuple[str, str, str]]:
        """What stands in the calendar when these are the actions of the entry."""
        text = simple_entry("Vinduet", "2026-11-02", third="\n".join(f"- {a}" for a in actions))
        for path in (self.folder / "entries").glob("*.md"):
            path.unlink()
        path = entry_file(self.folder, f"{name}.md", text.replace("source:", f"{head}source:"))
        self.when += 60
        os.utime(path, (self.when, self.when))
        result = self.run("tiltak", "--format", "ics")
        assert result.code == 0
        assert result.raw == self.run("tiltak", "--format", "ics").raw
        self.client.take(result.raw)
        return self.client.seen


def open_(*told: tuple[str, str]) -> Sequence[tuple[str, str, str]]:
    return [(f"2026-12-{day}", text, "CONFIRMED") for day, text in told]


def test_what_is_inserted_moved_finished_and_called_off_is_so_in_the_calendar(
    client: Imports,
) -> None:
    assert client("[ ] Ringe @ola 📅 2026-12-01", "[ ] Måle 📅 2026-12-02") == open_(
        ("01", "Ringe @ola"), ("02", "Måle")
    )
    above = "[ ] Kjøpe lim 📅 2026-12-05"
    assert client(above, "[ ] Ringe @kari 📅 2026-12-03", "[ ] Måle 📅 2026-12-02") == open_(
        ("02", "Måle"), ("03", "Ringe @kari"), ("05", "Kjøpe lim")
    )
    done = "[x] Ringe @kari 📅 2026-12-03 ✅ 2026-11-20"
    assert client(above, done, "[-] Måle 📅 2026-12-02 ❌ 2026-11-20") == [
        ("2026-12-02", "Avlyst: Måle", "CANCELLED"),
        ("2026-12-03", "Ferdig: Ringe @kari", "CONFIRMED"),
        ("2026-12-05", "Kjøpe lim", "CONFIRMED"),
    ]


def test_one_that_is_deleted_above_moves_nothing_below(client: Imports) -> None:
    client("[ ] Ringe 📅 2026-12-01", "[ ] Måle 📅 2026-12-02", "[ ] Måle 📅 2026-12-03")

    assert client("[ ] Måle 📅 2026-12-04", "[ ] Måle 📅 2026-12-05") == open_(
        ("01", "Ringe"), ("04", "Måle"), ("05", "Måle")
    )


def test_what_comes_again_stands_beside_what_was_done(client: Imports) -> None:
    client("[ ] Vaske 🔁 every week 📅 2026-12-01")

    assert client(
        "[ ] Vaske 🔁 every week 📅 2026-12-08",
        "[x] Vaske 🔁 every week 📅 2026-12-01 ✅ 2026-12-01",
    ) == open_(("01", "Ferdig: Vaske"), ("08", "Vaske"))


def test_other_words_with_the_same_name_are_the_same_action(client: Imports) -> None:
    client("[ ] Ringe 🆔 k3y 📅 2026-12-01")

    assert client("[ ] Ringe låsesmeden 🆔 k3y 📅 2026-12-02") == open_(("02", "Ringe låsesmeden"))


@pytest.mark.parametrize("head", [f"aliases: [{NAME}, annet]\n", f"aliases:\n  - {NAME}\n"])
def test_an_entry_of_another_day_and_name_has_the_same_events(client: Imports, head: str) -> None:
    client("[ ] Ringe 📅 2026-12-01")

    assert client("[ ] Ringe 📅 2026-12-02", name="2026-11-03-rute", head=head) == open_(
        ("02", "Ringe")
    )


@pytest.mark.parametrize("head", ["", "aliases:\n", "aliases: []\n", "aliases: {a: b}\n"])
def test_without_an_earlier_name_the_own_one_counts(client: Imports, head: str) -> None:
    client("[ ] Ringe 📅 2026-12-01", head=head)

    assert len(client("[ ] Ringe 📅 2026-12-02", name="2026-11-03-rute", head=head)) == 2


def test_actions_of_one_owner_are_the_same_events_as_among_all(folder: Path, run: Run) -> None:
    third = "- [ ] Måle @ola 📅 2026-12-01\n- [ ] Måle @kari 📅 2026-12-02"
    entry_file(folder, f"{NAME}.md", simple_entry("Vinduet", "2026-11-02", third=third))
    everybody, one = Client(), Client()

    everybody.take(run("tiltak", "--format", "ics").raw)
    one.take(run("tiltak", "--hvem", "kari", "--format", "ics").raw)

    assert len(one.events) == 1
    assert one.events.items() < everybody.events.items()


def test_a_time_that_cannot_be_is_no_version(folder: Path, run: Run) -> None:
    third = "- [ ] Måle 📅 2026-12-01"
    path = entry_file(folder, f"{NAME}.md", simple_entry("Vinduet", "2026-11-02", third=third))
    versions: list[Any] = []
    for when in (0, MONDAY, 2 * MONDAY):
        os.utime(path, (when, when))
        (event,) = Calendar.from_ical(run("tiltak", "--format", "ics").raw).walk("VEVENT")
        versions.append(event)

    assert int(versions[0]["sequence"]) == 0
    assert versions[2]["dtstamp"].dt.date() <= TODAY + timedelta(days=2)


def test_only_what_is_open_and_has_no_date_is_told_as_left_out(folder: Path, run: Run) -> None:
    third = "- [ ] Måle\n- [x] Ringe ✅ 2026-11-03\n- [-] Lime"
    entry_file(folder, f"{NAME}.md", simple_entry("Vinduet", "2026-11-02", third=third))

    assert run("tiltak", "--format", "ics").stderr == "1 tiltak uten frist er ikke med.\n"


def test_one_with_other_words_by_command_is_the_same_event(client: Imports) -> None:
    client("[ ] Ringe @ola 📅 2026-12-01", "[ ] Vaske 📅 2026-12-02")

    path = next((client.folder / "entries").glob("*.md"))
    client.run("tiltak", "endre", "vindu", "1", "--tekst", "Skrive", "--frist", "3.12.2026")
    os.utime(path, (client.when + 60, client.when + 60))
    client.client.take(client.run("tiltak", "--format", "ics").raw)

    assert client.client.seen == open_(("02", "Vaske"), ("03", "Skrive @ola"))
