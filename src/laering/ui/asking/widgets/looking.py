"""The overview in a real terminal: all that was answered, and one key for what comes next."""

import textwrap
from typing import TYPE_CHECKING

from laering.i18n import _
from laering.ui.asking.asker import Again, Choice, Looked, Overview
from laering.ui.asking.phrases import over_the_overview, perhaps_told
from laering.ui.asking.widgets.choices import Fragments, add_back_keys, in_rows, key_told, run
from laering.ui.desk.dropped import is_dropped
from laering.ui.desk.terminal import Terminal, safe
from laering.ui.showing.fitting import cells, cut

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

# Columns of the numbers, and of a row's name, before what it says.
_NUMBER, _LABEL = 4, 12

# The key that marks an event as the same again, before its number.
_AGAIN = "g"


def look_over(terminal: Terminal, shown: Overview) -> Looked:
    """Show all that was answered until a key tells what to do; a number gives a row's index.

    A path that is dropped into the window is given as it came, where pictures can be added.

    Raises Interrupted.
    """
    typed = [""]

    def fragments() -> Fragments:
        width = max(20, terminal.width)
        parts: Fragments = [("", "\n"), ("bold", f"{over_the_overview(shown)}\n")]
        for number, row in enumerate(shown.rows, 1):
            parts += _row(number, safe(row.label), row.lines, width)
        notes = (*shown.notes, safe(perhaps_told(shown))) if shown.perhaps else shown.notes
        for note in notes:
            parts += [("class:quiet", f"{line}\n") for line in textwrap.wrap(note, width - 1)]
        parts += _keys_told(shown, width)
        return [*parts, ("class:here", f" {typed[0]}")] if typed[0] else parts

    keys = _keys(typed, shown)
    if shown.pictures:
        _add_picture_keys(keys)
    add_back_keys(keys, Choice.BACK)
    chosen: Looked = run(terminal, fragments, keys)
    return chosen


def _row(number: int, label: str, lines: tuple[str, ...], width: int) -> Fragments:
    """One row: its number, its name, and each line of it as far as it fits."""
    parts: Fragments = [("class:here", f"{number:>2}  ")]
    start = _NUMBER
    if cells(label) < _LABEL:
        parts.append(("class:quiet", label + " " * (_LABEL - cells(label))))
        start += _LABEL
    else:
        shown = cut(label, width - _NUMBER - 1)
        parts.append(("class:quiet", f"{shown}\n{' ' * _NUMBER}"))
    for index, line in enumerate(lines):
        indent = " " * start if index else ""
        shown = cut(safe(line), width - start - 1).replace(" ·…", "…")
        parts.append(("", f"{indent}{shown}\n"))
    return parts


def _keys_told(shown: Overview, width: int) -> Fragments:
    """The keys, each with what it does, on as few lines as they fit."""
    enter = _("takes it in") if shown.arrived else _("saves")
    keys = [
        ("Enter", enter if shown.question is None else _("goes on")),
        (f"1–{len(shown.rows)}", _("changes")),
        *_again_told(shown),
        *([("b", _("a picture"))] if shown.pictures else []),
        ("p", shown.privacy),
    ]
    if shown.arrived:
        keys += [("h", _("later")), ("s", _("throw away"))]
    else:
        keys.append(("u", _("leave as a draft")))
    return [("", "\n"), *in_rows([key_told(key) for key in keys], width)]


def _letters(shown: Overview) -> dict[str, Choice]:
    """The letters that are keys, and what each does."""
    if shown.arrived:
        return {"p": Choice.PRIVATE, "h": Choice.LATER, "s": Choice.THROW_AWAY}
    return {"p": Choice.PRIVATE, "u": Choice.LEAVE}


def _add_picture_keys(keys: "KeyBindings") -> None:
    """The key that adds a picture, and the drop that does."""
    for form in ("b", "B"):

        @keys.add(form)
        def _picture(event: "KeyPressEvent") -> None:
            event.app.exit(result=Choice.PICTURE)

    @keys.add("<bracketed-paste>")
    def _dropped(event: "KeyPressEvent") -> None:
        if is_dropped(event.data):
            event.app.exit(result=event.data)


def _again_told(shown: Overview) -> list[tuple[str, str]]:
    """The key for the events that may be the same, and what it does."""
    if shown.again:
        return [("g", _("not a repeat"))]
    if not shown.perhaps:
        return []
    most = len(shown.perhaps)
    return [(f"g 1–{most}" if most > 1 else "g", _("the same again"))]


def _keys(typed: list[str], shown: Overview) -> "KeyBindings":
    """The keys of the overview; ``typed`` holds a key that waits for the figure behind it."""
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()

    # An Enter from before the terminal was made ready comes as a line end.
    @keys.add("enter")
    @keys.add("c-j")
    def _enter(event: "KeyPressEvent") -> None:
        if typed[0] == _AGAIN:
            typed[0] = ""
        else:
            event.app.exit(result=int(typed[0]) - 1 if typed[0] else Choice.GO_ON)

    for key, choice in _letters(shown).items():
        for form in (key, key.upper()):

            @keys.add(form)
            def _choose(event: "KeyPressEvent", choice: Choice = choice) -> None:
                event.app.exit(result=choice)

    _add_numbers(keys, typed, len(shown.rows), len(shown.perhaps))
    if shown.again or shown.perhaps:
        _add_again(keys, typed, shown)
    return keys


def _add_again(keys: "KeyBindings", typed: list[str], shown: Overview) -> None:
    """Add the key that marks one of the events that may be the same, or takes the mark away."""
    for form in (_AGAIN, _AGAIN.upper()):

        @keys.add(form)
        def _again(event: "KeyPressEvent") -> None:
            if shown.again:
                event.app.exit(result=Choice.NOT_AGAIN)
            elif len(shown.perhaps) == 1:
                event.app.exit(result=Again(0))
            else:
                typed[0] = _AGAIN


def _add_numbers(keys: "KeyBindings", typed: list[str], rows: int, perhaps: int) -> None:
    """Add the figures: a row's number, or an event's behind the key that marks it."""
    for figure in "0123456789":

        @keys.add(figure)
        def _figure(event: "KeyPressEvent", figure: str = figure) -> None:
            if typed[0] == _AGAIN:
                if 1 <= int(figure) <= perhaps:
                    event.app.exit(result=Again(int(figure) - 1))
                else:
                    typed[0] = ""
                return
            number = int(typed[0] + figure)
            if not 1 <= number <= rows:
                typed[0] = ""
            elif number * 10 <= rows:
                typed[0] = str(number)
            else:
                event.app.exit(result=number - 1)

    @keys.add("backspace")
    def _erase(event: "KeyPressEvent") -> None:
        typed[0] = ""
