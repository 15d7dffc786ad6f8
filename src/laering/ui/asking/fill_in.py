"""A whole learning as a file to fill in, in the editor."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from time import monotonic

from laering.domain.entry import Begun, Entry, Given
from laering.domain.errors import EditedDraftBroken, EditorReturned, LaeringError, NothingWritten
from laering.domain.marks import Told
from laering.files.drafts.keeper import Keeper
from laering.files.drafts.waiting import Waiting
from laering.files.journal.journal import Journal
from laering.files.pictures import taking
from laering.i18n import _
from laering.ui.asking import flow
from laering.ui.asking.form import form, read_form
from laering.ui.asking.keeping import text_file
from laering.ui.asking.questions import Setting
from laering.ui.desk.call import Call
from laering.ui.words import error_text

# Seconds in which nobody writes: an editor that ends within them did not wait for its window.
_AT_ONCE = 1.0


def fill_in(
    call: Call,
    journal: Journal,
    given: Given,
    setting: Setting,
    keeper: Keeper,
    left: Waiting | None,
) -> Entry:
    """The whole entry in the editor; the text is kept in its file until it is in the journal."""
    from laering.ui.asking.prompt import ask_yes
    from laering.ui.asking.stream import StreamAsker

    template = form(given, setting, journal.config.language)
    if left is not None:
        path, template = left.text, left.begun.typing
    else:
        keeper.answered(Begun(typing=template))
        path = text_file(keeper, template)
    least = replace(setting, later=True)
    while True:
        _edit_whole(call, path, template, keeper)
        try:
            data = path.read_bytes()
            written = read_form(data, str(path), setting.sources, call.today).given
            nobody = StreamAsker(None)
            written = replace(written, pictures=given.pictures)
            draft = flow.complete(Begun(written), nobody, least, _Nowhere())
            entry = taking.create(journal, draft)
        except LaeringError as error:
            reason = Told(error_text(error))
            if call.terminal.can_ask:
                call.terminal.note(reason)
                if ask_yes(_("Open it once more?")):
                    continue
            raise EditedDraftBroken(path=path, reason=reason) from None
        # An editor may hold it still: it goes with the draft, or is swept.
        with suppress(OSError):
            path.unlink()
        return entry


def _edit_whole(call: Call, path: Path, template: str, keeper: Keeper) -> None:
    """Have the person write in the file. Raises NothingWritten, EditorReturned or EditorFailed."""
    from laering.ui.desk.editor import edit_file

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
