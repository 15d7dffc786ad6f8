"""Due dates as a calendar: iCalendar (RFC 5545), for any calendar program."""

import os
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from laering import __version__
from laering.domain.action import OFF, Action
from laering.domain.characters import HARMFUL
from laering.domain.entry import Entry
from laering.domain.followup import Followed
from laering.i18n import _

_DAY = timedelta(days=1)


def calendar(found: Sequence[Followed], name: str, today: date) -> str:
    """A calendar with a whole-day event for every action that has a due date.

    An action keeps its UID, made of its entry's id and its number, so that importing twice makes
    no doubles.
    """
    made = Calendar()
    made.add("prodid", f"-//laering//{__version__}//NO")
    made.add("version", "2.0")
    made.add("x-wr-calname", HARMFUL.sub("", name))
    for entry, action in found:
        if action.due is not None:
            made.add_component(_event(entry, action, action.due, today))
    text: str = made.to_ical().decode("utf-8")
    return text


def _event(entry: Entry, action: Action, due: date, today: date) -> Event:
    event = Event()
    event.add("uid", _uid(entry.id, action.number))
    event.add("dtstamp", datetime.combine(today, time(), UTC))
    event.add("dtstart", due)
    event.add("dtend", due + _DAY)
    owner = "".join(f" @{owner}" for owner in action.owners)
    done = f" ({_('done')})" if action.finished else ""
    if action.state == OFF:
        done = f" ({_('called off')})"
        event.add("status", "CANCELLED")
    event.add("summary", HARMFUL.sub("", f"{action.text}{owner}{done}"))
    event.add("description", "\n".join(HARMFUL.sub("", each) for each in (entry.title, entry.id)))
    event.add("transp", "TRANSPARENT")
    return event


def _uid(entry: str, number: int) -> str:
    try:
        entry.encode("utf-8")
    except UnicodeEncodeError:  # a file name that is no UTF-8
        entry = os.fsencode(entry).decode("latin-1")
    return str(uuid5(NAMESPACE_URL, f"laering:{entry}:{number}"))
