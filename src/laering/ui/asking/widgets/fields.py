"""Answers that are typed, in a real terminal: their keys, and lines that break between words."""

import re
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from laering.domain.characters import HARMFUL
from laering.domain.errors import Interrupted, LaeringError
from laering.i18n import _
from laering.ui.asking.asker import BACK, Back, Check, Typing
from laering.ui.asking.phrases import unfit
from laering.ui.asking.widgets.choices import Fragments, output, style
from laering.ui.desk.terminal import Terminal, safe
from laering.ui.words import error_text

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.formatted_text import AnyFormattedText
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

Vocabulary = Callable[[], tuple[Iterable[str], Iterable[str]]]
"""Gives the owners and the tags that are already used; asked for once, in the background."""

EditText = Callable[[str, Callable[[str], None]], LaeringError | None]
"""Opens a text in the person's editor and hands over what it became; gives what went wrong."""

# What stands before an answer, and before its further lines.
_MARK, _INDENT = "> ", "  "


@dataclass(frozen=True, slots=True)
class Field:
    """One text to type: what it is about, and whom to tell of it.

    ``replaced`` tells that what stands there goes when somebody types.
    """

    question: str
    hint: str
    typing: Typing
    multiline: bool = False
    check: Check | None = None
    replaced: bool = False


def ask_text(
    terminal: Terminal, vocabulary: Vocabulary, edit_text: EditText, field: Field
) -> str | Back:
    """Let the person type a text; one that goes back leaves nothing on the screen.

    Raises Interrupted.
    """
    from prompt_toolkit import PromptSession

    wrong: list[str] = []
    session: PromptSession[str | Back] = PromptSession(
        message=lambda: _head(field, terminal.width),
        prompt_continuation=[("class:mark", _INDENT)],
        multiline=field.multiline,
        wrap_lines=True,
        completer=_completer(vocabulary),
        complete_while_typing=True,
        complete_in_thread=True,
        reserve_space_for_menu=4,
        key_bindings=_answer_keys(edit_text, field, wrong),
        bottom_toolbar=lambda: _toolbar(field.multiline, terminal.width, wrong),
        input_processors=_between_words(),
        style=style(terminal),
        output=output(),
    )
    session.default_buffer.on_text_changed += lambda _buffer: wrong.clear()
    session.default_buffer.on_text_changed += lambda buffer: field.typing.tell(buffer.text)
    try:
        return session.prompt(
            default=field.typing.begun,
            pre_run=lambda: _select_all(session) if field.replaced else None,
        )
    except (KeyboardInterrupt, EOFError):
        raise Interrupted() from None


def _select_all(session: "PromptSession[str | Back]") -> None:
    """Select what stands there, so that typing replaces it and an arrow keeps it."""
    buffer = session.default_buffer
    if buffer.text:
        buffer.cursor_position = 0
        buffer.start_selection()
        buffer.cursor_position = len(buffer.text)
        if buffer.selection_state is not None:
            buffer.selection_state.enter_shift_mode()


def _head(field: Field, width: int) -> "AnyFormattedText":
    """The question and its hint, above the answer."""
    from prompt_toolkit.formatted_text import FormattedText

    parts: Fragments = [("", "\n")]
    for kind, text in (("bold", field.question), ("class:quiet", field.hint)):
        lines = textwrap.wrap(safe(text), max(10, width - 1))
        parts += [(kind, f"{line}\n") for line in lines]
    return FormattedText([*parts, ("class:mark", _MARK)])


def _answer_keys(edit_text: EditText, field: Field, wrong: list[str]) -> "KeyBindings":
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
            buffer.exit_selection()
            buffer.validate_and_handle()

    _add_keys_for_all(keys)
    if field.replaced:
        _add_replacing_paste(keys)
        _add_emptying(keys)
    if field.multiline:
        _add_keys_for_lines(keys, edit_text, wrong)
    return keys


def _add_keys_for_all(keys: "KeyBindings") -> None:
    """The keys that every text has: those that go back, and the one that takes back."""

    def go_back(event: "KeyPressEvent") -> None:
        event.app.erase_when_done = True
        event.app.exit(result=BACK)

    keys.add("escape", "left")(go_back)

    @keys.add("s-tab")
    def _back(event: "KeyPressEvent") -> None:
        state = event.current_buffer.complete_state
        if state is not None and state.current_completion is not None:
            event.current_buffer.complete_previous()
        else:
            go_back(event)

    @keys.add("c-z")
    def _undo(event: "KeyPressEvent") -> None:
        buffer, before = event.current_buffer, event.current_buffer.text
        while buffer.text == before or _is_inside_a_word(buffer.text, before):
            text = buffer.text
            buffer.undo()
            if buffer.text == text:
                break


def _is_inside_a_word(text: str, before: str) -> bool:
    """Whether a text is the beginning of one, and ends in the middle of one of its words."""
    after = before[len(text) : len(text) + 1]
    inside = bool(text) and not text[-1].isspace() and bool(after) and not after.isspace()
    return inside and before.startswith(text)


def _add_replacing_paste(keys: "KeyBindings") -> None:
    """A paste on one line that takes the place of what is selected."""

    @keys.add("<bracketed-paste>")
    def _paste(event: "KeyPressEvent") -> None:
        if event.current_buffer.selection_state is not None:
            event.current_buffer.cut_selection()
        event.current_buffer.insert_text(" ".join(event.data.split()))


def _add_emptying(keys: "KeyBindings") -> None:
    """The keys that take a text away, as a shell has them, also while all of it is selected."""
    from prompt_toolkit.filters import has_selection

    @keys.add("c-a", filter=has_selection)
    def _to_the_beginning(event: "KeyPressEvent") -> None:
        event.current_buffer.exit_selection()
        event.current_buffer.cursor_position = 0

    for key in ("c-k", "c-u", "c-w"):

        @keys.add(key, filter=has_selection)
        def _empty(event: "KeyPressEvent") -> None:
            event.current_buffer.cut_selection()


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


def _between_words() -> list[Any]:
    """What makes the lines of an answer break between words, and shows a tab as blanks."""
    from prompt_toolkit.formatted_text.utils import fragment_list_to_text
    from prompt_toolkit.layout.processors import (
        Processor,
        TabsProcessor,
        Transformation,
        TransformationInput,
    )
    from prompt_toolkit.layout.utils import explode_text_fragments

    class Words(Processor):
        """Moves a word that would be broken to the next row, with blanks before it."""

        def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
            fragments = explode_text_fragments(transformation_input.fragments)
            room = transformation_input.width - len(_INDENT)
            blanks = blanks_before(fragment_list_to_text(fragments), room)
            shown: list[Any] = []
            places: list[int] = []
            for index, fragment in enumerate(fragments):
                shown += [("", " ")] * blanks.get(index, 0)
                places.append(len(shown))
                shown.append(fragment)
            places.append(len(shown))

            def to_display(at: int) -> int:
                return places[at] if at < len(places) else places[-1] + at - len(places) + 1

            def to_source(at: int) -> int:
                from bisect import bisect_right

                if at >= places[-1]:
                    return len(places) - 1 + at - places[-1]
                return max(0, bisect_right(places, at) - 1)

            return Transformation(shown, to_display, to_source)

    return [TabsProcessor(tabstop=4, char1=" ", char2=" "), Words()]


def blanks_before(text: str, room: int) -> dict[int, int]:
    """How many blanks go before which characters, so that rows of so much room end between words.

    A word longer than a row is broken all the same. The last column of a row is left to the blank
    behind a word.
    """
    from prompt_toolkit.utils import get_cwidth

    found: dict[int, int] = {}
    if room < 2:
        return found
    at = 0
    for match in re.finditer(r"\S+|\s+", text):
        wide = get_cwidth(match[0])
        if at and at + wide >= room and not match[0].isspace() and wide < room:
            found[match.start()] = room - at
            at = 0
        for character in match[0]:
            width = get_cwidth(character)
            at = at + width if at + width <= room else width
    return found


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
    """What is wrong with the text, and the keys."""
    faults = textwrap.wrap(" ".join(safe(" ".join(wrong)).split()), max(10, width - 1))
    told = "".join(f"{line}\n" for line in faults)
    return [("class:wrong", told), ("", "\n".join(_keys_told(multiline, width)))]


def _keys_told(multiline: bool, width: int) -> list[str]:
    """The keys on one line, or on two where the window is narrow, with those used most below."""
    on, back, stop = _("Enter goes on"), _("Shift+Tab back"), _("Ctrl+C stops")
    line, editor = _("Alt+Enter new line"), _("Ctrl+X Ctrl+E editor")
    ways = [[[on, back, line, stop, editor]], [[on, back, line, stop]]]
    ways += [[[back, editor], [on, line, stop]], [[back, line], [on, stop]]]
    if not multiline:
        ways = [[[on, back, stop]], [[back], [on, stop]]]
    told = [[" · ".join(keys) for keys in way] for way in ways]
    return next((way for way in told if max(map(len, way)) < width), [on])
