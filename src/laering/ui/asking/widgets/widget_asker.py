"""Asking with widgets: selection, and answers of several lines, in a real terminal."""

import textwrap
from collections.abc import Sequence
from typing import Any

from laering.domain.entry import Source
from laering.i18n import _
from laering.ui.asking.asker import BACK, Back, Check, Earlier, Looked, Overview, Typing
from laering.ui.asking.phrases import (
    OUTCOME_KEYS,
    about_actions,
    about_alt,
    about_blame,
    about_day,
    about_earlier,
    about_pictures,
)
from laering.ui.asking.widgets.ahead import put_back_text, set_aside
from laering.ui.asking.widgets.choices import GO_BACK, one_key, output, select, style
from laering.ui.asking.widgets.fields import EditText, Field, Vocabulary, ask_text
from laering.ui.asking.widgets.looking import look_over
from laering.ui.desk.terminal import Terminal, safe
from laering.ui.words import source_name, source_question

# A plain question has two answers.
_YES_OR_NO = 2


class WidgetAsker:
    """Selection with arrows and numbers, and answers of several lines, in a real terminal."""

    present = True

    def __init__(self, terminal: Terminal, vocabulary: Vocabulary, edit_text: EditText) -> None:
        self._terminal = terminal
        self._vocabulary = vocabulary
        self._edit_text = edit_text

    def source(self, sources: Sequence[Source], chosen: str | None) -> str | Back:
        rows = [(source_name(source), source_question(source)) for source in sources]
        at = next((index for index, each in enumerate(sources) if each.id == chosen), 0)
        title = _("Where does the learning come from?")
        found = select(self._terminal, title, rows, first=at, back=True)
        return BACK if found is BACK else sources[found].id

    def outcome(self, chosen: str | None) -> str | Back | None:
        names = {"b": _("well"), "m": _("less well")}
        kept = next((key for key, value in OUTCOME_KEYS.items() if value == chosen), None)
        passing = _("pass") if kept is None else _("keeps «{answer}»").format(answer=names[kept])
        choices = [*names.items(), ("enter", passing)]
        key = one_key(self._terminal, _("How did it go?"), choices, kept=kept)
        if key == GO_BACK:
            return BACK
        return chosen if key == "enter" else OUTCOME_KEYS.get(key)

    def day(self, check: Check, typing: Typing) -> str | Back:
        about = about_day(told=typing.settled)
        field = Field(_("When did it happen?"), about, typing, check=check, replaced=True)
        return self._text(field)

    def answer(self, question: str, hint: str, typing: Typing, *, required: bool) -> str | Back:
        check: Check | None = None
        if required:
            message = _("Write at least a few words about what happened.")
            check = lambda text: None if text.strip() else message  # noqa: E731
        return self._text(Field(question, hint, typing, multiline=True, check=check))

    def reconsider(self, words: str, question: str) -> bool:
        with set_aside():
            self._head(about_blame(words))
            self._quiet(question)
            choices = [(_("r"), _("yes")), ("enter", _("no"))]
            return self._key_or_text(_("Will you change the answer?"), choices) in (
                _("r"),
                GO_BACK,
            )

    def repeats(self, found: Sequence[Earlier]) -> int | Back | None:
        with set_aside():
            self._show_earlier(found)
            yes = _("yes") if len(found) == 1 else ""
            numbers = [(str(number), yes) for number in range(1, len(found) + 1)]
            choices = [*numbers, ("enter", _("no"))]
            key = self._key_or_text(_("Is it the same again?"), choices)
        if key == GO_BACK:
            return BACK
        return None if key is None or key == "enter" else int(key) - 1

    def _show_earlier(self, found: Sequence[Earlier]) -> None:
        from prompt_toolkit.formatted_text import FormattedText

        self._head(about_earlier(len(found)))
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

    def _key_or_text(self, question: str, choices: Sequence[tuple[str, str]]) -> str | None:
        """The key that was chosen; None for whoever writes on, whose text is for the next one."""
        pressed = one_key(self._terminal, question, choices, written_on=True)
        if pressed in dict(choices) or pressed == GO_BACK:
            return pressed
        # With a single choice there is a plain yes, and a no is no beginning of a text.
        if len(choices) == _YES_OR_NO and pressed.casefold() in (_("y"), _("n")):
            return choices[0][0] if pressed.casefold() == _("y") else None
        put_back_text(pressed)
        return None

    def action(self, check: Check, typing: Typing, *, first: bool) -> str | Back:
        if first:
            question, hint = _("Should somebody follow something up?"), about_actions()
        else:
            question, hint = _("Anything else?"), _("One on each line. Enter on an empty one: no.")
        return self._text(Field(question, hint, typing, check=check))

    def line(
        self, question: str, hint: str, check: Check, typing: Typing, *, replaced: bool = False
    ) -> str | Back:
        if typing.begun and typing.settled:
            away = _("An empty line takes it away.")
            hint = f"{hint} {away}".strip()
        return self._text(Field(question, hint, typing, check=check, replaced=replaced))

    def title(self, suggestion: str, typing: Typing) -> str | Back:
        hint = _("Enter takes the suggestion. Typing replaces it.")
        if typing.settled:
            hint = _("Enter keeps the title. Typing replaces it.")
        replaced = typing.settled or not typing.begun
        typing = typing._replace(begun=typing.begun or suggestion)
        return self._text(Field(_("Title"), hint, typing, replaced=replaced))

    def picture(self, check: Check, *, taken: bool) -> str | Back:
        typing = Typing("", lambda _text: None)
        return self._text(
            Field(_("Which picture?"), about_pictures(taken=taken), typing, check=check)
        )

    def shows(self, name: str) -> str | Back:
        typing = Typing("", lambda _text: None)
        question = _("What does «{name}» show?").format(name=safe(name))
        return self._text(Field(question, about_alt(), typing))

    def look_over(self, shown: Overview) -> Looked:
        return look_over(self._terminal, shown)

    def understood(self, text: str) -> None:
        self._quiet(f"  {text}")

    def _text(self, field: Field) -> str | Back:
        return ask_text(self._terminal, self._vocabulary, self._edit_text, field)

    def _head(self, text: str) -> None:
        from prompt_toolkit.formatted_text import FormattedText

        self._print(FormattedText([("", "\n"), ("bold", safe(text))]))

    def _quiet(self, text: str) -> None:
        from prompt_toolkit.formatted_text import FormattedText

        for line in textwrap.wrap(safe(text), self._terminal.width - 1) or [""]:
            self._print(FormattedText([("class:quiet", line)]))

    def _print(self, text: Any) -> None:
        from prompt_toolkit import print_formatted_text

        print_formatted_text(text, output=output(), style=style(self._terminal))
