"""``fullfør``: the answers that an unfinished entry still lacks."""

from dataclasses import replace

from laering.domain import followup
from laering.domain.body import fill, split, unpack
from laering.domain.entry import Begun, Entry, Given
from laering.domain.errors import (
    AnsweredMeanwhile,
    CannotFill,
    EndedEarly,
    NothingUnfinished,
    NothingWritten,
    SeveralUnfinished,
)
from laering.domain.folding import folded
from laering.domain.steps import ACTIONS, DIFFERENTLY, LEARNED, OUTCOME
from laering.domain.typed import made_on
from laering.files.drafts.keeper import Keeper
from laering.files.drafts.waiting import Waiting, waiting
from laering.files.entry import codec
from laering.files.entry.edits import with_outcome
from laering.files.journal.journal import Journal
from laering.i18n import _
from laering.ui.asking import flow
from laering.ui.asking.asker import EndOfInput
from laering.ui.asking.by_terminal import asker_for
from laering.ui.asking.keeping import Telling, kept
from laering.ui.asking.questions import Setting
from laering.ui.commands.meant import meant, readable
from laering.ui.commands.saved import tell_saved
from laering.ui.desk.call import Call
from laering.ui.words import long_date, questions


def answer(call: Call, reference: str | None) -> None:
    """Answer what the entry that is meant still lacks, or one that the person chooses."""
    journal = call.journal()
    show_stranded(call, journal)
    unfinished = choose_unfinished(call, journal, reference)
    if unfinished is None:
        call.terminal.line(_("Nothing is unfinished: every question has an answer."))
        return
    tell_saved(call, journal, finish(call, journal, unfinished), as_json=False)


def choose_unfinished(call: Call, journal: Journal, reference: str | None) -> Entry | None:
    """The unfinished entry that is meant; without a name the only one, or the chosen one.

    None when nothing is unfinished.
    """
    if reference is not None:
        entry = readable(journal, meant(call, journal, reference))
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
    from laering.ui.asking.widgets.choices import select

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
    with kept(call, keeper, "laering fullfør"):
        if call.terminal.can_ask:
            call.terminal.note(f"{entry.title} ({long_date(entry.date)})")
            call.terminal.note(unpack(entry).answers.happened)
        given = _rest(call, journal, entry, keeper, left)
        if not Begun(given).texts and given.outcome == entry.outcome:
            raise NothingWritten()
        made = made_on(call.today, given.actions, entry.written or entry.date)

        def change(text: str) -> str:
            return _completed(text, replace(given, actions=made), entry, journal.config.language)

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
        if wanted is None and found.entry == entry and found.base is None:
            wanted = found
        else:
            found.release()
    return wanted


def show_stranded(call: Call, journal: Journal) -> None:
    """Show answers whose entry has got others, or is gone, and let the person delete them."""
    drafts = list(waiting(journal.root, of_entries=True)) if call.terminal.can_ask else []
    if not drafts:
        return
    from laering.ui.asking.prompt import ask_yes

    entries = journal.within(None).entries
    open_ids = {entry.id for entry in entries if unpack(entry).unfinished}
    # What is begun on one that is there is offered by «endre».
    known = {folded(name) for entry in entries for name in (entry.id, *entry.aliases)}
    for found in drafts:
        changes = found.base is not None and folded(found.entry or "") in known
        if changes or (found.base is None and found.entry in open_ids):
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
) -> Given:
    """What is known of an entry once somebody was asked what it lacks."""
    begun = _known(entry, left.begun if left else Begun())
    keep = Telling(keeper, call.terminal)
    setting = Setting(
        sources=journal.config.sources,
        today=call.today,
        author=None,
        tone=journal.config.tone,
    )
    with asker_for(call, journal, keeper) as asker:
        lacking = _lacking(entry, asker.present)
        # What was answered before it was stopped is asked again, with the answer in place; a key
        # that was pressed then is not.
        passed = begun.step in lacking[1:]
        begun = replace(begun, left=lacking[passed and lacking[0] == OUTCOME :])
        try:
            return flow.answer(begun, asker, setting, keep, lambda _given: lacking)
        except EndOfInput:
            raise EndedEarly() from None


def _known(entry: Entry, begun: Begun) -> Begun:
    """What somebody has begun to answer, with what the entry says already."""
    outcome = entry.outcome or begun.given.outcome
    known = replace(begun.given, source=entry.source, date=entry.date, outcome=outcome)
    return replace(begun, given=known)


def _lacking(entry: Entry, present: bool) -> tuple[str, ...]:
    """The steps that ask what an entry lacks; where nobody sits, only the questions."""
    body = unpack(entry)
    third = not body.answers.differently.strip() and not body.actions
    lacks = {
        OUTCOME: present and entry.outcome is None,
        LEARNED: not body.answers.learned.strip(),
        DIFFERENTLY: third,
        ACTIONS: present and not body.actions,
    }
    return tuple(step for step, lacking in lacks.items() if lacking)


def _completed(text: str, given: Given, entry: Entry, language: str) -> str:
    """A file's text with what was answered put in. Raises AnsweredMeanwhile or CannotFill."""
    head, rest = codec.parted(text)
    found = split(rest).answers
    learned, differently = (
        each if each and each.strip() else "" for each in (given.learned, given.differently)
    )
    answers = (learned, found.learned), (differently, found.differently)
    for place, (answer, taken) in enumerate(answers, 1):
        if answer.strip() and taken.strip():
            raise AnsweredMeanwhile(path=entry.path, question=questions()[place])
    filled = fill(rest, learned, differently, language)
    for action in given.actions:
        filled = followup.added(filled, action, language) if filled is not None else None
    whole = None if filled is None else head + filled
    if whole is not None and given.outcome and entry.outcome is None:
        whole = with_outcome(whole, given.outcome)
    if whole is None:
        raise CannotFill(path=entry.path, entry=entry.id)
    return whole
