"""``rediger``: an entry's file in the editor, until it is an entry again.

The bytes from before are kept until then, and offered to whoever opens the file again.
"""

from laering.domain.entry import Entry, Problem
from laering.domain.errors import (
    EditedEntryBroken,
    EditedEntryGone,
    FileChanged,
    FormerNotKept,
    LaeringError,
    NoEntries,
    NoSuchEntry,
    StillBroken,
)
from laering.files.drafts.former import Former, former, keep
from laering.files.journal.finding import fitting, one_of
from laering.files.journal.journal import Journal
from laering.files.journal.names import Place
from laering.files.system.disk import write_new
from laering.i18n import _
from laering.ui.commands.meant import NOT_TO_EDIT, meant, no_text
from laering.ui.desk.call import Call
from laering.ui.words import error_text, moment, problem_text


def edit(call: Call, journal: Journal, reference: str) -> Entry:
    """Open an entry's file in the editor until it is an entry, or the person gives up."""
    place = _meant(call, journal, reference)
    found = journal.read_one(place.path)
    if isinstance(found, Problem) and found.code in NOT_TO_EDIT:
        raise no_text(found)
    _offer(call, journal, place)
    before = _bytes_at(journal, place)
    try:
        kept = keep(journal.root, place.path, before or b"")
    except OSError as error:
        raise FormerNotKept(path=place.path, reason=error) from None
    try:
        edited = _until_entry(call, journal, place, kept, before)
    finally:
        kept.release()
    return edited


def tell_kept(call: Call, journal: Journal) -> None:
    """Say which files have been other than entries since they were edited, and what is kept."""
    for each in former(journal.root):
        if isinstance(journal.read_one(each.path), Entry):
            each.drop()
            continue
        each.release()
        text = _("The text that «{path}» had before it was edited is kept: laering rediger {entry}")
        call.terminal.note(text.format(path=each.path, entry=Place(each.path).id))


def _bytes_at(journal: Journal, place: Place) -> bytes | None:
    """A file's bytes, also those of one that is too large; None where there is no file."""
    found = journal.bytes_at(place.path)
    if isinstance(found, bytes):
        return found
    try:
        return (journal.root / place.path).read_bytes()
    except OSError:
        return None


def _until_entry(
    call: Call, journal: Journal, place: Place, kept: Former, before: bytes | None
) -> Entry:
    from laering.ui.asking.prompt import ask_yes

    while True:
        fault = _opened(call, journal, place)
        found = journal.read_one(place.path)
        left = _bytes_at(journal, place)
        if isinstance(found, Entry) or (left == before and fault is not None):
            kept.drop()
            if fault is not None:
                raise fault
        if isinstance(found, Entry):
            return found
        if fault is not None:
            call.terminal.note(error_text(fault))
        if call.terminal.can_ask:
            call.terminal.note(_what_is_wrong(found, gone=left is None))
            if ask_yes(_("Open it once more?"), likely=bool(left)):
                continue
        return _given_up(call, journal, place, kept, before)


def _opened(call: Call, journal: Journal, place: Place) -> LaeringError | None:
    """Have the person write in the file; gives what was wrong with the editor, if anything."""
    from laering.ui.desk.editor import edit_file

    try:
        edit_file(journal.root / place.path, call.user.editor, somebody=call.terminal.can_ask)
    except LaeringError as error:
        return error
    return None


def _given_up(
    call: Call, journal: Journal, place: Place, kept: Former, before: bytes | None
) -> Entry:
    """The entry from before, where the person wants it back; else raises what is wrong."""
    from laering.ui.asking.prompt import ask_yes

    left = _bytes_at(journal, place)
    if left == before:
        kept.drop()
    elif call.terminal.can_ask and ask_yes(_("Put back the text from before?"), likely=not left):
        _put_back(journal, place, kept, left)
        kept.drop()
        left = before
    found = journal.read_one(place.path)
    if isinstance(found, Entry):
        return found
    if left is None:
        raise EditedEntryGone(path=place.path, kept=kept.text, entry=place.id)
    line, reason = found.line, problem_text(found)
    if left == before:
        raise StillBroken(path=place.path, line=line, reason=reason, entry=place.id)
    raise EditedEntryBroken(
        path=place.path, line=line, reason=reason, kept=kept.text, entry=place.id
    )


def _what_is_wrong(problem: Problem, *, gone: bool) -> str:
    if gone:
        return _("«{path}» is no longer there.").format(path=problem.path)
    return f"{problem.path}:{problem.line}: {problem_text(problem)}"


def _put_back(journal: Journal, place: Place, kept: Former, left: bytes | None) -> None:
    """Give a file the bytes from before, as long as nobody changed what was left of it.

    Raises FileChanged, CannotWrite or NotFlushed.
    """
    data = kept.data()
    if data is None:
        raise FileChanged(path=place.path)

    def changed(now: bytes) -> bytes:
        if now != left:
            raise FileChanged(path=place.path)
        return data

    if left is not None:
        journal.rewrite(place.path, changed)
    elif not write_new(journal.root / place.path, data):
        raise FileChanged(path=place.path)


def _offer(call: Call, journal: Journal, place: Place) -> None:
    """Tell of a text that is kept of this file, and put it back where the person wants it."""
    for each in former(journal.root):
        if each.path != place.path:
            each.release()
        elif isinstance(journal.read_one(place.path), Entry):
            each.drop()
        else:
            _offer_one(call, journal, place, each)


def _offer_one(call: Call, journal: Journal, place: Place, kept: Former) -> None:
    from laering.ui.asking.prompt import ask_yes

    try:
        told = _("The text that «{path}» had before it was edited {when} is kept in {kept}.")
        when = moment(kept.since, call.today)
        call.terminal.note(told.format(path=place.path, when=when, kept=kept.text))
        if not call.terminal.can_ask:
            return
        if ask_yes(_("Put back the text from before?")):
            _put_back(journal, place, kept, _bytes_at(journal, place))
            kept.drop()
        elif ask_yes(_("Delete it?"), likely=False):
            kept.drop()
    finally:
        kept.release()


def _meant(call: Call, journal: Journal, reference: str) -> Place:
    """The file that is meant; one that an editor took away is put back where it is wanted.

    Raises what ``meant`` does, or EditedEntryGone.
    """
    try:
        return meant(call, journal, reference)
    except (NoSuchEntry, NoEntries) as error:
        gone = [
            each for each in former(journal.root) if _bytes_at(journal, Place(each.path)) is None
        ]
        try:
            place = one_of(fitting([Place(each.path) for each in gone], reference), reference)
        except LaeringError:
            raise error from None
        finally:
            for each in gone:
                each.release()
        kept = next(each for each in gone if each.path == place.path)
        _offer(call, journal, place)
        if _bytes_at(journal, place) is None:
            raise EditedEntryGone(path=place.path, kept=kept.text, entry=place.id) from None
        return place
