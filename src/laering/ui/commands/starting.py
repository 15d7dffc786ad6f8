"""``start``: a journal is made, its folder and files, never over something that is there."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

from laering.domain.action import Action
from laering.domain.entry import Answers, Body, Draft
from laering.domain.errors import CannotWrite
from laering.files.config import JOURNAL_FILE
from laering.files.journal.journal import open_journal
from laering.files.journal.names import ENTRIES
from laering.files.system import windows
from laering.files.system.disk import write_new
from laering.i18n import _, outside_environment
from laering.ui.desk.call import Call

_FILES = ((JOURNAL_FILE, "journal.{language}.toml"), (".gitattributes", "gitattributes"))


def set_up(call: Call, folder: Path | None, *, git: bool, examples: bool) -> None:
    """Make a journal in a folder, else in the one that is meant, and tell what was made."""
    folder = folder or call.folder or Path()
    made = start(folder, call.language, call.today, examples=examples)
    if git:
        made += start_git(folder, outside_environment())
    call.terminal.lines(told(folder, made))


def start(folder: Path, language: str, today: date, *, examples: bool) -> list[str]:
    """Make what a journal needs in ``folder``; gives what was made, relative to it.

    Raises NotOnWindows or CannotWrite, and then leaves nothing of it behind.
    """
    made: list[str] = []
    entries = folder / ENTRIES
    missing = [each for each in (entries, *entries.parents) if not os.path.lexists(each)]
    # Somebody may take the journal along to Windows.
    for each in [folder] if windows.HERE else [Path(each.name) for each in missing]:
        windows.check_names(each)
    try:
        entries.mkdir(parents=True, exist_ok=True)
        own = folder.resolve().name
        named = json.dumps(own if own.isprintable() else "", ensure_ascii=False)
        for name, template in _FILES:
            text = _template(template.format(language=language))
            text = text.replace("NAME", named)
            if write_new(folder / name, text.encode()):
                made.append(name)
    except OSError as error:
        for name in made:
            with suppress(OSError):
                os.unlink(folder / name)
        for each in missing:
            with suppress(OSError):
                os.rmdir(each)
        raise CannotWrite(path=folder, reason=error) from None
    if examples:
        journal = open_journal(folder)
        if not journal.places():
            drafts = example_drafts(language, today)
            made += [journal.create(draft).path for draft in drafts]
    return made


def start_git(folder: Path, environment: Mapping[str, str]) -> list[str]:
    """Make the folder a git repository unless it lies in one.

    Raises CannotWrite, GitMissing or GitFailed.
    """
    from laering.files.git import start_repository

    path = folder / ".gitignore"
    try:
        made = [path.name] if write_new(path, _template("gitignore").encode()) else []
    except OSError as error:
        raise CannotWrite(path=path, reason=error) from None
    return [*made, ".git/"] if start_repository(folder, environment) else made


def told(folder: Path, made: list[str]) -> list[str]:
    """What to say when it is done."""
    if not made:
        return [
            _("There is a journal in {folder} already; nothing was changed.").format(
                folder=folder.resolve()
            )
        ]
    where = _("The journal is in {folder}").format(folder=folder.resolve())
    return [
        f"{where}:",
        *(f"  {name}" for name in made),
        _("Write down a learning with: laering ny"),
    ]


def example_drafts(language: str, today: date) -> list[Draft]:
    """The guide's three examples as drafts, dated in the last weeks."""
    rows = json.loads(_template(f"examples.{language}.json"))
    return [_draft(row, today) for row in rows]


def _draft(row: Mapping[str, object], today: date) -> Draft:
    def text(key: str) -> str:
        return str(row[key])

    day = today - timedelta(days=int(text("days_ago")))
    actions: tuple[Action, ...] = ()
    if "action" in row:
        due = today + timedelta(days=14)
        actions = (Action(text("action"), (text("owner"),), due),)
    return replace(
        Draft(title=text("title"), date=day, source=text("source"), outcome=text("outcome")),
        tags=tuple(text("tags").split()),
        body=Body(Answers(text("happened"), text("learned"), text("differently")), actions),
    )


def _template(name: str) -> str:
    return (files("laering") / "templates" / name).read_text(encoding="utf-8")
