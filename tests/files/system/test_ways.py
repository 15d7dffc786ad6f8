"""Ways between places: Windows has drives that none leads between."""

import ntpath
import posixpath
from types import ModuleType

import pytest

from laering.files.system.ways import joined, plain, url, way


@pytest.mark.parametrize(
    ("rules", "start", "to", "found"),
    [
        (posixpath, "/hjem/rapporter", "/hjem/journal", "../journal"),
        (posixpath, "/hjem", "/hjem", "."),
        (posixpath, "/hjem", "/hjem/a\\b", "a\\b"),
        (ntpath, r"C:\rapporter", r"C:\journal", "../journal"),
        (ntpath, r"c:\Rapporter", r"C:\rapporter\journal", "journal"),
        (ntpath, r"C:\rapporter", r"D:\felles\journal", "D:/felles/journal"),
        (ntpath, r"C:\rapporter", "D:\\", "D:/"),
        (ntpath, r"C:\rapporter", r"\\server\felles\journal", "//server/felles/journal"),
        (ntpath, r"\\server\felles\r", r"\\server\felles\journal", "../journal"),
        (ntpath, r"\\server\a", r"\\server\b\journal", "//server/b/journal"),
        (ntpath, r"C:\rapporter", r"\\?\C:\journal", "../journal"),
        (ntpath, r"C:\rapporter", r"\\?\UNC\server\felles\j", "//server/felles/j"),
    ],
)
def test_a_way_is_a_full_path_where_no_other_leads(
    rules: ModuleType, start: str, to: str, found: str
) -> None:
    assert way(start, to, rules) == found


@pytest.mark.parametrize(
    ("rules", "prefix", "path", "link"),
    [
        (posixpath, "../", "entries/a b.md", "../entries/a%20b.md"),
        (posixpath, "", "C:/entries/a.md", "C%3A/entries/a.md"),
        (ntpath, "../", "entries/å.md", "../entries/%C3%A5.md"),
        (
            ntpath,
            "D:/felles journal/",
            "entries/å.md",
            "file:///D:/felles%20journal/entries/%C3%A5.md",
        ),
        (ntpath, "//server/felles/", "entries/a.md", "file://server/felles/entries/a.md"),
        # A second journal on another drive than the first.
        (ntpath, "../", "E:/andre/entries/a.md", "file:///E:/andre/entries/a.md"),
        (ntpath, "D:/første/", "E:/andre/entries/#1.md", "file:///E:/andre/entries/%231.md"),
        (
            ntpath,
            "D:/første/",
            "../andre/entries/a.md",
            "file:///D:/f%C3%B8rste/../andre/entries/a.md",
        ),
    ],
)
def test_a_link_leads_to_the_file_from_every_drive(
    rules: ModuleType, prefix: str, path: str, link: str
) -> None:
    assert url(joined(prefix, path, rules), rules) == link


def test_a_path_is_only_made_plain_where_that_is_the_same_file() -> None:
    assert plain(r"\\?\C:\journal", ntpath) == r"C:\journal"
    assert plain(r"\\?\Volume{1}\journal", ntpath) == r"\\?\Volume{1}\journal"
    assert plain("\\\\?\\C:", posixpath) == "\\\\?\\C:"
