"""Links in a text that lead to files by their names: ``[[name]]`` and ``[words](name.md)``.

Those in code are none, and those in comments nobody's.
"""

import re
from collections.abc import Callable, Sequence
from urllib.parse import quote, unquote

from laering.domain.text.comments import Cut, idle_lines, may_have, scan
from laering.domain.text.fences import without_code

# The last part of a path, which may be written with the ending or without.
_WIKI = re.compile(
    r"\[\[[ \t]*(?:[^\]\[|#]*[/\\])?(?P<name>[^\]\[|#/\\]+?)(?:\.md)?[ \t]*(?=\]\]|\||#)"
)

# In brackets behind its words, or on a line of its own. An address elsewhere is none of ours.
_PLAIN = re.compile(
    r"(?:\]\([ \t]*<?|^ {0,3}\[[^\]]+\]:[ \t]+<?)(?:[^\]\[()<>#:]*[/\\])?"
    r"(?P<name>[^\]\[()<>#/\\:]+)\.md(?=[>)# \t]|$)"
)


def with_links(text: str, called: Callable[[str], str | None]) -> str:
    """The text with its links led on; ``called`` gives the new name for one, None to leave it."""
    if "[" not in text:
        return text
    lines = text.split("\n")
    found = scan(lines) if may_have(text) else None
    code = idle_lines(lines)
    for index, line in enumerate(lines):
        if "[" in line and index not in code:
            cuts = found.cuts.get(index, ()) if found else ()
            lines[index] = _led_on(line, cuts, called)
    return "\n".join(lines)


def _led_on(line: str, cuts: Sequence[Cut], called: Callable[[str], str | None]) -> str:
    seen = without_code(line)
    pieces = {}
    for pattern in (_WIKI, _PLAIN):
        for match in pattern.finditer(seen):
            start, end = match.span("name")
            if any(first <= start < last for first, last in cuts):
                continue
            written = line[start:end]
            name = called(unquote(written) if pattern is _PLAIN else written)
            if name is not None:
                pieces[start] = end, quote(name) if "%" in written else name
    # From the right, so that no change moves what is changed after it.
    for start, (end, name) in sorted(pieces.items(), reverse=True):
        line = f"{line[:start]}{name}{line[end:]}"
    return line
