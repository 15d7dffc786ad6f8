"""Our HTML templates and what they know of blocks: texts are escaped, Markdown is ``prose``."""

import re
from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from laering.i18n import _
from laering.ui.desk.terminal import safe
from laering.ui.formats.prose import Show, html
from laering.ui.showing.blocks import Alert, Ref, Trend

if TYPE_CHECKING:
    from jinja2 import Environment

# What cannot stand in a name, or has a meaning in a link.
_NOT_IN_A_NAME = re.compile(r"[^\w.-]")

# The columns of a trend, in the units of its drawing.
_HIGHEST = 23

_FEW = 4

# What is not broken into lines.
_SHORT = 16


def name_of(key: str) -> str:
    """The name of a place: its key, with what a name or a link cannot hold as numbers."""
    return _NOT_IN_A_NAME.sub(lambda match: f"~{ord(match[0]):x}.", key)


@cache
def own_text(name: str) -> str:
    """The text of one of our own files."""
    return (files("laering.ui.formats") / "templates" / name).read_text(encoding="utf-8")


def policy(style: str, script: str, pictures: str = "'none'") -> str:
    """What the browser may do with a page: apply its style, run its script, nothing else.

    ``pictures`` is where they may come from.
    """
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        f"img-src {pictures}; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


@cache
def environment() -> "Environment":
    """Our templates, in which every text is escaped and made harmless; ``prose`` reads Markdown."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined
    from markupsafe import Markup

    def harmless(value: object) -> object:
        return value if isinstance(value, Markup) else safe(str(value))

    def prose(text: str, show: Show | None = None) -> Markup:
        return Markup(html(text, show))  # noqa: S704  # made safe there

    made = Environment(
        loader=FunctionLoader(own_text),
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
            "alert": lambda cell: isinstance(cell, Alert),
            "empty": lambda row: not any(isinstance(cell, str) and cell.strip() for cell in row),
            "short": lambda cell: isinstance(cell, str) and len(cell) <= _SHORT,
            "ref": lambda text: isinstance(text, Ref),
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
