"""Who asks: by what the terminal can, and whether anybody sits there."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from laering.domain.body import actions_in
from laering.domain.errors import LaeringError
from laering.files.drafts.keeper import Keeper
from laering.files.journal.journal import Journal
from laering.ui.asking.asker import Asker
from laering.ui.asking.keeping import text_file
from laering.ui.desk.call import Call
from laering.ui.desk.terminal import piped


@contextmanager
def asker_for(call: Call, journal: Journal, keeper: Keeper | None = None) -> Iterator[Asker]:
    """Whoever asks here, for as long as they do.

    The text that is opened in an editor is the ``keeper``'s; without one nothing is asked for
    that could be opened.
    """
    if not call.terminal.can_ask:
        from laering.ui.asking.stream import StreamAsker

        yield StreamAsker(piped())
    elif call.terminal.simple_prompts:
        from laering.ui.asking.lines import LineAsker, never_suspended

        with never_suspended():
            yield LineAsker(call.terminal)
    else:
        from laering.ui.asking.widgets.ahead import held_terminal

        with held_terminal():
            yield _widget_asker(call, journal, keeper)


def _widget_asker(call: Call, journal: Journal, keeper: Keeper | None) -> Asker:
    from laering.ui.asking.widgets.widget_asker import WidgetAsker
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
        if keeper is None:
            return None
        changed, fault = edit_text(text_file(keeper, text), call.user.editor)
        if changed != text:
            hand_over(changed)
        keeper.close_text()
        return fault

    return WidgetAsker(call.terminal, words, edit)
