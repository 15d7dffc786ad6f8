"""A report as one page for the browser: nothing runs in it but our own, and it fetches nothing.

The template and its style and script are in ``templates``; every text passes through its escaping.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from laering.domain.report import Report
from laering.i18n import _, spoken
from laering.ui.formats.embedded import shower
from laering.ui.formats.jinja import environment, name_of, own_text, policy
from laering.ui.formats.markdown import target
from laering.ui.showing.blocks import Block, Blocks, Heading
from laering.ui.showing.learnings import source_key
from laering.ui.showing.report import parts, report_blocks
from laering.ui.words import long_date, source_name

_TEMPLATE = "report.html.j2"


def page(report: Report, prefix: str) -> Iterator[str]:
    """The report as an HTML document in pieces, about one an entry.

    ``prefix`` leads from the document to the journal's folder, as far as there is one.
    """
    templates = environment()
    names = _Names()
    style, script = own_text("common.css") + own_text("report.css"), own_text("report.js")
    from markupsafe import Markup

    return templates.get_template(_TEMPLATE).generate(
        language=spoken(),
        journal=report.journal,
        style=Markup(style),  # noqa: S704  # a file of our own
        script=Markup(script),  # noqa: S704  # another
        policy=policy(style, script, "data:"),
        contents=list(parts(report)),
        sources=_sources(report),
        count=report.count,
        parts=_in_parts(report_blocks(report, to_fill_in=True, alone=True)),
        new_name=names.new,
        link=lambda path: target(path, prefix),
        show=lambda path: shower(report.pictures, path, lambda found: target(found, prefix)),
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
