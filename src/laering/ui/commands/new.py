"""``ny``: a new learning from what options, a file and the person say."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from laering.domain.dates import Day, read_date
from laering.domain.entry import Attached, Begun, Entry, Given
from laering.domain.errors import NoJournal, UnreadableInput
from laering.domain.typed import read_typed
from laering.domain.wording import read_outcome
from laering.files.drafts.keeper import Keeper
from laering.files.drafts.shelf import kept_among
from laering.files.drafts.waiting import forget
from laering.files.journal.journal import Journal
from laering.files.pictures import taking
from laering.i18n import _, ngettext
from laering.ui.asking.by_terminal import asker_for
from laering.ui.asking.flow import LeftAsDraft, complete
from laering.ui.asking.keeping import Telling, kept, left_behind, resumed, taker, tell_date
from laering.ui.asking.questions import Setting, nothing
from laering.ui.commands.saved import tell_saved
from laering.ui.desk.call import Call
from laering.ui.desk.terminal import one_line
from laering.ui.words import listed, questions, understood

if TYPE_CHECKING:
    from laering.files.pictures.clean import Picture
    from laering.ui.asking.lookout import Lookout


class Options(NamedTuple):
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
    pictures: Sequence[str] | None = None
    with_metadata: bool = False


class Mode(NamedTuple):
    """How ``ny`` asks: for the least, in the editor, from a file."""

    later: bool
    editor: bool
    read_from: str | None


def write_down(call: Call, options: Options, mode: Mode, *, as_json: bool) -> None:
    """Write a new entry and tell where it is, and what resembles it where nobody was asked."""
    journal = journal_to_write_in(call)
    asked = _asks_of_it(options, mode)
    wanted = call.terminal.can_ask and (asked or not as_json)
    lookout = _lookout(call, journal) if wanted else None
    try:
        entry = _new(call, journal, options, mode, lookout)
    except LeftAsDraft:
        call.terminal.note(_("The draft is kept. Go on with it: laering ny"))
        return
    if lookout and not (lookout.looked or as_json):
        from laering.ui.commands.similar import tell_alike

        tell_alike(call.terminal, entry, lookout.others(entry))
    tell_saved(call, journal, entry, as_json=as_json)


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


def _new(
    call: Call, journal: Journal, options: Options, mode: Mode, lookout: "Lookout | None"
) -> Entry:
    """A new entry from what options and a file say, and from the answers to the rest.

    Everything that was written is in a draft until the entry is safe.
    """
    data = _input(mode.read_from)
    left = left_behind(call, journal) if data is None and options == Options() else None
    keeper = Keeper(journal.root, resumed=left, whole=left.whole if left else mode.editor)
    setting = Setting(
        sources=journal.config.sources,
        today=call.today,
        author=None if options.anonymous else call.user.author,
        later=mode.later or (data is not None and not call.terminal.can_ask),
        similar=lookout.similar if lookout and _asks_of_it(options, mode) else nothing,
        perhaps=lookout.perhaps if lookout else nothing,
        tone=journal.config.tone,
    )
    setting = replace(setting, take=taker(keeper, whole=options.with_metadata))
    with kept(call, keeper, "laering ny"):
        if left is not None:
            begun = resumed(call, journal, left)
        else:
            given = _read(call, data, mode.read_from or "-", journal, keeper)
            day = None if options.date is None else read_date(options.date, call.today)
            given = given_from(call, journal, given, options, day)
            begun = Begun(replace(given, pictures=(*given.pictures, *_pictures(options, setting))))
            if day is not None and not day.exact:
                tell_date(call.terminal, day.date)
        if mode.editor or (left is not None and left.whole):
            from laering.ui.asking.fill_in import fill_in

            entry = fill_in(call, journal, begun.given, setting, keeper, left)
        else:
            keep = Telling(keeper, call.terminal)
            with asker_for(call, journal, keeper) as asker:
                draft = complete(begun, asker, setting, keep)
            entry = taking.create(journal, draft)
    source = Path(mode.read_from).absolute() if mode.read_from else None
    forget(journal.root, entry, source)
    if left is None:
        _echo_due(call, options.actions or (), begun.given)
    return entry


def _pictures(options: Options, setting: Setting) -> tuple[Attached, ...]:
    """The pictures that the options name, before anything is asked."""
    take = setting.take
    return tuple(take(path) for path in options.pictures or ()) if take else ()


def _lookout(call: Call, journal: Journal) -> "Lookout":
    """Who looks for similar events, where a person tells of one."""
    from laering.ui.asking.lookout import Lookout

    return Lookout(journal, call.today)


def _asks_of_it(options: Options, mode: Mode) -> bool:
    """Whether so much is asked that similar events are, too; else they are told afterwards."""
    told = options.happened is not None and options.learned is not None
    return not (mode.later or mode.editor or told)


def _input(name: str | None) -> bytes | None:
    """The bytes of ``--fra``; None without it. Raises UnreadableInput."""
    if name is None:
        return None
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise UnreadableInput(path=name, reason=error) from None


def _read(call: Call, data: bytes | None, name: str, journal: Journal, keeper: Keeper) -> Given:
    """What the bytes of ``--fra`` say, told where it is not plain; nothing without them.

    What came on the input, and stands nowhere else, is kept from here on.
    """
    if data is None:
        return Given()
    from laering.files.exchange import read_arrived, text_of
    from laering.ui.asking.form import is_form, read_form

    if name == "-":
        keeper.answered(Begun(typing=text_of(data)))
    data, shown = _without_pictures(call, data)
    if is_form(data):
        arrived = read_form(data, name, journal.config.sources, call.today)
    else:
        arrived = read_arrived(data, name, call.today)
    given = _with_pictures(arrived.given, shown, name, keeper)
    if name == "-":
        keeper.answered(Begun(given))
    for heading, place in arrived.headings:
        told = _("«{heading}» was read as «{question}»")
        call.terminal.note(told.format(heading=one_line(heading), question=questions()[place]))
    _tell_boxes(call, arrived.boxes)
    if arrived.day is not None and not arrived.day.exact:
        tell_date(call.terminal, arrived.day.date)
    if arrived.comments:
        text = ngettext(
            "A comment did not come with it: line {lines}.",
            "{count} comments did not come with it: lines {lines}.",
            len(arrived.comments),
        )
        lines = listed(map(str, arrived.comments))
        call.terminal.note(text.format(count=len(arrived.comments), lines=lines))
    for line in arrived.others:
        text = _("Another learning seems to begin on line {line}; all of it came in as one.")
        call.terminal.note(text.format(line=line))
    for action in arrived.typed:
        call.terminal.note(understood(action, call.today))
    return given


def _without_pictures(call: Call, data: bytes) -> tuple[bytes, Sequence[tuple["Picture", str]]]:
    """What came without the pictures that stand in it as data, as the page writes them; and these.

    What is wrong with one is told.
    """
    from laering.files.incoming.texts import has_pictures, without_pictures

    if not has_pictures(data):
        return data, ()
    from laering.files.exchange import text_of
    from laering.ui.commands.receiving import cleaned

    text, shown, odd = without_pictures(text_of(data).replace("\r\n", "\n"))
    pictures, wrong = cleaned(shown)
    for each in odd:
        told = _("The picture «{name}» does not come along: {reason}")
        wrong.append(told.format(name=one_line(each), reason=_("it cannot be read.")))
    for line in wrong:
        call.terminal.note(line)
    return text.encode("utf-8"), pictures


def _with_pictures(
    given: Given, shown: Sequence[tuple["Picture", str]], name: str, keeper: Keeper
) -> Given:
    """What is given with pictures that came in it, kept like those that somebody chooses.

    Of those that it names only a draft's own count: a stranger's file leads to none.
    """
    kept = (
        Attached(name, keeper.keep_picture(picture.data, picture.ending), text)
        for picture, text in shown
    )
    return replace(given, pictures=(*kept_among(given.pictures), *kept))


_BOXES_TOLD = 5


def _tell_boxes(call: Call, boxes: Sequence[str]) -> None:
    """Tell which lines look like actions and came in as text: the first ones, and how many more."""
    for line in boxes[:_BOXES_TOLD]:
        told = _("Came in as text, and is no action: «{line}»")
        call.terminal.note(told.format(line=one_line(line.strip())))
    more = len(boxes) - _BOXES_TOLD
    if more > 0:
        told = ngettext("… and {count} more such line", "… and {count} more such lines", more)
        call.terminal.note(told.format(count=more))


def given_from(
    call: Call, journal: Journal, given: Given, options: Options, day: Day | None
) -> Given:
    """What a file and the options say together; an option goes before the file.

    ``day`` is what the option for it says.
    """
    repeats = _repeated(call, journal, options.repeats or ())
    if day is not None:
        given = replace(given, date=day.date)
    actions = tuple(read_typed(text, call.today, given.date) for text in options.actions or ())
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


def _repeated(call: Call, journal: Journal, references: Sequence[str]) -> tuple[str, ...]:
    """The ids of the entries that are meant."""
    if not references:
        return ()
    from laering.ui.commands.meant import meant

    return tuple(meant(call, journal, reference).id for reference in references)


def _echo_due(call: Call, typed: Sequence[str], given: Given) -> None:
    """Tell what was understood of the actions among the options, and what they lack."""
    for action in given.actions[len(given.actions) - len(typed) :]:
        call.terminal.note(understood(action, call.today))


def _either(first: str | None, second: str | None) -> str | None:
    return second if first is None else first
