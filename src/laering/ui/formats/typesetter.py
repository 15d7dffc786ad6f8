"""The typesetter: what there is to say goes in as data, and a PDF comes out.

It is asked for PDF/UA, for those who do not see the page, and for PDF/A, for those who read it in
twenty years. Under both it refuses a sign that none of its fonts has, where else it would print
an empty box: such signs are told by their name or number.
"""

import json
import os
import re
import sys
from collections.abc import Collection, Generator, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from laering.domain.characters import number_of
from laering.domain.errors import PdfFailed, PdfMissing, PdfTooLong
from laering.domain.marks import N_
from laering.files.system.extras import install_command
from laering.i18n import _
from laering.ui.desk.terminal import safe

if TYPE_CHECKING:
    from typst import PDFStandard

_TEMPLATES = Path(__file__).parent / "templates"

_STANDARDS: "list[PDFStandard]" = ["a-2a", "ua-1"]

# How to install it, by the file that the tool which installed the program leaves beside it.
_ALIVE = 0.1

# What the typesetter takes for each sign of the data, measured, and what it is stopped from taking
# where the system does not tell how much there is.
_BYTES_A_SIGN = 800

_SIGNS_A_PAGE = 4300

# Lines broken with an eye to the whole paragraph take twice the time; up to some 250 pages it is
# a few seconds.
_MOST_WITH_CARE = 1_000_000

_USUAL_MEMORY = 8_000_000_000

# Those that are surely there: the letters of the languages around us, and our own signs.
_KNOWN = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180)))) | frozenset(
    "–—‘’“”„•…−✓☐☑☒"
)

_NAMES = {
    "👍": N_("thumbs up"),
    "👎": N_("thumbs down"),
    "✅": N_("check mark"),
    "❌": N_("cross mark"),
    "📅": N_("calendar"),
    "💡": N_("light bulb"),
    "⭐": N_("star"),
    "🎉": N_("celebration"),
    "👏": N_("applause"),
    "🙏": N_("folded hands"),
    "💪": N_("strong arm"),
    "🔥": N_("fire"),
    **dict.fromkeys("😀😁😃😄😊🙂😍", N_("smile")),
    **dict.fromkeys("😂🤣😆", N_("laughter")),
    **dict.fromkeys("🙁😕😞😟😢😭", N_("sad face")),
    **dict.fromkeys("😠😡🤬", N_("angry face")),
}

_TONES_OF_SKIN = frozenset(map(chr, range(0x1F3FB, 0x1F400)))

# How it tells of a sign: in Rust's notation, once in each message.
_REFUSED = re.compile(r'^error: .*?`"((?:[^"\\]|\\.)+)"`', re.MULTILINE)

_ESCAPE = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")


def require() -> None:
    """Raises PdfMissing where the typesetter is not installed."""
    try:
        import typst  # noqa: F401
    except ImportError:
        raise PdfMissing(command=install_command("pdf", Path(sys.prefix))) from None


def typeset(
    report: dict[str, Any],
    today: date,
    template: str = "report.typ",
    drawings: Sequence[str] = (),
) -> Iterator[bytes]:
    """The document that one of the ``templates`` makes of this, as if it were made ``today``.

    The ``drawings`` are SVG, which it shows by their number.

    It comes in one piece; empty ones before it say that it is still being made. Raises PdfTooLong
    or PdfFailed.
    """
    written = _written(report)
    if len(written) * _BYTES_A_SIGN > _memory():
        raise PdfTooLong(pages=len(written) // _SIGNS_A_PAGE)
    linebreaks = "optimized" if len(written) <= _MOST_WITH_CARE else "simple"
    signs = frozenset(written) - _KNOWN
    fault = ""
    drawn = json.dumps(drawings)
    # First without those that no font has, then, where some cannot be put together, without any.
    for missing in dict.fromkeys((_unshown(signs), signs)):
        told = {**report, "note": _note() if missing else "", "linebreaks": linebreaks}
        made = yield from _compiled(template, _named(_written(told), missing), drawn, today)
        if isinstance(made, bytes):
            yield made
            return
        fault = made
    raise PdfFailed(reason=fault)


def _written(report: dict[str, Any]) -> str:
    """The data as JSON, letters and their accents put together where there is a sign for both."""
    return normalize("NFC", json.dumps(report, ensure_ascii=False))


def _memory() -> int:
    """How many bytes of memory the machine has, so far as the system tells."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return _USUAL_MEMORY


def _note() -> str:
    return _("Signs that the fonts here do not have stand with their name or number in ⟨ ⟩.")


def _named(text: str, missing: Collection[str]) -> str:
    """The text with each run of these characters as their names."""
    if not missing:
        return text
    signs = f"[{re.escape(''.join(sorted(missing)))}]"
    # A run may be held together by joiners, and end with a wish for how it is drawn.
    run = re.compile(f"{signs}(?:[\\u200d\\ufe0f]*{signs})*\\ufe0f?")
    return run.sub(lambda found: f"⟨{', '.join(_names(found[0], missing))}⟩", text)


def _names(run: str, missing: Collection[str]) -> Iterator[str]:
    signs = [sign for sign in run if sign in missing]
    for sign in [sign for sign in signs if sign not in _TONES_OF_SKIN] or signs:
        yield _(_NAMES[sign]) if sign in _NAMES else number_of(sign)


def _unshown(signs: frozenset[str]) -> frozenset[str]:
    """Those that no font has a picture of, found out by trying to print them."""
    from typst import TypstError

    if not signs:
        return frozenset()
    try:
        _printed("signs.typ", {"signs": "".join(sorted(signs))})
    except TypstError as error:
        refused = "".join(_unescaped(sign) for sign in _REFUSED.findall(error.diagnostic))
        return signs.intersection(refused) or signs
    return frozenset()


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], text)


def _compiled(
    template: str, data: str, drawn: str, today: date
) -> Generator[bytes, None, bytes | str]:
    """The document, or why there is none; empty pieces until it is there.

    The typesetter hears nothing until it is done. It works beside us, so that we hear of Ctrl+C.
    """
    from threading import Thread

    ended: list[bytes | str] = []

    def work() -> None:
        try:
            ended.append(_printed(template, {"report": data, "drawings": drawn}, today))
        except BaseException as error:  # noqa: BLE001  # a panic in the typesetter is none other
            ended.append(" ".join(safe(str(error)).split()) or type(error).__name__)

    thread = Thread(target=work, daemon=True)
    thread.start()
    while thread.is_alive():
        yield b""
        thread.join(_ALIVE)
    return ended[0]


def _printed(template: str, inputs: dict[str, str], day: date = date.min) -> bytes:
    """What a template makes of its inputs; it sees the templates' folder and nothing else.

    Raises TypstError.
    """
    import typst

    made, _warnings = typst.compile_with_warnings(
        _TEMPLATES / template,
        root=_TEMPLATES,
        font_paths=typst.Fonts(include_system_fonts=False),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=_STANDARDS,
        timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
    )
    return made
