"""What a journal and a person may choose, and what is said when they choose wrongly."""

from pathlib import Path

import pytest

from laering.domain.entry import DEFAULT_SOURCES, Source
from laering.domain.errors import BadConfig
from laering.files import personal
from laering.files.config import read_journal_config
from laering.files.toml import BACKSLASH, MENDED, NOT_TOML
from laering.ui.words import source_name, source_question
from tests.support.waiting import in_time


def test_without_a_file_the_guide_decides(folder: Path) -> None:
    config = read_journal_config(folder)

    assert config.sources == DEFAULT_SOURCES
    assert (config.name, config.language) == (None, "nb")


def test_a_journals_own_sources_come_beside_the_guides(folder: Path) -> None:
    (folder / "laering.toml").write_text(
        'name = "Bakeriet"\nlanguage = "nn"\n'
        '[[sources]]\nid = "naboer"\nname = "Naboer"\nquestion = "Hva sier de?"\n',
        encoding="utf-8",
    )

    config = read_journal_config(folder)

    assert (config.name, config.language) == ("Bakeriet", "nn")
    assert config.sources[:-1] == DEFAULT_SOURCES
    assert config.sources[-1] == Source("naboer", "Naboer", "Hva sier de?")


def test_one_with_the_id_of_a_guides_source_changes_its_words(folder: Path) -> None:
    (folder / "laering.toml").write_text(
        '[[sources]]\nid = "kunde"\nname = "Gjester"\nextra = ["Hvem?"]\n',
        encoding="utf-8",
    )

    found = read_journal_config(folder).sources

    assert [source.id for source in found] == [source.id for source in DEFAULT_SOURCES]
    guests, guides = found[2], DEFAULT_SOURCES[2]
    assert (guests.name, guests.question, guests.hints) == (
        "Gjester",
        guides.question,
        guides.hints,
    )
    assert guests.further == ("Hvem?",)
    assert (source_name(guests), source_name(found[3])) == ("Gjester", "Ansatte")
    assert source_question(guests) == "Hva setter de pris på / hva savner de?"


def test_a_hidden_source_stands_last(folder: Path) -> None:
    (folder / "laering.toml").write_text(
        '[[sources]]\nid = "avvik"\nhidden = true\n', encoding="utf-8"
    )

    found = read_journal_config(folder).sources

    assert [source.id for source in found] == ["erfaring", "kunde", "ansatt", "revisjon", "avvik"]
    assert [source.hidden for source in found] == [False] * 4 + [True]


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("name = Åses bakeri", 'name = "Åses bakeri"'),
        ("name: Åses bakeri", 'name = "Åses bakeri"'),
        ("name = «Åses bakeri»", 'name = "Åses bakeri"'),
        ("name = “Åses bakeri”", 'name = "Åses bakeri"'),
        ('name = "Åses bakeri', 'name = "Åses bakeri"'),
        ("name = Åses bakeri  # vårt", 'name = "Åses bakeri"  # vårt'),
        ("name = Ola's bil", 'name = "Ola\'s bil"'),
        ("tone = Nei", "tone = false"),
        ("tone = True", "tone = true"),
        (r"editor = C:\Program Files\x.exe", r"editor = 'C:\Program Files\x.exe'"),
    ],
)
def test_a_slip_is_answered_with_the_line_as_it_should_be(
    folder: Path, line: str, meant: str
) -> None:
    (folder / "laering.toml").write_text(f"# vår\n{line}\n", encoding="utf-8")

    with pytest.raises(BadConfig) as caught:
        read_journal_config(folder)

    assert caught.value.facts["line"] == 2
    assert (caught.value.facts["reason"], caught.value.facts["detail"]) == (MENDED, meant)


@pytest.mark.parametrize(
    "text", ["name =", 'name = "a"\nname = "b"', "[[sources]", "bakeriet", 'name = a " b', "x = [1"]
)
def test_what_nobody_can_know_is_not_guessed(folder: Path, text: str) -> None:
    (folder / "laering.toml").write_text(f"{text}\n", encoding="utf-8")

    with pytest.raises(BadConfig) as caught:
        read_journal_config(folder)

    assert caught.value.facts["reason"] == NOT_TOML


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
        ('[[sources]]\nid = "a"\nhidden = "ja"\n', 3),
        ('[[sources]]\nid = "a"\nextra = "Hva gjorde vi?"\n', 3),
        ('[[sources]]\nid = "a"\n\nextra = [1]\n', 4),
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
