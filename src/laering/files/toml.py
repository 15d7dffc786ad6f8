"""TOML tables with the line each fault stands on."""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass
from errno import EFBIG, EISDIR
from pathlib import Path
from stat import S_ISCHR, S_ISREG
from typing import Any

from laering.domain.errors import BadConfig
from laering.domain.marks import N_, Reason

_MAX_BYTES = 64_000
# A key in many parts costs the reader the square of their number, in time and in memory.
_MAX_PARTS = 200
_DOT = re.compile(r"\.[ \t]*+[^.\s]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
# In a text in double quotation marks: neither a comment nor a literal text comes before it.
_ESCAPED = re.compile(r"""(?:[^#'"]|'[^']*'|"[^"\\]*")*"[^"]*\\""")
NOT_TOML = Reason(N_("is not valid TOML from here on."))
MENDED = Reason(N_("is not valid TOML. Write: {detail}"))
NOT_UTF8 = Reason(N_("is not UTF-8 text."))
BACKSLASH = Reason(
    N_(
        "a backslash in double quotation marks begins a special character. Write the path in "
        "single quotation marks, '…', or with / between the folders."
    )
)
UNREADABLE = Reason(N_("cannot be read: {detail}."))
TEXT_WANTED = Reason(N_('«{key}» must be a text in quotation marks, like {key} = "…".'))
DAYS_WANTED = Reason(N_("«{key}» must be a whole number of days, like {key} = 90."))


@dataclass(frozen=True, slots=True)
class Table:
    """Values of a TOML file, and where they stand: ``number`` of the ``[[header]]``, if any."""

    path: Path
    values: dict[str, Any]
    header: str = ""
    number: int = 0

    def text(self, key: str) -> str | None:
        """The text of a key on one line, None when it is not set. Raises BadConfig."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, str):
            raise self.fault(key, TEXT_WANTED)
        return " ".join(value.split()) or None

    def texts(self, key: str, wanted: Reason) -> tuple[str, ...]:
        """The texts in the list of a key, each on one line; none when it is not set.

        Raises BadConfig with the reason ``wanted`` for anything but a list of texts.
        """
        values = self.values.get(key, [])
        if not isinstance(values, list):
            raise self.fault(key, wanted)
        found = tuple(" ".join(each.split()) for each in values if isinstance(each, str))
        if len(found) != len(values) or not all(found):
            raise self.fault(key, wanted)
        return found

    def path_text(self, key: str) -> str | None:
        r"""The text of a key that names a file or a program. Raises BadConfig.

        No path holds a tab or a line end: ``"C:\temp\ny"`` was written.
        """
        value = self.values.get(key)
        if isinstance(value, str) and _CONTROL.search(value):
            raise self.fault(key, BACKSLASH)
        return self.text(key)

    def days(self, key: str, default: int) -> int:
        """A number of days. Raises BadConfig."""
        value = self.values.get(key, default)
        # In Python true is a number, too.
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self.fault(key, DAYS_WANTED)
        return value

    def fault(self, key: str, reason: Reason, detail: str = "") -> BadConfig:
        """The error for a key, with the line it stands on."""
        return BadConfig(path=self.path, line=self.line(key), reason=reason, key=key, detail=detail)

    def line(self, key: str) -> int:
        """The line that sets a key, or that of the table's header; 1 when neither is found."""
        try:
            lines = decoded(self.path.read_bytes(), "replace").splitlines()
        except OSError:
            return 1
        wanted = re.compile(rf"\s*(?:\[\[?\s*)?[\"']?{re.escape(key)}[\"']?\s*[=.\]]")
        headers = 0
        last_header = 1
        for number, line in enumerate(lines, 1):
            if self.number and re.match(rf"\s*\[\[\s*{self.header}\s*\]\]", line):
                headers += 1
                last_header = number if headers == self.number else last_header
            if headers == self.number and wanted.match(line):
                return number
        return last_header


def load(path: Path) -> dict[str, Any]:
    """The values in a TOML file; none when the file does not exist."""
    try:
        status = path.stat()
        if S_ISCHR(status.st_mode):  # /dev/null: no settings at all
            return {}
        if not S_ISREG(status.st_mode):
            raise _fault(path, 1, UNREADABLE, OSError(EISDIR, ""))
        if status.st_size > _MAX_BYTES:
            raise _fault(path, 1, UNREADABLE, OSError(EFBIG, ""))
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise _fault(path, 1, UNREADABLE, error) from None
    try:
        text = decoded(data, "strict")
    except UnicodeDecodeError as error:
        raise _fault(path, data.count(b"\n", 0, error.start) + 1, NOT_UTF8) from None
    return _parsed(text, path) if text.strip() else {}


def decoded(data: bytes, errors: str) -> str:
    """Text in UTF-8, or as Windows' own programs write it: with a mark before it, or in UTF-16."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return data.decode("utf-16", errors)
    return data.decode("utf-8-sig", errors)


class BadToml(ValueError):
    """Text that is no TOML; its ``line`` is counted from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def values_of(text: str) -> dict[str, Any]:
    """The values in a TOML document. Raises BadToml."""
    for number, written in enumerate(text.split("\n"), 1):
        if len(_DOT.findall(written)) > _MAX_PARTS:
            raise BadToml(number)
    import tomllib

    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        where = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)", str(error))
        raise BadToml(int(where[1]) if where and where[1] else text.count("\n") + 1) from None


def _parsed(text: str, path: Path) -> dict[str, Any]:
    try:
        return values_of(text)
    except BadToml as error:
        lines = text.split("\n")
        written = lines[error.line - 1].rstrip("\r") if error.line <= len(lines) else ""
        if _ESCAPED.match(written):
            raise _fault(path, error.line, BACKSLASH) from None
        meant = _as_it_should_be(written)
        raise _fault(path, error.line, MENDED if meant else NOT_TOML, meant) from None


# A line of one setting, as many write it: without quotation marks, with others, or with a colon.
_SETTING = re.compile(r"\s*(?P<key>[A-Za-z0-9_-]+)\s*[=:]\s*(?P<value>.*?)\s*(?P<note>#.*)?")
_MARKS = "\"'«»“”„‘’"
_CHOICES = {
    **dict.fromkeys(("true", "ja", "yes"), "true"),
    **dict.fromkeys(("false", "nei", "no"), "false"),
}


def _as_it_should_be(line: str) -> str:
    """A line that sets one thing, as TOML has it; empty where it is not known what was meant."""
    found = _SETTING.fullmatch(line)
    value = found["value"].strip(_MARKS).strip() if found else ""
    if not found or not any(map(str.isalnum, value)) or value[0] in "[{" or _is_toml(line):
        return ""
    mark = "'" if '"' in value or "\\" in value else '"'
    said = _CHOICES.get(value.casefold(), f"{mark}{value}{mark}")
    meant = f"{found['key']} = {said}"
    note = f"  {found['note']}" if found["note"] else ""
    return f"{meant}{note}" if _is_toml(meant) and value.count('"') != 1 else ""


def _is_toml(line: str) -> bool:
    import tomllib

    try:
        tomllib.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _fault(path: Path, line: int, reason: Reason, detail: str | OSError = "") -> BadConfig:
    return BadConfig(path=path, line=line, reason=reason, key="", detail=detail)
