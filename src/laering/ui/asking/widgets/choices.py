"""Choosing a row or a key in a real terminal."""

import textwrap
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, overload

from laering.domain.characters import INVISIBLE
from laering.domain.errors import Interrupted
from laering.i18n import _
from laering.ui.asking.asker import BACK, Back
from laering.ui.desk.terminal import Terminal, safe

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent


Fragments = list[tuple[str, str]]
"""Styles with the texts that have them."""


GO_BACK = "back"
"""What ``one_key`` gives for the keys that go back."""


@overload
def select(terminal: Terminal, title: str, rows: Sequence[tuple[str, str]]) -> int: ...


@overload
def select(
    terminal: Terminal, title: str, rows: Sequence[tuple[str, str]], *, first: int, back: bool
) -> int | Back: ...


def select(
    terminal: Terminal,
    title: str,
    rows: Sequence[tuple[str, str]],
    *,
    first: int = 0,
    back: bool = False,
) -> int | Back:
    """Let the person choose a row with arrows or its number; gives its index.

    The arrows begin at the ``first`` one, and with ``back`` one may go back instead. Raises
    Interrupted.
    """
    at = [first]
    details = _details(terminal, rows)

    def fragments() -> Fragments:
        parts = [("bold", f"{safe(title)}\n")]
        for index, (label, _detail) in enumerate(rows):
            mark, style = ("❯", "class:here") if index == at[0] else (" ", "")
            parts.append((style, f" {mark} {index + 1}  {safe(label)}"))
            parts += details[index]
        hint = _("Press a number, or choose with the arrows and Enter.")
        lines = textwrap.wrap(hint, terminal.width - 1)
        return [*parts, ("class:quiet", "\n".join(lines))]

    keys = _keys_for_rows(at, len(rows))
    if back:
        add_back_keys(keys, BACK)
    chosen: int | Back = run(terminal, fragments, keys)
    if chosen is BACK:
        return BACK
    _say(terminal, title, rows[chosen][0])
    return chosen


def _details(terminal: Terminal, rows: Sequence[tuple[str, str]]) -> list[Fragments]:
    """What stands behind each row's label, or below it where it does not fit for all of them."""
    from prompt_toolkit.utils import get_cwidth

    width = max(get_cwidth(safe(label)) for label, _detail in rows)
    fits = all(6 + width + 3 + get_cwidth(safe(detail)) < terminal.width for _label, detail in rows)
    found: list[Fragments] = []
    for label, detail in rows:
        if fits:
            padding = " " * (width - get_cwidth(safe(label)))
            found.append([("class:quiet", f"{padding}   {safe(detail)}\n")])
        else:
            wrapped = textwrap.wrap(safe(detail), max(10, terminal.width - 9))
            found.append([("", "\n"), *(("class:quiet", f"      {line}\n") for line in wrapped)])
    return found


def _keys_for_rows(at: list[int], count: int) -> "KeyBindings":
    """The keys that choose one of so many rows; ``at`` holds the one that is pointed to."""
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()

    @keys.add("up")
    @keys.add("k")
    def _up(event: "KeyPressEvent") -> None:
        at[0] = (at[0] - 1) % count

    @keys.add("down")
    @keys.add("j")
    @keys.add("tab")
    def _down(event: "KeyPressEvent") -> None:
        at[0] = (at[0] + 1) % count

    @keys.add("enter")
    def _take(event: "KeyPressEvent") -> None:
        event.app.exit(result=at[0])

    for number in range(1, min(count, 9) + 1):

        @keys.add(str(number))
        def _number(event: "KeyPressEvent", index: int = number - 1) -> None:
            event.app.exit(result=index)

    return keys


def one_key(
    terminal: Terminal,
    title: str,
    choices: Sequence[tuple[str, str]],
    *,
    written_on: bool = False,
    kept: str | None = None,
) -> str:
    """The key that was chosen, or ``GO_BACK``; Enter stands for the one that is ``kept``.

    With ``written_on`` any other text passes and is given too. Raises Interrupted.
    """

    def fragments() -> Fragments:
        keys = (("Enter" if key == "enter" else key, label) for key, label in choices)
        return [
            ("", "\n"),
            *in_rows([[("bold", f"{title}  ")], *map(key_told, keys)], terminal.width),
        ]

    keys = _keys_for_choices([key for key, _label in choices], written_on=written_on)
    add_back_keys(keys, GO_BACK)
    pressed: str = run(terminal, fragments, keys)
    if pressed == GO_BACK:
        return GO_BACK
    labels = dict(choices)
    meant = kept if pressed == "enter" else pressed
    said = labels[meant] or meant if meant in labels else "–"
    _say(terminal, f"\n{title}", said)
    return pressed


def key_told(key: tuple[str, str]) -> Fragments:
    """A key and what it does."""
    return [("class:here", key[0]), ("class:quiet", f" {key[1]}  ")]


def in_rows(pieces: Sequence[Fragments], width: int) -> Fragments:
    """Pieces one after the other, in rows of so many columns that end between them."""
    from prompt_toolkit.formatted_text.utils import fragment_list_width

    parts: Fragments = []
    used = 0
    for piece in pieces:
        wide = fragment_list_width(piece)  # type: ignore[arg-type]
        if used and used + wide > width:
            parts.append(("", "\n"))
            used = 0
        parts += piece
        used += wide
    return parts


def _keys_for_choices(choices: Sequence[str], *, written_on: bool) -> "KeyBindings":
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()
    for key in choices:
        # An Enter from before the terminal was made ready comes as a line end.
        for form in {key, key.upper()} if len(key) == 1 else {key, "c-j"}:

            @keys.add(form)
            def _press(event: "KeyPressEvent", pressed: str = key) -> None:
                event.app.exit(result=pressed)

    if written_on:

        @keys.add("<any>")
        def _write_on(event: "KeyPressEvent") -> None:
            if event.data.isprintable():
                event.app.exit(result=event.data)

        @keys.add("<bracketed-paste>")
        def _paste(event: "KeyPressEvent") -> None:
            event.app.exit(result=event.data.replace("\r\n", "\n").replace("\r", "\n"))

    return keys


def add_back_keys(keys: "KeyBindings", result: object) -> None:
    """Add the keys that go back, with what they give."""

    @keys.add("s-tab")
    @keys.add("escape", "left")
    def _back(event: "KeyPressEvent") -> None:
        event.app.exit(result=result)


def _say(terminal: Terminal, title: str, chosen: str) -> None:
    """What was chosen, left standing where the choice was."""
    from prompt_toolkit import print_formatted_text
    from prompt_toolkit.formatted_text import FormattedText

    words = [[("class:here", f"{word} ")] for word in safe(chosen).split(" ")]
    told = in_rows([[("bold", f"{safe(title)} ")], *words], terminal.width)
    print_formatted_text(FormattedText(told), output=output(), style=style(terminal))


def run(terminal: Terminal, fragments: Callable[[], Fragments], keys: "KeyBindings") -> Any:
    """Show this until a key gives a result. Raises Interrupted."""
    from prompt_toolkit.application import Application
    from prompt_toolkit.layout import Layout, Window
    from prompt_toolkit.layout.controls import FormattedTextControl

    def stop(event: "KeyPressEvent") -> None:
        event.app.exit(exception=Interrupted())

    keys.add("c-c")(stop)
    keys.add("c-d")(stop)
    control = FormattedTextControl(fragments, show_cursor=False)  # type: ignore[arg-type]
    application: Application[Any] = Application(
        layout=Layout(Window(control, always_hide_cursor=True, wrap_lines=True)),
        key_bindings=keys,
        erase_when_done=True,
        style=style(terminal),
        output=output(),
    )
    return application.run()


def output() -> Any:
    """The terminal to write to, on which nothing invisible steers it."""
    from prompt_toolkit.layout.screen import Char
    from prompt_toolkit.output import create_output

    # The library shows control characters by itself; these it would send as they are.
    Char.display_mappings.update({character: safe(character) for character in INVISIBLE})
    return create_output(always_prefer_tty=True)


def style(terminal: Terminal) -> Any:
    """How our own styles look."""
    from prompt_toolkit.styles import Style

    if terminal.plain:
        return Style([("bottom-toolbar", "noreverse")])
    return Style(
        [
            ("quiet", "fg:ansibrightblack"),
            ("here", "fg:ansicyan bold"),
            ("mark", "fg:ansicyan"),
            ("bottom-toolbar", "noreverse fg:ansibrightblack"),
            ("wrong", "fg:ansiyellow"),
        ]
    )
