"""``del``: one learning to give away, on stdout, in a file or on the clipboard."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from laering.domain.errors import NoClipboard, TooLongToCopy
from laering.domain.gallery import Small
from laering.domain.private import check_told
from laering.domain.sharing import Share, share
from laering.files.journal.journal import Journal
from laering.files.pictures.thumbnails import Root, Thumbnails
from laering.files.system.ways import way
from laering.i18n import _, outside_environment
from laering.ui.commands.meant import meant, readable
from laering.ui.desk.call import Call
from laering.ui.desk.terminal import Terminal, one_line
from laering.ui.formats.chosen import choose_format
from laering.ui.formats.table import SHARE_FORMATS, Format
from laering.ui.words import listed


class Asked(NamedTuple):
    """What ``del`` was asked for, just as it was typed."""

    entry: str
    form: str | None
    out: Path | None
    copy: bool
    with_names: bool
    with_private: bool


def give(call: Call, asked: Asked) -> None:
    """Give away the learning that is asked for, in the form that is asked for."""
    chosen = choose_format(asked.form, asked.out, SHARE_FORMATS)
    journal = call.journal()
    told = make(
        call,
        journal,
        asked.entry,
        with_names=asked.with_names,
        with_private=asked.with_private,
    )
    if chosen.pictures and told.shown:
        told = replace(told, pictures=_Shared(told.shown, journal.root, chosen.pictures))
    prefix = "" if asked.out is None else _prefix(asked.out, journal.root)
    pieces = list(chosen.render(told, prefix))
    put_out(call.terminal, pieces, chosen, asked, journal.root, told.entry.title)
    tell_left(call.terminal, told, asked)


def tell_left(terminal: Terminal, share: Share, asked: Asked) -> None:
    """Say what of the learning stays at home, if something does."""
    if share.left:
        if asked.out is None and not asked.copy:
            terminal.note()
        names = (f"«{one_line(each)}»" if each else _("what stands on top") for each in share.left)
        text = _("Only the three questions are told. Left out: {names}.")
        terminal.note(text.format(names=listed(names)))


def _prefix(out: Path, root: Path) -> str:
    """The way from a file to the journal's folder."""
    way_there = way(out.absolute().parent, root)
    return "" if way_there in ("", ".") else f"{way_there.rstrip('/')}/"


class _Shared:
    """The pictures of a learning that is shared, whatever they are called there: a ``Gallery``."""

    def __init__(self, shown: Sequence[tuple[str, str]], root: Path, most: int) -> None:
        self._paths = {unquote(target): quote(path) for target, path in shown}
        self._own = Thumbnails([Root("", root)])
        self._own.make((("", path) for path in self._paths.values()), most)

    def path(self, entry: str, target: str) -> str | None:
        """The path of a picture that its text has so."""
        return self._own.path("", self._paths.get(unquote(target), ""))

    def small(self, entry: str, target: str) -> Small | None:
        """A small copy of it."""
        return self._own.small("", self._paths.get(unquote(target), ""))


def make(
    call: Call, journal: Journal, reference: str, *, with_names: bool, with_private: bool
) -> Share:
    """What is told of the learning that a person means. Raises PrivateEntry."""
    entry = readable(journal, meant(call, journal, reference))
    if entry.repeats:
        (entry,) = journal.with_ids([entry], journal.paths())
    check_told(entry, with_private=with_private)
    found = journal.repeated_by([entry], journal.paths()) if entry.repeats else {}
    return share(
        entry,
        found.values(),
        call.today,
        with_names=with_names,
        with_private=with_private,
        somebody=_("somebody"),
    )


def put_out(
    terminal: Terminal,
    pieces: list[str],
    chosen: Format[Any, str],
    asked: Asked,
    root: Path,
    title: str,
) -> None:
    """Give it where it is asked for: on stdout, unless there is a file or a clipboard for it.

    Raises what writing a file does, and NoClipboard or TooLongToCopy with the text on stdout.
    """
    out = asked.out
    if out is not None:
        from laering.ui.commands.output import write_out

        out = write_out(iter(pieces), chosen.encoding, out, [root], terminal)
        terminal.note(_("The learning is in {path}").format(path=out))
    if asked.copy:
        try:
            _copy(terminal, "".join(pieces), title)
        except (NoClipboard, TooLongToCopy):
            _show(terminal, pieces, chosen)
            sys.stdout.flush()
            raise
    elif out is None:
        _show(terminal, pieces, chosen)


def _show(terminal: Terminal, pieces: list[str], chosen: Format[Any, str]) -> None:
    if chosen.plain:
        terminal.prose("".join(pieces))
        return
    write = terminal.json if chosen.name == "json" else terminal.data
    for piece in pieces:
        write(piece)


def _copy(terminal: Terminal, text: str, title: str) -> None:
    from laering.ui.desk import clipboard

    surely = clipboard.copy(text, outside_environment())
    terminal.note(_("Copied: {title}").format(title=" ".join(title.split())))
    if not surely:
        terminal.note(
            _(
                "The terminal was asked to copy it. If something else comes when you paste, "
                "it cannot: run the same without --kopier."
            )
        )
