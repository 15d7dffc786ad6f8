"""What those who ask say alike, in widgets and in plain lines."""

from collections.abc import Sequence

from laering.domain.entry import GOOD, LESS_GOOD
from laering.i18n import _, ngettext
from laering.ui.asking.protocol import Earlier


def about_words(words: str) -> str:
    return _("You wrote «{words}». Perhaps this leads further:").format(
        words=" ".join(words.split())
    )


def it_resembles(found: Sequence[Earlier]) -> str:
    return ngettext(
        "This resembles something that happened before:",
        "This resembles things that happened before:",
        len(found),
    )


def action_hint() -> str:
    return _(
        "For example: New field in the order form @ola 15.12 "
        "(Ola is responsible, due 15 December). Enter means no."
    )


def outcome_keys() -> dict[str, str]:
    return {"b": GOOD, "m": LESS_GOOD}
