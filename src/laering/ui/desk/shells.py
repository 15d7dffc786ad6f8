"""The shells: what each asks when Tab is pressed, how it is answered, and how that is set up.

A script, in ``templates``, runs the program with ``_LAERING_COMPLETE`` set to the shell's name and
what stands on the line. The first line of the answer says what it is: ``words``, ``menu`` (words
that share a beginning other than what was typed), ``files`` or ``folders`` (the shell's own). Then
come the words, a line each, fit to stand in that shell's line as they are, or fit for what that
shell makes of them. None of it is ever evaluated.
"""

import os
import re
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from laering.domain.errors import CannotWrite, UnknownShell

Paths = Literal["", "files", "folders"]


class Offer(NamedTuple):
    """A word that Tab can put on the line, and what it means."""

    value: str
    help: str = ""


class Offered(NamedTuple):
    """What Tab offers for a word: these, or the shell's own files or folders."""

    offers: Sequence[Offer] = ()
    paths: Paths = ""


_SEPARATOR = "\x1f"

_TEMPLATES = Path(__file__).parent / "templates"

# Letters of help beside a word, where the shell would break longer lines.
_SHOWN = 60


class Line(NamedTuple):
    """What stands on the line up to the cursor: whole words, and the one that is being typed.

    For bash also what of it bash takes for the word, what stands before that with its quotation
    marks, and how bash was asked.
    """

    words: Sequence[str]
    typed: str
    part: str = ""
    before: str = ""
    way: str = ""


def _bash_line(arguments: Sequence[str], environment: Mapping[str, str]) -> Line:
    """The line up to the cursor, what bash takes for the word, and the kind of completion."""
    line, part, way = arguments
    words = split(line)
    raw, typed = words.pop()
    # At «=» and «:» bash begins a new word, which these alone are told as.
    part = part if raw.endswith(part) and part not in ("=", ":", "@") else ""
    return Line([word for _raw, word in words[1:]], typed, part, raw[: len(raw) - len(part)], way)


def _words_line(arguments: Sequence[str], environment: Mapping[str, str]) -> Line:
    return Line(arguments[:-1], arguments[-1])


def _fish_line(arguments: Sequence[str], environment: Mapping[str, str]) -> Line:
    """The words; the one at the cursor comes with its quotation marks."""
    return Line(arguments[:-1], split(arguments[-1])[-1][1])


def _powershell_line(arguments: Sequence[str], environment: Mapping[str, str]) -> Line:
    words = environment.get("_LAERING_WORDS", "").split(_SEPARATOR)
    return Line(words[:-1], words[-1])


def split(line: str) -> list[tuple[str, str]]:
    """The words on a line, each as it is typed and as what it means; the last may be begun only."""
    words: list[tuple[str, str]] = []
    raw, word, quote, escaped = "", "", "", False
    for char in line:
        if not quote and not escaped and char in " \t\n":
            if raw:
                words.append((raw, word))
            raw = word = ""
            continue
        raw += char
        if escaped:
            # Between double quotation marks a backslash stands for itself before most characters.
            word += char if not quote or char in '"\\$`' else f"\\{char}"
            escaped = False
        elif char == "\\" and quote != "'":
            escaped = True
        elif char == quote:
            quote = ""
        elif not quote and char in "'\"":
            quote = char
        else:
            word += char
    return [*words, (raw, word)]


def _bash_rows(offers: Sequence[Offer], line: Line) -> Iterable[str]:
    """Words for bash, quoted as what is open asks for, without what stands before its word.

    What bash only lists has its help beside it. Bash puts what all words begin with in the place
    of what was typed; where that would lose what was typed, one more keeps it from doing so.
    """
    quote, before = _open_quote(line.before + line.part), line.before
    if quote:
        place = before.find(quote)
        before = before[:place] + before[place + 1 :]
    found = [(_bash_word(each.value, quote), each.help) for each in offers]
    rows = [(word[len(before) :], text) for word, text in found if word.startswith(before)]
    if len(rows) > 1:
        if line.way in _INSERTING and _loses([row for row, _text in rows], line.part):
            rows.append(("…", ""))
        if line.way in _LISTING:
            return [f"{row}  {_cut(text)}" if text else row for row, text in rows]
    return [row for row, _text in rows]


# COMP_TYPE: a plain Tab, and one that lists when there are several; and what only lists.
_INSERTING = ("9", "33")

_LISTING = ("63", "33", "64")


def _loses(words: Sequence[str], typed: str) -> bool:
    """Whether what all words begin with is something else than what was typed."""
    first, last = min(words), max(words)
    same = next(
        (n for n, pair in enumerate(zip(first, last, strict=False)) if len(set(pair)) > 1),
        len(first),
    )
    return same > 0 and not first[:same].casefold().startswith(typed.casefold())


def _open_quote(raw: str) -> str:
    """The quotation mark that is still open in a word."""
    quote, escaped = "", False
    for char in raw:
        if escaped:
            escaped = False
        elif char == "\\" and quote != "'":
            escaped = True
        elif char == quote:
            quote = ""
        elif not quote and char in "'\"":
            quote = char
    return quote


def _bash_word(word: str, quote: str) -> str:
    """A word such that bash reads it as it is, between quotation marks or in the open."""
    if quote == "'":
        return word.replace("'", "'\\''")
    if quote:
        # An exclamation mark would bring back an earlier line, even between quotation marks.
        return re.sub(r'(["\\$`])', r"\\\1", word).replace("!", '"\\!"')
    return re.sub(r"([^\w@%+=:,./-])", r"\\\1", word)


def _zsh_rows(offers: Sequence[Offer], line: Line) -> Iterable[str]:
    """Words with their help; zsh quotes them."""
    return [f"{each.value}\t{_cut(each.help)}" if each.help else each.value for each in offers]


def _fish_rows(offers: Sequence[Offer], line: Line) -> Iterable[str]:
    """Words with their help; fish quotes them, and shows only those that hold what was typed.

    So what was typed as «søk» stands so in a name that says «sok», which means the same.
    """
    from laering.files.journal.names import slug_of

    low, folded = line.typed.casefold(), slug_of(line.typed, length=None)
    rows = []
    for value, text in offers:
        place = value.find(folded) if folded and low not in value.casefold() else -1
        word = value
        if place >= 0 and not line.typed.startswith("-"):
            word = value[:place] + line.typed + value[place + len(folded) :]
        rows.append(Offer(word, text))
    return _zsh_rows(rows, line)


def _powershell_rows(offers: Sequence[Offer], line: Line) -> Iterable[str]:
    """Words, what is shown for them, and their help, which must not be empty."""
    for value, text in offers:
        plain = re.fullmatch(r"[\w./:=+-]+", value) is not None
        # PowerShell takes curly quotation marks for straight ones.
        word = value if plain else "'" + re.sub("(['‘’‚‛])", r"\1\1", value) + "'"
        yield f"{word}\t{value}\t{_cut(text) or value}"


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"


class _Shell(NamedTuple):
    """How one shell asks, how it is answered, and the script that makes it ask."""

    line: Callable[[Sequence[str], Mapping[str, str]], Line]
    rows: Callable[[Sequence[Offer], Line], Iterable[str]]
    script: str


SHELLS = {
    "bash": _Shell(_bash_line, _bash_rows, "tab.bash"),
    "zsh": _Shell(_words_line, _zsh_rows, "tab.zsh"),
    "fish": _Shell(_fish_line, _fish_rows, "tab.fish"),
    "powershell": _Shell(_powershell_line, _powershell_rows, "tab.ps1"),
    "pwsh": _Shell(_powershell_line, _powershell_rows, "tab.ps1"),
}


def read(shell: str, arguments: Sequence[str], environment: Mapping[str, str]) -> Line:
    """What stands on the line of a shell. Raises KeyError for one that is not known."""
    return SHELLS[shell].line(arguments, environment)


def answer(shell: str, offered: Offered, line: Line) -> str:
    """What the shell's script is told."""
    rows = list(SHELLS[shell].rows(offered.offers, line))
    values = [each.value for each in offered.offers]
    menu = len(rows) > 1 and _loses(values, line.typed)
    return "\n".join([offered.paths or ("menu" if menu else "words"), *rows, ""])


def script(shell: str) -> str:
    """The script that makes a shell ask."""
    return (_TEMPLATES / SHELLS[shell].script).read_text(encoding="utf-8")


def current() -> tuple[str, str]:
    """The shell the program was called from, and where that is. Raises UnknownShell."""
    import shellingham  # type: ignore[import-untyped]

    try:
        name, program = shellingham.detect_shell()
    except shellingham.ShellDetectionFailure:
        name, program = "", ""
    if name not in SHELLS:
        raise UnknownShell(shells=", ".join(SHELLS))
    return name, program


def install(shell: str, program: str, environment: Mapping[str, str]) -> Path:
    """Set completion up for a shell, once however often; gives the file that the script is in.

    Raises CannotWrite.
    """
    home = Path.home()
    settings = Path(environment.get("XDG_CONFIG_HOME") or home / ".config")
    start: Path | None = None
    if shell == "fish":
        # Fish looks here by itself.
        path = settings / "fish" / "completions" / "laering.fish"
    elif shell in ("powershell", "pwsh"):
        start = _powershell_profile(program, environment)
        path = start.parent / "laering-tab.ps1"
    else:
        start = home / ".bashrc"
        if shell == "zsh":
            start = Path(environment.get("ZDOTDIR") or home) / ".zshrc"
        path = settings / "laering" / SHELLS[shell].script
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(script(shell), encoding="utf-8", newline="\n")
        if start is not None:
            _begin_with(start, _call_of(path, shell))
    except OSError as error:
        raise CannotWrite(path=start or path, reason=error) from None
    return path


def _call_of(path: Path, shell: str) -> bytes:
    """The line that runs a script when a shell starts."""
    if shell in ("powershell", "pwsh"):
        return b". (Join-Path $PSScriptRoot 'laering-tab.ps1')"
    quoted = b"'" + os.fsencode(path).replace(b"'", b"'\\''") + b"'"
    return b"[ ! -r " + quoted + b" ] || . " + quoted


def _begin_with(start: Path, line: bytes) -> None:
    """Add a line to what a shell runs when it starts, unless it stands there."""
    before = start.read_bytes() if start.exists() else b""
    if before.startswith(b"\xff\xfe"):
        # As PowerShell's own «>» writes it.
        line = line.decode("ascii").encode("utf-16-le")
        end = "\r\n".encode("utf-16-le")
    else:
        end = b"\n"
    if line not in before:
        # What stood there keeps its bytes, and its last line may lack its end.
        start.parent.mkdir(parents=True, exist_ok=True)
        with start.open("ab") as file:
            file.write((b"" if not before or before.endswith(end) else end) + line + end)


def _powershell_profile(program: str, environment: Mapping[str, str]) -> Path:
    """What PowerShell runs when it starts. Raises UnknownShell where it does not tell."""
    asking = "[Console]::OutputEncoding = [System.Text.Encoding]::UTF8; $PROFILE"
    try:
        done = subprocess.run(
            [program, "-NoProfile", "-NonInteractive", "-Command", asking],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            env=environment,
            check=True,
            timeout=60,
        )
        path = Path(done.stdout.decode("utf-8-sig").strip())
    except (OSError, ValueError, subprocess.SubprocessError):
        path = Path()
    if not path.is_absolute():
        raise UnknownShell(shells=", ".join(SHELLS))
    return path
