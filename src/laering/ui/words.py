"""Dates, numbers, names and errors as words in the language that is spoken."""

import errno
import os
import re
import shlex
import textwrap
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from laering.domain import check
from laering.domain.action import BEGUN, DONE, OFF, Action, Effect, State
from laering.domain.entry import DEFAULT_SOURCES, GOOD, LESS_GOOD, Problem, Source
from laering.domain.errors import LaeringError
from laering.domain.marks import N_, Reason, Told
from laering.domain.period import Period
from laering.files.system import windows
from laering.files.system.held import number_of
from laering.i18n import _, ngettext
from laering.ui.desk.terminal import safe

_OF_THE_GUIDE = frozenset(
    text for source in DEFAULT_SOURCES for text in (source.name, source.question)
)
_MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
_WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
_SYSTEM = {
    errno.EACCES: N_("you have no permission"),
    errno.EPERM: N_("you have no permission"),
    errno.EROFS: N_("the disk can only be read"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("your share of the disk is full"),
    errno.EIO: N_("the disk failed"),
    errno.ENOENT: N_("it does not exist"),
    errno.ENOTDIR: N_("a part of the path is no folder"),
    errno.EISDIR: N_("it is a folder"),
    errno.EEXIST: N_("there is something by that name already"),
    errno.EFBIG: N_("the file is too large"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.ELOOP: N_("the link leads round in a circle"),
    errno.EMFILE: N_("too many files are open"),
    errno.EBADF: N_("it is closed"),
    errno.EAGAIN: N_("the system has no room for more just now"),
    errno.ETXTBSY: N_("the file is in use"),
}
MINUS = "\N{MINUS SIGN}"


def long_date(day: date) -> str:
    """``23. november 2026``."""
    return _("{day} {month} {year}").format(
        day=day.day, month=_(_MONTHS[day.month - 1]), year=day.year
    )


def short_date(day: date) -> str:
    """``23. nov. 2026``, for a narrow column."""
    name = _(_MONTHS[day.month - 1])
    month = name if len(name) <= 4 else _("{month}.").format(month=name[:3])
    return _("{day} {month} {year}").format(day=day.day, month=month, year=day.year)


def moment(then: datetime, today: date) -> str:
    """``i dag kl. 10.15``, ``i går kl. 9.05``, ``20. november 2026 kl. 9.05``."""
    days_ago = (today - then.date()).days
    day = {0: _("today"), 1: _("yesterday")}.get(days_ago) or long_date(then.date())
    return _("{day} at {hour}:{minute:02}").format(day=day, hour=then.hour, minute=then.minute)


def shortened(text: str, most: int = 60) -> str:
    """The beginning of a text on one line, cut between words."""
    return textwrap.shorten(text, most, placeholder=" …")


def weekday(day: date) -> str:
    """The weekday's name."""
    return _(_WEEKDAYS[day.weekday()])


def period_label(period: Period) -> str:
    """What a period is called: ``november 2026``, ``4. kvartal 2026``, ``uke 47, 2026``."""
    if period.kind == "all":
        return _("all time")
    if period.kind == "month":
        return f"{_(_MONTHS[period.start.month - 1])} {period.start.year}"
    if period.kind == "year":
        return str(period.start.year)
    if period.kind == "quarter":
        return _("quarter {number} {year}").format(
            number=(period.start.month + 2) // 3, year=period.start.year
        )
    if period.kind == "week":
        year, week, _day = period.start.isocalendar()
        return _("week {number}, {year}").format(number=week, year=year)
    if period.start == period.end:
        return long_date(period.start)
    if period.start == date.min:
        return _("until {end}").format(end=long_date(period.end))
    if (period.start.year, period.start.month) == (period.end.year, period.end.month):
        return _("{first}–{last} {month} {year}").format(
            first=period.start.day,
            last=period.end.day,
            month=_(_MONTHS[period.start.month - 1]),
            year=period.start.year,
        )
    return _("{start} to {end}").format(start=long_date(period.start), end=long_date(period.end))


def source_name(source: Source) -> str:
    """A source's name: the catalogue's for the built-in ones, else the journal's own."""
    return _in_words(source, source.name)


def source_names(sources: Iterable[Source]) -> dict[str, str]:
    """What each source is called, by its id."""
    return {source.id: source_name(source) for source in sources}


def _in_words(source: Source, text: str) -> str:
    """A text of a source: the guide's in the language, the journal's own as it stands."""
    return _(text) if source.builtin and text in _OF_THE_GUIDE else text


def source_question(source: Source) -> str:
    """The question a source asks."""
    return _in_words(source, source.question)


def source_hint(source: Source, question: int) -> str:
    """A hint for one of the three questions, counted from 0; empty when there is none."""
    return _(source.hints[question]) if source.hints[question] else ""


def questions() -> tuple[str, str, str]:
    """The three questions."""
    return (
        _("What happened?"),
        _("What can we learn from it?"),
        _("What can we do differently next time?"),
    )


def outcome_name(outcome: str | None) -> str:
    """How it went, in words; empty when nobody said."""
    if outcome == GOOD:
        return _("went well")
    return _("went less well") if outcome == LESS_GOOD else ""


def decimal(value: float) -> str:
    """A number with at most one decimal, with the language's decimal sign."""
    text = f"{value:.1f}".removesuffix(".0")
    return text.replace(".", _("0.5")[1])


def change(now: int, before: int | None) -> str:
    """The difference from before: ``+2``, ``−1``, ``0``; empty when there is no before."""
    if before is None:
        return ""
    difference = now - before
    if difference < 0:
        return f"{MINUS}{-difference}"
    return f"+{difference}" if difference else "0"


def count_entries(count: int) -> str:
    """``1 lærdom``, ``5 lærdommer``."""
    return ngettext("{count} learning", "{count} learnings", count).format(count=count)


def days(count: int) -> str:
    """``1 dag``, ``3 dager``."""
    return ngettext("{count} day", "{count} days", count).format(count=count)


def listed(names: Iterable[str]) -> str:
    """``a, b og c``."""
    words = list(names)
    if len(words) < 2:
        return "".join(words)
    return _("{most} and {last}").format(most=", ".join(words[:-1]), last=words[-1])


def box(action: Action) -> str:
    """An action's box, ticked when it is finished and crossed when it is called off."""
    return {DONE: "☑", OFF: "☒"}.get(action.state, "☐")


def state_name(state: State) -> str:
    """How an action stands: ``åpent``, ``påbegynt``, ``gjort``, ``avlyst``."""
    return {BEGUN: _("begun"), DONE: _("done"), OFF: _("called off")}.get(state, _("open"))


def owners(action: Action) -> str:
    """The owners of an action: ``@ola og @kari``; empty when there is none."""
    return listed(f"@{owner}" for owner in action.owners)


def off_told(action: Action) -> str:
    """That an action was called off, and when."""
    if action.off is None:
        return _("called off")
    return _("called off {date}").format(date=long_date(action.off))


def understood(action: Action, today: date) -> str:
    """What was read of an action that somebody typed, the due date with its weekday."""
    told = action_line(action, today, exact=True)
    missing = {(False, False): _("no owner and no due date"), (True, False): _("no due date")}
    lacks = missing.get((bool(action.owners), bool(action.due)))
    if lacks is None and not action.owners:
        lacks = _("no owner")
    return f"{told} ({lacks})" if lacks else told


def action_line(action: Action, today: date, *, number: bool = False, exact: bool = False) -> str:
    """An action in words: what, who, by when, and how it stands; ``exact`` names the weekday."""
    text = action.text or _("(private)")
    parts = [f"{action.number}. {text}" if number else text]
    parts.append(owners(action))
    if action.state == BEGUN:
        parts.append(_("begun"))
    if action.finished:
        parts.append(
            _("done {date}").format(date=long_date(action.done)) if action.done else _("done")
        )
    elif action.state == OFF:
        parts.append(off_told(action))
    elif action.due:
        due = _("due {date}").format(date=long_date(action.due))
        if exact:
            due = _("due {weekday} {date}").format(
                weekday=weekday(action.due), date=long_date(action.due)
            )
        if action.overdue(today):
            late = days((today - action.due).days)
            due += _(" ({days} overdue)").format(days=late)
        parts.append(due)
    if action.effect is not None:
        judged = _("it worked") if action.effect.worked else _("it did not work")
        parts.append(f"{judged}: {action.effect.text}" if action.effect.text else judged)
        parts += judged_earlier(action.effect)
    return " · ".join(part for part in parts if part)


def judged_earlier(effect: Effect) -> list[str]:
    """What was said of an action before the judgement that counts, each with its day."""
    said = []
    for each in effect.earlier:
        judged = _("it worked") if each.worked else _("it did not work")
        if each.day is not None:
            judged = f"{judged} ({long_date(each.day)})"
        told = f"{judged}: {each.text}" if each.text else judged
        said.append(_("earlier: {judgement}").format(judgement=told))
    return said


def system_reason(number: int | None) -> str:
    """Why the system refused, in words: from the error number."""
    if number in _SYSTEM:
        return _(_SYSTEM[number])
    return os.strerror(number) if number else _("the system gave no reason")


def as_word(path: str) -> str:
    """A path as one word of a command, as the shells of this system take it."""
    if not windows.HERE:
        return shlex.quote(path)
    return path if re.fullmatch(r"[\w.:\\/+-]+", path) else f'"{path}"'


def problem_text(problem: Problem) -> str:
    """What is wrong with a file, in a sentence."""
    facts = {name: safe(value) for name, value in problem.facts}
    if "errno" in facts:
        facts["reason"] = system_reason(int(facts["errno"]))
    for name, value in problem.facts:
        if isinstance(value, Reason):
            facts[name] = _(value).format(**facts)
    return _(check.MESSAGES[problem.code]).format(**facts)


def skipped_line(problems: Sequence[Problem]) -> str:
    """How many files were passed over, each with one problem, on one line."""
    count = len(problems)
    return ngettext(
        "{count} file is not counted. See why with: laering sjekk",
        "{count} files are not counted. See why with: laering sjekk",
        count,
    ).format(count=count)


def error_text(error: LaeringError) -> str:
    """An error as the person reads it: its message with the facts filled in."""
    facts = {name: _fact(value) for name, value in error.facts.items()}
    for name, value in error.facts.items():
        if isinstance(value, Reason):
            facts[name] = _(value).format(**facts)
    text = _(error.message).format(**facts)
    if error.go_on:
        kept = _("What you wrote is kept. Go on with: {command}").format(command=safe(error.go_on))
        text = f"{text}\n{kept}"
    return text


def _fact(value: object) -> str:
    if isinstance(value, Told):
        return safe(value)
    if isinstance(value, tuple):
        return "\n".join(f"  {_fact(item)}" for item in value)
    if isinstance(value, OSError):
        return system_reason(number_of(value))
    return safe(str(value)).replace("\n", " ")
