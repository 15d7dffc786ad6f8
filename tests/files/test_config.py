"""What a journal and a person may choose, and what is said when they choose wrongly."""

from pathlib import Path

import pytest

from laering.domain.entry import DEFAULT_SOURCES
from laering.domain.errors import BadConfig
from laering.files import personal
from laering.files.config import read_journal_config
from laering.files.toml import BACKSLASH, NOT_TOML
from tests.support.waiting import in_time


def test_without_a_file_the_guide_decides(folder: Path) -> None:
    config = read_journal_config(folder)

    assert config.sources == DEFAULT_SOURCES
    assert (config.name, config.language) == (None, "nb")


def test_a_journal_may_have_its_own_sources(folder: Path) -> None:
    (folder / "laering.toml").write_text(
        'name = "Bakeriet"\nlanguage = "nn"\n'
        '[[sources]]\nid = "avvik"\n'
        '[[sources]]\nid = "naboer"\nname = "Naboer"\nquestion = "Hva sier de?"\n',
        encoding="utf-8",
    )

    config = read_journal_config(folder)

    assert (config.name, config.language) == ("Bakeriet", "nn")
    assert [source.id for source in config.sources] == ["avvik", "naboer"]
    assert config.sources[0] == DEFAULT_SOURCES[1]
    assert config.sources[1].question == "Hva sier de?"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("name = \n", 1),
        ('name = "a"\n\nx = [1,\n', 4),
        ("# notat\nname = 5\n", 2),
        ('language = "klingon"\n', 1),
        ('name = "a"\nlanguage = ["nb"]\n', 2),
        ('name = "a"\nsources = "avvik"\n', 2),
        ('[[sources]]\nid = "avvik"\n[[sources]]\nname = "x"\nid = "../x"\n', 5),
        ('[[sources]]\nid = "a"\n[[sources]]\nid = "a"\n', 4),
        ('[[sources]]\nid = "a"\n[[sources]]\nname = "uten id"\n', 3),
    ],
)
def test_a_fault_is_told_with_its_line(folder: Path, text: str, line: int) -> None:
    (folder / "laering.toml").write_text(text, encoding="utf-8")

    with pytest.raises(BadConfig) as caught:
        read_journal_config(folder)

    assert caught.value.facts["line"] == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("\na" + ".a" * 30_000 + " = 1\n", 2),
        ("x = {" + '"a" . ' * 10_000 + "a = 1}\n", 1),
        ("[" + "'a'." * 10_000 + "a]\n", 1),
        ("#" * 64_001, 1),
    ],
)
def test_a_file_that_would_take_long_to_read_is_refused(folder: Path, text: str, line: int) -> None:
    (folder / "laering.toml").write_text(text, encoding="utf-8")

    with in_time(), pytest.raises(BadConfig) as caught:
        read_journal_config(folder)

    assert caught.value.facts["line"] == line


def test_what_a_stranger_writes_of_programs_and_paths_means_nothing(folder: Path) -> None:
    (folder / "laering.toml").write_text(
        'editor = "rm -rf ~"\njournal = "/"\nauthor = "x"\n', encoding="utf-8"
    )

    config = read_journal_config(folder)

    assert not {"editor", "journal", "author"} & set(dir(config))


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(
        'language = "en"\nauthor = "Kari"\neditor = "nano"\njournal = "~/journal"\n',
        encoding="utf-8",
    )
    settings = {"LAERING_CONFIG": str(file)}

    assert personal.read(settings) == personal.UserConfig(
        "en", "Kari", "nano", Path("~/journal").expanduser()
    )
    over = {**settings, "LAERING_LANG": "nb", "LAERING_AUTHOR": "Ola", "EDITOR": "vi"}
    assert personal.read(over)[:3] == ("nb", "Ola", "vi")


def test_the_file_has_its_place_on_each_platform(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))

    assert personal.path({}) == tmp_path / "laering" / "config.toml"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('journal = "C:\\Users\\kari"\n', 1),
        ('author = "Kari"\njournal = "D:\\kari"\nlanguage = "nb"\n', 2),
        # A tab and a line end, if one takes it at its word.
        ('author = "Kari"\njournal = "C:\\temp\\ny"\n', 2),
        # The last backslash takes the meaning of the quotation mark away.
        ('author = "Kari"\njournal = "C:\\temp\\"\nlanguage = "nb"\n', 2),
        ('journal = "C:\\temp\\"', 1),
        ('author = \'K\'  # "\neditor = "\\"C:\\Program Files\\ed.exe\\" -x"\n', 2),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_backslash_in_a_path_is_blamed_on_its_line_with_what_to_write(
    tmp_path: Path, text: str, line: int, encoding: str
) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(text.encode(encoding))

    with pytest.raises(BadConfig) as caught:
        personal.read({"LAERING_CONFIG": str(file)})

    assert caught.value.facts["line"] == line
    assert caught.value.facts["reason"] is BACKSLASH


@pytest.mark.parametrize(
    "text", ['# "C:\\temp"\nname = \n', "journal = 'C:\\temp\n", 'author = "K" # \\\nname = ?\n']
)
def test_other_faults_are_not_blamed_on_a_backslash(tmp_path: Path, text: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(BadConfig) as caught:
        personal.read({"LAERING_CONFIG": str(file)})

    assert caught.value.facts["reason"] is NOT_TOML


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_settings_are_read_as_windows_own_programs_save_them(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes("author = 'Åse'\r\njournal = 'C:\\temp\\ny'\r\n".encode(encoding))

    found = personal.read({"LAERING_CONFIG": str(file)})

    assert found.author == "Åse"
    assert str(found.journal) == "C:\\temp\\ny"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_fault_is_told_with_its_line_after_such_a_mark(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes('journal = 3\n[more]\njournal = "a"\n'.encode(encoding))

    with pytest.raises(BadConfig) as caught:
        personal.read({"LAERING_CONFIG": str(file)})

    assert caught.value.facts["line"] == 1
