"""Mail that comes in: its words, what is attached, and what no mail of a person's is."""

import base64
import re
from datetime import date
from email.message import EmailMessage

import pytest

from laering.domain.arrival import MAIL, PAGE, Letter
from laering.domain.errors import BadArrival
from laering.files.incoming.mails import MOST_PARTS, address_in, read_mail
from tests.support.letters import mail, page_file
from tests.support.photographs import noisy, photograph

CAME = date(2026, 11, 23)
SOURCES = {"avvik": "Avvik og feil", "kunde": "Kundetilbakemeldinger"}


def read(data: bytes) -> Letter:
    return read_mail(data, "brev.eml", CAME, SOURCES, CAME)


def test_a_mail_is_a_learning_with_its_subject_its_sender_and_the_day_it_was_sent() -> None:
    letter = read(mail())
    (piece,) = letter.pieces
    assert letter.kind == MAIL
    assert piece.given.title == "Rått brød"
    assert piece.given.author == "Kåre Nordmann"
    assert piece.given.date == date(2026, 11, 20)
    assert piece.given.happened == "Brødet var rått i midten."
    assert piece.given.source is None


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_letters_that_a_header_should_not_hold_are_read_as_they_were_meant(encoding: str) -> None:
    lines = (
        "From: Kåre Ærlig <kare@firma.no>",
        "Subject: Rått brød på =?utf-8?q?l=C3=B8rdag?=",
        "Date: Fri, 20 Nov 2026 08:00:00 +0100",
        "",
        "Det var seigt.",
    )
    (piece,) = read("\n".join(lines).encode(encoding)).pieces

    assert piece.given.author == "Kåre Ærlig"
    assert piece.given.title == "Rått brød på lørdag"


def test_a_mail_from_a_clock_that_is_ahead_came_when_its_file_did() -> None:
    data = mail().replace(b"20 Nov 2026", b"20 Nov 2036")
    assert read(data).came == CAME


@pytest.mark.parametrize(
    ("subject", "title", "source"),
    [
        ("Avvik: rått brød", "rått brød", "avvik"),
        ("SV: VS: Kundetilbakemeldinger – ros", "ros", "kunde"),
        ("Viktig: rått brød", "Viktig: rått brød", None),
    ],
)
def test_a_source_is_read_where_the_subject_begins_with_one(
    subject: str, title: str, source: str | None
) -> None:
    (piece,) = read(mail(subject=subject)).pieces
    assert (piece.given.title, piece.given.source) == (title, source)


def test_pictures_that_are_attached_come_along_and_all_else_is_named() -> None:
    photo = noisy((300, 200))
    attached = {"../../skade.jpg": photo, "faktura.pdf": b"%PDF"}
    letter = read(mail(attached=attached))
    (piece,) = letter.pieces
    assert [(each.name, each.data) for each in piece.pictures] == [("skade", photo)]
    assert letter.left == ("faktura.pdf",)


def test_the_mark_below_a_mail_is_no_picture_of_what_happened() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@b.no", "A"
    message.set_content("A")
    message.add_related(photograph(), "image", "jpeg", cid="<logo@x>", filename="image001.jpg")
    letter = read(bytes(message))
    assert letter.pieces[0].pictures == ()
    assert letter.left == ("image001.jpg",)


def test_a_file_of_the_page_that_is_attached_is_the_learning_and_an_empty_name_stays_empty() -> (
    None
):
    photo = noisy((300, 200))
    data = mail("Hei, her er det.", attached={"side.txt": page_file().encode(), "a.jpg": photo})
    letter = read(data)
    (piece,) = letter.pieces
    assert letter.kind == PAGE
    assert piece.given.title == "Feil adresse"
    assert piece.given.author is None
    assert [each.data for each in piece.pictures] == [photo]
    assert letter.beside == "Hei, her er det."


def test_two_of_the_page_are_two_learnings() -> None:
    attached = {"en.txt": page_file().encode(), "to.txt": page_file("Noe annet.").encode()}
    letter = read(mail("Hei", attached=attached))
    assert [each.given.happened for each in letter.pieces] == [
        "Kjørte til gammel adresse.",
        "Noe annet.",
    ]


def test_a_page_pasted_into_a_mail_is_read_as_one() -> None:
    letter = read(mail("Hei Kari\n\n" + page_file(author="Ola")))
    (piece,) = letter.pieces
    assert (letter.kind, letter.beside) == (PAGE, "Hei Kari")
    assert (piece.given.title, piece.given.author) == ("Feil adresse", "Ola")


def test_html_becomes_text_and_nothing_of_it_is_run_or_fetched() -> None:
    html = (
        "From: a@b.no\nSubject: A\nContent-Type: text/html; charset=utf-8\n\n"
        '<p>Br&oslash;det<br>var r&aring;tt</p><script>alert(1)</script><img src="http://x/y">'
    )
    (piece,) = read(html.encode()).pieces
    assert piece.given.happened == "Brødet\nvar rått"


@pytest.mark.parametrize(
    "charset",
    [
        *("utf-8", "iso-8859-1", "iso-8859-15", "windows-1252", "utf-16", "utf-7", "cp850"),
        *("latin1", "mac-roman", "cp865", "iso-8859-10", "iso-8859-4"),
    ],
)
def test_a_mail_in_twelve_encodings_says_the_same(charset: str) -> None:
    head = f"From: a@b.no\nSubject: A\nContent-Type: text/plain; charset={charset}\n"
    body = "Blåbærgrøt på Åsøya".encode(charset)
    head += "Content-Transfer-Encoding: base64\n\n"
    (piece,) = read(head.encode() + base64.encodebytes(body)).pieces
    assert piece.given.happened == "Blåbærgrøt på Åsøya"


@pytest.mark.parametrize(
    "charset", ["bz2", "zlib", "rot13", "unicode_escape", "punycode", "finnes-ikke"]
)
def test_an_encoding_that_is_none_of_letters_is_not_used(charset: str) -> None:
    head = f"From: a@b.no\nSubject: A\nContent-Type: text/plain; charset={charset}\n\n"
    (piece,) = read(head.encode() + "Blåbær \\x41".encode()).pieces
    assert piece.given.happened == "Blåbær \\x41"


def test_headers_steer_no_terminal_and_no_file() -> None:
    head = (
        "From: =?utf-8?q?=1b]0;eid=07Kari?= <a@b.no>\n"
        "Subject: =?utf-8?q?=1b[31m../../etc=0aBcc:_x?=\n\nNoe.\n"
    )
    (piece,) = read(head.encode()).pieces
    assert piece.given.author == "]0;eidKari"
    assert piece.given.title == "[31m../../etc Bcc: x"


def nested(depth: int) -> bytes:
    parts = "From: a@b.no\nSubject: A\n"
    for number in range(depth):
        parts += f'Content-Type: multipart/mixed; boundary="b{number}"\n\n--b{number}\n'
    return (parts + "Content-Type: text/plain\n\nHei\n").encode()


def flat(count: int) -> bytes:
    part = "--b\nContent-Type: application/x-x; name=a\n\nx\n"
    head = 'From: a@b.no\nSubject: A\nContent-Type: multipart/mixed; boundary="b"\n\n'
    return (head + part * count + "--b--\n").encode()


@pytest.mark.parametrize("data", [nested(2000), flat(10_000), b"", b"\xff" * 100, b"Hei\n\nHei"])
def test_what_no_person_wrote_is_refused(data: bytes) -> None:
    with pytest.raises(BadArrival):
        read(data)


def test_many_parts_are_read_as_long_as_a_person_may_have_sent_them() -> None:
    assert len(read(flat(MOST_PARTS - 1)).left) == MOST_PARTS - 1


def test_the_address_of_a_sender_is_one_that_can_be_written_to() -> None:
    assert address_in(mail()) == "kare@firma.no"
    assert address_in(mail(sender='"a@b.no" <kari>')) == ""
    assert address_in(b"") == ""


def _of_parts(*parts: str, boundary: str = "b") -> bytes:
    """A mail of parts, each with its headers."""
    head = f'Subject: A\nFrom: a@b.no\nContent-Type: multipart/mixed; boundary="{boundary}"\n'
    told = re.sub(r"[\r\n]+", "", boundary)
    body = "".join(f"\n--{told}\n{part}\n" for part in parts)
    return f"{head}{body}\n--{told}--\n".encode()


def test_a_boundary_that_is_folded_bounds_the_same_parts() -> None:
    data = _of_parts("Content-Type: text/plain\n\nBrødet var rått.", boundary="del\n av_11")
    assert read(data).pieces[0].given.happened == "Brødet var rått."


_PARCEL = 'Content-Type: application/ms-tnef; name="WINMAIL.DAT"\n\nx'


def test_what_outlook_has_packed_is_named_and_alone_it_is_refused_with_what_to_do() -> None:
    letter = read(_of_parts("Content-Type: text/plain\n\nSe vedlegg.", _PARCEL))
    assert letter.left == ("WINMAIL.DAT",)
    for data in (_of_parts(_PARCEL), f"Subject: A\n{_PARCEL}".encode()):
        with pytest.raises(BadArrival, match=r"winmail\.dat"):
            read(data)


def test_outlooks_own_file_is_known_whatever_its_name_says() -> None:
    with pytest.raises(BadArrival, match="Outlook"):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)


def test_a_mail_that_was_sent_on_as_a_file_is_named_by_its_subject() -> None:
    inner = mail(subject="Rått brød").decode()
    letter = read(_of_parts("\nSe under.", f"Content-Type: message/rfc822\n\n{inner}"))
    assert letter.left == ("Rått brød.eml",)
    assert letter.pieces[0].given.happened == "Se under."


@pytest.mark.parametrize(
    ("about", "text", "happened"),
    [
        ("format=flowed", "Brødet var \nrått i midten.\nVi bakte nytt.", None),
        ("format=flowed; delsp=yes", "Brødet var  \nrått i mid \nten.\nVi bakte nytt.", None),
        ("format=flowed", "Hei \n> Svar \n> her\n-- \nKari", "Hei\n> Svar her\n--\nKari"),
        ("format=fixed", "Brødet var \nrått.", "Brødet var \nrått."),
    ],
)
def test_lines_that_a_program_broke_are_whole_again(
    about: str, text: str, happened: str | None
) -> None:
    data = f"Subject: A\nFrom: a@b.no\nContent-Type: text/plain; charset=utf-8; {about}\n\n{text}"
    wanted = happened or "Brødet var rått i midten.\nVi bakte nytt."
    told = read(data.encode()).pieces[0].given.happened or ""
    assert told.replace("\\", "").replace("-- \n", "--\n") == wanted
