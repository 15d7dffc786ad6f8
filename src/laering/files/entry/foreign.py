"""Markdown, YAML and TOML in another program's hand: where a header begins, and what it says."""

import re
from typing import Any

from laering.domain import private
from laering.domain.text.conflicts import first_conflict
from laering.files.entry.tree import BadYaml, read_mapping, with_hashtags
from laering.files.toml import BadToml, values_of

CONFLICT = "conflict"
"""The code of a text in which git has left a conflict."""

_FRONT = re.compile(
    r"---[ \t]*\n(?P<yaml>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
    r"|\+\+\+[ \t]*\n(?P<toml>(?:.*\n)*?)\+\+\+[ \t]*(?:\n|\Z)"
)

# A line that begins as a key does; a block without one is text between two rules.
_KEYED = re.compile(r"^[\"']?[^\s#:\"'-][^:\n]*:(?:[ \t]|$)", re.MULTILINE)


def read_markdown(text: str) -> tuple[dict[str, Any], str]:
    """Header and body of Markdown; an empty header where none begins it.

    A header begins on the first line: ``---`` … ``---`` or ``...`` with YAML, ``+++`` … ``+++``
    with TOML. Such lines anywhere else are text, and so is a block without a single key; but what
    one says of being private is heard wherever it stands. Raises BadYaml or BadToml, with the line
    in the text, when the header cannot be read, and BadYaml where git has left a conflict in the
    text: what stands twice there would come in twice.
    """
    conflict = first_conflict(text)
    if conflict is not None:
        raise BadYaml(conflict, CONFLICT)
    match = _FRONT.match(text)
    if match is None or (match["yaml"] and not _KEYED.search(match["yaml"])):
        return _private_below(text), text
    import frontmatter
    from frontmatter.default_handlers import BaseHandler

    block, body = match["yaml"] or match["toml"] or "", text[match.end() :]
    toml = match["toml"] is not None

    class Handler(BaseHandler):
        """The library puts keys and text together; where the header ends is told above."""

        def split(self, _text: str) -> tuple[str, str]:
            return block, body

        def load(self, fm: str) -> dict[str, Any]:
            return _values(fm, toml=toml)

    header: dict[str, Any] = frontmatter.parse(text, handler=Handler(_FRONT))[0]
    return {**header, **_private_below(body)}, body


def _private_below(text: str) -> dict[str, Any]:
    return {private.KEY: "true"} if private.said_below(text.encode("utf-8", "replace")) else {}


def _values(block: str, *, toml: bool) -> dict[str, Any]:
    """What a header says, whose first line is the second of its text."""
    if not block.strip():
        return {}
    try:
        return read_toml(block) if toml else read_yaml(block)
    except BadToml as error:
        raise BadToml(error.line + 1) from None
    except BadYaml as error:
        raise BadYaml(error.line + 1, error.code) from None


def read_yaml(text: str) -> dict[str, Any]:
    """A YAML mapping with every scalar as text. Raises BadYaml."""
    return read_mapping(with_hashtags(text))


def read_toml(text: str) -> dict[str, Any]:
    """A TOML document, its days and times as texts. Raises BadToml."""
    return {key: _with_texts(each) for key, each in values_of(text).items()}


def _with_texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _with_texts(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_with_texts(each) for each in value]
    return value if isinstance(value, str | int | float) else str(value)
