"""``ny``: a new learning from what options, a file and the person say."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from laering.domain.dates import Day, read_date
from laering.domain.entry import Begun, Entry, Given
from laering.domain.errors import NoJournal, UnreadableInput
from laering.domain.typed import read_typed
from laering.domain.wording import read_outcome
from laering.files.drafts.keeper import Keeper
from laering.files.drafts.waiting import forget
from laering.files.journal.journal import Journal
from laering.i18n import _
from laering.ui.asking import flow
from laering.ui.asking.by_terminal import asker_for
from laering.ui.asking.fill_in import fill_in
from laering.ui.asking.keeping import Telling, kept, left_behind, resumed, tell_date
from laering.ui.commands.saved import tell_saved
from laering.ui.desk.call import Call
from laering.ui.words import understood


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


def write_down(call: Call, options: Options, mode: Mode, *, as_json: bool) -> None:
    """Write a new entry and tell where it is."""
    journal = journal_to_write_in(call)
    entry = new(call, journal, options, mode)
    tell_saved(call, journal, entry, as_json=as_json)
    told = options.happened is not None and options.learned is not None
    if call.terminal.can_ask and (told or mode.read_from) and not as_json and not entry.repeats:
        from laering.ui.commands.similar import tell_after

        tell_after(call, journal, entry)


def journal_to_write_in(call: Call) -> Journal:
    """The journal that is meant; in a terminal the person may start one here."""
    try:
        return call.journal()
    except NoJournal:
        if not call.terminal.can_ask:
            raise
        from laering.ui.asking.prompt import ask_yes
        from laering.ui.commands.starting import start

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
    left = left_behind(call, journal) if data is None and options == Options() else None
    keeper = Keeper(journal.root, resumed=left, whole=left.whole if left else mode.editor)
    setting = flow.Setting(
        sources=journal.config.sources,
        today=call.today,
        author=None if options.anonymous else call.user.author,
        later=mode.later or (data is not None and not call.terminal.can_ask),
        similar=similar,
        tone=journal.config.tone,
    )
    with kept(call, keeper, "laering ny"):
        if left is not None:
            begun = resumed(call, journal, left)
        else:
            given = _read(data, mode.read_from, call.today, keeper)
            day = None if options.date is None else read_date(options.date, call.today)
            begun = Begun(given_from(journal, call.today, given, options, day))
            if day is not None and not day.exact:
                tell_date(call.terminal, day.date)
        if mode.editor or (left is not None and left.whole):
            entry = fill_in(call, journal, begun.given, setting, keeper, left)
        else:
            asker = asker_for(call, journal, keeper)
            keep = Telling(keeper, call.terminal)
            entry = journal.create(flow.complete(begun, asker, setting, keep))
    source = Path(mode.read_from).absolute() if mode.read_from else None
    forget(journal.root, entry, source)
    if left is None:
        _echo_due(call, options.actions or (), begun.given)
    return entry


def _lookout(call: Call, journal: Journal, options: Options, mode: Mode) -> flow.Similar:
    """Who looks for similar events, where a person tells of one."""
    told = options.happened is not None and options.learned is not None
    if not call.terminal.can_ask or mode.later or mode.editor or told:
        return flow.nothing
    from laering.ui.asking.lookout import Lookout

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


def given_from(
    journal: Journal, today: date, given: Given, options: Options, day: Day | None
) -> Given:
    """What a file and the options say together; an option goes before the file.

    ``day`` is what the option for it says.
    """
    repeats = tuple(journal.find(reference).id for reference in options.repeats or ())
    if day is not None:
        given = replace(given, date=day.date)
    actions = tuple(read_typed(text, today, given.date) for text in options.actions or ())
    return replace(
        given,
        source=_either(options.source, given.source),
        outcome=given.outcome if options.outcome is None else read_outcome(options.outcome),
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


def _echo_due(call: Call, typed: Sequence[str], given: Given) -> None:
    """Tell what was understood of the actions among the options, and what they lack."""
    for action in given.actions[len(given.actions) - len(typed) :]:
        call.terminal.note(understood(action, call.today))


def _either(first: str | None, second: str | None) -> str | None:
    return second if first is None else first
