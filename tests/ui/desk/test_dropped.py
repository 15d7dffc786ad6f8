"""A file dropped into the window is found, however the window writes its path."""

from pathlib import Path

import pytest

from laering.ui.desk.dropped import is_dropped, paths_in

NAMES = ("IMG_1.jpg", "Bilde av hjørnet (2).jpg", "Kari's bilde.jpg", "100%.jpg", "to\\ting.jpg")


@pytest.fixture(params=NAMES)
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / str(request.param).replace("\\", "")
    path.touch()
    return path


def _with_backslashes(path: Path) -> str:
    return "".join(sign if sign.isalnum() or sign in "/._-å" else f"\\{sign}" for sign in str(path))


@pytest.mark.posix("backslashes stand between folders elsewhere")
def test_blanks_and_quotes_are_escaped_as_shells_do(file: Path) -> None:
    assert paths_in(f"{_with_backslashes(file)} ") == [str(file)]


def test_a_path_may_be_quoted_or_bare_or_an_address(file: Path) -> None:
    quoted = f'"{file}"' if "'" in file.name else f"'{file}'"

    assert paths_in(quoted) == [str(file)]
    assert paths_in(str(file)) == [str(file)]
    assert [Path(path) for path in paths_in(file.as_uri())] == [file]
    assert is_dropped(quoted)


def test_several_files_may_be_dropped_at_once(tmp_path: Path) -> None:
    files = [tmp_path / "en bil.jpg", tmp_path / "to.jpg"]
    for each in files:
        each.touch()

    for between in (" ", "\n"):
        assert paths_in(between.join(f"'{each}'" for each in files)) == [
            str(each) for each in files
        ]


def test_a_path_that_nobody_quoted_stays_whole(tmp_path: Path) -> None:
    assert paths_in(f"{tmp_path}/ikke her.jpg") == [f"{tmp_path}/ikke her.jpg"]


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        (r'"C:\Users\Kari\Mine bilder\a.jpg"', r"C:\Users\Kari\Mine bilder\a.jpg"),
        (r"& 'C:\Mine bilder\a.jpg'", r"C:\Mine bilder\a.jpg"),
        (r"C:\bilder\a.jpg", r"C:\bilder\a.jpg"),
        ("file:///C:/Mine%20bilder/a.jpg", "C:/Mine bilder/a.jpg"),
    ],
)
def test_paths_of_windows_keep_their_backslashes(typed: str, path: str) -> None:
    assert paths_in(typed, posix=False) == [path]


@pytest.mark.parametrize("text", ["", " ", "p", "3", "det sprakk i hjørnet", "~", "file:", "a\0b"])
def test_what_is_no_file_is_no_drop(text: str) -> None:
    assert not is_dropped(text)
