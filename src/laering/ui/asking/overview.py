"""All that was answered, as it is looked over before it is saved."""

from collections.abc import Mapping, Sequence
from datetime import date

from laering.domain.entry import GOOD, LESS_GOOD, Given, Source
from laering.domain.private import is_private
from laering.domain.steps import (
    ACTIONS,
    DAY,
    DIFFERENTLY,
    HAPPENED,
    LEARNED,
    OUTCOME,
    SOURCE,
    TITLE,
    answer_in,
    question_of,
)
from laering.i18n import _, ngettext
from laering.ui.asking.asker import Overview, Row
from laering.ui.words import action_line, listed, long_date, source_names, weekday

# Actions that stand there by themselves; of more of them one line tells the rest.
_ACTIONS = 4


def overview_of(
    given: Given,
    steps: Sequence[str],
    sources: Sequence[Source],
    today: date,
    begun: Mapping[str, str],
    following: str | None = None,
) -> Overview:
    """A row for each of the ``steps``: what is given, or what somebody has ``begun`` to type.

    Enter goes on to the step that is ``following``, if there is one.
    """
    rows = tuple(
        Row(
            step,
            label_of(step),
            _line(begun[step]) if step in begun else _told(given, step, sources, today),
        )
        for step in steps
    )
    private = is_private(given)
    notes = {
        _("Pictures: {names}").format(names=_pictures(given)): bool(given.pictures),
        _("Marked as a repeat of an earlier event."): bool(given.repeats),
        _("Private: its text stays out of reports and of what is shared."): private,
    }
    return Overview(
        rows,
        notes=tuple(note for note, holds in notes.items() if holds),
        privacy=_("not private") if private else _("private"),
        question=None if following is None else label_of(following),
        again=bool(given.repeats),
    )


LABELLED = frozenset({SOURCE, OUTCOME, DAY, HAPPENED, LEARNED, DIFFERENTLY, ACTIONS, TITLE})
"""The steps that have a name of their own; that of any other is its question."""


def label_of(step: str) -> str:
    """What the answer of a step is called in the overview."""
    labels = {
        SOURCE: _("Source"),
        OUTCOME: _("Outcome"),
        DAY: _("Date"),
        HAPPENED: _("Happened"),
        LEARNED: _("Learned"),
        DIFFERENTLY: _("Next time"),
        ACTIONS: _("Actions"),
        TITLE: _("Title"),
    }
    return question_of(step) or labels[step]


def _told(given: Given, step: str, sources: Sequence[Source], today: date) -> tuple[str, ...]:
    if step == SOURCE:
        return _line(source_names(sources).get(given.source or "", given.source))
    if step == OUTCOME:
        return _line({GOOD: _("well"), LESS_GOOD: _("less well")}.get(given.outcome or ""))
    if step == DAY:
        return (_day(given.date, today),)
    if step == ACTIONS:
        return _actions(given, today)
    return _line(answer_in(given, step))


def _pictures(given: Given) -> str:
    """Each picture by what it shows, or by its file's name."""
    return listed(each.alt or each.name for each in given.pictures)


def _day(day: date | None, today: date) -> str:
    day = day or today
    if day == today:
        return _("today, {day}").format(day=long_date(day))
    return f"{weekday(day)} {long_date(day)}"


def _line(text: str | None) -> tuple[str, ...]:
    """A text by its first line; a dash where there is none."""
    lines = [line for line in (text or "").split("\n") if line.strip()]
    if not lines:
        return ("–",)
    return (" ".join(lines[0].split()) + (" …" if len(lines) > 1 else ""),)


def _actions(given: Given, today: date) -> tuple[str, ...]:
    told = [action_line(action, today) for action in given.actions]
    over = len(told) - _ACTIONS
    if over > 1:
        told[_ACTIONS:] = [
            ngettext("and {count} more", "and {count} more", over).format(count=over)
        ]
    return tuple(told) or ("–",)
