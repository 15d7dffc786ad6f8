"""Asking with widgets: selection, and answers of several lines, in a real terminal."""

import re
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from laering.domain.characters import HARMFUL
from laering.domain.entry import Source
from laering.domain.errors import Interrupted, LaeringError
from laering.i18n import _
from laering.ui.asking.asker import Check, Earlier, Typing
from laering.ui.asking.choices import one_key, output, select, style
from laering.ui.asking.phrases import (
    OUTCOME_KEYS,
    about_actions,
    about_blame,
    about_earlier,
    unfit,
)
from laering.ui.desk.terminal import Terminal, safe
from laering.ui.words import error_text, source_name, source_question

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

# A plain question has two answers.
_YES_OR_NO = 2

TYPED_NEXT = 0.05
"""Seconds in which nobody types another line, but a paste has all of its own there."""

Vocabulary = Callable[[], tuple[Iterable[str], Iterable[str]]]
"""Gives the owners and the tags that are already used; asked for once, in the background."""

EditText = Callable[[str, Callable[[str], None]], LaeringError | None]
"""Opens a text in the person's editor and hands over what it became; gives what went wrong."""


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
        key = one_key(self._terminal, _("How did it go?"), choices)
        return OUTCOME_KEYS.get(key)

    def answer(self, question: str, hint: str, typing: Typing, *, required: bool) -> str:
        self._head(question, hint)
        check: Check | None = None
        if required:
            message = _("Write at least a few words about what happened.")
            check = lambda text: None if text.strip() else message  # noqa: E731
        return self._text(_Field(typing, multiline=True, check=check))

    def reconsider(self, words: str, question: str) -> bool:
        self._head(about_blame(words), "")
        self._quiet(question)
        choices = [(_("r"), _("yes")), ("enter", _("no"))]
        return self._key_or_text(_("Will you change the answer?"), choices) == _("r")

    def repeats(self, found: Sequence[Earlier]) -> int | None:
        from prompt_toolkit.formatted_text import FormattedText

        self._head(about_earlier(found), "")
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
        pressed = one_key(self._terminal, question, choices, written_on=True)
        if pressed in dict(choices):
            return pressed
        # With a single choice there is a plain yes, and a no is no beginning of a text.
        if len(choices) == _YES_OR_NO and pressed.casefold() in (_("y"), _("n")):
            return choices[0][0] if pressed.casefold() == _("y") else None
        self._ahead = pressed
        return None

    def action(self, check: Check, typing: Typing) -> str:
        self._head(_("Should somebody follow something up?"), about_actions())
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

        print_formatted_text(text, output=output(), style=style(self._terminal))

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
            style=style(self._terminal),
            output=output(),
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


def _answer_keys(edit_text: EditText, field: _Field, wrong: list[str]) -> "KeyBindings":
    """The keys of a text field; what is wrong with the text is left in ``wrong``."""
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()

    @keys.add("enter")
    def _accept(event: "KeyPressEvent") -> None:
        buffer = event.current_buffer
        state = buffer.complete_state
        if state is not None and state.current_completion is not None:
            buffer.apply_completion(state.current_completion)
            return
        fault = unfit(buffer.text) or (field.check(buffer.text) if field.check else None)
        if fault:
            wrong[:] = [fault]
        else:
            buffer.validate_and_handle()

    if field.multiline:
        _add_keys_for_lines(keys, edit_text, wrong)
    return keys


def _add_keys_for_lines(keys: "KeyBindings", edit_text: EditText, wrong: list[str]) -> None:
    """The keys for a text of several lines: a new one, and the editor."""
    from prompt_toolkit.application import run_in_terminal
    from prompt_toolkit.document import Document

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
