"""One run of the program: what every command is handed."""

import os
from collections.abc import Mapping
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from laering.i18n import DEFAULT, _
from laering.ui.desk.terminal import Terminal, as_text

if TYPE_CHECKING:
    from laering.files.journal.journal import Journal
    from laering.files.personal import UserConfig
    from laering.files.system.locks import Holder


class Call:
    """One run of the program: where it speaks, what day it is, which journal is meant."""

    def __init__(
        self, terminal: Terminal, today: date, language: str = DEFAULT, folder: Path | None = None
    ) -> None:
        self.terminal = terminal
        self.today = today
        self.language = language
        self.folder = folder

    @cached_property
    def user(self) -> "UserConfig":
        """The person's own choices, read when first asked for."""
        from laering.files import personal

        found = personal.read(os.environ)
        if found.passed_by is not None:
            tell_of_passed_by(found.passed_by)
        return found._replace(author=as_text(found.author or "") or None)

    def journal(self, near: Path | None = None) -> "Journal":
        """The journal that is meant; the one around ``near`` when nothing else is said.

        From now on it is told when it has to be waited for. Raises NoJournal, JournalMissing,
        LeadsOut or BadConfig.
        """
        from laering.domain.errors import NoJournal
        from laering.files.journal.journal import open_journal
        from laering.files.journal.root import find_root
        from laering.files.personal import expanded
        from laering.files.system import locks

        locks.on_wait = self._tell_waiting
        chosen = self.folder or os.environ.get("LAERING_JOURNAL")
        if chosen:
            return open_journal(expanded(Path(chosen)))
        try:
            return open_journal(find_root(near or _here()))
        except NoJournal:
            if self.user.journal is None:
                raise
            return open_journal(self.user.journal)

    def _tell_waiting(self, held: "Holder") -> None:
        from laering.ui.desk.terminal import safe

        by = _(held.holder).format(user=safe(held.user), command=safe(held.command))
        waiting = _("Waiting: «{folder}» is locked by {holder}.")
        self.terminal.note(waiting.format(folder=safe(held.folder), holder=by))


def begin(given: Mapping[str, Any], *, plain: bool, folder: Path | None) -> Call:
    """The run that the front door asks for: what it gives, and what stood on the line."""
    return Call(
        Terminal(plain=plain),
        given.get("today") or date.today(),
        given.get("language") or DEFAULT,
        folder,
    )


@cache
def tell_of_passed_by(settings: Path) -> None:
    """Say that the person's own settings are not read, and why; once in a run."""
    text = _(
        "Note: «{path}» is not read, since others could have changed it. "
        "Make it and its folders yours, and closed to others for writing."
    )
    Terminal().note(text.format(path=settings))


def _here() -> Path:
    """The current folder. Raises HereGone."""
    from laering.domain.errors import HereGone

    try:
        return Path.cwd()
    except OSError:
        raise HereGone() from None
