"""Who asks: by what the terminal can, and whether anybody sits there."""

from collections.abc import Callable, Iterable

from laering.domain.body import actions_in
from laering.domain.errors import LaeringError
from laering.files.drafts.keeper import Keeper
from laering.files.journal.journal import Journal
from laering.ui.asking.asker import Asker
from laering.ui.asking.keeping import text_file
from laering.ui.desk.call import Call
from laering.ui.desk.terminal import piped


def asker_for(call: Call, journal: Journal, keeper: Keeper) -> Asker:
    """Whoever asks here; the text that is opened in an editor is the ``keeper``'s."""
    if not call.terminal.can_ask:
        from laering.ui.asking.stream import StreamAsker

        return StreamAsker(piped())
    if call.terminal.simple_prompts:
        from laering.ui.asking.lines import LineAsker

        return LineAsker(call.terminal)
    from laering.ui.asking.widgets import WidgetAsker
    from laering.ui.desk.editor import edit_text

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
        changed, fault = edit_text(text_file(keeper, text), call.user.editor)
        if changed != text:
            hand_over(changed)
        keeper.close_text()
        return fault

    return WidgetAsker(call.terminal, words, edit)
