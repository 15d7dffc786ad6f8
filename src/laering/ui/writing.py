"""Writing: a new learning, the rest of an unfinished one, and a change in the editor."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from laering.domain.action import read_typed
from laering.domain.body import actions_in, fill, unpack
from laering.domain.entry import Draft, Entry, Given, Problem
from laering.domain.errors import (
    CannotRead,
    CannotWrite,
    EditedDraftBroken,
    EditedEntryBroken,
    EndedEarly,
    KeptInstead,
    LaeringError,
    NoJournal,
    NothingUnfinished,
    NothingWritten,
    SeveralUnfinished,
    UnreadableInput,
)
from laering.domain.period import read_date
from laering.files import codec
from laering.files.journal import OUTSIDE, Journal, Place
from laering.i18n import _
from laering.ui import guide
from laering.ui.call import Call
from laering.ui.listing import checked_outcome, readable
from laering.ui.terminal import Terminal
from laering.ui.words import (
    error_text,
    long_date,
    problem_text,
    questions,
    source_hint,
    weekday,
)


@dataclass(frozen=True, slots=True)
class Options:
    """What the options of ``ny`` said, just as it was typed."""

    source: str | None
    outcome: str | None
    happened: str | None
    learned: str | None
    differently: str | None
    title: str | None
    date: str | None
    tags: Sequence[str] | None
    actions: Sequence[str] | None
    repeats: Sequence[str] | None
    anonymous: bool


@dataclass(frozen=True, slots=True)
class Mode:
    """How ``ny`` asks: for the least, in the editor, without a name, from a file."""

    later: bool
    editor: bool
    anonymous: bool
    read_from: str | None


def journal_to_write_in(call: Call) -> Journal:
    """The journal that is meant; in a terminal the person may start one here."""
    try:
        return call.journal()
    except NoJournal:
        if not call.terminal.can_ask:
            raise
        from laering.ui.prompts import ask_yes
        from laering.ui.starting import start

        here = Path.cwd()
        question = _("There is no journal here. Start one in {folder}?").format(folder=here)
        if not ask_yes(question):
            raise
        start(here, call.language, call.today, examples=False)
        return call.journal()


def read_from(name: str | None, today: date) -> Given:
    """What the file of ``--fra`` says; nothing without one.

    Raises UnreadableInput or BadInputFile.
    """
    if name is None:
        return Given()
    from laering.files.exchange import read_given

    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise UnreadableInput(path=name, reason=error) from None
    return read_given(data, name, today)


def given_from(journal: Journal, today: date, given: Given, options: Options) -> Given:
    """What a file and the options say together; an option goes before the file."""
    repeats = tuple(journal.find(reference).id for reference in options.repeats or ())
    actions = tuple(read_typed(text, today) for text in options.actions or ())
    if options.date is not None:
        given = replace(given, date=read_date(options.date, today).date)
    return replace(
        given,
        source=_either(options.source, given.source),
        outcome=_either(checked_outcome(options.outcome), given.outcome),
        happened=_either(options.happened, given.happened),
        learned=_either(options.learned, given.learned),
        differently=_either(options.differently, given.differently),
        title=_either(options.title, given.title),
        tags=(*given.tags, *(options.tags or ())),
        actions=(*given.actions, *actions),
        repeats=(*given.repeats, *repeats),
        author=None if options.anonymous else given.author,
    )


def echo_date(terminal: Terminal, typed: str | None, given: Given) -> None:
    """Tell which day was understood, unless it was typed in full."""
    if typed is None or given.date is None:
        return
    if not read_date(typed, given.date).exact:
        terminal.note(
            _("Date: {weekday} {date}").format(
                weekday=weekday(given.date), date=long_date(given.date)
            )
        )


def new_entry(call: Call, journal: Journal, given: Given, mode: Mode) -> Entry:
    """Ask for what is missing and write the entry."""
    setting = guide.Setting(
        sources=journal.config.sources,
        today=call.today,
        author=None if mode.anonymous else call.user.author,
        later=mode.later or (mode.read_from is not None and not call.terminal.can_ask),
    )
    if mode.editor:
        return _in_editor(call, journal, given, setting)
    return _save(journal, guide.complete(given, _asker(call, journal), setting))


def _save(journal: Journal, draft: Draft) -> Entry:
    """Write the entry; when that fails, keep its text in a file of the person's own."""
    try:
        return journal.create(draft)
    except CannotWrite as error:
        from laering.ui.editor import new_text_file

        kept = new_text_file(codec.write(draft, journal.config.language))
        raise KeptInstead(**{**error.facts, "kept": kept}) from None


def tell_saved(call: Call, journal: Journal, entry: Entry, *, as_json: bool) -> None:
    """The last word: where the entry is."""
    if as_json:
        from laering.ui.data import dumps, entry_data

        call.terminal.json(dumps(entry_data(entry, call.today)) + "\n")
        return
    if unpack(entry).unfinished:
        call.terminal.note(_("Some questions are still open. Answer them with: laering fullfør"))
    if call.terminal.can_ask:
        call.terminal.note()
    call.terminal.line(_("Saved: {path}").format(path=seen_from_here(journal, entry)))


def seen_from_here(journal: Journal, entry: Entry) -> str:
    """Where an entry's file is, for somebody in the current folder."""
    path = (journal.root / entry.path).absolute()
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else str(path)


def choose_unfinished(call: Call, journal: Journal, reference: str | None) -> Entry | None:
    """The unfinished entry that is meant; without a name the only one, or the chosen one.

    None when nothing is unfinished.
    """
    if reference is not None:
        entry = readable(journal, journal.find(reference))
        if not unpack(entry).unfinished:
            raise NothingUnfinished(title=entry.title)
        return entry
    reading = journal.within(None, call.terminal.progress(_("Reading")))
    found = [entry for entry in reading.entries if unpack(entry).unfinished]
    if not found:
        return None
    if len(found) == 1:
        return found[0]
    if not call.terminal.can_ask or call.terminal.simple_prompts:
        raise SeveralUnfinished(candidates=tuple(entry.id for entry in found[:10]))
    from laering.ui.prompts import select

    rows = [(entry.title, long_date(entry.date)) for entry in found[:9]]
    title = _("Which one?")
    if len(found) > len(rows):
        title += " " + _("(The newest; all: laering liste --uferdig)")
    return found[select(call.terminal, title, rows)]


def finish(call: Call, journal: Journal, entry: Entry) -> Entry:
    """Ask what an entry lacks and write it into its file; gives the entry it became."""
    body = unpack(entry)
    asker = _asker(call, journal)
    source = next((each for each in journal.config.sources if each.id == entry.source), None)
    if call.terminal.can_ask:
        call.terminal.note(f"{entry.title} ({long_date(entry.date)})")
        call.terminal.note(body.answers.happened)
    learned, differently = body.answers.learned, body.answers.differently

    def ask(place: int) -> str:
        hint = source_hint(source, place) if source else ""
        return asker.answer(questions()[place], hint, required=False)

    try:
        if not learned.strip():
            learned = ask(1)
        if not differently.strip() and not body.actions:
            differently = ask(2)
    except guide.EndOfInput:
        raise EndedEarly() from None
    if not (learned.strip() or differently.strip()):
        raise NothingWritten()

    def change(text: str) -> str:
        head, rest = codec.parted(text)
        return head + fill(rest, learned, differently, journal.config.language)

    journal.change(entry.path, change)
    return readable(journal, Place(entry.path))


def edit(call: Call, journal: Journal, place: Place) -> Entry:
    """Open an entry's file in the editor until it is an entry, or the person gives up."""
    from laering.ui.editor import edit_file
    from laering.ui.prompts import ask_yes

    before = journal.read_one(place.path)
    if isinstance(before, Problem) and before.code == "outside":
        raise CannotRead(path=place.path, reason=OUTSIDE)
    while True:
        edit_file(journal.root / place.path, call.user.editor, somebody=call.terminal.can_ask)
        found = journal.read_one(place.path)
        if isinstance(found, Entry):
            return found
        reason = problem_text(found)
        if call.terminal.can_ask:
            call.terminal.note(f"{found.path}:{found.line}: {reason}")
            if ask_yes(_("Open it once more?")):
                continue
        raise EditedEntryBroken(path=found.path, line=found.line, reason=reason, entry=place.id)


def _in_editor(call: Call, journal: Journal, given: Given, setting: guide.Setting) -> Entry:
    """The whole entry in the editor; the text is kept in its file until it is in the journal."""
    from laering.files.exchange import read_given
    from laering.ui.editor import edit_file, new_text_file
    from laering.ui.prompts import StreamAsker, ask_yes

    template = _template(given, setting, journal.config.language)
    path = new_text_file(template)
    least = replace(setting, later=True)
    while True:
        edit_file(path, call.user.editor, somebody=call.terminal.can_ask)
        data = path.read_bytes()
        if data.decode("utf-8", "replace") == template:
            path.unlink()
            raise NothingWritten()
        try:
            written = read_given(data, str(path), call.today)
            entry = journal.create(guide.complete(_emptied(written), StreamAsker(None), least))
        except LaeringError as error:
            reason = error_text(error)
            if call.terminal.can_ask:
                call.terminal.note(reason)
                if ask_yes(_("Open it once more?")):
                    continue
            raise EditedDraftBroken(path=path, reason=reason) from None
        path.unlink()
        return entry


def _template(given: Given, setting: guide.Setting, language: str) -> str:
    """The file to fill in: what is known stands there, and the sources to choose from."""
    known = replace(given, title=given.title or "-", source=given.source or "-")
    draft = guide.draft(known, setting)
    text = codec.write(draft, language)
    ids = ", ".join(source.id for source in setting.sources)
    if not given.title:
        hint = _("left empty: the first sentence")
        text = text.replace("title: '-'\n", f"title:  # {hint}\n", 1)
    if not given.source:
        text = text.replace("source: '-'\n", f"source:  # {ids}\n", 1)
    return text


def _emptied(given: Given) -> Given:
    """A title left empty in the editor is no title, and is suggested from the text."""
    return given if given.title and given.title.strip() else replace(given, title=None)


def _asker(call: Call, journal: Journal) -> guide.Asker:
    if not call.terminal.can_ask:
        from laering.ui.prompts import StreamAsker

        return StreamAsker(sys.stdin)
    if call.terminal.simple_prompts:
        from laering.ui.prompts import LineAsker

        return LineAsker(call.terminal)
    from laering.ui.editor import edit_text
    from laering.ui.prompts import WidgetAsker

    def words() -> tuple[Iterable[str], Iterable[str]]:
        entries = journal.within(None).entries
        owners = {
            action.owner for entry in entries for action in actions_in(entry.packed) if action.owner
        }
        return owners, {tag for entry in entries for tag in entry.tags}

    return WidgetAsker(call.terminal, words, lambda text: edit_text(text, call.user.editor))


def _either(first: str | None, second: str | None) -> str | None:
    return second if first is None else first
