"""A plain prompt, as a shell has it: a line, yes or no, or one of several."""

import sys
from collections.abc import Sequence

from laering.domain.errors import Interrupted
from laering.i18n import _
from laering.ui.desk.terminal import Terminal, safe


def ask_yes(question: str, *, likely: bool = True) -> bool:
    """A yes or no; Enter is yes when that is ``likely``, else no. Raises Interrupted."""
    yes, no = _("y"), _("n")
    keys = f"{yes.upper()}/{no}" if likely else f"{yes}/{no.upper()}"
    key = typed_line(f"{safe(question)} [{keys}] ").strip()[:1].casefold()
    return key in (yes, "y", "j") or (likely and not key)


def ask_draft(question: str, *, likely: bool) -> str:
    """What to do with a draft: ``yes`` goes on with it, ``no`` leaves it, ``delete`` removes it.

    Enter is yes when that is ``likely``, else no. Raises Interrupted.
    """
    yes, no, delete = _("y"), _("n"), _("d")
    enter = "yes" if likely else "no"
    keys = _("[{yes}/{no}, {delete} deletes it]").format(
        yes=yes.upper() if likely else yes, no=no if likely else no.upper(), delete=delete
    )
    while True:
        line = typed_line(f"{safe(question)} {keys} ")
        key = line.strip()[:1].casefold()
        if not key:
            return enter
        if key in (yes, "y", "j"):
            return "yes"
        if key in (no, "n"):
            return "no"
        if key == delete:
            return "delete"


def typed_line(prompt: str) -> str:
    """A line typed after a prompt on stderr. Raises Interrupted."""
    try:
        sys.stderr.write(prompt)
        sys.stderr.flush()
        line = sys.stdin.readline()
    except KeyboardInterrupt:
        line = ""
    if not line:
        sys.stderr.write("\n")
        raise Interrupted()
    return line


_MOST = 9
"""As many as there are keys for."""


def choose(terminal: Terminal, title: str, rows: Sequence[tuple[str, str]]) -> int:
    """Which of the rows, each with what tells it apart: its index. The first nine are shown.

    With arrows or a number, or by a number alone where the terminal is plain. Raises Interrupted.
    """
    shown = rows[:_MOST]
    if len(rows) > len(shown):
        more = _("(The first of {count}; write a little more to see others.)")
        title = f"{title} {more.format(count=len(rows))}"
    if not terminal.simple_prompts:
        from laering.ui.asking.widgets.choices import select

        return select(terminal, title, shown)
    terminal.note(title)
    for number, (label, detail) in enumerate(shown, 1):
        terminal.note(f"  {number}. {safe(label)} ({safe(detail)})")
    while True:
        typed = typed_line(_("Number: ")).strip()
        if typed.isdigit() and 0 < int(typed[:2]) <= len(shown):
            return int(typed) - 1
