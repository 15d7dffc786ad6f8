"""Edits of one line in the header of an entry that somebody else may have written."""

import re
from typing import Any

from laering.domain.check import Header, Value
from laering.domain.entry import Problem
from laering.domain.keys import NAMES
from laering.files.entry.codec import look
from laering.files.entry.tree import plain


def with_repeat(text: str, name: str) -> str | None:
    """A file's text, with LF line ends, in which the entry also repeats ``name``.

    One line is added or changed, and what comes out has been read again. None when the front
    matter is not written so that this is safe.
    """
    before = look(text, "")
    if isinstance(before, Problem):
        return None
    changed = _with_repeat(text.split("\n"), before.header, name)
    if changed is None:
        return None
    after = look(changed, "")
    if isinstance(after, Problem) or after.body != before.body:
        return None
    wanted = [*_repeated(before.header), name]
    same = _others(before.header) == _others(after.header)
    return changed if same and _repeated(after.header) == wanted else None


def with_outcome(text: str, outcome: str) -> str | None:
    """A file's text, with LF line ends, in which an entry without an outcome has one.

    One line is added or changed, and what comes out has been read again. None when there is an
    outcome, or the front matter is not written so that this is safe.
    """
    before = look(text, "")
    if isinstance(before, Problem):
        return None
    lines, header = text.split("\n"), before.header
    spans = [key.line + 1 for key, _ in header.pairs] + [header.text.count("\n") + 1]
    line = f"outcome: {outcome}"
    for index, (key, value) in enumerate(header.pairs):
        if key.text == "outcome":
            if value.kind != "scalar" or value.value is not None or "#" in lines[spans[index]]:
                return None
            lines[spans[index]] = line
            break
    else:
        lines.insert(_place_of("outcome", header, spans), line)
    after = look("\n".join(lines), "")
    if isinstance(after, Problem) or after.body != before.body:
        return None
    had, has = (
        [(key.text, plain(value)) for key, value in found.header.pairs if key.text != "outcome"]
        for found in (before, after)
    )
    written = [plain(value) for key, value in after.header.pairs if key.text == "outcome"]
    return "\n".join(lines) if had == has and written == [outcome] else None


def _place_of(name: str, header: Header, spans: list[int]) -> int:
    """The line where a key that is missing goes: below all that stand before it in the order."""
    before = [
        end
        for (key, _), end in zip(header.pairs, spans[1:], strict=True)
        if key.text in NAMES[: NAMES.index(name)]
    ]
    return max(before, default=1)


def _with_repeat(lines: list[str], header: Header, name: str) -> str | None:
    """The lines with one of them added or changed; line 1 is the first below the opening."""
    spans = [key.line + 1 for key, _ in header.pairs] + [header.text.count("\n") + 1]
    for index, (key, value) in enumerate(header.pairs):
        if key.text == "repeats":
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
                lines[at] = f"repeats: [{name}]"
            elif value.column is not None and end - at == 1:
                lines[at] = f"repeats: [{value.text}, {name}]"
            else:
                return None
            return "\n".join(lines)
    lines.insert(_place_of("repeats", header, spans), f"repeats: [{name}]")
    return "\n".join(lines)


def _repeated(header: Header) -> list[str]:
    return [item.one_line for item in header.texts("repeats") or ()]


def _others(header: Header) -> list[tuple[str, Any]]:
    return [(key.text, plain(value)) for key, value in header.pairs if key.text != "repeats"]
