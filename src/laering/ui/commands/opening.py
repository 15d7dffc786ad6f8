"""The home page: what stands there when nothing is asked."""

from laering.domain import home
from laering.files.journal.names import Place
from laering.i18n import _
from laering.ui.commands.change import tell_kept
from laering.ui.commands.skipped import tell_skipped
from laering.ui.desk.call import Call
from laering.ui.formats import paint
from laering.ui.showing.home import home_blocks


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
    )
    if as_json:
        from laering.ui.formats import data

        call.terminal.json(data.dumps(data.home_data(page)) + "\n")
    else:
        width = call.terminal.width if call.terminal.styled else None
        paint.show(call.terminal, home_blocks(page, width))
    tell_skipped(call.terminal, reading.problems)
    tell_kept(call, journal)
