"""A journal with all sorts of files in it, a person's drafts beside it, and what became of them."""

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from laering.domain.entry import Begun, Given
from laering.files.drafts import waiting
from laering.files.drafts.keeper import Keeper
from laering.files.journal.journal import Journal, Reading, open_journal
from tests.support.entries import simple_entry
from tests.support.places import SOURCES
from tests.support.runs import ON_A_DAY, Result, as_command

ENTRIES = "journal/entries"
INBOX = "journal/innboks"
DRAFTS = ("person/state/laering/drafts", "person/run/laering/drafts")
DAY = "2024-03-01"
_OF_OURS = re.compile(r"\.laering-[0-9a-f]{16}\.tmp")

File = tuple[int, bytes]
"""A file's permissions and its bytes."""


@dataclass(frozen=True, slots=True)
class Left:
    """A draft that is offered: where it is, what it holds, and all texts in it as one."""

    path: Path
    begun: Begun

    @property
    def told(self) -> str:
        """All that somebody wrote."""
        return "\n".join(self.begun.texts)


class Scene:
    """A journal that is in use, and the home of a person who writes in it."""

    def __init__(self, root: Path, *, others: bool = False) -> None:
        self.root = root.resolve()
        self.journal = self.root / "journal"
        self.entries = self.root / ENTRIES
        (self.entries / "2023").mkdir(parents=True)
        self._put("journal/laering.toml", 'name = "Fjordbakeriet"\n')
        self._put("journal/.gitattributes", "*.md text eol=lf\n")
        self._put(f"{ENTRIES}/2024-01-05-dora.md", simple_entry("Døra", "2024-01-05"), 0o644)
        self._put(f"{ENTRIES}/2023/2023-05-05-i-mappe.md", simple_entry("Mappe", "2023-05-05"))
        crlf = simple_entry("Annet", "2024-02-02").replace("\n", "\r\n")
        self._put(f"{ENTRIES}/2024-02-02-crlf.md", crlf, 0o640)
        self._put(f"{ENTRIES}/odelagt.md", "---\ntitle: [\n", 0o600)
        self._put(f"{ENTRIES}/notat.txt", "Ikke en lærdom\n", 0o444)
        self.before: dict[str, File] = {}
        self.others: tuple[Path, ...] = ()
        if others:
            neighbour = self.root / "nabo"
            (neighbour / "entries").mkdir(parents=True)
            other = Begun(Given(source="kunde", happened="En annen gang"))
            self.others = (self.leave(other, self.journal), self.leave(other, neighbour))

    def _put(self, name: str, text: str, mode: int = 0o644) -> Path:
        path = self.root / name
        path.write_bytes(text.encode())
        path.chmod(mode)
        return path

    def put_entry(self, name: str, text: str, mode: int = 0o644) -> Path:
        """One more file among the entries."""
        return self._put(f"{ENTRIES}/{name}", text, mode)

    def leave(self, begun: Begun, journal: Path, entry: str | None = None) -> Path:
        """Leave a draft behind."""
        with self.at_home():
            keeper = Keeper(journal, entry=entry)
            keeper.answered(begun)
            path = keeper.settle()
            keeper.release()
        assert path is not None
        return path

    def at_home(self) -> "_Home":
        """The time in which this process has this person's home."""
        return _Home(self)

    @property
    def homes(self) -> dict[str, str]:
        """Where this person's own files are."""
        return {
            "XDG_STATE_HOME": str(self.root / "person" / "state"),
            "XDG_RUNTIME_DIR": str(self.root / "person" / "run"),
            # Nothing is kept where others may put files, too.
            "TMPDIR": str(self.root / "person" / "tmp"),
        }

    def environment(self) -> dict[str, str]:
        """What the program finds in its environment."""
        return {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(self.root / "person"),
            "LAERING_CONFIG": str(self.root / "person" / "none.toml"),
            "LANG": "C.UTF-8",
            "TERM": "xterm",
            "PYTHONPATH": SOURCES,
            **self.homes,
        }

    def run(
        self, *arguments: str, stdin: str = "", environment: Mapping[str, str] | None = None
    ) -> Result:
        """Run the program as it is."""
        environment = environment or self.environment()
        return as_command((*ON_A_DAY, *arguments), self.journal, environment, stdin)

    def remember(self) -> None:
        """From here on all files are to stay as they are."""
        self.before = self.files()

    def files(self) -> dict[str, File]:
        """All files in the journal, and the drafts that others left; no half-made ones."""
        found = {}
        for folder, _folders, names in os.walk(self.journal):
            for name in names:
                if not _OF_OURS.fullmatch(name):
                    path = Path(folder, name)
                    found[str(path.relative_to(self.root))] = _file(path)
        for number, path in enumerate(self.others):
            found[f"draft {number}"] = _file(path)
        return found

    def left_over(self) -> list[str]:
        """What is in the drafts' folders that is no draft of others."""
        stems = {path.stem for path in self.others}
        found = [path for folder in DRAFTS for path in (self.root / folder).glob("*")]
        return sorted(path.name for path in found if path.stem not in stems)

    def open(self) -> Journal:
        """The journal."""
        return open_journal(self.journal)

    def reading(self) -> Reading:
        """What the journal holds."""
        return self.open().within(None)

    def drafts(self, entry: str | None = None) -> list[Left]:
        """The drafts that the next run would offer, for a new entry or for the one of this id.

        Others' are not among them.
        """
        with self.at_home():
            found = list(waiting.waiting(self.journal, of_entries=entry is not None))
            for each in found:
                each.release()
        found = [each for each in found if each.entry == entry]
        mine = [each for each in found if each.path not in self.others]
        return [Left(each.path, each.begun) for each in mine]


class _Home:
    """The time in which this process has a scene's person's home."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._patch = pytest.MonkeyPatch()

    def __enter__(self) -> None:
        for name, value in self._scene.homes.items():
            self._patch.setenv(name, value)

    def __exit__(self, *_: object) -> None:
        self._patch.undo()


def _file(path: Path) -> File:
    """A file's permissions and bytes; no file has none."""
    if not path.exists():
        return 0, b""
    return path.stat().st_mode & 0o7777, path.read_bytes()


def is_watched(paths: Sequence[str]) -> bool:
    """Whether a call on these paths concerns entries, inbox or drafts, or makes their folders."""
    return any(
        path == folder or path.startswith(f"{folder}/") or folder.startswith(f"{path}/")
        for path in paths
        for folder in (ENTRIES, INBOX, *DRAFTS)
        if path != "journal"
    )
