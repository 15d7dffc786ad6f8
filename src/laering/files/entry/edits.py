"""Edits of one line in the header of an entry that somebody else may have written."""

import re
from typing import Any

from laering.domain.check import Header, Value
from laering.domain.entry import Problem
from laering.domain.keys import NAMES
from laering.files.entry.codec import look
from laering.files.entry.tree import plain


def with_item(text: str, list_key: str, name: str) -> str | None:
    """A file's text, with LF line ends, with one more id in one of the lists of its header.

    One line is added or changed, and what comes out has been read again. None when the front
    matter is not written so that this is safe.
    """
    before = look(text, "")
    if isinstance(before, Problem):
        return None
    changed = _with_item(text.split("\n"), before.header, list_key, name)
    if changed is None:
        return None
    after = look(changed, "")
    if isinstance(after, Problem) or after.body != before.body:
        return None
    wanted = [*_listed(before.header, list_key), name]
    same = _others(before.header, list_key) == _others(after.header, list_key)
    return changed if same and _listed(after.header, list_key) == wanted else None


def with_id(text: str, old: str, new: str) -> str:
    """A file's text in which the entry names another by its new id, where it can be written so."""
    found = look(text, "")
    if isinstance(found, Problem):
        return text
    lines = text.split("\n")
    for key in ("repeats", "not_repeats"):
        # From the right, so that no change moves what is changed after it.
        for each in reversed(found.header.texts(key) or ()):
            at = each.line + 1
            if each.one_line == old and each.column is not None:
                end = each.column + len(each.text)
                lines[at] = f"{lines[at][: each.column]}{new}{lines[at][end:]}"
    changed = "\n".join(lines)
    after = look(changed, "")
    return text if isinstance(after, Problem) or after.body != found.body else changed


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
    same = _others(before.header, "outcome") == _others(after.header, "outcome")
    written = [plain(value) for key, value in after.header.pairs if key.text == "outcome"]
    return "\n".join(lines) if same and written == [outcome] else None


def _place_of(name: str, header: Header, spans: list[int]) -> int:
    """The line where a key that is missing goes: below all that stand before it in the order."""
    before = [
        end
        for (key, _), end in zip(header.pairs, spans[1:], strict=True)
        if key.text in NAMES[: NAMES.index(name)]
    ]
    return max(before, default=1)


def _with_item(lines: list[str], header: Header, list_key: str, name: str) -> str | None:
    """The lines with one of them added or changed; line 1 is the first below the opening."""
    spans = [key.line + 1 for key, _ in header.pairs] + [header.text.count("\n") + 1]
    for key, value in header.pairs:
        if key.text == list_key:
            return "\n".join(lines) if _add_to(lines, key, value, name) else None
    lines.insert(_place_of(list_key, header, spans), f"{list_key}: [{name}]")
    return "\n".join(lines)


def _add_to(lines: list[str], key: Value, value: Value, name: str) -> bool:
    """Add a text to a value, on one line or on a new one; tells whether it could be."""
    texts = value.value if isinstance(value.value, list) else [value]
    last = texts[-1] if texts else value
    if not isinstance(last, Value):
        return False
    at = last.line + 1
    bullet = re.match(r"\s*-\s+", lines[at])
    if value.kind == "list" and texts and bullet is not None:
        lines.insert(at + 1, f"{bullet[0]}{name}")
        return True
    if not texts or value.value is None:
        # Whatever stands for nothing makes room; a comment behind it stays.
        nothing = re.compile(r"([^:]*:)(?:[ \t]*(?:\[[ \t]*\]|~|[Nn]ull|NULL))?(?=[ \t]|$)")
        at = key.line + 1
        found = nothing.match(lines[at])
        if found is None:
            return False
        lines[at] = f"{found[1]} [{name}]{lines[at][found.end() :]}"
        return True
    if last.column is None:
        return False
    row, start, end = lines[at], last.column, last.column + len(last.text)
    if row[start - 1 : start] in ("'", '"') and row[end : end + 1] == row[start - 1]:
        start, end = start - 1, end + 1
    if value.kind == "list":
        lines[at] = f"{row[:end]}, {name}{row[end:]}"
    else:
        lines[at] = f"{row[:start]}[{row[start:end]}, {name}]{row[end:]}"
    return True


def _listed(header: Header, list_key: str) -> list[str]:
    return [item.one_line for item in header.texts(list_key) or ()]


def _others(header: Header, list_key: str) -> list[tuple[str, Any]]:
    return [(key.text, plain(value)) for key, value in header.pairs if key.text != list_key]
