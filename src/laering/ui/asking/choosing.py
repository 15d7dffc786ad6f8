"""One of several that fit, chosen by whoever sits there."""

from collections.abc import Sequence

from laering.i18n import _
from laering.ui.desk.terminal import Terminal, safe

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
        from laering.ui.asking.choices import select

        return select(terminal, title, shown)
    from laering.ui.asking.prompt import typed_line

    terminal.note(title)
    for number, (label, detail) in enumerate(shown, 1):
        terminal.note(f"  {number}. {safe(label)} ({safe(detail)})")
    while True:
        typed = typed_line(_("Number: ")).strip()
        if typed.isdigit() and 0 < int(typed[:2]) <= len(shown):
            return int(typed) - 1
