"""``endre``: any field of an entry, by options or from the overview before it is saved."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace

from laering.domain.dates import read_date
from laering.domain.entry import Attached, Begun, Entry, Given
from laering.domain.errors import (
    CannotAmend,
    EmptyTitle,
    FileChanged,
    HasCopies,
    WhatToChange,
)
from laering.domain.folding import each_once, folded
from laering.domain.private import as_asked
from laering.domain.revising import given_of
from laering.domain.sources import find_source
from laering.domain.steps import OVERVIEW
from laering.domain.wording import clean_tag, read_outcome, tags_of
from laering.files.drafts import underway
from laering.files.drafts.keeper import Keeper
from laering.files.drafts.waiting import Waiting, waiting
from laering.files.entry.amending import (
    amended,
    fitted,
    read_given,
    rebased,
    said_anew,
    with_day,
)
from laering.files.journal import moving
from laering.files.journal.journal import Journal
from laering.files.journal.moving import Move
from laering.files.journal.removing import copies_of
from laering.files.pictures import taking
from laering.i18n import _
from laering.ui.asking import flow
from laering.ui.asking.by_terminal import asker_for
from laering.ui.asking.keeping import Telling, kept, settled, taker, tell_date
from laering.ui.asking.overview import LABELLED, label_of
from laering.ui.asking.prompt import ask_yes
from laering.ui.asking.questions import Setting
from laering.ui.commands import leftover
from laering.ui.commands.meant import meant, readable
from laering.ui.commands.saved import tell_saved
from laering.ui.desk.call import Call
from laering.ui.words import listed, moment, source_names


@dataclass(frozen=True, slots=True)
class Options:
    """What the options of ``endre`` said, just as it was typed; None is what is left as it is."""

    title: str | None = None
    date: str | None = None
    source: str | None = None
    outcome: str | None = None
    tags: Sequence[str] | None = None
    tags_off: Sequence[str] | None = None
    author: str | None = None
    private: bool | None = None
    pictures: Sequence[str] | None = None
    with_metadata: bool = False


class _NotAgreed(Exception):  # no error: somebody has thought again
    """Somebody has seen what a change does to other files, and will not have it so."""


def change(call: Call, reference: str, options: Options, *, as_json: bool) -> None:
    """Change the entry that a person means, and tell where it is."""
    journal = call.journal()
    entry = readable(journal, meant(call, journal, reference))
    asks = replace(options, with_metadata=False) == Options()
    if asks and not call.terminal.can_ask:
        raise WhatToChange(entry=entry.id)
    before = _given(journal, entry)
    try:
        if asks:
            became = _from_overview(call, journal, entry, before, options)
        else:
            after = _with_options(call, journal, before, options)
            became = _saved(call, journal, entry, before, after)
    except _NotAgreed:
        became = None
    except flow.LeftAsDraft:
        told = _("The draft is kept. Go on with it: {command}")
        call.terminal.note(told.format(command=f"laering endre {entry.id}"))
        return
    leftover.finish(call, journal)
    if became is None and not as_json:
        call.terminal.note(_("Nothing is changed."))
    else:
        tell_saved(call, journal, became or entry, as_json=as_json)


def _given(journal: Journal, entry: Entry) -> Given:
    """All that an entry says, its text with the line ends it is changed with."""
    text = entry.packed.replace(b"\r\n", b"\n")
    return given_of(replace(entry, packed=text), _questions(journal))


def _questions(journal: Journal) -> list[str]:
    """What only some source asks, each once."""
    asked = (question for source in journal.config.sources for question in source.further)
    return list(dict.fromkeys(asked))


def _with_options(call: Call, journal: Journal, before: Given, options: Options) -> Given:
    """What an entry says with what the options ask for.

    Raises what says which of them cannot be.
    """
    after = before
    if options.title is not None:
        after = replace(after, title=_title(options.title))
    if options.date is not None:
        day = read_date(options.date, call.today)
        after = with_day(after, day.date, call.today)
        if not day.exact:
            tell_date(call.terminal, day.date)
    if options.source is not None:
        names = source_names(journal.config.sources)
        after = replace(after, source=find_source(options.source, names))
    if options.outcome is not None:
        after = replace(after, outcome=read_outcome(options.outcome) if options.outcome else None)
    if options.author is not None:
        after = replace(after, author=" ".join(options.author.split()) or None)
    after = as_asked(after, options.private)
    after = replace(after, tags=_tags(before, options), pictures=_pictures(options))
    return fitted(before, after)


def _pictures(options: Options) -> tuple[Attached, ...]:
    """The pictures that come to those which the entry shows."""
    paths = (os.path.abspath(os.path.expanduser(path)) for path in options.pictures or ())
    return tuple(Attached(path, whole=options.with_metadata) for path in paths)


def _title(typed: str) -> str:
    title = " ".join(typed.split())
    if not title:
        raise EmptyTitle()
    return title


def _tags(before: Given, options: Options) -> tuple[str, ...]:
    """The tags that stay, as they are written, and those that come to them."""
    gone = {folded(clean_tag(tag)) for tag in tags_of(options.tags_off or ())}
    added = (clean_tag(tag) for tag in tags_of(options.tags or ()))
    stay = [tag for tag in before.tags if folded(tag) not in gone]
    return tuple(each_once(tag for tag in (*stay, *added) if tag))


def _from_overview(
    call: Call, journal: Journal, entry: Entry, before: Given, options: Options
) -> Entry | None:
    """Have the person change what they want, from the overview; None where nothing was changed.

    What they wrote is in a draft until the entry is safe.
    """
    left = _begun_change(call, journal, entry)
    begun = Begun(before, OVERVIEW, left=()) if left is None else _continued(call, left, before)
    keeper = Keeper(journal.root, entry=entry.id, base=before, resumed=left)
    keep = _Changes(Telling(keeper, call.terminal), before, told=left is not None)
    setting = Setting(
        sources=journal.config.sources,
        today=call.today,
        author=None,
        tone=journal.config.tone,
        take=taker(keeper, whole=options.with_metadata),
    )
    with kept(call, keeper, f"laering endre {entry.id}"):
        while True:
            try:
                with asker_for(call, journal, keeper) as asker:
                    given = flow.look_over(begun, asker, setting, keep)
            except flow.LeftAsDraft:
                if keep.told:
                    raise
                return None
            after = fitted(before, _with_what_follows(call, before, given))
            try:
                return _saved(call, journal, entry, before, after)
            except _NotAgreed:
                begun = Begun(given, OVERVIEW, left=())


def _with_what_follows(call: Call, before: Given, given: Given) -> Given:
    """What somebody left in the overview, with the day it was written down where that is told."""
    if given.date is None or given.date == before.date:
        return given
    return replace(given, written=with_day(before, given.date, call.today).written)


class _Changes:
    """Keeps what somebody changes, from the first change on: what the file says is no draft."""

    def __init__(self, keep: Telling, before: Given, *, told: bool) -> None:
        self._keep, self._before, self.told = keep, before, told

    def typing(self, begun: Begun) -> None:
        """Something was typed."""
        self.told = True
        self._keep.typing(begun)

    def answered(self, begun: Begun) -> None:
        """A step is done."""
        if self.told or begun.given != self._before:
            self.told = True
            self._keep.answered(begun)


def _begun_change(call: Call, journal: Journal, entry: Entry) -> Waiting | None:
    """What somebody left of a change of this entry, if the person goes on with it."""
    names = {folded(name) for name in (entry.id, *entry.aliases)}
    for found in waiting(journal.root, of_entries=True):
        if found.base is None or folded(found.entry or "") not in names:
            found.release()
            continue
        when = moment(found.written, call.today)
        question = _("Go on with the changes from {when}?").format(when=when)
        if settled(call, found, question, likely=True) == "yes":
            return found
    return None


def _continued(call: Call, left: Waiting, before: Given) -> Begun:
    """What somebody had begun to change, on top of what the entry says now."""
    after, both = rebased(left.base or before, left.begun.given, before)
    names = [label_of(name) for name in both if name in LABELLED]
    if names:
        told = _("Changed in the file meanwhile, too: {fields}. What is shown is yours.")
        call.terminal.note(told.format(fields=listed(names)))
    # What is begun is looked over first, wherever they were.
    return replace(left.begun, given=after, left=left.begun.left or ())


def _saved(call: Call, journal: Journal, entry: Entry, before: Given, after: Given) -> Entry | None:
    """The same as ``_written``, with the pictures that came to it beside the entry.

    Raises what ``chosen``, ``beside`` and ``_written`` do.
    """
    if not after.pictures:
        return _written(call, journal, entry, before, after)
    chosen = taking.all_chosen(after.pictures)
    with taking.beside(journal, entry.id, (picture for picture, _text in chosen)) as paths:
        texts = (text for _picture, text in chosen)
        shown = taking.shown_below(after.happened or "", texts, paths, after.title or "")
        after = replace(after, happened=shown, pictures=())
        return _written(call, journal, entry, before, after)


def _written(
    call: Call, journal: Journal, entry: Entry, before: Given, after: Given
) -> Entry | None:
    """Write into an entry what it says anew, and lead on what links to it; None for nothing new.

    Raises HasCopies, CannotAmend, FileChanged, _NotAgreed and what ``carried_out`` does.
    """
    anew = said_anew(before, after)
    move = moving.planned(journal, entry, after.date or entry.date)
    if not (anew or move.moves or move.others):
        return None
    copies = copies_of(journal, entry.path)
    if copies and (move.moves or not {"title", "date"}.isdisjoint(anew)):
        raise HasCopies(path=entry.path, copies=tuple(copies))

    def edit(text: str) -> str:
        now = read_given(text, _questions(journal))
        if now is None or any(getattr(now, name) != getattr(before, name) for name in anew):
            raise FileChanged(path=entry.path)
        changed = amended(text, before, after, call.today, journal.config.language)
        if changed is None:
            raise CannotAmend(path=entry.path, entry=entry.id)
        return changed

    data = journal.bytes_at(entry.path)
    edit(data.decode("utf-8", "replace").replace("\r\n", "\n") if isinstance(data, bytes) else "")
    _agree(call, move)
    if not (move.moves or move.others):
        return moving.carried_out(journal, move, edit)
    with underway.noted(journal.root):
        return moving.carried_out(journal, move, edit)


def _agree(call: Call, move: Move) -> None:
    """Show what a change does to other files before it is done. Raises _NotAgreed."""
    leftover.show_name(call, move)
    leftover.show_lines(call, move.others)
    if not move.others:
        return
    if call.terminal.can_ask and not ask_yes(_("Do it?")):
        raise _NotAgreed
