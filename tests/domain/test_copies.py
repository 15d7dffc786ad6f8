"""Which files are copies: the closed list of names, and never a name alone."""

from datetime import date
from random import Random

import pytest

from laering.domain.copies import Seen, bases, copies_among
from laering.files.journal.names import slug_of

DAY = date(2026, 11, 23)

X = "2026-11-23-feil-adresse"

COPIES = (
    "{x} (Karis motstridende kopi 2026-11-24)",
    "{x} (Kari Nordmanns motstridende kopi 2026-11-24)",
    "{x} (Kari's conflicted copy 2026-11-24)",
    "{x} (PC-KARI's conflicted copy 2026-11-24)",
    "{x} (conflicted copy 2026-11-24 101500)",
    "{x} (conflicted copy from Kari Nordmann 2026-11-24)",
    "{x} (Conflicted copy KARI 202611241015)",
    "{x} (Karis konfliktkopi 2026-11-24)",
    "{x} (Karis motstridiga kopia 2026-11-24)",
    "{x} (Karis overlappende kopi 2026-11-24)",
    "{x} (Karis in Konflikt stehende Kopie 2026-11-24)",
    "{x} (Copie en conflit de Kari 2026-11-24)",
    "{x} (copia en conflicto de Kari 2026-11-24)",
    "{x} (SFConflict kari@firma.no 2026-11-24-10-15-00)",
    "{x} (Case Conflict)",
    "{x} (Case Conflict 1)",
    "{x} (Unicode Encoding Conflict)",
    "{x}-PC-KARI",
    "{x}-LAPTOP-4F2K",
    "{x}-DESKTOP-AB12CD3",
    "{x}-Karis-MacBook-Pro",
    "{x}-Karis iPhone",
    "{x} (1)",
    "{x}(1)",
    "{x} (12)",
    "{x} - Kopi",
    "{x} - Kopi (2)",
    "{x} – Kopi",
    "{x} - Copy",
    "{x} - Copy (3)",
    "{x} - Kopia",
    "{x} - Kopie",
    "{x} copy",
    "{x} copy 2",
    "{x} kopi",
    "{x} kopi 3",
    "{x} 2",
    "{x} 14",
    "{x} (copy)",
    "{x} (kopi)",
    "{x} (another copy)",
    "{x} (en kopi til)",
    "{x} (3rd copy)",
    "{x} (3. kopi)",
    "{x}.sync-conflict-20261124-101500-ABCDEFG",
    "{x}.sync-conflict-20261124-101500",
    "{x}_conflict-20261124-101500",
    "{x}_conflict-kari@firma.no_2026-11-24",
    "{x}_PC-KARI_Nov-24-101500-2026_Conflict",
    "{x} [conflicted]",
    "{x} (conflict)",
    "{x} (conflict 2026-11-24)",
    "{x} (konflikt 2)",
    "{x} (konflikt fra PC-KARI)",
    "{x} [konflikt]",
    "{x} [conflict 2026-11-24 10.15]",
    "{x} (from Karis PC)",
    "{x} (from Kari's MacBook Pro)",
    "{x} (fra Karis telefon)",
    "{x}_1",
    "{x}_12",
    "{x}.Conflict",
    "{x}.conflict1",
    "{x}~1",
    "Kopi av {x}",
    "Copy of {x}",
    "Kopia av {x}",
    "Copy (2) of {x}",
    "Kopi av Kopi av {x}",
    "{x} - Kopi (2) (1)",
    "Kopi av {x} (1)",
)


def copies(files: dict[str, Seen | None]) -> dict[str, str]:
    """The copies among files that say this, by the stems of their names."""
    said = {f"entries/{stem}.md": seen for stem, seen in files.items()}
    found = copies_among(said, said.__getitem__)
    return {one[8:-3]: other[8:-3] for one, other in found.items()}


def said(title: str = "Feil adresse", day: date = DAY, data: bytes = b"") -> Seen:
    return Seen(title, day, data)


@pytest.mark.parametrize("original", [X, "2026-11-23 Feil på bilen", "2026-11-23-L\u00e5sen"])
@pytest.mark.parametrize("name", COPIES)
def test_every_way_to_name_a_copy_is_known(name: str, original: str) -> None:
    copy = name.format(x=original)

    assert copies({original: said(), copy: said(data=b"annet")}) == {copy: original}


def test_how_letters_are_put_together_and_their_case_do_not_matter() -> None:
    composed, apart = "2026-11-23-L\u00e5sen", "2026-11-23-La\u030asen"

    assert copies({composed: said(), f"{apart} (1)": said()}) == {f"{apart} (1)": composed}
    assert copies({X: said("Låsen"), f"{X.upper()} (Case Conflict)": said("la\u030asen")})


def test_of_two_names_that_read_alike_one_is_the_entry() -> None:
    composed, apart = "2026-11-23-L\u00e5sen", "2026-11-23-La\u030asen"

    assert copies({composed: said(), apart: said()}) == {composed: apart}
    assert copies({X: said(), X.upper(): said()}) == {}
    assert copies({composed: said(), apart: said("Noe annet")}) == {}
    assert copies({f"en/{composed}": said(), f"to/{apart}": said()}) == {}


@pytest.mark.parametrize("tail", ["-2", "-3", "-kopi", "-copy", "-pc-kari", "-1", "2"])
def test_a_tail_in_our_own_letters_is_never_a_copys(tail: str) -> None:
    assert copies({X: said(), X + tail: said()}) == {}


def test_another_title_or_day_is_another_event() -> None:
    assert copies({X: said(), f"{X} (1)": said("Noe annet")}) == {}
    assert copies({X: said(), f"{X} (1)": said(day=date(2026, 11, 24))}) == {}


def test_where_the_original_is_no_entry_its_copy_is_the_entry() -> None:
    assert copies({X: None, f"{X} (1)": said()}) == {}
    assert copies({f"{X} - Kopi": said()}) == {}


def test_of_copies_without_an_original_one_is_the_entry() -> None:
    one, other = f"{X} - Kopi", f"{X}-PC-KARI"
    assert copies({one: said(), other: said(data=b"x"), X: None}) == {other: one}
    # A number alone may be a person's own.
    assert copies({f"{X} 2": said(data=b"a"), f"{X} 3": said(data=b"b")}) == {}
    assert copies({f"{X} (1)": said(data=b"a"), f"{X} (2)": said(data=b"a")}) == {
        f"{X} (2)": f"{X} (1)"
    }


def test_a_copy_of_a_copy_leads_to_what_counts() -> None:
    found = copies({X: said(), f"{X} (1)": said(), f"{X} (1) - Kopi": said()})

    assert set(found.values()) == {X}


WORDS = (
    *("feil", "levering", "kunde", "møte", "ordre", "lås", "nøkkel", "bil", "adresse", "pakke"),
    *("tavle", "kopi", "kontrakt", "avtale", "plan", "versjon", "utkast", "konflikt", "PC"),
    *("HMS", "Oslo", "Åse", "ærlig", "oppfølging", "rutine", "sjekkliste", "copy"),
)

ORDINARY = (
    "2026-11-23-kopi-av-kontrakt",
    "Kopi av kontrakten manglet",
    "plan B",
    "plan",
    "2026-11-23 Møte (Oslo)",
    "2026-11-23 Møte",
    "2026-11-23 Møte (konflikt i teamet)",
    "2026-11-23 Konflikt på lageret",
    "2026-11-23 Møte (2026)",
    "2026-11-23 Versjon 2.1",
    "2026-11-23-møte-med-PC-leverandøren",
    "2026-11-23 Avvik 1",
    "2026-11-23 ~500 kroner for mye",
    "2026-11-23_conflict",
)


def ordinary(count: int) -> dict[str, Seen | None]:
    """Names as our rule and people make them, each with a title of its own."""
    random = Random(23)
    files: dict[str, Seen | None] = {name: said(name) for name in ORDINARY}
    shapes = (
        lambda day, title: f"{day}-{slug_of(title)}",
        lambda day, title: f"{day}-{slug_of(title)}-{random.randint(2, 9)}",
        lambda day, title: f"{day} {title}",
        lambda day, title: f"{day} {title} ({random.choice(WORDS)})",
        lambda day, title: title,
        lambda day, title: f"{title} {random.randint(1, 99)}",
        lambda day, title: f"{day}-{title.replace(' ', '-')}",
    )
    while len(files) < count:
        title = " ".join(random.choices(WORDS, k=random.randint(2, 5))).capitalize()
        day = date.fromordinal(DAY.toordinal() - random.randint(0, 400))
        name = random.choice(shapes)(day.isoformat(), title)
        files.setdefault(name, said(name, day))
    return files


def test_twenty_thousand_ordinary_names_hold_no_copy() -> None:
    assert copies(ordinary(20_000)) == {}


def test_only_what_may_be_a_copy_is_opened() -> None:
    opened: list[str] = []

    def seen(path: str) -> Seen | None:
        opened.append(path)
        return said(path)

    copies_among([f"entries/2026-11-23-sak-{number}.md" for number in range(50)], seen)
    assert opened == []
    copies_among([f"entries/{X}.md", f"entries/{X} (1).md", "entries/2026-11-23-sak.md"], seen)
    assert set(opened) == {f"entries/{X}.md", f"entries/{X} (1).md"}


def test_our_own_names_have_no_bases() -> None:
    assert bases("2026-11-23-kopi-av-kontrakt-2") == []
