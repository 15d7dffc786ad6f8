"""Edits of one line in the header of an entry that somebody else may have written."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from laering.domain.check import Header, Look, Value
from laering.domain.entry import Problem
from laering.domain.keys import NAMES
from laering.files.entry.codec import look
from laering.files.entry.tree import extra_lines, plain

Called = Callable[[str], str | None]
"""What the entry of a name is called now; None where it is called so still."""


def with_item(text: str, list_key: str, name: str) -> str | None:
    """A file's text, with LF line ends, with one more text in one of the lists of its header.

    One line is added or changed, and what comes out has been read again. None when the front
    matter is not written so that this is safe.
    """
    before = look(text, "")
    if isinstance(before, Problem):
        return None
    written = extra_lines(list_key, name)[len(list_key) + 2 :]
    changed = _with_item(text.split("\n"), before.header, list_key, written)
    if changed is None:
        return None
    after = look(changed, "")
    if isinstance(after, Problem) or after.body != before.body:
        return None
    wanted = [*_listed(before.header, list_key), name]
    same = _others(before.header, list_key) == _others(after.header, list_key)
    return changed if same and _listed(after.header, list_key) == wanted else None


def with_names(text: str, called: Called) -> str:
    """A file's text in which the entry names others by what they are ``called`` now.

    Where the front matter is not written so that this is safe, it stays.
    """
    found = look(text, "")
    if isinstance(found, Problem):
        return text
    lines = text.split("\n")
    for key in ("repeats", "not_repeats"):
        # From the right, so that no change moves what is changed after it.
        for each in reversed(found.header.texts(key) or ()):
            new = called(each.one_line)
            if new is not None and each.column is not None:
                at, end = each.line + 1, each.column + len(each.text)
                lines[at] = f"{lines[at][: each.column]}{new}{lines[at][end:]}"
    changed = "\n".join(lines)
    after = look(changed, "")
    return text if isinstance(after, Problem) or after.body != found.body else changed


def with_value(text: str, name: str, value: object) -> str | None:
    """A file's text, with LF line ends, in which one key holds a value; without the key for None.

    Only the lines of that key are changed, a comment behind it stays, and what comes out has been
    read again. None when the front matter is not written so that this is safe.
    """
    before = look(text, "")
    if isinstance(before, Problem):
        return None
    for changed in _ways_to_put(text.split("\n"), before.header, name, value):
        after = look(changed, "")
        if (
            not isinstance(after, Problem)
            and after.body == before.body
            and _others(before.header, name) == _others(after.header, name)
            and [plain(held) for key, held in after.header.pairs if key.text == name]
            == ([] if value is None else [_as_read(value)])
        ):
            return changed
    return None


def with_tags(text: str, tags: Sequence[str]) -> str | None:
    """A file's text, with LF line ends, with these tags; None when that cannot be written safely.

    Those that stay or come to others leave them as they are written, where they stand in a list.
    """
    found = look(text, "")
    if isinstance(found, Problem):
        return None
    there = _listed(found.header, "tags")
    stay = [tag for tag in there if tag in tags]
    changed = text if stay == there else _with_fewer(text, found.header, stay)
    for tag in tags[len(stay) :] if stay and list(tags[: len(stay)]) == stay else ():
        changed = with_item(changed, "tags", tag) if changed is not None else None
    after = look(changed, "") if changed is not None else None
    if isinstance(after, Look) and tags and _listed(after.header, "tags") == list(tags):
        return changed
    return with_value(text, "tags", list(tags) or None)


def _with_fewer(text: str, header: Header, stay: Sequence[str]) -> str | None:
    """The text without some tags that stand on lines of their own; None where they do not."""
    lines = text.split("\n")
    for each in reversed(header.texts("tags") or ()):
        if each.one_line not in stay:
            if not _ITEM.match(lines[each.line + 1]):
                return None
            del lines[each.line + 1]
    return "\n".join(lines)


_ITEM = re.compile(r"\s*-\s+")


def _ways_to_put(lines: Sequence[str], header: Header, name: str, value: object) -> Iterator[str]:
    """The texts in which a key holds a value, the one that changes least first."""
    written = None if value is None else extra_lines(name, value)
    found = [index for index, (key, _) in enumerate(header.pairs) if key.text == name]
    spans = [key.line + 1 for key, _ in header.pairs] + [header.text.count("\n") + 1]
    if not found:
        at = _place_of(name, header, spans)
        yield "\n".join([*lines[:at], *([] if written is None else [written]), *lines[at:]])
    if len(found) != 1:
        return
    start, end = spans[found[0]], spans[found[0] + 1]
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    if written is not None and end == start + 1:
        held = _held_at(lines[start], header.pairs[found[0]][1])
        if held is not None:
            row = f"{lines[start][: held[0]]}{written[len(name) + 2 :]}{lines[start][held[1] :]}"
            yield "\n".join([*lines[:start], row, *lines[end:]])
    if written is None or not any(" #" in line for line in lines[start:end]):
        yield "\n".join([*lines[:start], *([] if written is None else [written]), *lines[end:]])


def _held_at(row: str, value: Value) -> tuple[int, int] | None:
    """Where a value stands on its line, its quotes or brackets included; None when unknown."""
    if value.kind == "list":
        last = value.value[-1] if value.value else value
        behind = (last.column or 0) + len(last.text) if isinstance(last, Value) else 0
        start, end = row.find("["), row.find("]", behind) + 1
        return (start, end) if 0 <= start < end else None
    if value.column is None:
        return None
    start, end = value.column, value.column + len(value.text)
    if row[start - 1 : start] in ("'", '"') and row[end : end + 1] == row[start - 1]:
        start, end = start - 1, end + 1
    return start, end


def _as_read(value: object) -> object:
    """A value as it is read back, where every scalar is a text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, list) else str(value)


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
    bullet = _ITEM.match(lines[at])
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
