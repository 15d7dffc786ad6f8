"""The home page: what stands there when nothing is asked."""

import os
from collections.abc import Sequence

from laering.domain import home
from laering.domain.entry import Problem
from laering.domain.origin import INBOX
from laering.files.checking import known_of, problems_in
from laering.files.drafts.waiting import waiting
from laering.files.journal.journal import Journal
from laering.files.journal.names import Place
from laering.i18n import _
from laering.ui.asking.keeping import is_of_inbox
from laering.ui.commands.change import tell_kept
from laering.ui.commands.skipped import tell_skipped
from laering.ui.desk.call import Call
from laering.ui.formats import paint
from laering.ui.showing.home import home_blocks
from laering.ui.words import source_names

CHECKED = 100
"""How many files the home page looks over, the newest: what is old has been seen before."""


def show(call: Call, *, as_json: bool) -> None:
    """Show the home page of the journal that is meant."""
    journal = call.journal()
    reading = journal.within(None, call.terminal.progress(_("Reading")))
    page = home.build(
        reading.entries,
        journal.config.sources,
        call.today,
        journal.name,
        effect_days=journal.config.effect_days,
        others=[Place(path).id for path in {each.path for each in reading.problems}],
        skipped=reading.problems,
        drafts=_drafts(journal),
        flaws=_flaws(call, journal, reading.problems),
        inbox=_inbox(journal),
    )
    if as_json:
        from laering.ui.formats import data

        call.terminal.json(data.dumps(data.home_data(page)) + "\n")
    else:
        width = call.terminal.width if call.terminal.styled else None
        paint.show(call.terminal, home_blocks(page, width))
    tell_skipped(call.terminal, reading.problems)
    tell_kept(call, journal)


def _drafts(journal: Journal) -> list[str]:
    """The first words of what somebody has begun to write for this journal."""
    found = []
    for each in waiting(journal.root):
        mine = each.journal == str(journal.root.resolve()) and not each.untouched
        if mine and not is_of_inbox(each, journal):
            found.append(each.told)
        each.release()
    return found


def _inbox(journal: Journal) -> int:
    """How many files others have put in the inbox; who has none imports nothing of it."""
    if not os.path.lexists(journal.root / INBOX):
        return 0
    from laering.files.incoming.inbox import waiting_in

    return waiting_in(journal)


def _flaws(call: Call, journal: Journal, skipped: Sequence[Problem]) -> int:
    """How many things ``sjekk`` would name that the page does not: in the newest files, if many."""
    places = journal.places()
    newest = sorted(places, key=lambda place: place.id)[-CHECKED:]
    known = known_of(journal, places, source_names(journal.config.sources), call.today)
    progress = call.terminal.progress(_("Reading"))
    told = {problem.path for problem in skipped}
    found = problems_in(journal, newest, known, progress)
    return sum(each.code != "unfinished" and each.path not in told for each in found)
