"""``oppsett``, ``kilder ny`` and ``kilder skjul``: what is chosen, shown before it is written."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from laering.domain.errors import (
    BadSourceId,
    CannotWrite,
    Interrupted,
    JournalMissing,
    NoJournal,
    SourceThere,
)
from laering.domain.sources import find_source
from laering.files import personal
from laering.files.config import JOURNAL_FILE, SOURCE_ID
from laering.files.journal.journal import Journal
from laering.files.settings import Change, Value, with_source, with_values, write
from laering.i18n import _
from laering.ui.asking.prompt import ask_yes, typed_line
from laering.ui.desk.call import Call
from laering.ui.words import source_names


class _Question(NamedTuple):
    """One choice: what is asked, what is chosen today, and the key that keeps it."""

    text: str
    today: str
    key: str


def set_up(call: Call) -> None:
    """Ask the firm's name, the person's, the editor and the usual journal, and write them."""
    journal = _journal_here(call)
    mine = _own_file(call)
    answers = _lines(call, [*_of_journal(journal), *_of_person(call, journal)])
    of_journal: dict[str, Value] = {}
    of_person: dict[str, Value] = {}
    for question, answer in answers:
        if answer and answer != question.today:
            kept = of_journal if question.key == "name" else of_person
            kept[question.key] = _checked(question.key, answer)
    changes: list[tuple[Change, Path | None]] = []
    if journal is not None and of_journal:
        changes.append((with_values(journal.root / JOURNAL_FILE, of_journal), journal.root))
    if of_person:
        changes.append((with_values(mine, of_person), None))
    if not changes:
        told = _("Nothing is changed. Your own choices are in {path}")
        call.terminal.line(told.format(path=mine))
        return
    _write(call, changes)


def _journal_here(call: Call) -> Journal | None:
    try:
        return call.journal()
    except (NoJournal, JournalMissing):
        return None


def _own_file(call: Call) -> Path:
    """The file of the person's own choices. Raises CannotWrite where there can be none."""
    path = personal.path(os.environ)
    if call.user.passed_by is not None or path == Path(os.devnull):
        reason = PermissionError(13, "")
        raise CannotWrite(path=call.user.passed_by or path, reason=reason)
    return path


def _of_journal(journal: Journal | None) -> Iterator[_Question]:
    if journal is not None:
        yield _Question(_("The firm's name, as it stands in reports"), journal.name, "name")


def _of_person(call: Call, journal: Journal | None) -> Iterator[_Question]:
    from laering.ui.desk.editor import usual_editor

    chosen = call.user
    usual = chosen.journal or (journal.root.resolve() if journal is not None else "")
    yield _Question(_("Your name, as it stands on what you write"), chosen.author or "", "author")
    yield _Question(
        _("The editor that opens your texts"), chosen.editor or usual_editor() or "", "editor"
    )
    yield _Question(_("The journal where none is near"), str(usual), "journal")


def _lines(call: Call, questions: list[_Question]) -> Iterator[tuple[_Question, str]]:
    """Each question with its answer; empty where what is chosen today stays.

    Where nobody is asked they are read a line each, in order. Raises Interrupted.
    """
    for question in questions:
        if call.terminal.can_ask:
            today = f" [{question.today}]" if question.today else ""
            yield question, typed_line(f"{question.text}{today}: ").strip()
        else:
            yield question, sys.stdin.readline().strip()


def _checked(key: str, answer: str) -> str:
    """An answer as it is kept. Raises JournalMissing for a folder that holds no journal."""
    answer = " ".join(answer.split())
    if key != "journal":
        return answer
    from laering.files.journal.journal import open_journal

    folder = personal.expanded(Path(answer)).absolute()
    open_journal(folder)
    return str(folder)


def _write(call: Call, changes: list[tuple[Change, Path | None]]) -> None:
    """Show what is to be written and where, ask, and write it. Raises Interrupted."""
    for change, _within in changes:
        call.terminal.note(_("In {path}:").format(path=change.path))
        for line in change.lines:
            call.terminal.note(f"  {line}")
    if call.terminal.can_ask and not ask_yes(_("Write it?")):
        raise Interrupted()
    for change, within in changes:
        if within is None:
            _make_folder(change.path)
        write(change, within)
        call.terminal.line(_("Written: {path}").format(path=change.path))


def _make_folder(file: Path) -> None:
    from laering.files.system.folders import make_private

    if file.parent.exists():
        return
    try:
        make_private(file.parent)
    except OSError as error:
        raise CannotWrite(path=file, reason=error) from None


# --- Sources


def add_source(call: Call, written: str, name: str | None, question: str | None) -> None:
    """Give the journal another source, or bring a hidden one back.

    Raises BadSourceId, or SourceThere for one that is there already.
    """
    journal = call.journal()
    known = {source.id: source for source in journal.config.sources}
    path = journal.root / JOURNAL_FILE
    words: dict[str, Value] = {}
    if written in known:
        if not known[written].hidden:
            raise SourceThere(value=written, path=path)
        words |= {key: said for key, said in (("name", name), ("question", question)) if said}
        words["hidden"] = False
    elif not SOURCE_ID.fullmatch(written):
        raise BadSourceId(value=written)
    else:
        words |= _words(call, name, question)
    _write(call, [(with_source(path, written, words), journal.root)])


def _words(call: Call, name: str | None, question: str | None) -> dict[str, Value]:
    """The words of a new source; what was not given is asked where somebody sits."""
    if call.terminal.can_ask:
        name = name or typed_line(_("What is it called?") + " ").strip()
        question = question or typed_line(_("What does it ask?") + " ").strip()
    said = {"name": name, "question": question}
    return {key: " ".join(text.split()) for key, text in said.items() if text and text.strip()}


def hide_source(call: Call, written: str) -> None:
    """Take a source out of the questions and of the silent ones.

    Raises UnknownSource.
    """
    journal = call.journal()
    name = find_source(written, source_names(journal.config.sources))
    path = journal.root / JOURNAL_FILE
    change = with_source(path, name, {"hidden": True})
    if not change.lines:
        call.terminal.line(_("The source «{name}» is hidden already.").format(name=name))
        return
    _write(call, [(change, journal.root)])
    told = _("Its entries keep it. Bring it back with: laering kilder ny {name}")
    call.terminal.note(told.format(name=name))
