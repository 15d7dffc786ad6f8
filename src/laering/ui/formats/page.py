"""A report as one page for the browser: nothing runs in it but our own, and it fetches nothing.

The template and its style and script are in ``templates``. Every text passes through the
template's escaping; what is Markdown comes from ``prose``.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING

from laering.domain.report import Report
from laering.i18n import _, spoken
from laering.ui.desk.terminal import safe
from laering.ui.formats.markdown import target
from laering.ui.formats.prose import html
from laering.ui.showing import blocks
from laering.ui.showing.blocks import Block, Blocks, Heading, Trend
from laering.ui.showing.report import parts, report_blocks, source_key
from laering.ui.words import long_date, source_name

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATE = "report.html.j2"

# What cannot stand in a name, or has a meaning in a link.
_NOT_IN_A_NAME = re.compile(r"[^\w.-]")

# The columns of a trend, in the units of its drawing.
_HIGHEST = 23

_FEW = 4

# What is not broken into lines.
_SHORT = 16


def page(report: Report, prefix: str) -> Iterator[str]:
    """The report as an HTML document in pieces, about one an entry.

    ``prefix`` leads from the document to the journal's folder, as far as there is one.
    """
    templates = environment()
    names = _Names()
    style, script = (_own(name) for name in ("report.css", "report.js"))
    from markupsafe import Markup

    return templates.get_template(_TEMPLATE).generate(
        language=spoken(),
        journal=report.journal,
        style=Markup(style),  # noqa: S704  # a file of our own
        script=Markup(script),  # noqa: S704  # another
        policy=_policy(style, script),
        contents=list(parts(report)),
        sources=_sources(report),
        count=report.count,
        parts=_in_parts(report_blocks(report, to_fill_in=True, alone=True)),
        new_name=names.new,
        link=lambda path: target(path, prefix),
        words=_words(report),
    )


class _Names:
    """The names of places in one document, each used once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def new(self, key: str) -> str:
        """A name for the place with that key; the first one is where links lead."""
        name = first = name_of(key)
        number = 1
        while name in self._taken:
            number += 1
            name = f"{first}~{number}"
        self._taken.add(name)
        return name


def name_of(key: str) -> str:
    """The name of a place: its key, with what a name or a link cannot hold as numbers."""
    return _NOT_IN_A_NAME.sub(lambda match: f"~{ord(match[0]):x}.", key)


def _in_parts(given: Blocks) -> Iterator[tuple[Block, Iterable[Block]]]:
    """The blocks in parts, each with its heading; to be read in order."""
    number = 0

    def part(block: Block) -> int:
        nonlocal number
        number += isinstance(block, Heading) and block.level <= 2
        return number

    return ((next(group), group) for _number, group in groupby(given, part))


def _sources(report: Report) -> dict[str, tuple[str, int]]:
    """The sources that entries are told of under: their keys, with name and count."""
    return {
        source_key(each.source.id): (source_name(each.source), each.count)
        for each in report.sources
        if each.count
    }


def _words(report: Report) -> dict[str, str]:
    """What the page says itself."""
    return {
        "skip": _("Go to the content"),
        "contents": _("Contents"),
        "find": _("Find learnings"),
        "source": _("Source"),
        "all": _("All sources"),
        "search": _("Search in the learnings"),
        "shown": _("{shown} of {total} learnings are shown."),
        "none": _("No learning fits. Try fewer words, or all sources."),
        "reset": _("Show all"),
        "chosen": _("A selection: {what}"),
        "file": _("File"),
        "made": _("Made {date}").format(date=long_date(report.today)),
    }


def _policy(style: str, script: str) -> str:
    """What the browser may do with the page: apply its style, run its script, nothing else."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "img-src 'none'; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


@cache
def _own(name: str) -> str:
    """The text of one of our own files."""
    return (files("laering.ui.formats") / "templates" / name).read_text(encoding="utf-8")


@cache
def environment() -> "Environment":
    """Our templates, in which every text is escaped and made harmless; ``prose`` reads Markdown."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined
    from markupsafe import Markup

    def harmless(value: object) -> object:
        return value if isinstance(value, Markup) else safe(str(value))

    def prose(text: str) -> Markup:
        return Markup(html(text))  # noqa: S704  # made safe there

    made = Environment(
        loader=FunctionLoader(_own),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=harmless,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(
        {
            "columns": _columns,
            "kind": lambda block: type(block).__name__,
            "name": name_of,
            "prose": prose,
            "spoken": _spoken,
        }
    )
    made.tests.update(
        {
            "alert": lambda cell: isinstance(cell, blocks.Alert),
            "empty": lambda row: not any(isinstance(cell, str) and cell.strip() for cell in row),
            "short": lambda cell: isinstance(cell, str) and len(cell) <= _SHORT,
            "ref": lambda text: isinstance(text, blocks.Ref),
        }
    )
    return made


def _columns(trend: Trend) -> Iterator[tuple[int, int]]:
    """Each count of a trend, with the height of its column."""
    most = max(trend.highest, _FEW)
    for count in trend.counts:
        yield count, max(2, round(_HIGHEST * count / most)) if count else 0


def _spoken(trend: Trend) -> str:
    """A trend for those who do not see it: the times that have a count."""
    told = [
        f"{name}: {count}" for name, count in zip(trend.names, trend.counts, strict=True) if count
    ]
    return ", ".join(told) or _("none in these months")
