"""Text <-> entry: the only place that knows YAML, which is imported when it is needed.

Reading takes the text of a key as it stands in the file, so that a title ``no``, ``12:30`` or
``0123`` is that text whoever wrote it, quoted or not. Writing goes through the YAML dumper.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from laering.domain.body import compose
from laering.domain.characters import number_of
from laering.domain.check import BLOCKING, Header, Look, Value, read_day
from laering.domain.entry import OUTCOMES, Draft, Entry, Problem

KEYS = ("title", "date", "source", "outcome", "tags", "author", "repeats", "private", "written")
MAX_BYTES = 1_000_000
_MAX_HEADER = 64_000
_MAX_DEPTH = 50

_CLOSING = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)
# The header just as `write` makes it when its texts need no escapes. It is read without YAML,
# at a tenth of the cost; anything else goes the long way. See docs/decisions.
_CANONICAL = re.compile(
    r"---\n"
    r"title: (?P<title>\w[^\n]*|'(?:[^'\n]|'')+')\n"
    r"date: (?P<date>\d{4}-\d\d-\d\d)\n"
    r"source: (?P<source>[a-z][a-z0-9-]*)\n"
    r"(?:outcome: (?P<outcome>bra|mindre-bra)\n)?"
    r"(?:tags: \[(?P<tags>[^\W\d_][\w-]*(?:, [^\W\d_][\w-]*)*)\]\n)?"
    r"(?:author: (?P<author>\w[^\n]*)\n)?"
    r"(?:repeats: \[(?P<repeats>\d[\w-]*(?:, \d[\w-]*)*)\]\n)?"
    r"(?:private: (?P<private>true)\n)?"
    r"(?:written: (?P<written>\d{4}-\d\d-\d\d)\n)?"
    r"---\n"
)
# The word as a key, however it stands there, with the value on its line; or alone on a line.
_SAYS_PRIVATE = re.compile(
    rb"(?<![\w-])private[ \t\"']*+[:=][ \t\"']*+([^\s\"',}]*)"
    rb"|(?<![^\r\n])[ \t\"'?+-]*+private[ \t\"']*+(?![^\r\n])",
    re.IGNORECASE,
)
PRIVATE_WITHIN = 64_000
"""How much of a file is looked at to tell whether it was meant to be private."""
NOT_PRIVATE = frozenset({"false", "no", "off", "0", "nei"})
_NULLS = frozenset({"null", "Null", "NULL"})


class BadYaml(ValueError):
    """Text that is no YAML mapping; its argument is the line, from 1."""


def says_private(data: bytes) -> bool:
    """Whether a file that cannot be read as an entry was meant to be told to nobody.

    Any ``private`` that is not plainly denied counts, whatever else its first bytes say.
    """
    # Without zeros and a byte-order mark, text in UTF-16 has its letters where other text has them.
    head = data[:PRIVATE_WITHIN].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    return any(
        (said[1] or b"").decode("latin-1").casefold() not in NOT_PRIVATE
        for said in _SAYS_PRIVATE.finditer(head)
    )


def write(draft: Draft, language: str) -> str:
    """The whole file for a draft, with the questions as headings in ``language``."""
    header: dict[str, object] = {
        "title": draft.title,
        "date": draft.date,
        "source": draft.source,
        "outcome": draft.outcome,
        "tags": list(draft.tags),
        "author": draft.author,
        "repeats": list(draft.repeats),
        "private": draft.private,
        "written": draft.written if draft.written != draft.date else None,
    }
    known = {key: value for key, value in header.items() if value not in (None, [], False)}
    lines = _dump(known) + "".join(f"{text}\n" for _, text in draft.extra)
    return f"---\n{lines}---\n\n{compose(draft.body, language)}"


def extra_lines(key: str, value: object) -> str:
    """The YAML lines for an unknown key with a plain value, without the last line end."""
    return _dump({key: value}).rstrip("\n")


def read(data: bytes, path: str) -> Entry | Problem:
    """The entry in a file's bytes, or the one problem that keeps it from being an entry.

    ``path`` is relative to the journal, with ``/``; its stem becomes the id.
    """
    if len(data) > MAX_BYTES:
        return Problem(path, 1, "too-large")
    try:
        text = str(data, "utf-8")
    except UnicodeDecodeError as error:
        return Problem(path, data.count(b"\n", 0, error.start) + 1, "not-utf8")
    return _canonical(text, data, path) or _thorough(text, path)


def parted(text: str) -> tuple[str, str]:
    """A file's text as its header, closing line included, and all that stands below it."""
    closing = _CLOSING.search(text, text.find("\n") + 1)
    end = closing.end() + 1 if closing else 0
    return text[:end], text[end:]


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
    before = [
        end
        for (key, _), end in zip(header.pairs, spans[1:], strict=True)
        if key.text in KEYS[: KEYS.index("repeats")]
    ]
    lines.insert(max(before, default=1), f"repeats: [{name}]")
    return "\n".join(lines)


def _repeated(header: Header) -> list[str]:
    return [item.one_line for item in header.texts("repeats") or ()]


def _others(header: Header) -> list[tuple[str, Any]]:
    return [(key.text, _plain(value)) for key, value in header.pairs if key.text != "repeats"]


def read_mapping(text: str) -> dict[str, Any]:
    """A YAML or JSON mapping with every scalar as text, None, a list or a mapping.

    Raises BadYaml with the line when the text is no such mapping.
    """
    tree = _tree(text)
    if isinstance(tree, _Fault):
        raise BadYaml(tree.line + 1)
    return {key.text: _plain(value) for key, value in tree}


def read_foreign(text: str) -> tuple[dict[str, Any], str]:
    """Header and body of Markdown with a front matter in another program's hand.

    Raises BadYaml when the header cannot be read.
    """
    import frontmatter
    from frontmatter.default_handlers import YAMLHandler

    class Handler(YAMLHandler):
        """The library finds the header; its values are read as text, as everywhere here."""

        def load(self, fm: str, **_: object) -> Any:
            return read_mapping(fm)

    header, body = frontmatter.parse(text, handler=Handler())
    return header, body


class Head(NamedTuple):
    """What a canonical header says that is counted, and where the text below it begins."""

    title: str
    date: date
    source: str
    private: bool
    end: int


def head(data: bytes) -> Head | None:
    """The header of a file as the program writes it; None when ``read`` must say what it is."""
    if len(data) > MAX_BYTES:
        return None
    try:
        known = _canonical_header(str(data, "utf-8"))
    except UnicodeDecodeError:
        return None
    if known is None:
        return None
    title, day, (source, _, _, _, _, private, _) = known
    return Head(title, day, source, private is not None, data.index(_END) + len(_END))


def _canonical(text: str, data: bytes, path: str) -> Entry | None:
    known = _canonical_header(text)
    if known is None:
        return None
    title, day, (source, outcome, tags, author, repeats, private, written) = known
    return Entry(
        path[path.rfind("/") + 1 : -3],
        path,
        title,
        day,
        source,
        outcome,
        tuple(tags.split(", ")) if tags else (),
        author,
        tuple(repeats.split(", ")) if repeats else (),
        private is not None,
        (),
        data[data.index(_END) + len(_END) :],
        _canonical_day(written) if written else None,
    )


def _canonical_header(text: str) -> tuple[str, date, tuple[Any, ...]] | None:
    """Title, day and the texts of the other keys, when YAML reads all of them as they stand."""
    match = _CANONICAL.match(text)
    # Where the text below has other line ends, they are all made alike first.
    if match is None or text[text.find("\n", match.end()) - 1] == "\r":
        return None
    title, written, *others = match.groups()
    source, _, tags, author, *_ = others
    known = _canonical_title(title, source, tags, author)
    day = _canonical_day(written)
    return None if known is None or day is None else (known, day, tuple(others))


_END = b"\n---\n"


def _canonical_title(title: str, source: str, tags: str | None, author: str | None) -> str | None:
    """The title, when YAML reads all of these as they stand; else None."""
    if title[0] == "'":
        title = title[1:-1].replace("''", "'")
        if not title.isprintable() or title != title.strip():
            return None
    elif not _is_plain(title):
        return None
    if author is not None and not _is_plain(author):
        return None
    if source in _NULLS or (tags is not None and "null" in tags.casefold()):
        return None
    return title


@cache
def _canonical_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _is_plain(text: str) -> bool:
    """Whether YAML reads this rest of a line, which begins with a letter or digit, as itself."""
    return (
        text.isprintable()
        and ": " not in text
        and " #" not in text
        and text[-1] not in ": "
        and text not in _NULLS
    )


def _thorough(text: str, path: str) -> Entry | Problem:
    found = look(text, path)
    return _entry(found.header, found.body) if isinstance(found, Look) else found


def look(text: str, path: str) -> Look | Problem:
    """Header and body of a file's text, or the problem that keeps them from being told apart."""
    text = text.removeprefix("\ufeff")
    head, body = parted(text)
    if "\r\n" in head or body.partition("\n")[0].endswith("\r"):
        text = text.replace("\r\n", "\n")
    opening, _, rest = text.partition("\n")
    if opening.rstrip(" \t\r") != "---":
        return Problem(path, 1, "no-front-matter")
    closing = _CLOSING.search(rest)
    if closing is None:
        return Problem(path, 1, "unclosed-front-matter")
    tree = _tree(rest[: closing.start()])
    if isinstance(tree, _Fault):
        return Problem(path, tree.line + 2, tree.code, tree.facts)
    header = Header(path, tree, rest[: closing.start()])
    return Look(header, rest[closing.end() + 1 :], rest.count("\n", 0, closing.end()) + 3)


@dataclass(frozen=True, slots=True)
class _Fault:
    line: int
    code: str
    facts: tuple[tuple[str, str], ...] = ()


_Pairs = list[tuple[Value, Value]]


def _entry(header: Header, body: str) -> Entry | Problem:
    for check in BLOCKING:
        for problem in check(header):
            return problem
    texts = {
        key: value.one_line
        for key in ("title", "date", "source", "outcome", "author")
        if (value := header.get(key)) is not None
    }
    lists = {
        key: tuple(item.one_line for item in header.texts(key) or ()) for key in ("tags", "repeats")
    }
    outcome = texts.get("outcome")
    written = header.get("written")
    return Entry(
        id=header.id,
        path=header.path,
        title=texts["title"],
        date=read_day(texts["date"]) or date.min,
        source=texts["source"],
        outcome=outcome if outcome in OUTCOMES else None,
        tags=lists["tags"],
        author=texts.get("author") or None,
        repeats=lists["repeats"],
        private=_is_private(header),
        extra=tuple(_extra(header)),
        packed=body.encode("utf-8", "surrogatepass"),
        written=read_day(written.one_line) if written is not None else None,
    )


def _is_private(header: Header) -> bool:
    """Anything but a plain no keeps an entry private: a slip must not tell it to others.

    So do other letters in the key, a key without a value, and one yes of several.
    """
    return any(
        value.text.strip().casefold() not in NOT_PRIVATE
        for name, value in header.pairs
        if name.text.strip().casefold() == "private"
    )


def _extra(header: Header) -> Iterator[tuple[str, str]]:
    """The unknown keys, each with the lines it stands on."""
    lines = header.text.split("\n")
    starts = [name.line for name, _ in header.pairs] + [len(lines)]
    for index, (name, _) in enumerate(header.pairs):
        if name.text not in KEYS:
            yield name.text, "\n".join(lines[starts[index] : starts[index + 1]]).rstrip()


def _plain(node: Value) -> Any:
    if node.kind == "list":
        return [_plain(item) for item in node.value or () if isinstance(item, Value)]
    if node.kind == "mapping":
        return {
            pair[0].text: _plain(pair[1]) for pair in node.value or () if isinstance(pair, tuple)
        }
    return node.value


def _tree(text: str) -> _Pairs | _Fault:
    """The keys and values of a YAML mapping, or why it is none.

    Built from the parser's events, without recursion and without following aliases, so that
    neither depth nor references can make it large.
    """
    if len(text) > _MAX_HEADER:
        return _Fault(0, "bad-yaml")
    import yaml

    # The C library does not count a byte-order mark, Python's own does.
    text = text.lstrip("\ufeff")
    nodes = _Nodes(yaml, text)
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            nodes.add(event)
    except _TooDeepError as error:
        return _Fault(error.args[0], "bad-yaml")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return _Fault(text.count("\n", 0, mark.index) if mark else 0, "bad-yaml")
    except yaml.reader.ReaderError as error:
        # The C library counts its place in bytes, Python's own in characters.
        character = chr(error.character)
        facts = (("value", number_of(character)),)
        return _Fault(text[: text.find(character)].count("\n"), "control-character", facts)
    except yaml.YAMLError:
        return _Fault(0, "bad-yaml")
    root = nodes.root
    if len(root) != 1 or root[0].kind != "mapping":
        return _Fault(0, "not-a-mapping")
    return [pair for pair in root[0].value or () if isinstance(pair, tuple)]


class _TooDeepError(Exception):
    """Collections in collections, more than any header needs; its argument is the line."""


class _Nodes:
    """The values that a YAML parser's events make, one event at a time.

    Lines are those of the text: YAML's own are also broken by a lone CR and at other characters.
    """

    def __init__(self, yaml: Any, text: str) -> None:
        self.root: list[Value] = []
        self._text = text
        self._ends = [-1, *(end.start() for end in re.finditer("\n", text))]
        self._open: list[list[Value]] = [self.root]
        self._starts: list[tuple[int, str]] = []
        self._takers = {
            yaml.ScalarEvent: self._scalar,
            yaml.AliasEvent: self._alias,
            yaml.SequenceStartEvent: self._list,
            yaml.MappingStartEvent: self._mapping,
            yaml.SequenceEndEvent: self._close,
            yaml.MappingEndEvent: self._close,
        }

    def add(self, event: Any) -> None:
        taker = self._takers.get(type(event))
        if taker is not None:
            taker(event)

    def _scalar(self, event: Any) -> None:
        null = event.implicit[0] and event.value in ("", "~", *_NULLS)
        value = None if null else event.value
        line = self._line(event)
        start, end = event.start_mark.index, event.end_mark.index
        column = None
        for quote in ("", "'", '"'):
            if self._text[start:end] == f"{quote}{value}{quote}":
                column = start + len(quote) - self._ends[line] - 1
        self._open[-1].append(Value(line, value, "scalar", column))

    def _alias(self, event: Any) -> None:
        self._open[-1].append(Value(self._line(event), f"*{event.anchor}", "alias"))

    def _line(self, event: Any) -> int:
        return bisect_left(self._ends, event.start_mark.index) - 1

    def _list(self, event: Any) -> None:
        self._start(event, "list")

    def _mapping(self, event: Any) -> None:
        self._start(event, "mapping")

    def _start(self, event: Any, kind: str) -> None:
        line = self._line(event)
        if len(self._open) > _MAX_DEPTH:
            raise _TooDeepError(line)
        self._starts.append((line, kind))
        self._open.append([])

    def _close(self, _event: Any) -> None:
        items = self._open.pop()
        line, kind = self._starts.pop()
        if kind == "mapping":
            pairs = list(zip(items[::2], items[1::2], strict=True))
            self._open[-1].append(Value(line, pairs, kind))
        else:
            self._open[-1].append(Value(line, items, kind))


@cache
def _dumper(*, emoji: bool) -> Any:
    """A YAML dumper with lists on one line, as the format shows them.

    The C library writes emoji as numbers; Python's own, which is slower, as they are.
    """
    import yaml

    base: Any = yaml.SafeDumper if emoji else getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    dumper: Any = type("Dumper", (base,), {})
    dumper.add_representer(list, _flow_list)
    return dumper


def _flow_list(dumper: Any, value: list[object]) -> Any:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=True)


def _dump(value: object) -> str:
    import yaml

    text: str = yaml.dump(
        value,
        Dumper=_dumper(emoji=max(repr(value)) > "\uffff"),
        allow_unicode=True,
        default_flow_style=False,
        sort_keys=False,
        width=2**31 - 1,
    )
    return text
