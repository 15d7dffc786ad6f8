"""The asking: widgets on a terminal, plain lines on a simple one, or a stream of lines."""

import os
import re
import sys
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TextIO

from laering.domain.characters import HARMFUL, INVISIBLE
from laering.domain.entry import GOOD, LESS_GOOD, Source
from laering.domain.errors import EmptyAnswer, Interrupted, LaeringError
from laering.i18n import _, ngettext
from laering.ui.guide import Check, Earlier, EndOfInput, Typing, find_source
from laering.ui.terminal import Terminal, as_text, safe
from laering.ui.words import error_text, source_name, source_question

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyPressEvent

_YES_OR_NO = 2
_TYPED_NEXT = 0.05
"""Seconds in which nobody types another line, but a paste has all of its own there."""

Vocabulary = Callable[[], tuple[Iterable[str], Iterable[str]]]
"""Gives the owners and the tags that are already used; asked for once, in the background."""

EditText = Callable[[str, Callable[[str], None]], LaeringError | None]
"""Opens a text in the person's editor and hands over what it became; gives what went wrong."""


class StreamAsker:
    """Nobody sits there: a line each for the source and the three questions, the rest default.

    Without a stream there is nothing to read at all.
    """

    free_text_tags = False

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream

    def source(self, sources: Sequence[Source]) -> str:
        text = self._next()
        if not text.strip():
            raise EmptyAnswer(question=_("Source"))
        return text

    def outcome(self) -> str | None:
        return None

    def answer(self, question: str, hint: str, typing: Typing, *, required: bool) -> str:
        return self._next()

    def reconsider(self, words: str, question: str) -> bool:
        return False

    def repeats(self, found: Sequence[Earlier]) -> int | None:
        return None

    def action(self, check: Check, typing: Typing) -> str:
        return ""

    def title(self, suggestion: str, typing: Typing) -> str:
        return suggestion

    def understood(self, text: str) -> None:
        """Nobody is there to be told."""

    def _next(self) -> str:
        try:
            line = self._stream.readline() if self._stream is not None else ""
        except KeyboardInterrupt:
            raise Interrupted() from None
        if not line:
            raise EndOfInput()
        return as_text(line.rstrip("\r\n"))


class LineAsker:
    """Plain questions and plain lines, for ``--ren`` and simple terminals: no cursor movement.

    A line that ends in a backslash goes on in the next.
    """

    free_text_tags = True

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal

    def source(self, sources: Sequence[Source]) -> str:
        self._terminal.note(_("Where does the learning come from?"))
        for number, source in enumerate(sources, 1):
            self._terminal.note(f"  {number}  {source_name(source)}: {source_question(source)}")
        while True:
            text = self._line(_("Number or name: "))
            try:
                return find_source(text, sources).id
            except LaeringError as error:
                self._terminal.note(error_text(error))

    def outcome(self) -> str | None:
        self._terminal.note()
        keys = _outcome_keys()
        while True:
            text = self._line(_("Did it go well (b) or less well (m)? Enter passes: ")).strip()
            if not text or text[:1].casefold() in keys:
                return keys.get(text[:1].casefold())

    def answer(self, question: str, hint: str, typing: Typing, *, required: bool) -> str:
        self._terminal.note()
        self._terminal.note(question)
        if hint:
            self._terminal.note(f"  {hint}")
        if required:
            self._terminal.note("  " + _("End a line with \\ to go on in the next."))
        self._recall(typing)
        while True:
            text = self._long_line(typing)
            if text.strip() or not required:
                return text
            self._terminal.note(_("Write at least a few words about what happened."))

    def reconsider(self, words: str, question: str) -> bool:
        self._terminal.note()
        self._terminal.note(_about(words))
        self._terminal.note(f"  {question}")
        key = self._line(_("Add to the answer (r), or go on (Enter): ")).strip()[:1].casefold()
        return key == _("r")

    def repeats(self, found: Sequence[Earlier]) -> int | None:
        self._terminal.note()
        self._terminal.note(_resembles(found))
        for number, earlier in enumerate(found, 1):
            self._terminal.note(f"  {number}  {' '.join(earlier.title.split())}")
            for line in earlier.lines:
                self._terminal.note(f"     {line}")
        while True:
            text = self._line(_("Is it the same again? Its number, or Enter for no: ")).strip()
            if not text:
                return None
            if text.isdecimal() and 1 <= int(text) <= len(found):
                return int(text) - 1

    def action(self, check: Check, typing: Typing) -> str:
        self._terminal.note()
        self._terminal.note(_("Should somebody follow something up?"))
        self._terminal.note(f"  {_action_hint()}")
        self._recall(typing)
        while True:
            text = self._line("> ") or typing.begun
            typing.tell(text)
            wrong = check(text)
            if wrong is None:
                return text
            self._terminal.note(wrong)

    def title(self, suggestion: str, typing: Typing) -> str:
        suggestion = typing.begun or suggestion
        self._terminal.note()
        self._terminal.note(_("Title (Enter takes «{title}»):").format(title=suggestion))
        return self._line("> ") or suggestion

    def understood(self, text: str) -> None:
        self._terminal.note(f"  {text}")

    def _recall(self, typing: Typing) -> None:
        """Show what was written before."""
        if typing.begun:
            self._terminal.note(_("You had written this. Enter keeps it; write to add to it:"))
            for line in typing.begun.split("\n"):
                self._terminal.note(f"  {line}")

    def _long_line(self, typing: Typing) -> str:
        before = [typing.begun] if typing.begun else []
        lines = [self._line("> ")]
        if before and not lines[0]:
            return typing.begun
        lines = [*before, *lines]
        while True:
            goes_on = lines[-1].endswith("\\")
            lines[-1] = lines[-1].removesuffix("\\")
            typing.tell("\n".join(lines))
            if goes_on:
                lines.append(self._line("  "))
            elif _more_is_waiting():
                # A paste: its lines are there at once, and are one answer.
                lines.append(self._line(""))
            else:
                return "\n".join(lines)

    def _line(self, prompt: str) -> str:
        return as_text(_typed_line(prompt).rstrip("\r\n"))


class WidgetAsker:
    """Selection with arrows and numbers, and answers of several lines, in a real terminal."""

    free_text_tags = True

    def __init__(self, terminal: Terminal, vocabulary: Vocabulary, edit_text: EditText) -> None:
        self._terminal = terminal
        self._vocabulary = vocabulary
        self._edit_text = edit_text
        # What somebody who writes on already meant for the next question.
        self._ahead = ""

    def source(self, sources: Sequence[Source]) -> str:
        rows = [(source_name(source), source_question(source)) for source in sources]
        chosen = select(self._terminal, _("Where does the learning come from?"), rows)
        return sources[chosen].id

    def outcome(self) -> str | None:
        choices = [
            ("b", _("well")),
            ("m", _("less well")),
            ("enter", _("pass")),
        ]
        key = _one_key(self._terminal, _("How did it go?"), choices)
        return _outcome_keys().get(key)

    def answer(self, question: str, hint: str, typing: Typing, *, required: bool) -> str:
        self._head(question, hint)
        check: Check | None = None
        if required:
            message = _("Write at least a few words about what happened.")
            check = lambda text: None if text.strip() else message  # noqa: E731
        return self._text(_Field(typing, multiline=True, check=check))

    def reconsider(self, words: str, question: str) -> bool:
        self._head(_about(words), "")
        self._quiet(question)
        choices = [(_("r"), _("yes")), ("enter", _("no"))]
        return self._key_or_text(_("Will you change the answer?"), choices) == _("r")

    def repeats(self, found: Sequence[Earlier]) -> int | None:
        from prompt_toolkit.formatted_text import FormattedText

        self._head(_resembles(found), "")
        for number, earlier in enumerate(found, 1):
            title = safe(" ".join(earlier.title.split()))
            mark = ("class:here", f" {number}  ")
            first, *more = textwrap.wrap(title, max(10, self._terminal.width - 6)) or [""]
            self._print(FormattedText([mark, ("bold", first)]))
            for line in more:
                self._print(FormattedText([("bold", f"    {line}")]))
            for line in earlier.lines:
                for part in textwrap.wrap(safe(line), max(10, self._terminal.width - 6)):
                    self._print(FormattedText([("class:quiet", f"    {part}")]))
        yes = _("yes") if len(found) == 1 else ""
        choices = [*((str(number), yes) for number in range(1, len(found) + 1)), ("enter", _("no"))]
        key = self._key_or_text(_("Is it the same again?"), choices)
        if key is None or key == "enter":
            return None
        return int(key) - 1

    def _key_or_text(self, question: str, choices: Sequence[tuple[str, str]]) -> str | None:
        """The key that was chosen; None for whoever writes on, whose text is kept for the next."""
        pressed = _one_key(self._terminal, question, choices, written_on=True)
        if pressed in dict(choices):
            return pressed
        # With a single choice there is a plain yes, and a no is no beginning of a text.
        if len(choices) == _YES_OR_NO and pressed.casefold() in (_("y"), _("n")):
            return choices[0][0] if pressed.casefold() == _("y") else None
        self._ahead = pressed
        return None

    def action(self, check: Check, typing: Typing) -> str:
        self._head(_("Should somebody follow something up?"), _action_hint())
        return self._text(_Field(typing, check=check))

    def title(self, suggestion: str, typing: Typing) -> str:
        self._head(_("Title"), _("Enter takes the suggestion."))
        return self._text(_Field(typing._replace(begun=typing.begun or suggestion)))

    def understood(self, text: str) -> None:
        self._quiet(f"  {text}")

    def _head(self, question: str, hint: str) -> None:
        from prompt_toolkit.formatted_text import FormattedText

        self._print(FormattedText([("", "\n"), ("bold", safe(question))]))
        if hint:
            self._quiet(hint)

    def _quiet(self, text: str) -> None:
        from prompt_toolkit.formatted_text import FormattedText

        for line in textwrap.wrap(safe(text), self._terminal.width - 1) or [""]:
            self._print(FormattedText([("class:quiet", line)]))

    def _print(self, text: Any) -> None:
        from prompt_toolkit import print_formatted_text

        print_formatted_text(text, output=_output(), style=_style(self._terminal))

    def _text(self, field: "_Field") -> str:
        from prompt_toolkit import PromptSession

        wrong: list[str] = []
        session: PromptSession[str] = PromptSession(
            message=[("class:mark", "> ")],
            prompt_continuation=[("class:mark", "  ")],
            multiline=field.multiline,
            wrap_lines=True,
            enable_suspend=True,
            completer=_completer(self._vocabulary),
            complete_while_typing=True,
            complete_in_thread=True,
            reserve_space_for_menu=4,
            key_bindings=_answer_keys(self._edit_text, field, wrong),
            bottom_toolbar=lambda: _toolbar(field.multiline, self._terminal.width, wrong),
            style=_style(self._terminal),
            output=_output(),
        )
        session.default_buffer.on_text_changed += lambda _buffer: wrong.clear()
        session.default_buffer.on_text_changed += lambda buffer: field.typing.tell(buffer.text)
        begun, self._ahead = field.typing.begun + self._ahead, ""
        try:
            return session.prompt(default=begun)
        except (KeyboardInterrupt, EOFError):
            raise Interrupted() from None


@dataclass(frozen=True, slots=True)
class _Field:
    """One text to type: what it is and whom to tell, whether it may have several lines."""

    typing: Typing
    multiline: bool = False
    check: Check | None = None


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

    chosen: int = _run(terminal, fragments, keys)
    print_formatted_text(
        FormattedText([("bold", f"{safe(title)} "), ("class:here", safe(rows[chosen][0]))]),
        output=_output(),
        style=_style(terminal),
    )
    return chosen


def ask_yes(question: str, *, likely: bool = True) -> bool:
    """A yes or no; Enter is yes when that is ``likely``, else no. Raises Interrupted."""
    yes, no = _("y"), _("n")
    keys = f"{yes.upper()}/{no}" if likely else f"{yes}/{no.upper()}"
    key = _typed_line(f"{safe(question)} [{keys}] ").strip()[:1].casefold()
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
        line = _typed_line(f"{safe(question)} {keys} ")
        key = line.strip()[:1].casefold()
        if not key:
            return enter
        if key in (yes, "y", "j"):
            return "yes"
        if key in (no, "n"):
            return "no"
        if key == delete:
            return "delete"


def _more_is_waiting() -> bool:
    """Whether another line has come already, faster than anybody types."""
    if os.name == "nt":  # where only sockets can be waited for
        import msvcrt
        from time import sleep

        sleep(_TYPED_NEXT)
        return bool(msvcrt.kbhit())  # type: ignore[attr-defined]
    import select

    try:
        return bool(select.select([sys.stdin], [], [], _TYPED_NEXT)[0])
    except (OSError, ValueError):
        return False


def _typed_line(prompt: str) -> str:
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


def _one_key(
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

    pressed: str = _run(terminal, fragments, keys)
    labels = dict(choices)
    said = labels[pressed] or pressed if pressed in labels and pressed != "enter" else "–"
    print_formatted_text(
        FormattedText([("", "\n"), ("bold", f"{title} "), ("class:here", said)]),
        output=_output(),
        style=_style(terminal),
    )
    return pressed


def _run(terminal: Terminal, fragments: Callable[[], list[tuple[str, str]]], keys: Any) -> Any:
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
        style=_style(terminal),
        output=_output(),
    )
    return application.run()


def _answer_keys(edit_text: EditText, field: _Field, wrong: list[str]) -> Any:
    """The keys of a text field; what is wrong with the text is left in ``wrong``."""
    from prompt_toolkit.application import run_in_terminal
    from prompt_toolkit.document import Document
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()

    @keys.add("enter")
    def _accept(event: "KeyPressEvent") -> None:
        buffer = event.current_buffer
        state = buffer.complete_state
        if state is not None and state.current_completion is not None:
            buffer.apply_completion(state.current_completion)
            return
        fault = field.check(buffer.text) if field.check else None
        if fault:
            wrong[:] = [fault]
        else:
            buffer.validate_and_handle()

    if field.multiline:

        @keys.add("escape", "enter")
        def _line_break(event: "KeyPressEvent") -> None:
            event.current_buffer.insert_text("\n")

        @keys.add("c-x", "c-e")
        def _open_editor(event: "KeyPressEvent") -> None:
            buffer = event.current_buffer

            def take(text: str) -> None:
                buffer.document = Document(text, len(text))

            def edit() -> None:
                fault = edit_text(buffer.text, take)
                if fault is not None:
                    wrong[:] = [error_text(fault)]

            run_in_terminal(edit)

    return keys


def _completer(vocabulary: Vocabulary) -> Any:
    from prompt_toolkit.completion import Completer, Completion

    known: list[tuple[list[str], list[str]]] = []

    class Words(Completer):
        """Owners after ``@`` and tags after ``#``, the ones already used in the journal.

        Those that would put something harmful in the person's text are not offered.
        """

        def get_completions(self, document: Any, complete_event: Any) -> Iterable[Any]:
            match = re.search(r"(?:^|\s)([@#])([\w-]*)$", document.text_before_cursor)
            if match is None:
                return
            if not known:
                owners, tags = vocabulary()
                known.append((_offered(owners), _offered(tags)))
            words = known[0][0 if match[1] == "@" else 1]
            typed = match[2].casefold()
            for word in words:
                if word.casefold().startswith(typed) and word.casefold() != typed:
                    yield Completion(word, start_position=-len(match[2]))

    return Words()


def _offered(words: Iterable[str]) -> list[str]:
    return sorted(word for word in set(words) if not HARMFUL.search(word))


def _toolbar(multiline: bool, width: int, wrong: Sequence[str]) -> Any:
    """What is wrong with the text, and the keys: as many as fit on one line."""
    faults = textwrap.wrap(" ".join(safe(" ".join(wrong)).split()), max(10, width - 1))
    parts = [_("Enter goes on")]
    if multiline:
        parts.append(_("Alt+Enter new line"))
    parts.append(_("Ctrl+C stops"))
    if multiline:
        parts.append(_("Ctrl+X Ctrl+E editor"))
    while len(parts) > 1 and len(" · ".join(parts)) >= width:
        parts.pop()
    return [("class:wrong", "".join(f"{line}\n" for line in faults)), ("", " · ".join(parts))]


def _about(words: str) -> str:
    return _("You wrote «{words}». Perhaps this leads further:").format(
        words=" ".join(words.split())
    )


def _resembles(found: Sequence[Earlier]) -> str:
    return ngettext(
        "This resembles something that happened before:",
        "This resembles things that happened before:",
        len(found),
    )


def _action_hint() -> str:
    return _(
        "For example: New field in the order form @ola 15.12 "
        "(Ola is responsible, due 15 December). Enter means no."
    )


def _outcome_keys() -> dict[str, str]:
    return {"b": GOOD, "m": LESS_GOOD}


def _output() -> Any:
    from prompt_toolkit.layout.screen import Char
    from prompt_toolkit.output import create_output

    # The library shows control characters by itself; these it would send as they are.
    Char.display_mappings.update({character: safe(character) for character in INVISIBLE})
    return create_output(always_prefer_tty=True)


def _style(terminal: Terminal) -> Any:
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
