"""YAML as keys and texts, and back: the only place that knows YAML."""

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import cache, partial
from operator import attrgetter
from typing import Any, NamedTuple

from laering.domain.characters import number_of
from laering.domain.check import Value

NULLS = frozenset({"null", "Null", "NULL"})
"""The words that YAML reads as nothing at all, where they stand without quotes."""

_MAX_HEADER = 64_000

_MAX_DEPTH = 50

# Characters that a number of a header may have and be told as one.
_MAX_NUMBER = 16


class BadYaml(ValueError):
    """Text that is no YAML mapping: its ``line``, from 1, and the ``code`` of why."""

    def __init__(self, line: int, code: str) -> None:
        super().__init__(line, code)
        self.line = line
        self.code = code


def extra_lines(key: str, value: object) -> str:
    """The YAML lines for an unknown key with a plain value, without the last line end."""
    return dump({key: value}).rstrip("\n")


def read_mapping(text: str) -> dict[str, Any]:
    """A YAML or JSON mapping with every scalar as text, None, a list or a mapping.

    Raises BadYaml with the line when the text is no such mapping.
    """
    tree = pairs_of(text)
    if isinstance(tree, Fault):
        raise BadYaml(tree.line + 1, tree.code)
    return {key.text: plain(value) for key, value in tree}


_TAGS = re.compile(r"^tags[ \t]*:.*\n?(?:(?:[ \t]*-|[ \t]+).*\n?)*", re.MULTILINE)

_HASHTAGS = re.compile(
    r"(?P<first>[\[,][ \t]*|[:-][ \t]+)#(?=[^\W\d_])|(?<![ \t\n\]])(?P<blanks>[ \t]+)#(?=[^\W\d_])"
)


def with_hashtags(text: str) -> str:
    """A header in which tags written with ``#``, which would be comments, stand as tags.

    Every character keeps its place. ``tags: #a #b`` is two tags, and so is ``tags: [#a, #b]``;
    what is in quotes, and a comment of words (``# such``), stays.
    """
    match = _TAGS.search(text) if "#" in text else None
    if match is None:
        return text
    return text[: match.start()] + _HASHTAGS.sub(_plain_tag, match[0]) + text[match.end() :]


def _plain_tag(found: re.Match[str]) -> str:
    first: str | None = found["first"]
    return f"{first} " if first else f",{found['blanks']}"


class Fault(NamedTuple):
    """Why a header cannot be read: its line, from 0, and the code and facts of a ``Problem``."""

    line: int
    code: str
    facts: tuple[tuple[str, str], ...] = ()


Pairs = list[tuple[Value, Value]]
"""Keys with their values, in the order in which they stand."""


def plain(node: Value, scalar: Callable[[Value], object] = attrgetter("value")) -> Any:
    """A value of a header as Python has it: texts, lists and mappings of them, None for nothing.

    ``scalar`` tells what a single value is, where that is not its text.
    """
    if node.kind == "list":
        return [plain(item, scalar) for item in node.value or () if isinstance(item, Value)]
    if node.kind == "mapping":
        return {
            pair[0].text: plain(pair[1], scalar)
            for pair in node.value or ()
            if isinstance(pair, tuple)
        }
    return scalar(node)


def values_of(extra: Collection[tuple[str, str]]) -> dict[str, Any]:
    """What unknown keys, given with their YAML lines, hold, as values that JSON has.

    Numbers, true and false are told as such where JSON writes them letter for letter as they
    stand in the file, without quotes; everything else is text, so that ``0123``, ``1.10`` and
    ``no`` come out as they were written.
    """
    found: dict[str, Any] = {key: None for key, _ in extra}
    for _, lines in extra:
        read = pairs_of(lines)
        scalar = partial(_as_json_has_it, lines.split("\n"))
        for key, value in () if isinstance(read, Fault) else read:
            if key.text in found:
                found[key.text] = plain(value, scalar)
    return found


def _as_json_has_it(lines: Sequence[str], scalar: Value) -> object:
    """What a scalar is to JSON; ``lines`` are those that it stands in."""
    if scalar.column is None or lines[scalar.line][: scalar.column].endswith(("'", '"')):
        return scalar.value
    return _as_in_json(scalar.text)


def pairs_of(text: str) -> Pairs | Fault:
    """The keys and values of a YAML mapping, or why it is none.

    Built from the parser's events, without recursion and without following aliases, so that
    neither depth nor references can make it large.
    """
    if len(text) > _MAX_HEADER:
        return Fault(0, "bad-yaml")
    import yaml

    # The C library does not count a byte-order mark, Python's own does.
    text = text.lstrip("\ufeff")
    try:
        try:
            root = _parsed(yaml, text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        except yaml.MarkedYAMLError as error:
            # The C library refuses a tab behind the blanks of a text in lines; YAML does not.
            if "tab character" not in f"{error.problem}":
                raise
            root = _parsed(yaml, text, yaml.SafeLoader)
    except _TooDeepError as error:
        return Fault(error.args[0], "bad-yaml")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = min(mark.index, len(text)) if mark else 0
        tab = mark is not None and _TABBED.match(text, text.rfind("\n", 0, at) + 1) is not None
        line = text.count("\n", 0, at)
        if tab:
            return Fault(line, "header-tab")
        return _unlike_a_blank(text, line) or Fault(line, "bad-yaml")
    except yaml.reader.ReaderError as error:
        # The C library counts its place in bytes, Python's own in characters.
        character = chr(error.character)
        facts = (("value", number_of(character)),)
        return Fault(text[: text.find(character)].count("\n"), "control-character", facts)
    except yaml.YAMLError:
        return Fault(0, "bad-yaml")
    if len(root) != 1 or root[0].kind != "mapping":
        return Fault(0, "not-a-mapping")
    return [pair for pair in root[0].value or () if isinstance(pair, tuple)]


# A tab among the blanks that a line begins with, where only blanks count.
_TABBED = re.compile(r" *\t")

# What looks like a blank, where YAML has its own: before a key, or behind a colon or a dash.
_UNLIKE_BLANK = re.compile(
    "^ *(?:- *)*(?:[\\w-]+:)? *([\u00a0\u1680\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff])",
    re.MULTILINE,
)


def _unlike_a_blank(text: str, line: int) -> Fault | None:
    """The first sign that is no blank and looks like one, down to the line where reading ended."""
    found = _UNLIKE_BLANK.search(text)
    at = text.count("\n", 0, found.start(1)) if found else line + 1
    if found is None or at > line:
        return None
    return Fault(at, "header-blank", (("value", number_of(found[1])),))


def _parsed(yaml: Any, text: str, loader: Any) -> list[Value]:
    """What a loader's events make of a text. Raises YAMLError or _TooDeepError."""
    nodes = _Nodes(yaml, text)
    for event in yaml.parse(text, Loader=loader):
        nodes.add(event)
    return nodes.root


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
        null = event.implicit[0] and event.value in ("", "~", *NULLS)
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


def _as_in_json(written: str) -> object:
    """The number, or true or false, that JSON writes in these letters; else the text."""
    import json

    try:
        value = json.loads(written) if len(written) < _MAX_NUMBER else written
    except ValueError:
        return written
    same = isinstance(value, bool | int | float) and json.dumps(value) == written
    return value if same else written


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


_WORDS = re.compile(r"[A-Za-zÆØÅæøå][0-9A-Za-zÆØÅæøå]*(?:[ -][0-9A-Za-zÆØÅæøå]+)*")

# Words that YAML takes for something else.
_SPECIAL = NULLS | {"y", "n", "yes", "no", "on", "off", "true", "false"}


def dump(value: Mapping[str, object]) -> str:
    """A mapping as YAML: one key a line in its order, a list on one line, no escapes.

    What is words and dates alone is written at once: PyYAML takes a seventh of the time of a call
    to be imported, and writes the same.
    """
    lines = [(key, _quickly(each)) for key, each in value.items()]
    if lines and all(line is not None and _quickly(key) for key, line in lines):
        return "".join(f"{key}: {line}\n" for key, line in lines)
    return dump_thoroughly(value)


def _quickly(value: object) -> str | None:
    """A value on one line, where it is plain; None of any other."""
    if isinstance(value, str):
        plainly = _WORDS.fullmatch(value) and value.casefold() not in _SPECIAL
        return value if plainly else None
    if isinstance(value, bool):
        return str(value).lower()
    if type(value) is date:
        return value.isoformat()
    if isinstance(value, list):
        each = [_quickly(item) if isinstance(item, str) else None for item in value]
        return f"[{', '.join(filter(None, each))}]" if all(each) else None
    return None


def dump_thoroughly(value: object) -> str:
    """The same of any value, by PyYAML."""
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
