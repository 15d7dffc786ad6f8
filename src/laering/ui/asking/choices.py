"""Choosing a row or a key in a real terminal."""

import textwrap
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from laering.domain.characters import INVISIBLE
from laering.domain.errors import Interrupted
from laering.i18n import _
from laering.ui.desk.terminal import Terminal, safe

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyPressEvent


def select(terminal: Terminal, title: str, rows: Sequence[tuple[str, str]]) -> int:
    """Let the person choose a row with arrows or its number; gives its index.

    Raises Interrupted.
    """
    from prompt_toolkit import print_formatted_text
    from prompt_toolkit.formatted_text import FormattedText
    from prompt_toolkit.key_binding import KeyBindings
    from prompt_toolkit.utils import get_cwidth

    keys = KeyBindings()
    state = {"at": 0}
    width = max(get_cwidth(safe(label)) for label, _detail in rows)
    fits = all(6 + width + 3 + get_cwidth(safe(detail)) < terminal.width for _label, detail in rows)

    def fragments() -> list[tuple[str, str]]:
        parts = [("bold", f"{safe(title)}\n")]
        for index, (label, detail) in enumerate(rows):
            here = index == state["at"]
            mark, style = ("❯", "class:here") if here else (" ", "")
            padding = " " * (width - get_cwidth(safe(label)))
            parts.append((style, f" {mark} {index + 1}  {safe(label)}"))
            if fits:
                parts.append(("class:quiet", f"{padding}   {safe(detail)}\n"))
            else:
                parts.append(("", "\n"))
                wrapped = textwrap.wrap(safe(detail), max(10, terminal.width - 9))
                parts += [("class:quiet", f"      {line}\n") for line in wrapped]
        parts.append(("class:quiet", _("Press a number, or choose with the arrows and Enter.")))
        return parts

    @keys.add("up")
    @keys.add("k")
    @keys.add("s-tab")
    def _up(event: "KeyPressEvent") -> None:
        state["at"] = (state["at"] - 1) % len(rows)

    @keys.add("down")
    @keys.add("j")
    @keys.add("tab")
    def _down(event: "KeyPressEvent") -> None:
        state["at"] = (state["at"] + 1) % len(rows)

    @keys.add("enter")
    def _take(event: "KeyPressEvent") -> None:
        event.app.exit(result=state["at"])

    for number in range(1, min(len(rows), 9) + 1):

        @keys.add(str(number))
        def _number(event: "KeyPressEvent", index: int = number - 1) -> None:
            event.app.exit(result=index)

    chosen: int = run(terminal, fragments, keys)
    print_formatted_text(
        FormattedText([("bold", f"{safe(title)} "), ("class:here", safe(rows[chosen][0]))]),
        output=output(),
        style=style(terminal),
    )
    return chosen


def one_key(
    terminal: Terminal,
    title: str,
    choices: Sequence[tuple[str, str]],
    *,
    written_on: bool = False,
) -> str:
    """The key that was chosen; with ``written_on`` any other text passes and is given too."""
    from prompt_toolkit import print_formatted_text
    from prompt_toolkit.formatted_text import FormattedText
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()

    def fragments() -> list[tuple[str, str]]:
        parts = [("", "\n"), ("bold", f"{title} ")]
        for key, label in choices:
            shown = "Enter" if key == "enter" else key
            parts += [("class:here", f" {shown}"), ("class:quiet", f" {label} ")]
        return parts

    for key, _label in choices:
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

    pressed: str = run(terminal, fragments, keys)
    labels = dict(choices)
    said = labels[pressed] or pressed if pressed in labels and pressed != "enter" else "–"
    print_formatted_text(
        FormattedText([("", "\n"), ("bold", f"{title} "), ("class:here", said)]),
        output=output(),
        style=style(terminal),
    )
    return pressed


def run(terminal: Terminal, fragments: Callable[[], list[tuple[str, str]]], keys: Any) -> Any:
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
    from prompt_toolkit.layout.screen import Char
    from prompt_toolkit.output import create_output

    # The library shows control characters by itself; these it would send as they are.
    Char.display_mappings.update({character: safe(character) for character in INVISIBLE})
    return create_output(always_prefer_tty=True)


def style(terminal: Terminal) -> Any:
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
