"""The clipboard: through the programs that the machine has, through tmux, or the terminal itself.

Nothing in a journal has a say: the programs are those that the person's PATH names in full, and
the text goes to them on their standard input.
"""

import os
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import suppress

from laering.domain.errors import NoClipboard, TooLongToCopy
from laering.files.personal import program, with_full_path

MOST = 74_994

"""Bytes that the terminal is asked to copy: as many as those with a limit of 100,000 take."""

_PATIENCE = 10

# What these begin to show instead of copying.
_CANNOT = frozenset({"", "dumb", "linux"})

_PROGRAMS = (
    ("WAYLAND_DISPLAY", "wl-clipboard", ("wl-copy", "wl-paste")),
    ("DISPLAY", "xclip", ("xclip",)),
    ("DISPLAY", "xsel", ("xsel",)),
)


def copy(text: str, environment: Mapping[str, str]) -> bool:
    """Put text on the clipboard of the person who sits there; tells whether it surely is there.

    Over ssh the clipboard is at the other end, and only the terminal reaches it; a terminal does
    not answer. Raises NoClipboard or TooLongToCopy.
    """
    far = environment.get("SSH_TTY") or environment.get("SSH_CONNECTION")
    if not far and _by_program(text, environment):
        return True
    if not _by_tmux(text, environment):
        _by_terminal(text, environment)
    return False


def _by_program(text: str, environment: Mapping[str, str]) -> bool:
    """Copy with pyperclip, in a process of its own.

    There a program that goes on in the background holds none of our streams, and nothing is
    looked for in the current folder.
    """
    if not sys.executable:
        return False
    ours = with_full_path(environment)
    if sys.platform == "darwin":
        ours["LC_ALL"] = "en_US.UTF-8"  # else its programs take the text for another encoding
    return any(
        _runs([sys.executable, "-P", "-X", "utf8", "-m", __name__, means], text, ours)
        for means in _means(environment)
    )


def _means(environment: Mapping[str, str]) -> Iterator[str]:
    """What pyperclip calls the ways there are here to a clipboard, the best first."""
    if os.name == "nt":
        yield "windows"
    elif sys.platform == "darwin":
        yield "pbcopy"
    else:
        for display, means, needed in _PROGRAMS:
            if environment.get(display) and all(program(name, environment) for name in needed):
                yield means


def _by_tmux(text: str, environment: Mapping[str, str]) -> bool:
    """Have tmux copy: as it comes, it passes on what it is asked and nothing that is printed."""
    tmux = program("tmux", environment) if environment.get("TMUX") else None
    return tmux is not None and _runs([tmux, "load-buffer", "-w", "-"], text, environment)


def _runs(command: list[str], text: str, environment: Mapping[str, str]) -> bool:
    """Whether a program took the text on its standard input and ended well."""
    try:
        done = subprocess.run(
            command,
            input=text.encode("utf-8", "replace"),
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            start_new_session=True,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _by_terminal(text: str, environment: Mapping[str, str]) -> None:
    """Ask the terminal to copy (OSC 52), through tmux where it is set to let that pass."""
    data = text.encode("utf-8", "replace")
    if environment.get("TERM", "") in _CANNOT:
        raise NoClipboard()
    try:
        descriptor = os.open("/dev/tty", os.O_WRONLY | os.O_NOCTTY | os.O_CLOEXEC)
    except (OSError, AttributeError):  # nobody sits there, or a system without such terminals
        raise NoClipboard() from None
    try:
        if len(data) > MOST:
            raise TooLongToCopy(most=MOST)
        sequence = b"\x1b]52;c;" + b64encode(data) + b"\x07"
        if environment.get("TMUX"):
            sequence = b"\x1bPtmux;" + sequence.replace(b"\x1b", b"\x1b\x1b") + b"\x1b\\"
        while sequence:
            sequence = sequence[os.write(descriptor, sequence) :]
    except OSError:
        raise NoClipboard() from None
    finally:
        with suppress(OSError):
            os.close(descriptor)


def _main(means: str) -> int:
    """Copy what stands on standard input, and look whether it is there.

    pyperclip does not tell when the program it runs fails.
    """
    import pyperclip  # type: ignore[import-untyped]

    text = sys.stdin.buffer.read().decode("utf-8", "replace")
    pyperclip.set_clipboard(means)
    pyperclip.copy(text)
    return int(pyperclip.paste().split() != text.split())


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1]))
