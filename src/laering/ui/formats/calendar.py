"""Due dates as a calendar: iCalendar (RFC 5545), for any calendar program."""

import os
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from laering import __version__
from laering.domain.action import OFF, Action
from laering.domain.body import unpack
from laering.domain.characters import HARMFUL
from laering.domain.entry import Entry
from laering.domain.followed import Followed
from laering.domain.handles import handles
from laering.i18n import _

_DAY = timedelta(days=1)

# From when the seconds are counted that tell a later version of an event from an earlier one.
_START = datetime(2020, 1, 1, tzinfo=UTC)


def calendar(
    found: Sequence[Followed], name: str, today: date, changed: Mapping[str, datetime]
) -> str:
    """A calendar with a whole-day event for every action that has a due date.

    An action keeps its UID, made of its entry's first id and its own handle, so that importing
    again makes no doubles and moves what was moved. ``changed`` is when the file of an entry, by
    its path, was written: an event is of that time, and of ``today`` where there is none.
    """
    made = Calendar()
    made.add("prodid", f"-//laering//{__version__}//NO")
    made.add("version", "2.0")
    made.add("x-wr-calname", HARMFUL.sub("", name))
    names: dict[str, tuple[str, dict[int, str]]] = {}
    for entry, action in found:
        if action.due is None:
            continue
        if entry.path not in names:
            names[entry.path] = (entry.aliases or (entry.id,))[0], handles(unpack(entry).actions)
        first, own = names[entry.path]
        event = _event(entry, action, action.due)
        event.add("uid", _uid(first, own[action.number]))
        _date(event, changed.get(entry.path), today)
        made.add_component(event)
    text: str = made.to_ical().decode("utf-8")
    return text


def _event(entry: Entry, action: Action, due: date) -> Event:
    event = Event()
    event.add("dtstart", due)
    event.add("dtend", due + _DAY)
    text = f"{action.text}{''.join(f' @{owner}' for owner in action.owners)}"
    if action.finished:
        text = _("Done: {action}").format(action=text)
    elif action.state == OFF:
        text = _("Called off: {action}").format(action=text)
    event.add("status", "CANCELLED" if action.state == OFF else "CONFIRMED")
    event.add("summary", HARMFUL.sub("", text))
    event.add("description", "\n".join(HARMFUL.sub("", each) for each in (entry.title, entry.id)))
    event.add("transp", "TRANSPARENT")
    return event


def _date(event: Event, changed: datetime | None, today: date) -> None:
    """Tell which version of an event it is: a program keeps the later of two with one UID.

    A clock that was wrong once must not make every later version look old: no version is of a
    day after tomorrow.
    """
    latest = datetime.combine(today, time(), UTC)
    version = max(_START, min(changed or latest, latest + 2 * _DAY)).replace(microsecond=0)
    event.add("dtstamp", version)
    event.add("last-modified", version)
    event.add("sequence", int((version - _START).total_seconds()))


def _uid(entry: str, handle: str) -> str:
    try:
        entry.encode("utf-8")
    except UnicodeEncodeError:  # a file name that is no UTF-8
        entry = os.fsencode(entry).decode("latin-1")
    return str(uuid5(NAMESPACE_URL, f"laering:{entry}:{handle}"))
