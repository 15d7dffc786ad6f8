"""Whatever lies in the inbox is read or refused, whatever it holds, and makes no action."""

from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laering.domain.arrival import DOCUMENT, MAIL, TEXT, Letter
from laering.domain.body import compose, split
from laering.domain.entry import Answers, Body, Draft
from laering.domain.errors import BadArrival, UnreadableInput
from laering.domain.fitting import cleared, fit_given
from laering.domain.slip import MARK
from laering.domain.text.frames import unframed
from laering.files.entry import codec
from laering.files.incoming.inbox import Item
from laering.files.incoming.letters import read_letter
from laering.files.incoming.texts import read_text
from tests.support.letters import document, drawing, mail, page_file, paragraph
from tests.support.photographs import photograph
from tests.support.runs import Run
from tests.support.waiting import in_time

TODAY = date(2026, 11, 23)
CAME = datetime(2026, 11, 20)  # noqa: DTZ001
SOURCES = {"avvik": "Avvik og feil"}
GOOD = {
    TEXT: page_file(author="Kari", pictures={"A": photograph()}).encode(),
    MAIL: mail(attached={"a.txt": page_file().encode(), "b.jpg": photograph(), "c.pdf": b"%PDF"}),
}
PIECES = (
    *(
        b"---\n",
        b"\r\n",
        b"\0",
        b"\x1b]0;x\x07",
        b"\xff\xfe",
        b"--",
        b"boundary=",
        b"Content-Type: ",
    ),
    *(
        b"message/rfc822\n\n",
        b"charset=punycode",
        b"=?utf-8?b?",
        b"?=",
        b"base64",
        b"](data:",
        b"![",
    ),
    *(b"<!--", b"<script>", b"&#x", b"- [ ] x", b"> - [x] y", b"```\n", b"## ", b"Kilde: avvik\n"),
    *(
        b"private: ja\n",
        b"origin: innboks 0123456789abcdef\n",
        b"filename*=utf-8''..%2f..%2fx",
        b"&a *a",
    ),
)


@st.composite
def strewn(draw: st.DrawFn) -> tuple[str, bytes]:
    """A right file, cut, spliced and strewn with harm."""
    kind = draw(st.sampled_from(sorted(GOOD)))
    data = GOOD[kind]
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(data)))
        upto = min(len(data), at + draw(st.integers(0, 40)))
        new = draw(st.sampled_from(PIECES) | st.binary(max_size=8))
        data = data[:at] + new * draw(st.sampled_from([1, 1, 1, 2, 300])) + data[upto:]
    return kind, data


def check(letter: Letter) -> None:
    """What came in is fit for a file and holds nothing but words."""
    for piece in letter.pieces:
        given = fit_given(piece.given)
        answers = Answers(given.happened or "", given.learned or "", given.differently or "")
        body = Body(answers, (), given.preamble, given.more)
        assert split(compose(body, "nb")).actions == ()
        assert (given.origin, given.private, given.aliases, given.extra) == (None, False, (), ())
        assert (given.repeats, given.answered, given.tags, given.actions) == ((), None, (), ())


@given(strewn())
def test_what_is_strewn_with_harm_is_read_or_refused(found: tuple[str, bytes]) -> None:
    kind, data = found
    with suppress(BadArrival):
        check(read_letter(Item("a", CAME, kind), data, Path("a"), SOURCES, TODAY))


@settings(max_examples=60)
@given(st.data())
def test_a_document_strewn_with_harm_is_read_or_refused(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        body = paragraph("Kilde: avvik") + paragraph("- [ ] Noe") + drawing("rId1")
        path = document(Path(folder, "a.docx"), body, media={"a.jpg": photograph()})
        packed = bytearray(path.read_bytes())
        for _ in range(data.draw(st.integers(1, 4))):
            at = data.draw(st.integers(0, len(packed) - 1))
            packed[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
        path.write_bytes(packed)
        with suppress(BadArrival, UnreadableInput):
            check(read_letter(Item("a.docx", CAME, DOCUMENT), b"", path, SOURCES, TODAY))


answers = st.lists(
    st.sampled_from(
        (
            *(
                "# x",
                "## Hva skjedde?",
                "Hva skjedde?",
                "---",
                "- [ ] x",
                "> - [x] y",
                "```",
                "~~~",
            ),
            *(
                "<!-- x -->",
                "%%",
                "\\- [ ]",
                "Kilde: kunde",
                "æøå",
                "",
                "  a",
                "    b",
                "| a |",
                "===",
            ),
        )
    ),
    max_size=6,
).map("\n".join)


@given(answers, answers, answers)
def test_what_the_page_wrote_comes_in_letter_for_letter(
    first: str, second: str, third: str
) -> None:
    typed = [unframed(cleared(each)) for each in (f"A{first}", second, third)]
    body = Body(Answers(*typed))
    text = codec.write(Draft("A", TODAY, "avvik", body=body), "nb")
    text = text.replace("---\n", f"---\n{MARK}\n", 1)

    piece = read_text(text.encode(), "a.txt", TODAY, SOURCES, page=True)

    given = piece.given
    assert [given.happened, given.learned or "", given.differently or ""] == [
        each if each.strip() else "" for each in typed
    ]
    assert (given.preamble, given.more) == ("", "")


def test_what_is_large_or_deep_takes_no_time_to_speak_of(folder: Path, run: Run) -> None:
    nested = "".join(
        f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(999)
    )
    hostile = {
        "dyp.eml": f"From: a@b.no\nSubject: A\n{nested}",
        "html.eml": "From: a@b.no\nContent-Type: text/html\n\n" + "<!--" * 200_000,
        "hode.eml": "From: " + "(" * 300_000 + "\nSubject: " + "=?a?q?" * 50_000 + "\n\nA",
        "bilder.txt": "![" * 300_000 + "](data:" * 100_000,
        "yaml.md": "---\n" + "a: " + "[" * 100_000 + "\n---\nA",
        "rader.txt": "Kilde: avvik\n" * 10_000 + "- [ ] x\n" * 10_000,
    }
    (folder / "innboks").mkdir()
    for name, text in hostile.items():
        (folder / "innboks" / name).write_text(text, encoding="utf-8")

    with in_time():
        done = run("innboks", "--alt", "--kilde", "avvik")

    assert "sviktet" not in done.stderr
    assert done.code in (0, 1)


@pytest.mark.parametrize("size", [60_000_001])
def test_a_file_that_is_too_large_is_not_opened(size: int, folder: Path) -> None:
    from laering.files.incoming.inbox import Inbox
    from laering.files.journal.journal import open_journal

    (folder / "innboks").mkdir()
    with (folder / "innboks/a.eml").open("wb") as file:
        file.truncate(size)
    box = Inbox(open_journal(folder))
    with pytest.raises(BadArrival):
        box.bytes_of(box.items()[0])
