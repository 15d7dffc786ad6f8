"""The answer to whoever reported something: what they told, what was learned, what is done."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import quote

from laering.domain.action import OFF, Action
from laering.domain.sharing import Share
from laering.domain.text.frames import unframed
from laering.i18n import _
from laering.ui.desk.terminal import one_line, safe
from laering.ui.words import long_date, weekday

_MOST_IN_AN_ADDRESS = 1900
"""Characters of a line for a mail that every program takes."""

_PICTURE = re.compile(r"^[ \t]*!\[[^\n]*\]\([^\n]*\)[ \t]*$", re.MULTILINE)


class Reply(NamedTuple):
    """An answer: what is told of the learning, to whom, who writes it, and for which journal.

    ``address`` is where it can be sent, empty where nobody knows.
    """

    share: Share
    to: str
    writer: str
    journal: str
    address: str = ""

    @property
    def subject(self) -> str:
        """What a mail with it is called."""
        title = one_line(" ".join(self.share.entry.title.split()))
        return _("Answer: {title}").format(title=title)


def text(reply: Reply) -> str:
    """The whole answer as text to send."""
    return "\n".join(_lines(reply)) + "\n"


def mail_line(reply: Reply) -> str:
    """The line that opens a mail with it; without its text where that is too long for a line."""
    line = f"mailto:{quote(reply.address, safe='@')}?subject={quote(reply.subject)}"
    whole = f"{line}&body={quote(text(reply).replace(chr(10), chr(13) + chr(10)))}"
    return whole if len(whole) <= _MOST_IN_AN_ADDRESS else line


def _lines(reply: Reply) -> Iterator[str]:
    share = reply.share
    name = _first_name(reply.to)
    yield _("Hello {name},").format(name=name) if name else _("Hello,")
    yield ""
    yield _("Thank you for telling us about this on {weekday} {date}:").format(
        weekday=weekday(share.entry.date), date=long_date(share.entry.date)
    )
    answers = share.body.answers
    happened = _text(answers.happened) or _text(share.entry.title)
    yield from ("", *(f"> {line}".rstrip() for line in happened.split("\n")))
    told = False
    for heading, answer in (
        (_("This is what we learned from it:"), answers.learned),
        (_("This is what we do differently from now on:"), answers.differently),
    ):
        if answer.strip():
            told = True
            yield from ("", heading, "", _text(answer))
    for heading, actions in _by_state(share.body.actions):
        if actions:
            told = True
            yield from ("", heading, "", *(f"- {_action(action)}" for action in actions))
    if not told:
        yield from ("", _("We are looking into it, and you will hear from us again."))
    yield from ("", _("Best regards"))
    yield from map(one_line, filter(None, (reply.writer, reply.journal)))


def _by_state(actions: Sequence[Action]) -> Iterator[tuple[str, list[Action]]]:
    """The actions by what there is to tell of them, each kind below what is said above it."""
    yield _("This is done:"), [each for each in actions if each.finished]
    yield _("This is what we are going to do:"), [each for each in actions if each.open]
    yield _("This we do not do after all:"), [each for each in actions if each.state == OFF]


def _action(action: Action) -> str:
    """What is or was done, and by when; and whether it worked."""
    told = one_line(" ".join(action.text.split()))
    if action.finished and action.done:
        told += f" ({long_date(action.done)})"
    elif action.open and action.due:
        told += " " + _("(by {date})").format(date=long_date(action.due))
    effect = action.effect
    if effect is not None:
        worked = _("That worked") if effect.worked else _("That did not work")
        told = f"{told.rstrip('.')}. {worked}"
        told += f": {one_line(' '.join(effect.text.split()))}" if effect.text else "."
    return told


def _first_name(name: str) -> str:
    """What one calls somebody; empty for an address, and for nobody."""
    words = one_line(" ".join(name.split())).partition("<")[0].split()
    return "" if not words or "@" in words[0] else words[0].strip(",")


def _text(answer: str) -> str:
    return unframed(safe(_PICTURE.sub("", answer)).strip("\n"))
