"""A row of a table as a learning: what it becomes, or why it is none."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from laering.domain.action import DONE, OPEN, Action, State
from laering.domain.body import split
from laering.domain.cells import day_of, is_yes, outcome_of, owners_of, source_of, state_of
from laering.domain.characters import HARMFUL
from laering.domain.columns import OWN, SECTION, Target
from laering.domain.entry import Answers, Body, Draft
from laering.domain.errors import ControlCharacter
from laering.domain.fitting import fit_draft, mended
from laering.domain.flaws import boxes_as_text, boxes_in
from laering.domain.headings import adopt
from laering.domain.marks import N_, Reason
from laering.domain.naming import ANSWERS
from laering.domain.origin import Origin, hash_of, id_of
from laering.domain.table import Cell, Row
from laering.domain.text.beginnings import BULLET
from laering.domain.text.escapes import escape
from laering.domain.wording import suggest_title, tags_of

NO_DAY = Reason(N_("no day stands there"))
NOT_A_DAY = Reason(N_("that is no day, or could be two"))
TO_COME = Reason(N_("that day has not been yet"))
NO_SOURCE = Reason(N_("no source stands there; --kilde gives them one"))
NOT_A_SOURCE = Reason(N_("that is none of the sources"))
NO_TEXT = Reason(N_("there is no text"))
UNSEEN = Reason(N_("a character that nobody sees cannot stand in a file"))
NOT_AN_OUTCOME = Reason(N_("that is no outcome; it came in without"))
NOT_A_STATE = Reason(N_("nobody knows whether that is done; it came in as open"))
DUE_AS_TEXT = Reason(N_("that is no due date; it stands in the action's text"))
BOX_AS_TEXT = Reason(N_("a box there came in as text, and is no action"))
NO_ACTION = Reason(N_("the row has no action that this could be said of; it was left out"))
DONE_BEFORE = Reason(N_("that day does not fit; it is done without a date"))

_NOBODY = frozenset({"anonym", "anonymous", "anonymt", "-", "–"})


class Flaw(NamedTuple):
    """What is wrong with a cell of a row: the column's name, what stands there, and why.

    ``called`` is the row's name, where it has one.
    """

    row: int
    column: str
    value: str
    reason: Reason
    called: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """How rows are read: what the columns are called and become, the sources there are by id.

    ``source`` is that of rows which name none, ``table`` what their origin is called, and
    ``own_lines`` gives the lines of a key of one's own and its text.
    """

    names: Sequence[str]
    targets: Mapping[int, Target]
    sources: Mapping[str, str]
    source: str | None
    table: str
    today: date
    own_lines: Callable[[str, str], str]


class Made(NamedTuple):
    """What a row became: a draft, or None; what is wrong with it, and what it came in without."""

    draft: Draft | None
    wrong: tuple[Flaw, ...] = ()
    without: tuple[Flaw, ...] = ()


def origin_of(row: Row, reading: Reading) -> Origin:
    """Where a row comes from, before it is known whether others are like it."""
    own = next((at for at, target in reading.targets.items() if target.field == "id"), None)
    id_ = id_of(row.cells[own]) if own is not None and own < len(row.cells) else ""
    return Origin(reading.table, id_, hash_of(reading.names, row.cells))


def made_of(row: Row, reading: Reading) -> Made:
    """The learning that a row tells of, or why it is none."""
    if row.refused is not None:
        return Made(None, (Flaw(row.number, "", "", row.refused, row.called),))
    return _Maker(row, reading).made()


class _Maker:
    """Makes one row's draft, and gathers what is wrong with it on the way."""

    def __init__(self, row: Row, reading: Reading) -> None:
        self._row = row
        self._reading = reading
        self._wrong: list[Flaw] = []
        self._without: list[Flaw] = []
        self._cells: dict[Target, list[tuple[int, Cell]]] = {}
        for at, target in reading.targets.items():
            cell = row.cells[at] if at < len(row.cells) else ""
            if cell if not isinstance(cell, str) else cell.strip():
                self._cells.setdefault(target, []).append((at, cell))

    def made(self) -> Made:
        self._without += [
            self._flaw(at, "", reason)
            for at, reason in self._row.flaws
            if at in self._reading.targets
        ]
        day, source, title = self._day(), self._source(), self._text("title")
        body, adopted = self._body(title)
        title = " ".join((title or adopted or "").split())
        first = next(filter(str.strip, _texts(body)), "")
        if not title and not first:
            self._wrong.append(self._of_row("", "", NO_TEXT))
        if self._wrong or day is None or source is None:
            return self._result(None)
        title = title or suggest_title(first)
        actions = self._actions(title, body.answers.differently, day)
        draft = Draft(
            title=title,
            date=day,
            source=source,
            outcome=self._outcome(),
            tags=tags_of(str(cell) for _, cell in self._of("tags")),
            author=self._author(),
            private=any(is_yes(cell) for _, cell in self._of("private")),
            written=self._written(day),
            extra=self._extra(),
            body=replace(body, actions=(*actions, *body.actions)),
        )
        # Whoever writes it makes it fit. To know that it can be is done in a tenth of the time.
        if any(HARMFUL.search(mended(str(cell))) for cell in self._row.cells):
            try:
                fit_draft(draft)
            except ControlCharacter as error:
                self._wrong.append(self._of_row(str(error.field), str(error.value), UNSEEN))
                return self._result(None)
        return self._result(draft)

    def _result(self, draft: Draft | None) -> Made:
        return Made(draft, tuple(self._wrong), tuple(self._without))

    def _of(self, field: str) -> list[tuple[int, Cell]]:
        """The cells of a field that hold something, with their columns."""
        return self._cells.get(Target(field), [])

    def _text(self, field: str) -> str:
        return "\n\n".join(str(cell).strip() for _, cell in self._of(field))

    def _name(self, at: int) -> str:
        return self._reading.names[at]

    def _flaw(self, at: int, value: Cell, reason: Reason) -> Flaw:
        return self._of_row(self._name(at), str(value), reason)

    def _of_row(self, column: str, value: str, reason: Reason) -> Flaw:
        return Flaw(self._row.number, column, value, reason, self._row.called)

    def _missing(self, field: str, reason: Reason) -> None:
        unread = dict(self._row.flaws)
        places = [at for at, each in self._reading.targets.items() if each.field == field]
        at = next((at for at in places if at in unread), next(iter(places), None))
        if at is None:
            self._wrong.append(self._of_row("", "", reason))
        else:
            self._wrong.append(self._flaw(at, "", unread.get(at, reason)))

    def _day(self) -> date | None:
        for at, cell in self._of("date"):
            day = day_of(cell, self._reading.today)
            if day is not None and day <= self._reading.today:
                return day
            self._wrong.append(self._flaw(at, cell, NOT_A_DAY if day is None else TO_COME))
            return None
        self._missing("date", NO_DAY)
        return None

    def _written(self, day: date) -> date | None:
        for _, cell in self._of("written"):
            written = day_of(cell, self._reading.today)
            if written is not None and day <= written <= self._reading.today:
                return written
        return None

    def _source(self) -> str | None:
        for at, cell in self._of("source"):
            source = source_of(str(cell), self._reading.sources)
            if source is None:
                self._wrong.append(self._flaw(at, cell, NOT_A_SOURCE))
            return source
        if self._reading.source is None:
            self._missing("source", NO_SOURCE)
        return self._reading.source

    def _outcome(self) -> str | None:
        for at, cell in self._of("outcome"):
            outcome = outcome_of(str(cell))
            if outcome is None:
                self._without.append(self._flaw(at, cell, NOT_AN_OUTCOME))
            return outcome
        return None

    def _author(self) -> str | None:
        name = " ".join(self._text("author").split())
        return name if name and name.casefold() not in _NOBODY else None

    def _extra(self) -> tuple[tuple[str, str], ...]:
        found = {
            target.name: str(cell).strip()
            for target, cells in self._cells.items()
            if target.field == OWN
            for _, cell in cells
        }
        return tuple((name, self._reading.own_lines(name, text)) for name, text in found.items())

    def _body(self, title: str) -> tuple[Body, str | None]:
        """What stands in the columns of text, and the title that a whole text begins with."""
        told, adopted = Body(), None
        whole = self._text("body")
        if whole:
            found = adopt(whole.strip("\n"), title or None)
            told, adopted = split(found.text.strip("\n") + "\n"), found.title
            at = self._of("body")[0][0]
            boxes = boxes_as_text(told.answers, (found.text,))
            self._without += [self._flaw(at, line.strip(), BOX_AS_TEXT) for line in boxes]
        self._without += self._boxes()
        answers = Answers(
            _joined(self._text("happened"), told.answers.happened),
            _joined(self._text("learned"), told.answers.learned),
            _joined(self._text("differently"), told.answers.differently),
        )
        sections = [
            f"## {target.name}\n\n{escape(str(cell).strip())}"
            for target, cells in self._cells.items()
            if target.field == SECTION
            for _, cell in cells
        ]
        more = "\n\n".join(each for each in (told.more, *sections) if each)
        return replace(told, answers=answers, more=more), adopted

    def _boxes(self) -> list[Flaw]:
        """The boxes in columns whose text is taken as it stands."""
        return [
            self._flaw(at, line.strip(), BOX_AS_TEXT)
            for target, cells in self._cells.items()
            if target.field in (*ANSWERS, SECTION)
            for at, cell in cells
            for line in boxes_in(str(cell))
        ]

    def _actions(self, title: str, differently: str, day: date) -> list[Action]:
        """What is to be done, all of it with the owner, the due day and the state in the row."""
        texts = [text for _, cell in self._of("actions") for text in _items(str(cell))]
        owners = owners_of(self._text("owner"))
        due, unread = self._due()
        if not texts and not (owners or due or unread):
            self._without += [self._flaw(at, cell, NO_ACTION) for at, cell in self._of("done")]
            return []
        texts = texts or [suggest_title(differently) or title]
        state, done = self._done(day)
        return [
            Action(f"{text} ({unread})" if unread else text, owners, due, state, done)
            for text in texts
        ]

    def _due(self) -> tuple[date | None, str]:
        """The day it is due; what stands there when that is none."""
        for at, cell in self._of("due"):
            due = day_of(cell, self._reading.today)
            if due is None:
                self._without.append(self._flaw(at, cell, DUE_AS_TEXT))
                return None, f"{self._name(at)}: {' '.join(str(cell).split())}"
            return due, ""
        return None, ""

    def _done(self, day: date) -> tuple[State, date | None]:
        """How far it is, from a word for it or the day it was done, or both."""
        state, done = OPEN, None
        for at, cell in self._of("done"):
            found = day_of(cell, self._reading.today)
            named = state_of(str(cell))
            if found is not None and named is None:
                fits = day <= found <= self._reading.today
                done = found if fits else done
                state = DONE
                if not fits:
                    self._without.append(self._flaw(at, cell, DONE_BEFORE))
            elif named is None:
                self._without.append(self._flaw(at, cell, NOT_A_STATE))
            elif state == OPEN:
                state = named
        return state, done if state == DONE else None


_BULLET = re.compile(rf"\s*(?:{BULLET}|[•–])\s+")


def _items(text: str) -> list[str]:
    """The actions in a cell: one for each line where all of them are items, else one."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > 1 and all(_BULLET.match(line) for line in lines):
        return [_BULLET.sub("", line).strip() for line in lines]
    return [" ".join(text.split())]


def _texts(body: Body) -> tuple[str, ...]:
    """What a body tells, in the order in which a title is looked for."""
    answers = body.answers
    sections = re.sub(r"^## .*$", "", body.more, flags=re.MULTILINE)
    actions = (action.text for action in body.actions)
    told = (answers.happened, answers.learned, answers.differently, body.preamble, sections)
    return (*told, *actions)


def _joined(first: str, second: str) -> str:
    return "\n\n".join(text for text in (first, second) if text.strip())
