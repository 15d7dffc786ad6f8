"""Writing: a new learning, the rest of an unfinished one, and a change in the editor."""

import shlex
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from laering.domain.action import read_typed
from laering.domain.body import actions_in, fill, split, unpack
from laering.domain.entry import Begun, Entry, Given, Problem
from laering.domain.errors import (
    AnsweredMeanwhile,
    CannotFill,
    CannotLink,
    EditedDraftBroken,
    EditedEntryBroken,
    EditorReturned,
    EndedEarly,
    Interrupted,
    InterruptedKept,
    LaeringError,
    LaterEvent,
    NoJournal,
    NothingUnfinished,
    NothingWritten,
    RepeatsAlready,
    RepeatsItself,
    SeveralUnfinished,
    Told,
    UnreadableInput,
)
from laering.domain.period import read_date
from laering.files import codec
from laering.files.draft import Keeper, Waiting, forget, waiting
from laering.files.journal import Journal, Place
from laering.i18n import _
from laering.ui import guide
from laering.ui.call import Call
from laering.ui.listing import NOT_TO_EDIT, checked_outcome, no_text, readable
from laering.ui.terminal import Terminal
from laering.ui.words import (
    error_text,
    long_date,
    moment,
    problem_text,
    questions,
    shortened,
    source_name,
    system_reason,
    understood,
    weekday,
)

# Seconds in which nobody writes: an editor that ends within them did not wait for its window.
_AT_ONCE = 1.0


@dataclass(frozen=True, slots=True)
class Options:
    """What the options of ``ny`` said, just as it was typed."""

    source: str | None = None
    outcome: str | None = None
    happened: str | None = None
    learned: str | None = None
    differently: str | None = None
    title: str | None = None
    date: str | None = None
    tags: Sequence[str] | None = None
    actions: Sequence[str] | None = None
    repeats: Sequence[str] | None = None
    anonymous: bool = False
    private: bool = False


@dataclass(frozen=True, slots=True)
class Mode:
    """How ``ny`` asks: for the least, in the editor, from a file."""

    later: bool
    editor: bool
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


def new(call: Call, journal: Journal, options: Options, mode: Mode) -> Entry:
    """A new entry from what options and a file say, and from the answers to the rest.

    Everything that was written is in a draft until the entry is safe.
    """
    data = _input(mode.read_from)
    similar = _lookout(call, journal, options, mode)
    left = _left_behind(call, journal) if data is None and options == Options() else None
    keeper = Keeper(journal.root, resumed=left, whole=left.whole if left else mode.editor)
    setting = guide.Setting(
        sources=journal.config.sources,
        today=call.today,
        author=None if options.anonymous else call.user.author,
        later=mode.later or (data is not None and not call.terminal.can_ask),
        similar=similar,
        tone=journal.config.tone,
    )
    with _kept(call, keeper, "laering ny"):
        if left is not None:
            begun = _resumed(call, journal, left)
        else:
            given = _read(data, mode.read_from, call.today, keeper)
            begun = Begun(given_from(journal, call.today, given, options))
            _echo_date(call.terminal, options.date, begun.given)
        if mode.editor or (left is not None and left.whole):
            entry = _in_editor(call, journal, begun.given, setting, keeper, left)
        else:
            asker = _asker(call, journal, keeper)
            keep = _Telling(keeper, call.terminal)
            entry = journal.create(guide.complete(begun, asker, setting, keep))
    source = Path(mode.read_from).absolute() if mode.read_from else None
    forget(journal.root, entry, source)
    if left is None:
        _echo_due(call, options.actions or (), begun.given)
    return entry


def _lookout(call: Call, journal: Journal, options: Options, mode: Mode) -> guide.Similar:
    """Who looks for similar events, where a person tells of one."""
    told = options.happened is not None and options.learned is not None
    if not call.terminal.can_ask or mode.later or mode.editor or told:
        return guide.nothing
    from laering.ui.lookout import Lookout

    return Lookout(journal, call.today).similar


def _input(name: str | None) -> bytes | None:
    """The bytes of ``--fra``; None without it. Raises UnreadableInput."""
    if name is None:
        return None
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise UnreadableInput(path=name, reason=error) from None


def _read(data: bytes | None, name: str | None, today: date, keeper: Keeper) -> Given:
    """What the bytes of ``--fra`` say, kept from here on; nothing without them."""
    if data is None:
        return Given()
    from laering.files.exchange import read_given, text_of

    keeper.answered(Begun(typing=text_of(data)))
    given = read_given(data, name or "-", today)
    keeper.answered(Begun(given))
    return given


_OWN_WORDS = (EditedDraftBroken, EditorReturned)
"""Errors that tell themselves how to go on."""


@contextmanager
def _kept(call: Call, keeper: Keeper, command: str) -> Iterator[None]:
    """See to it that what was written survives a failure, and tell the ``command`` that goes on.

    When all went well the draft is dropped.
    """
    try:
        yield
    except BaseException as error:
        path = keeper.settle()
        keeper.release()
        if path is None and keeper.trouble is not None:
            _show_what_was_written(call.terminal, keeper.texts)
        if path is None:
            raise
        if not call.terminal.can_ask and keeper.entry is None:
            command = f"laering ny --fra {shlex.quote(str(path))}"
        if isinstance(error, Interrupted | KeyboardInterrupt):
            error = InterruptedKept()
        if isinstance(error, LaeringError) and not isinstance(error, _OWN_WORDS):
            error.go_on = command
        raise error from None
    keeper.drop()


def _show_what_was_written(terminal: Terminal, texts: Sequence[str]) -> None:
    """The last resort: no disk takes the text, but the window still shows it."""
    terminal.note(_("What you wrote could not be kept anywhere. Copy it from here:"))
    for text in texts:
        terminal.note()
        terminal.note(text)
    terminal.note()


class _Telling(NamedTuple):
    """Keeps the answers, and says so once when the disk takes none of them."""

    keeper: Keeper
    terminal: Terminal

    def typing(self, begun: Begun) -> None:
        self.keeper.typing(begun)

    def answered(self, begun: Begun) -> None:
        before = self.keeper.trouble
        self.keeper.answered(begun)
        if before is None and self.keeper.trouble is not None:
            self.terminal.note(
                _("Note: your answers cannot be kept along the way, {reason}.").format(
                    reason=system_reason(self.keeper.trouble.errno)
                )
            )


def _left_behind(call: Call, journal: Journal) -> Waiting | None:
    """The draft that the person wants to go on with, if they left one and somebody can ask."""
    if not call.terminal.can_ask:
        return None
    from laering.ui.prompts import ask_draft

    for found in waiting(journal.root):
        call.terminal.note(f"«{shortened(found.told)}»")
        at_home = found.journal == str(journal.root.resolve())
        if not at_home:
            text = _("It was written for the journal in {folder}, which is not there now.")
            call.terminal.note(text.format(folder=found.journal))
        when = moment(found.written, call.today)
        question = _("Go on with the draft from {when}?").format(when=when)
        answer = ask_draft(question, likely=at_home)
        if answer == "yes":
            return found
        if answer == "delete":
            found.drop()
            call.terminal.note(_("The draft is deleted."))
        else:
            found.release()
            call.terminal.note(_("The draft stays, and is offered next time."))
        call.terminal.note()
    return None


def _resumed(call: Call, journal: Journal, left: Waiting) -> Begun:
    """What a draft holds, shown to whoever goes on with it; its day is the day it was begun."""
    given = left.begun.given
    if given.date is None:
        given = replace(given, date=left.since.date())
    if given.date != call.today and given.date is not None:
        _tell_date(call.terminal, given.date)
    source = guide.source_by_id(given.source, journal.config.sources)
    if source is not None:
        call.terminal.note()
        call.terminal.note(f"{_('Source')}: {source_name(source)}")
    elif given.source is not None:
        # The journal has it no longer: it is asked for again, and nothing else is.
        return replace(left.begun, given=replace(given, source=None), step=0)
    answers = (given.happened, given.learned, given.differently)
    for question, answer in zip(questions(), answers, strict=True):
        if answer:
            call.terminal.note()
            call.terminal.note(question)
            call.terminal.note(answer)
    return replace(left.begun, given=given)


def given_from(journal: Journal, today: date, given: Given, options: Options) -> Given:
    """What a file and the options say together; an option goes before the file."""
    repeats = tuple(journal.find(reference).id for reference in options.repeats or ())
    if options.date is not None:
        given = replace(given, date=read_date(options.date, today).date)
    actions = tuple(read_typed(text, today, given.date) for text in options.actions or ())
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
        private=options.private or given.private,
    )


def _echo_date(terminal: Terminal, typed: str | None, given: Given) -> None:
    """Tell which day was understood, unless it was typed in full."""
    if typed is None or given.date is None:
        return
    if not read_date(typed, given.date).exact:
        _tell_date(terminal, given.date)


def _echo_due(call: Call, typed: Sequence[str], given: Given) -> None:
    """Tell what was understood of the actions among the options, and what they lack."""
    for action in given.actions[len(given.actions) - len(typed) :]:
        call.terminal.note(understood(action, call.today))


def _tell_date(terminal: Terminal, day: date) -> None:
    told = _("Date: {weekday} {date}").format(weekday=weekday(day), date=long_date(day))
    terminal.note(told)


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
    try:
        here = Path.cwd()
    except OSError:  # the folder one stands in is gone
        return str(path)
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
    # Without a person to ask, answers from before are neither shown nor taken up.
    left = _begun_answer(journal, entry.id) if call.terminal.can_ask else None
    keeper = Keeper(journal.root, entry=entry.id, resumed=left)
    with _kept(call, keeper, "laering fullfør"):
        if call.terminal.can_ask:
            call.terminal.note(f"{entry.title} ({long_date(entry.date)})")
            call.terminal.note(unpack(entry).answers.happened)
        learned, differently = _rest(call, journal, entry, keeper, left)
        if not (learned or differently):
            raise NothingWritten()

        def change(text: str) -> str:
            head, rest = codec.parted(text)
            found = split(rest).answers
            for place, taken in ((1, found.learned), (2, found.differently)):
                if (learned, differently)[place - 1] and taken.strip():
                    raise AnsweredMeanwhile(path=entry.path, question=questions()[place])
            filled = fill(rest, learned, differently, journal.config.language)
            if filled is None:
                raise CannotFill(path=entry.path, entry=entry.id)
            return head + filled

        finished = journal.change(entry.path, change)
        _see_to_the_rest(entry, keeper, left)
    return finished


def _see_to_the_rest(entry: Entry, keeper: Keeper, left: Waiting | None) -> None:
    """Keep an answer from an earlier draft that somebody else's answer has left no room for.

    Raises AnsweredMeanwhile.
    """
    body = unpack(entry)
    given = left.begun.given if left else Given()
    over = Given(
        learned=given.learned if body.answers.learned.strip() else None,
        differently=given.differently if body.answers.differently.strip() else None,
    )
    if Begun(over).texts:
        keeper.answered(Begun(over))
        question = questions()[1 if (over.learned or "").strip() else 2]
        raise AnsweredMeanwhile(path=entry.path, question=question)


def _begun_answer(journal: Journal, entry: str) -> Waiting | None:
    """The draft with answers to an entry, if somebody left one."""
    wanted: Waiting | None = None
    for found in waiting(journal.root, of_entries=True):
        if wanted is None and found.entry == entry:
            wanted = found
        else:
            found.release()
    return wanted


def show_stranded(call: Call, journal: Journal) -> None:
    """Show answers whose entry has got others, or is gone, and let the person delete them."""
    drafts = list(waiting(journal.root, of_entries=True)) if call.terminal.can_ask else []
    if not drafts:
        return
    from laering.ui.prompts import ask_yes

    entries = journal.within(None).entries
    open_ids = {entry.id for entry in entries if unpack(entry).unfinished}
    for found in drafts:
        if found.entry in open_ids:
            found.release()
            continue
        call.terminal.note(
            _("You wrote this for «{entry}», where it found no room:").format(entry=found.entry)
        )
        for text in found.begun.texts:
            call.terminal.note()
            call.terminal.note(text)
        call.terminal.note()
        if ask_yes(_("Delete it?"), likely=False):
            found.drop()
        else:
            found.release()


def _rest(
    call: Call, journal: Journal, entry: Entry, keeper: Keeper, left: Waiting | None
) -> tuple[str, str]:
    """The second and third answer where the entry lacks them, else nothing."""
    body = unpack(entry)
    asker = _asker(call, journal, keeper)
    keep = _Telling(keeper, call.terminal)
    source = guide.source_by_id(entry.source, journal.config.sources)
    given = left.begun.given if left else Given()
    typed = left.begun.typing if left else ""
    lacking = (
        not body.answers.learned.strip(),
        not body.answers.differently.strip() and not body.actions,
    )
    answers = ["", ""]
    for place, before in enumerate((given.learned, given.differently)):
        if not lacking[place]:
            continue
        begun, typed = (typed, "") if before is None else (before, typed)

        def tell(text: str, so_far: Given = given, step: int = place) -> None:
            keep.typing(Begun(so_far, step, text))

        typing = guide.Typing(begun, tell)
        try:
            text = guide.ask(asker, place + 1, source, typing, tone=journal.config.tone)
        except guide.EndOfInput:
            raise EndedEarly() from None
        answers[place] = text if text.strip() else ""
        given = replace(given, **{("learned", "differently")[place]: text})  # type: ignore[arg-type]
        keep.answered(Begun(given, place + 1, typed))
    return answers[0], answers[1]


def link(call: Call, journal: Journal, place: Place, earlier_place: Place) -> None:
    """Mark an event as a repeat of an earlier one: one line of its file."""
    entry, earlier = readable(journal, place), readable(journal, earlier_place)
    names = {"entry": entry.id, "earlier": earlier.id}
    if entry.id == earlier.id:
        raise RepeatsItself()
    if earlier.id in entry.repeats:
        raise RepeatsAlready(**names)
    if entry.id in journal.repeated_by([earlier]):
        raise RepeatsAlready(entry=earlier.id, earlier=entry.id)
    if earlier.date > entry.date:
        raise LaterEvent(**names)

    def change(text: str) -> str:
        linked = codec.with_repeat(text, earlier.id)
        if linked is None:
            raise CannotLink(path=entry.path, **names)
        return linked

    journal.change(entry.path, change)
    call.terminal.line(
        _("«{title}» is marked as a repeat of «{earlier}», {date}.").format(
            title=entry.title, earlier=earlier.title, date=long_date(earlier.date)
        )
    )


def edit(call: Call, journal: Journal, place: Place) -> Entry:
    """Open an entry's file in the editor until it is an entry, or the person gives up."""
    from laering.ui.editor import edit_file
    from laering.ui.prompts import ask_yes

    before = journal.read_one(place.path)
    if isinstance(before, Problem) and before.code in NOT_TO_EDIT:
        raise no_text(before)
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


def _in_editor(
    call: Call,
    journal: Journal,
    given: Given,
    setting: guide.Setting,
    keeper: Keeper,
    left: Waiting | None,
) -> Entry:
    """The whole entry in the editor; the text is kept in its file until it is in the journal."""
    from laering.files.exchange import read_given
    from laering.ui.editor import new_text_file
    from laering.ui.prompts import StreamAsker, ask_yes

    template = _template(given, setting, journal.config.language)
    if left is not None:
        path, template = left.text, left.begun.typing
    else:
        keeper.answered(Begun(typing=template))
        try:
            path = keeper.text_file(template)
        except OSError:
            path = new_text_file(template)
    least = replace(setting, later=True)
    while True:
        _edit_whole(call, path, template, keeper)
        try:
            written = _emptied(read_given(path.read_bytes(), str(path), call.today))
            nobody = StreamAsker(None)
            entry = journal.create(guide.complete(Begun(written), nobody, least, _Nowhere()))
        except LaeringError as error:
            reason = Told(error_text(error))
            if call.terminal.can_ask:
                call.terminal.note(reason)
                if ask_yes(_("Open it once more?")):
                    continue
            raise EditedDraftBroken(path=path, reason=reason) from None
        path.unlink(missing_ok=True)
        return entry


def _edit_whole(call: Call, path: Path, template: str, keeper: Keeper) -> None:
    """Have the person write in the file. Raises NothingWritten, EditorReturned or EditorFailed."""
    from laering.ui.editor import edit_file

    opened = monotonic()
    try:
        edit_file(path, call.user.editor, somebody=call.terminal.can_ask)
    except LaeringError:
        if _text_of(path) == template:
            keeper.drop()
        raise
    if _text_of(path) == template:
        if monotonic() - opened < _AT_ONCE:
            raise EditorReturned()
        keeper.drop()
        raise NothingWritten()


def _text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")


class _Nowhere:
    """Keeps nothing: the text is in a file already."""

    def typing(self, begun: Begun) -> None:
        """Nobody types."""

    def answered(self, begun: Begun) -> None:
        """The file has it."""


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


def _asker(call: Call, journal: Journal, keeper: Keeper) -> guide.Asker:
    if not call.terminal.can_ask:
        from laering.ui.prompts import StreamAsker

        return StreamAsker(sys.stdin)
    if call.terminal.simple_prompts:
        from laering.ui.prompts import LineAsker

        return LineAsker(call.terminal)
    from laering.ui.editor import edit_text, new_text_file
    from laering.ui.prompts import WidgetAsker

    def words() -> tuple[Iterable[str], Iterable[str]]:
        entries = journal.within(None).entries
        owners = {
            owner
            for entry in entries
            for action in actions_in(entry.packed)
            for owner in action.owners
        }
        return owners, {tag for entry in entries for tag in entry.tags}

    def edit(text: str, hand_over: Callable[[str], None]) -> LaeringError | None:
        try:
            path = keeper.text_file(text)
        except OSError:
            path = new_text_file(text)
        changed, fault = edit_text(path, call.user.editor)
        if changed != text:
            hand_over(changed)
        keeper.close_text()
        return fault

    return WidgetAsker(call.terminal, words, edit)


def _either(first: str | None, second: str | None) -> str | None:
    return second if first is None else first
