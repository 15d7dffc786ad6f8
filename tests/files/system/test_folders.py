"""A person's own folders: a promised draft finds a safe one, whatever else goes wrong."""

import os
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from laering.domain.entry import Begun, Given
from laering.files import personal
from laering.files.drafts.keeper import Keeper
from laering.files.drafts.waiting import waiting
from laering.files.index import index
from laering.files.journal.journal import open_journal
from laering.files.system import folders
from tests.support.entries import simple_entry
from tests.support.runs import Run
from tests.support.waiting import PATIENCE

pytestmark = pytest.mark.skipif(os.name != "posix", reason="ownership is that of POSIX")

TOLD = Begun(Given(source="avvik", happened="Døra sto åpen"), "learned", "Vi må")
STRANGER = 12345


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home like any other: nothing is named in the environment but the home itself."""
    path = tmp_path / "hjem"
    path.mkdir(mode=0o755)
    for name in ("STATE_HOME", "CACHE_HOME", "CONFIG_HOME"):
        monkeypatch.delenv(f"XDG_{name}", raising=False)
    monkeypatch.delenv("LAERING_CONFIG")
    monkeypatch.setenv("HOME", str(path))
    _only_temporary(path.parent / "tmp", monkeypatch)
    return path


def _only_temporary(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder for temporary files as the system's is, and no other."""
    path.mkdir()
    path.chmod(0o1777)
    monkeypatch.setenv("TMPDIR", str(path))
    monkeypatch.setattr(folders, "_FOR_A_WHILE", ())


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """A library that can be made to do anything."""
    found = ModuleType("platformdirs")
    monkeypatch.setitem(sys.modules, "platformdirs", found)
    yield found
    assert sys.stdout is not None


def kept(journal: Path) -> Path | None:
    """Where a draft is that was promised; it is offered, and then gone."""
    keeper = Keeper(journal)
    keeper.answered(TOLD)
    path = keeper.settle()
    keeper.release()
    found = list(waiting(journal))
    assert [each.begun for each in found] == ([TOLD] if path else [])
    assert (keeper.trouble is None) is (path is not None)
    for each in found:
        assert each.path == path
        assert path.parent.stat().st_mode & 0o777 == 0o700
        assert path.stat().st_mode & 0o777 == 0o600
        each.drop()
    return path


def _says(place: object) -> Callable[..., object]:
    return lambda *_, **__: place


def _raises(error: Exception) -> Callable[..., object]:
    def answer(*_: object, **__: object) -> object:
        raise error

    return answer


def _warns(*_: object, **__: object) -> Path:
    warnings.warn("this is going away", DeprecationWarning, stacklevel=2)
    warnings.warn("this is odd", RuntimeWarning, stacklevel=2)
    return Path("relative")


ODD_ANSWERS: dict[str, Callable[..., object]] = {
    "a relative path": _says(Path("laering")),
    "a path to nobody's home": _says(Path("~/laering")),
    "an empty one": _says(""),
    "here": _says(Path()),
    "bytes": _says(b"/var/tmp/laering"),
    "nothing": _says(None),
    "a number": _says(7),
    "NUL": _says("/var/tmp/lae\0ring"),
    "a line break": _says("/var/tmp/lae\nring"),
    "a path upwards": _says("/var/tmp/../../laering"),
    "five thousand letters": _says("/" + "x" * 5000),
    "a file": _says(Path(__file__)),
    "in a file": _says(Path(__file__, "laering")),
    "a device": _says(Path(os.devnull)),
    "the root": _says(Path("/")),
    "the home": _says(Path.home()),
    "RuntimeError": _raises(RuntimeError("nobody at home")),
    "PermissionError": _raises(PermissionError("no")),
    "KeyError": _raises(KeyError("HOME")),
    "RecursionError": _raises(RecursionError()),
    "UnicodeError": _raises(UnicodeError()),
    "a warning": _warns,
}
NAMES = ("user_state_path", "user_runtime_path", "user_cache_path", "user_config_path")


@pytest.mark.parametrize("answer", ODD_ANSWERS.values(), ids=ODD_ANSWERS)
def test_whatever_the_library_says_all_folders_are_found(
    folder: Path,
    home: Path,
    library: Any,
    answer: Callable[..., object],
    capfd: pytest.CaptureFixture[str],
) -> None:
    for name in NAMES:
        setattr(library, name, answer)

    assert kept(folder) == _in(home / ".local/state/laering/drafts")
    _check_the_others(folder, home)
    assert capfd.readouterr() == ("", "")
    assert sorted(path.name for path in Path().iterdir()) == ["entries"]


def test_the_streams_of_the_other_threads_stay_while_the_library_is_asked(
    folder: Path, home: Path, library: Any
) -> None:
    streams = (sys.stdin, sys.stdout, sys.stderr)
    seen: list[object] = []

    def looks(*_: object, **__: object) -> Path:
        seen.append((sys.stdin, sys.stdout, sys.stderr))
        return home / "laering"

    for name in NAMES:
        setattr(library, name, looks)

    kept(folder)

    assert seen
    assert all(each == streams for each in seen)


def _in(place: Path) -> Any:
    """Equal to any file in a folder."""

    class Inside:
        def __eq__(self, other: object) -> bool:
            return isinstance(other, Path) and other.parent == place

        def __repr__(self) -> str:
            return f"<in {place}>"

        __hash__ = None  # type: ignore[assignment]

    return Inside()


def _check_the_others(folder: Path, home: Path) -> None:
    """The index and the settings are where they are usually."""
    assert index._folder(open_journal(folder)) == home / ".cache/laering"
    settings = home / ".config/laering/config.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text('author = "Kari"\n', encoding="utf-8")
    assert personal.read({}).author == "Kari"


@pytest.mark.usefixtures("library")
def test_a_library_of_another_version_without_the_functions_is_no_hindrance(
    folder: Path, home: Path
) -> None:
    assert kept(folder) == _in(home / ".local/state/laering/drafts")
    _check_the_others(folder, home)


def test_a_library_that_cannot_be_imported_is_no_hindrance(
    folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "platformdirs", None)

    assert kept(folder) == _in(home / ".local/state/laering/drafts")
    _check_the_others(folder, home)


def test_what_the_library_says_goes_before_what_is_usual(
    folder: Path, home: Path, library: Any, tmp_path: Path
) -> None:
    library.user_state_path = _says(home / "Library/laering")

    assert kept(folder) == _in(home / "Library/laering/drafts")


def test_what_the_person_names_goes_before_what_the_library_says(
    folder: Path, home: Path, library: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.user_state_path = library.user_runtime_path = _says(home / "other/laering")
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "mine"))

    assert kept(folder) == _in(home / "mine/laering/drafts")


def test_a_draft_that_was_left_where_it_was_usual_before_is_offered(
    folder: Path, home: Path, library: Any
) -> None:
    keeper = Keeper(folder)
    keeper.answered(TOLD)
    keeper.release()

    library.user_state_path = _says(home / "moved/laering")

    assert [each.begun for each in waiting(folder)] == [TOLD]


def _others(path: Path) -> None:
    """A folder that belongs to somebody else."""
    path.mkdir(parents=True)
    path.chmod(0o777)
    os.chown(path, STRANGER, STRANGER)


def _in_others(path: Path) -> None:
    """A folder of the person's own in somebody else's."""
    _others(path.parent)
    path.mkdir()


def _in_everybodys(path: Path) -> None:
    """A folder of the person's own that everybody may take away."""
    path.mkdir(parents=True)
    path.parent.chmod(0o777)


def _in_a_groups(path: Path) -> None:
    """A folder of the person's own that a group may take away."""
    path.mkdir(parents=True)
    os.chown(path.parent, -1, STRANGER)
    path.parent.chmod(0o775)


def _missing_in_others(path: Path) -> None:
    _others(path.parent)


def _missing_in_everybodys(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.parent.chmod(0o777)


def _link_to_others(path: Path) -> None:
    _others(path.with_name("others"))
    path.symlink_to("others")


def _link_of_others(path: Path) -> None:
    """A link that somebody else put among what everybody may put there."""
    path.parent.mkdir(parents=True)
    path.parent.chmod(0o1777)
    path.with_name("own").mkdir()
    path.symlink_to("own")
    os.lchown(path, STRANGER, STRANGER)


def _link_in_a_circle(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.symlink_to(path.name)


def _link_to_nothing(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.symlink_to("borte")


def _file(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_text("Ikke en mappe", encoding="utf-8")


UNSAFE = {
    made.__name__.strip("_"): made
    for made in (
        _others,
        _in_others,
        _in_everybodys,
        _in_a_groups,
        _missing_in_others,
        _missing_in_everybodys,
        _link_to_others,
        _link_of_others,
        _link_in_a_circle,
        _link_to_nothing,
        _file,
    )
}
needs_root = pytest.mark.skipif(
    not hasattr(os, "getuid") or os.getuid() != 0, reason="only root may give files away"
)


@needs_root
@pytest.mark.parametrize("make", UNSAFE.values(), ids=UNSAFE)
@pytest.mark.parametrize("who", ["library", "person"])
def test_an_unsafe_place_is_left_alone_and_the_next_one_taken(
    folder: Path,
    home: Path,
    library: Any,
    monkeypatch: pytest.MonkeyPatch,
    make: Callable[[Path], None],
    who: str,
) -> None:
    place = home / "sted" / "laering"
    make(place)
    if who == "library":
        for name in NAMES:
            setattr(library, name, _says(place))
        usual = home / ".local/state/laering/drafts"
        _check_the_others(folder, home)
    else:
        monkeypatch.setenv("XDG_STATE_HOME", str(place.parent))
        usual = Path(os.environ["XDG_RUNTIME_DIR"], "laering/drafts")
    before = _all_below(place.parent)

    assert kept(folder) == _in(usual)
    assert _all_below(place.parent) == before


def _all_below(path: Path) -> list[tuple[Path, int]]:
    return [(each, each.lstat().st_mode) for each in sorted((path, *path.rglob("*")))]


@pytest.mark.parametrize("inside", ["", "entries", ".skjult", "bort/../entries"])
@pytest.mark.parametrize("link", [False, True])
def test_nothing_of_a_persons_own_is_put_in_a_journal(
    folder: Path, home: Path, library: Any, inside: str, link: bool
) -> None:
    place = folder / inside / "laering"
    if link:
        folder.joinpath(".skjult").mkdir()
        (home / "lenke").symlink_to(Path(os.path.normpath(folder / inside)))
        place = home / "lenke" / "laering"
    for name in NAMES:
        setattr(library, name, _says(place))

    assert kept(folder) == _in(home / ".local/state/laering/drafts")
    assert index._folder(open_journal(folder)) == home / ".cache/laering"
    assert not list(folder.rglob("laering"))


@pytest.mark.usefixtures("library")
def test_a_home_that_is_itself_the_journal_holds_its_drafts(home: Path) -> None:
    (home / "entries").mkdir()

    assert kept(home) == _in(home / ".local/state/laering/drafts")


@pytest.mark.usefixtures("library")
def test_without_a_home_the_folder_of_the_session_is_taken(
    folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = home / "borte"
    monkeypatch.setenv("HOME", str(missing))

    assert kept(folder) == _in(Path(os.environ["XDG_RUNTIME_DIR"], "laering/drafts"))
    assert not missing.exists()


@needs_root
@pytest.mark.usefixtures("library")
def test_in_anothers_home_nothing_is_made_or_read(
    folder: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = home / ".config/laering/config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('editor = "rm"\n', encoding="utf-8")
    for path in (home, *home.rglob("*")):
        os.chown(path, STRANGER, STRANGER)
    before = _all_below(home)
    # What sudo may leave behind is the other's, too.
    session = tmp_path / "session"
    _others(session)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(session))

    assert kept(folder) == _in(tmp_path / f"tmp/laering-{os.getuid()}/drafts")
    assert _all_below(home) == before
    assert personal.read({}) == personal.UserConfig(None, None, None, None, settings)
    with pytest.raises(OSError):
        index._folder(open_journal(folder))


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("value", ["", "relative", "~/x", "./x", "../x"])
def test_what_is_not_named_in_full_is_not_named(
    folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    for name in ("STATE_HOME", "CACHE_HOME", "CONFIG_HOME", "RUNTIME_DIR"):
        monkeypatch.setenv(f"XDG_{name}", value)

    assert kept(folder) == _in(home / ".local/state/laering/drafts")
    _check_the_others(folder, home)
    assert sorted(path.name for path in Path().iterdir()) == ["entries"]


@pytest.mark.usefixtures("library", "home")
@pytest.mark.parametrize("value", [None, "", "relative"])
def test_a_home_that_is_not_named_in_full_makes_no_folder_here(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    def nobody(*_: object) -> None:
        raise KeyError

    monkeypatch.setattr("pwd.getpwuid", nobody)
    # An empty home is the root, where nobody but root may make anything.
    monkeypatch.setattr(folders, "_ELSEWHERE", dict.fromkeys(folders._ELSEWHERE, "dev/null/x"))
    if value is None:
        monkeypatch.delenv("HOME")
    else:
        monkeypatch.setenv("HOME", value)

    assert kept(folder) == _in(Path(os.environ["XDG_RUNTIME_DIR"], "laering/drafts"))
    assert personal.read({}).author is None
    assert sorted(path.name for path in Path().iterdir()) == ["entries"]


@needs_root
@pytest.mark.usefixtures("library")
def test_in_the_temporary_folder_only_ones_own_is_taken(
    folder: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / ".local").write_bytes(b"")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(home / ".local"))
    own = tmp_path / f"tmp/laering-{os.getuid()}"

    assert kept(folder) == _in(own / "drafts")
    assert own.stat().st_mode & 0o777 == 0o700
    # Somebody was there first, with a folder or with a link to something else of the person's.
    os.rename(own, tmp_path / "bort")
    _others(own)
    assert kept(folder) is None
    own.rmdir()
    (home / "Bilder").mkdir()
    own.symlink_to(home / "Bilder")
    os.lchown(own, STRANGER, STRANGER)
    assert kept(folder) is None
    assert list((home / "Bilder").iterdir()) == []


@needs_root
@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("named", ["relative", "everybodys", "missing"])
def test_where_the_temporary_folder_is_not_safe_the_systems_ones_are_taken_in_turn(
    folder: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    (home / ".local").write_bytes(b"")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(home / ".local"))
    # Without the sticky bit everybody may take away what others put there.
    (tmp_path / "everybodys").mkdir()
    (tmp_path / "everybodys").chmod(0o777)
    (tmp_path / "missing").symlink_to("borte/laering")
    path = named if named == "relative" else str(tmp_path / named)
    for variable in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(variable, path)
    first, second = tmp_path / "borte", tmp_path / "tmp"
    _others(first)
    monkeypatch.setattr(folders, "_FOR_A_WHILE", (str(first), str(second)))

    assert kept(folder) == _in(second / f"laering-{os.getuid()}/drafts")


@needs_root
@pytest.mark.usefixtures("library")
def test_where_no_place_is_safe_the_text_is_shown(
    folder: Path, home: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / ".local").write_bytes(b"")
    _others(tmp_path / f"tmp/laering-{os.getuid()}")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(home / ".local"))

    ended = run("ny", "--kilde", "avvik", stdin="Døra sto åpen\n")

    assert ended.code == 2
    assert "Døra sto åpen" in ended.stderr
    assert "tatt vare på" not in ended.stderr


@needs_root
@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("reach", ["owner", "mode", "folder", "link"])
def test_settings_that_others_could_have_written_are_named_and_not_read(
    folder: Path, home: Path, run: Run, tmp_path: Path, reach: str
) -> None:
    settings = home / ".config/laering/config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('language = "en"\neditor = "rm"\n', encoding="utf-8")
    assert run("kilder").stderr == ""
    assert personal.read({}).editor == "rm"
    if reach == "owner":
        os.chown(settings, STRANGER, STRANGER)
    elif reach == "mode":
        settings.chmod(0o666)
    elif reach == "folder":
        settings.parent.parent.chmod(0o777)
    else:
        os.rename(settings, folder / "config.toml")
        os.chown(folder, STRANGER, STRANGER)
        settings.symlink_to(folder / "config.toml")

    ended = run("kilder")

    assert ended.code == 0
    assert " ".join(ended.stderr.split()).count(f"«{settings}» leses ikke") == 1
    assert personal.read({}).editor is None


@pytest.mark.usefixtures("library")
def test_settings_behind_a_link_of_ones_own_are_read(home: Path) -> None:
    (home / "dotfiles").mkdir()
    (home / "dotfiles/config.toml").write_text('author = "Kari"\n', encoding="utf-8")
    (home / ".config").mkdir()
    (home / ".config/laering").symlink_to("../dotfiles")

    assert personal.read({}) == personal.UserConfig(None, "Kari", None, None, None)


def test_a_folder_of_ones_own_that_was_open_is_closed(
    folder: Path, home: Path, library: Any
) -> None:
    place = home / ".local/state/laering/drafts"
    place.mkdir(parents=True)
    place.chmod(0o777)

    assert kept(folder) == _in(place)


def test_a_folder_that_is_reached_through_ones_own_link_is_used(
    folder: Path, home: Path, library: Any
) -> None:
    (home / "stor").mkdir()
    (home / ".local").symlink_to("stor")

    assert kept(folder) == _in(home / ".local/state/laering/drafts")


@pytest.mark.usefixtures("library")
def test_on_windows_a_place_in_the_profile_is_safe_and_no_other(
    folder: Path, home: Path, library: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "_WINDOWS", True)
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.setenv("LOCALAPPDATA", str(home / "AppData/Local"))
    elsewhere = tmp_path / "felles"
    library.user_state_path = _says(elsewhere / "laering")
    library.user_runtime_path = _says(home)

    assert kept(folder) == _in(home / "AppData/Local/laering/drafts")
    assert not elsewhere.exists()


def test_a_start_that_asks_for_nothing_imports_no_library(tmp_path: Path) -> None:
    program = (
        "import sys; from laering.main import run; run(['--version']);"
        "assert not {'platformdirs', 'laering.files.system.folders'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=PATIENCE, cwd=tmp_path)


def test_what_is_on_disk_is_found_with_one_entry(folder: Path, home: Path, run: Run) -> None:
    (folder / "entries/2026-11-01-a.md").write_text(
        simple_entry("Bøtta", "2026-11-01"), encoding="utf-8"
    )

    assert run("søk", "bøtta").code == 0
    assert list((home / ".cache/laering").glob("journal-*.db"))
