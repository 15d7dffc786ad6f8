"""The journal's folder: what is found, read, added and changed in it."""

import errno
import multiprocessing
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laering.domain.body import unpack
from laering.domain.entry import Answers, Body, Draft, Entry
from laering.domain.errors import (
    AmbiguousEntry,
    CannotWrite,
    FileChanged,
    JournalMissing,
    NoEntries,
    NoJournal,
    NoSuchEntry,
)
from laering.domain.period import everything, month
from laering.files.journal import journal as journals
from laering.files.journal import line_ends
from laering.files.journal.chain import chain_of
from laering.files.journal.journal import Journal, open_journal
from laering.files.journal.names import slug_of
from laering.files.journal.root import find_root
from laering.files.journal.survey import survey_of
from laering.files.system import contents
from tests.support.entries import entry_file, simple_entry
from tests.support.runs import TODAY


def _draft(title: str = "Feil adresse", day: date = TODAY) -> Draft:
    return Draft(title, day, "avvik", body=Body(Answers("a", "b", "c")))


@pytest.fixture
def journal(folder: Path) -> Journal:
    return open_journal(folder)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Feil adresse på leveransen", "feil-adresse-pa-leveransen"),
        ("Ærlig øl på ålesundsk", "aerlig-ol-pa-alesundsk"),
        ("ÆØÅ", "aeoa"),
        ("A\u030angstro\u0308m café", "angstrom-cafe"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\temp\\x", "c-temp-x"),
        ("…", ""),
        ("日本", ""),
        ("100 % ferdig!", "100-ferdig"),
    ],
)
def test_a_slug_is_plain_ascii(title: str, slug: str) -> None:
    assert slug_of(title) == slug


@given(st.text())
def test_a_slug_can_always_be_a_file_name(title: str) -> None:
    slug = slug_of(title)

    assert len(slug) <= 60
    assert slug == slug.strip("-")
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_a_long_slug_is_cut_between_words() -> None:
    assert slug_of("ord " * 30) == "-".join(["ord"] * 15)


def test_a_new_entry_is_one_complete_file(journal: Journal) -> None:
    entry = journal.create(_draft())

    assert entry.path == "entries/2026-11-23-feil-adresse.md"
    assert os.listdir(journal.root / "entries") == ["2026-11-23-feil-adresse.md"]
    assert journal.read_one(entry.path) == entry


def test_a_taken_name_gets_a_number(journal: Journal) -> None:
    names = [journal.create(_draft()).id for _ in range(3)]

    assert names == [f"2026-11-23-feil-adresse{end}" for end in ("", "-2", "-3")]


def test_a_title_without_letters_still_gets_a_name(journal: Journal) -> None:
    assert journal.create(_draft("…")).id == "2026-11-23-uten-tittel"


def test_without_hard_links_nothing_is_written_over_either(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)

    names = [journal.create(_draft(title)).id for title in ("A", "A", "B")]

    assert names == ["2026-11-23-a", "2026-11-23-a-2", "2026-11-23-b"]
    assert len(journal.within(None).entries) == 3


@pytest.mark.parametrize(
    "call",
    [
        *("open", "write", "fsync"),
        pytest.param("link", marks=pytest.mark.posix("needs links")),
    ],
)
def test_a_failing_disk_leaves_nothing_half_written(
    journal: Journal, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    journal.create(_draft("Fra før"))

    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr(os, call, fail)
        with pytest.raises(CannotWrite):
            journal.create(_draft())

    assert os.listdir(journal.root / "entries") == ["2026-11-23-fra-for.md"]


def _crowd(folder: Path, count: int) -> None:
    journal = open_journal(folder)
    for _ in range(count):
        journal.create(_draft())


def test_a_crowd_with_the_same_title_gets_a_file_each(folder: Path) -> None:
    context = multiprocessing.get_context("spawn")
    people = [context.Process(target=_crowd, args=(folder, 10)) for _ in range(4)]
    for person in people:
        person.start()
    for person in people:
        person.join()

    reading = open_journal(folder).within(None)
    assert [person.exitcode for person in people] == [0] * 4
    assert len(reading.entries) == 40
    assert reading.problems == []


def test_files_in_subfolders_are_read_and_hidden_ones_are_not(
    journal: Journal, folder: Path
) -> None:
    entry_file(folder, "2026/2026-11-01-i-mappe.md", simple_entry("I mappe", "2026-11-01"))
    entry_file(folder, ".obsidian/x.md", "nei")
    entry_file(folder, ".laering-1234.tmp", "halvferdig")
    entry_file(folder, "notat.txt", "nei")

    reading = journal.within(None)

    assert [entry.path for entry in reading.entries] == ["entries/2026/2026-11-01-i-mappe.md"]
    assert [problem.path for problem in reading.problems] == ["entries/notat.txt"]


def test_a_folder_of_links_in_a_circle_is_not_followed(journal: Journal, folder: Path) -> None:
    (folder / "entries" / "sirkel").symlink_to(folder / "entries")
    journal.create(_draft())

    assert len(journal.within(None).entries) == 1


def test_a_period_opens_only_the_files_it_must(
    journal: Journal, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry_file(folder, "2026-10-31-for.md", simple_entry("Før", "2026-10-31"))
    entry_file(folder, "2026-11-01-inne.md", simple_entry("Inne", "2026-11-01"))
    entry_file(folder, "uten-dato.md", simple_entry("Uten dato i navnet", "2026-11-02"))
    entry_file(folder, "2026-11-03-flyttet.md", simple_entry("Sier oktober", "2026-10-03"))
    opened: list[str] = []
    read = contents.bytes_of

    def listening(path: str) -> object:
        opened.append(path)
        return read(path)

    monkeypatch.setattr(journals, "bytes_of", listening)

    reading = journal.within(month(2026, 11))

    assert [entry.title for entry in reading.entries] == ["Uten dato i navnet", "Inne"]
    assert not any("2026-10-31" in path for path in opened)


def test_a_folder_is_looked_into_whatever_day_its_name_tells(
    journal: Journal, folder: Path
) -> None:
    entry_file(folder, "2025-01-01-arkiv/2026-11-01-inne.md", simple_entry("Inne", "2026-11-01"))
    entry_file(folder, "2025-01-01-ute.md", simple_entry("Ute", "2025-01-01"))

    assert [entry.title for entry in journal.within(month(2026, 11)).entries] == ["Inne"]


def test_a_report_counts_an_entry_where_its_header_says(journal: Journal, folder: Path) -> None:
    entry_file(folder, "2026-03-03-flyttet.md", simple_entry("Sier november", "2026-11-03"))

    survey = survey_of(journal, month(2026, 11), TODAY)

    assert [entry.title for entry in survey.inside] == ["Sier november"]


def test_a_report_finds_open_actions_in_every_file(journal: Journal, folder: Path) -> None:
    third = "- [ ] Gammel sak @ola 📅 2020-01-01"
    entry_file(folder, "2019-01-01-gammel.md", simple_entry("Gammel", "2019-01-01", third=third))

    survey = survey_of(journal, month(2026, 11), TODAY)

    assert [(task.entry, task.action.text) for task in survey.tasks] == [
        ("2019-01-01-gammel", "Gammel sak")
    ]
    assert not survey.around


@pytest.mark.posix("needs pipes with names")
def test_bad_files_hide_nobody(journal: Journal, folder: Path) -> None:
    journal.create(_draft())
    entry_file(folder, "2026-11-02-tull.md", "tull")
    (folder / "entries" / "2026-11-03-mappe.md").mkdir()
    os.mkfifo(folder / "entries" / "2026-11-04-ror.md")
    (folder / "entries" / "2026-11-05-borte.md").symlink_to(folder / "finnes-ikke")

    reading = journal.within(None)

    assert len(reading.entries) == 1
    assert [(problem.path, problem.code) for problem in reading.problems] == [
        ("entries/2026-11-02-tull.md", "no-front-matter"),
        ("entries/2026-11-03-mappe.md", "not-a-file"),
        ("entries/2026-11-04-ror.md", "not-a-file"),
        ("entries/2026-11-05-borte.md", "unreadable"),
    ]


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        ("2026-11-01-feil-adresse", "2026-11-01-feil-adresse"),
        ("entries/2026-11-01-feil-adresse.md", "2026-11-01-feil-adresse"),
        ("2026-11-01", "2026-11-01-feil-adresse"),
        ("Ødelagt", "2026-11-02-odelagt-dor"),
        ("ØDELAGT DØR", "2026-11-02-odelagt-dor"),
        ("siste", "2026-11-02-odelagt-dor"),
    ],
)
def test_an_entry_is_found_by_name_beginning_or_part(
    journal: Journal, reference: str, found: str
) -> None:
    journal.create(_draft("Feil adresse", date(2026, 11, 1)))
    journal.create(_draft("Ødelagt dør", date(2026, 11, 2)))

    assert journal.find(reference).id == found


def test_an_exact_name_wins_over_longer_ones(journal: Journal) -> None:
    journal.create(_draft())
    journal.create(_draft())

    assert journal.find("2026-11-23-feil-adresse").id == "2026-11-23-feil-adresse"


def test_the_last_is_the_first_of_a_list_without_days_to_come(journal: Journal) -> None:
    journal.create(_draft("Åpnet sent", date(2026, 11, 20)))
    bakte = journal.create(_draft("Bakte for mye", date(2026, 11, 20)))
    journal.create(_draft("Kommer snart", date(2026, 12, 24)))
    os.utime(journal.root / bakte.path, ns=(1, 1))

    listed = [each.id for each in journal.within(None).entries if each.date <= TODAY]

    assert journal.find("siste", TODAY).id == listed[0] == "2026-11-20-bakte-for-mye"


def test_the_last_goes_by_the_day_in_the_header_as_a_list_does(
    journal: Journal, folder: Path
) -> None:
    journal.create(_draft("Tidlig", date(2026, 11, 1)))
    entry_file(folder, "2020-01-01-feil-navn.md", simple_entry("Sen", "2026-11-22"))

    assert journal.find("siste", TODAY).id == "2020-01-01-feil-navn"


def test_where_all_days_are_to_come_there_is_no_last(journal: Journal) -> None:
    journal.create(_draft("Kommer snart", date(2026, 12, 24)))

    with pytest.raises(NoSuchEntry):
        journal.find("siste", TODAY)


@pytest.mark.parametrize(
    "reference",
    [
        *("brød", "BRØD", "Brod", "broed", "brent på", "Brødet ble brent på båten"),
        *("brodet-ble", "bro\u0308d", "ba\u030aten", "baaten", "båten", "2026-11-01"),
        *("./entries/2026-11-01-gammelt.md", "entries/2026-11-01-gammelt.md"),
        *("entries\\2026-11-01-gammelt.md", ".\\entries\\2026-11-01-gammelt.md", "gammelt"),
        *("2026-11-01-Gammelt.md", "Entries/2026-11-01-GAMMELT.MD", '"2026-11-01-gammelt"'),
        *("2026-10-30-enda-eldre", "2026-10-30-Enda-Eldre", "enda eldre"),
    ],
)
def test_an_entry_is_found_by_what_people_call_it(
    journal: Journal, folder: Path, monkeypatch: pytest.MonkeyPatch, reference: str
) -> None:
    text = simple_entry("Brødet ble brent på båten", "2026-11-01")
    text = text.replace("source:", "aliases: [2026-10-30-enda-eldre]\nsource:")
    entry_file(folder, "2026-11-01-gammelt.md", text)
    entry_file(folder, "2026-11-02-annet.md", simple_entry("Annet", "2026-11-02"))
    monkeypatch.chdir(folder)

    assert journal.find(reference).id == "2026-11-01-gammelt"
    assert journal.find(str(folder / "entries" / "2026-11-01-gammelt.md")).id.endswith("gammelt")


def test_an_entrys_own_id_goes_before_an_alias_and_a_name_before_a_title(
    journal: Journal, folder: Path
) -> None:
    alias = "aliases: [2026-11-01-feil]\nsource:"
    entry_file(folder, "2026-11-01-feil.md", simple_entry("En", "2026-11-01"))
    text = simple_entry("Feil", "2026-11-02")
    entry_file(folder, "2026-11-02-to.md", text.replace("source:", alias))
    entry_file(folder, "2026-11-03-feil-igjen.md", simple_entry("Tre", "2026-11-03"))

    assert journal.find("2026-11-01-feil").id == "2026-11-01-feil"
    assert journal.find("feil").id == "2026-11-01-feil"
    assert journal.find("to").id == "2026-11-02-to"


def test_the_folder_of_the_entries_stands_for_its_journal(journal: Journal, folder: Path) -> None:
    assert open_journal(folder / "entries").root == folder


def test_a_file_that_is_no_entry_is_not_the_last(journal: Journal, folder: Path) -> None:
    written = journal.create(_draft())
    entry_file(folder, "2026-11-24-notat.md", "bare et notat")

    assert journal.find("siste").id == written.id


def test_an_unclear_name_lists_what_fits(journal: Journal) -> None:
    journal.create(_draft("Feil adresse"))
    journal.create(_draft("Feil pris"))

    with pytest.raises(AmbiguousEntry) as caught:
        journal.find("feil")

    assert caught.value.facts["candidates"] == (
        "2026-11-23-feil-adresse",
        "2026-11-23-feil-pris",
    )


@pytest.mark.parametrize("reference", ["finnes-ikke", "../laering", "/etc/passwd", "…", ""])
def test_what_fits_nothing_is_refused(journal: Journal, reference: str) -> None:
    journal.create(_draft())

    with pytest.raises(NoSuchEntry):
        journal.find(reference)


def test_an_empty_journal_says_so(journal: Journal) -> None:
    with pytest.raises(NoEntries):
        journal.find("siste")


def test_the_nearest_journal_upwards_is_the_one(folder: Path) -> None:
    deep = folder / "a" / "b"
    deep.mkdir(parents=True)

    assert find_root(deep) == folder
    with pytest.raises(NoJournal):
        find_root(folder.parent)
    with pytest.raises(JournalMissing):
        open_journal(folder.parent)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_change_keeps_every_other_byte(journal: Journal, folder: Path, line_end: str) -> None:
    text = "\ufeff" + simple_entry("Ting  # notat", "2026-11-23").replace("\n", line_end)
    path = entry_file(folder, "2026-11-23-ting.md", text)
    path.chmod(0o640)

    journal.change("entries/2026-11-23-ting.md", lambda old: old.replace("å lære", "lært"))

    assert path.read_bytes() == text.replace("å lære", "lært").encode()
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o640


def test_a_change_refuses_when_somebody_else_was_there(journal: Journal, folder: Path) -> None:
    path = entry_file(folder, "2026-11-23-ting.md", simple_entry("Ting", "2026-11-23"))
    texts = iter(["En annens tekst", "En annens tekst igjen"] * 9)

    def meanwhile(old: str) -> str:
        path.write_text(old + next(texts), encoding="utf-8")
        return old + "mer"

    with pytest.raises(FileChanged):
        journal.change("entries/2026-11-23-ting.md", meanwhile)

    assert "mer" not in path.read_text(encoding="utf-8")
    assert os.listdir(path.parent) == [path.name]


def test_a_change_is_made_anew_on_what_somebody_else_wrote(journal: Journal, folder: Path) -> None:
    path = entry_file(folder, "2026-11-23-ting.md", simple_entry("Ting", "2026-11-23"))
    texts = iter(["Deres.\n"])

    def meanwhile(old: str) -> str:
        theirs = next(texts, None)
        if theirs:
            path.write_text(old + theirs, encoding="utf-8")
        return old + "Vår.\n"

    journal.change("entries/2026-11-23-ting.md", meanwhile)

    assert path.read_text(encoding="utf-8").endswith("\nDeres.\nVår.\n")


def test_a_change_that_would_make_it_no_entry_is_refused(journal: Journal, folder: Path) -> None:
    path = entry_file(folder, "2026-11-23-ting.md", simple_entry("Ting", "2026-11-23"))
    before = path.read_bytes()

    with pytest.raises(CannotWrite):
        journal.change("entries/2026-11-23-ting.md", lambda old: old.replace("---", "--", 1))

    assert path.read_bytes() == before


_ENDS = st.sampled_from(["\n", "\r\n"])
_LINES = st.lists(st.tuples(st.sampled_from(["a", "b", "c", "", "\r"]), _ENDS), max_size=12)


@given(_LINES, st.data())
def test_lines_that_stay_keep_their_ends(lines: list[tuple[str, str]], data: st.DataObject) -> None:
    text = "".join(line + end for line, end in lines)
    place = data.draw(st.integers(0, len(lines)))

    def put_in(plain: str) -> str:
        parts = plain.split("\n")
        return "\n".join([*parts[:place], "ny", *parts[place:]])

    changed = line_ends.with_own_line_ends(text, put_in)

    first = "\r\n" if "\r\n" in text.partition("\n")[0] + "\n" else "\n"
    before = "".join(line + end for line, end in lines[:place])
    after = text[len(before) :]
    assert changed.replace("\r\n", "\n") == (before + "ny\n" + after).replace("\r\n", "\n")
    assert changed.startswith(before)
    if place < len(lines):
        assert changed == before + "ny" + first + after


@pytest.mark.posix("needs links")
def test_a_change_goes_through_a_link_and_leaves_it_a_link(journal: Journal, folder: Path) -> None:
    target = folder / "arkiv.md"
    target.write_text(simple_entry("Arkiv", "2026-11-23"), encoding="utf-8")
    link = folder / "entries" / "2026-11-23-arkiv.md"
    link.symlink_to(target)

    journal.change("entries/2026-11-23-arkiv.md", lambda old: old + "mer\n")

    assert link.is_symlink()
    assert target.read_text(encoding="utf-8").endswith("mer\n")


@pytest.mark.posix("needs links")
def test_a_change_never_follows_a_link_out_of_the_journal(
    journal: Journal, folder: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "utenfor.md"
    outside.write_text(simple_entry("Utenfor", "2026-11-23"), encoding="utf-8")
    (folder / "entries" / "2026-11-23-ut.md").symlink_to(outside)

    with pytest.raises(CannotWrite):
        journal.change("entries/2026-11-23-ut.md", lambda old: old + "mer")

    assert "mer" not in outside.read_text(encoding="utf-8")


def test_a_whole_journal_can_be_surveyed(journal: Journal) -> None:
    for number in range(30):
        journal.create(_draft(f"Sak {number}"))
    seen: list[tuple[int, int]] = []

    survey = survey_of(journal, everything(), TODAY, lambda done, total: seen.append((done, total)))

    assert len(survey.inside) == 30
    assert unpack(survey.inside[0]).answers == Answers("a", "b", "c")
    assert seen[-1] == (30, 30)


def test_an_earlier_one_that_is_named_in_other_letters_is_the_same(folder: Path) -> None:
    entries = folder / "entries"
    (entries / "2026-11-01-La\u030as.md").write_text(
        simple_entry("Lås", "2026-11-01", third="C.\n\n- [x] Smøre ✅ 2026-11-02"), "utf-8"
    )
    (entries / "2026-11-20-lås.md").write_text(
        simple_entry("Lås igjen", "2026-11-20").replace(
            "source:", "repeats: [2026-11-01-lås]\nsource:"
        ),
        "utf-8",
    )
    journal = open_journal(folder)

    survey = survey_of(journal, month(2026, 11), TODAY)
    again = journal.read_one("entries/2026-11-20-lås.md")

    assert [entry.repeats for entry in survey.inside if entry.repeats] == [("2026-11-01-Lås",)]
    assert survey.earlier == []
    assert isinstance(again, Entry)
    assert [event.id for event in chain_of(journal, again)] == ["2026-11-01-Lås", "2026-11-20-lås"]
