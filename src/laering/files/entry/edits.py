"""Edits of one line in the header of an entry that somebody else may have written."""

import re
from typing import Any

from laering.domain.check import Header, Value
from laering.domain.entry import Problem
from laering.domain.keys import NAMES
from laering.files.entry.codec import look
from laering.files.entry.tree import plain


def with_repeat(text: str, name: str) -> str | None:
    """A file's text, with LF line ends, in which the entry also repeats ``name``: ``listed``."""
    return listed(text, "repeats", name)


def listed(text: str, key: str, name: str) -> str | None:
    """A file's text, with LF line ends, in which the list of a key also holds ``name``.

    One line is added or changed, and what comes out has been read again. None when the front
    matter is not written so that this is safe.
    """
    before = look(text, "")
    if isinstance(before, Problem):
        return None
    changed = _with_listed(text.split("\n"), before.header, key, name)
    if changed is None:
        return None
    after = look(changed, "")
    if isinstance(after, Problem) or after.body != before.body:
        return None
    wanted = [*_held(before.header, key), name]
    same = _others(before.header, key) == _others(after.header, key)
    return changed if same and _held(after.header, key) == wanted else None


def _with_listed(lines: list[str], header: Header, listed: str, name: str) -> str | None:
    """The lines with one of them added or changed; line 1 is the first below the opening."""
    spans = [key.line + 1 for key, _ in header.pairs] + [header.text.count("\n") + 1]
    for index, (key, value) in enumerate(header.pairs):
        if key.text == listed:
            at, end = spans[index], spans[index + 1]
            if value.kind == "list" and end - at == 1 and lines[at].rstrip().endswith("]"):
                lines[at] = lines[at].rstrip()[:-1].rstrip() + f"{', ' * bool(value.value)}{name}]"
            elif value.kind == "list" and isinstance(value.value, list) and value.value:
                last = value.value[-1]
                row = lines[last.line + 1] if isinstance(last, Value) else ""
                bullet = re.match(r"\s*-\s+", row)
                if bullet is None or not isinstance(last, Value):
                    return None
                lines.insert(last.line + 2, f"{bullet[0]}{name}")
            elif value.kind == "scalar" and value.value is None:
                lines[at] = f"{listed}: [{name}]"
            elif value.column is not None and end - at == 1:
                lines[at] = f"{listed}: [{value.text}, {name}]"
            else:
                return None
            return "\n".join(lines)
    before = [
        end
        for (key, _), end in zip(header.pairs, spans[1:], strict=True)
        if key.text in NAMES[: NAMES.index(listed)]
    ]
    lines.insert(max(before, default=1), f"{listed}: [{name}]")
    return "\n".join(lines)


def _held(header: Header, listed: str) -> list[str]:
    return [item.one_line for item in header.texts(listed) or ()]


def _others(header: Header, listed: str) -> list[tuple[str, Any]]:
    return [(key.text, plain(value)) for key, value in header.pairs if key.text != listed]
