"""A slip as one page for the browser: it writes a learning's file, and sends nothing by itself.

The template and its style and scripts are in ``templates``; the page asks nobody for anything.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from laering.domain.naming import ANSWERS
from laering.domain.questions import HEADINGS
from laering.domain.slip import ASKED, PICTURES, writing_rules
from laering.i18n import _, spoken
from laering.ui.desk.terminal import safe
from laering.ui.formats.jinja import environment, own_text, policy
from laering.ui.showing.slip import Slip, fields, where_to, where_to_tell

_TEMPLATE = "slip.html.j2"


def slip_page(slip: Slip) -> Iterator[str]:
    """The slip as an HTML document."""
    from markupsafe import Markup

    style = own_text("common.css") + own_text("slip.css")
    script = own_text("slip_writer.js") + own_text("slip.js")
    words = _words(slip)
    return (
        environment()
        .get_template(_TEMPLATE)
        .generate(
            language=spoken(),
            slip=slip,
            fields=fields(slip, ASKED),
            words=words,
            known=Markup(_known(slip, words)),  # noqa: S704  # no sign in it opens anything
            style=Markup(style),  # noqa: S704  # files of our own
            script=Markup(script),  # noqa: S704  # others
            policy=policy(style, script, "data:"),
        )
    )


def _known(slip: Slip, words: Mapping[str, Any]) -> str:
    """What the script knows, as JSON that is safe within a page."""
    told = {
        "rules": writing_rules(),
        "fields": ASKED,
        "headings": [*HEADINGS[slip.language], PICTURES[slip.language]],
        "hints": {each.value: [safe(hint) for hint in each.hints] for each in slip.sources},
        "usual": [each.hint for each in fields(slip, ANSWERS)],
        "place": f"laering-skjema: {safe(slip.journal)}",
        "to": slip.to,
        "words": words,
    }
    return json.dumps(told).translate({ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"})


def _words(slip: Slip) -> dict[str, Any]:
    """What the page says itself."""
    return {
        "title": _("Tell what happened"),
        "intro": _(
            "Good or bad, large or small: what we hear of, we can learn from. It takes a few "
            "minutes, and nothing is sent before you do it yourself."
        ),
        "optional": _("(optional)"),
        "missing": {
            "date": _("Choose the day it happened, today at the latest."),
            "source": _("Choose what it is about."),
            "happened": _("Write at least a few words about what happened."),
        },
        "plain": _(
            "What you fill in here needs a browser, and this view shows only the text. Open the "
            "file in a browser, or answer these questions in your own words:"
        ),
        "plain_where": where_to_tell(slip),
        **_about_pictures(),
        **_handing_over(slip),
        **_keeping(),
    }


def _about_pictures() -> dict[str, str]:
    return {
        "pictures": _("Pictures"),
        "pictures_hint": _(
            "At most three. They are made smaller here, and where they were taken is left out."
        ),
        "add_picture": _("Add a picture"),
        "shows": _("What does picture {number} show?"),
        "remove": _("Remove"),
        "remove_number": _("Remove picture {number}"),
        "too_many": _("There is room for three pictures; the rest was left out."),
        "no_picture": _("«{name}» is no picture that this browser can read."),
    }


def _handing_over(slip: Slip) -> dict[str, str]:
    mailed = _("Your e-mail program should now have the text ready. Press Send there.")
    to = _("Write an e-mail to {address}").format(address=slip.to)
    return {
        "deliver": _("Hand it in"),
        "where": where_to(slip),
        "share": _("Share the file"),
        "save": _("Save the file"),
        "mail": to if slip.to else _("Write an e-mail"),
        "copy_text": _("Copy as text"),
        "as_text": _("What you wrote, as text to copy"),
        "lacks": _("Something is missing. It is marked above."),
        "subject": _("Learning: {title}"),
        "shared": _("Shared. Thank you!"),
        "not_shared": _("It could not be shared. Save the file instead."),
        "alone": _("Will others use this device? Then delete what you wrote."),
        "saved": _("The file «{name}» is saved, most often in Downloads."),
        "mailed": mailed,
        "too_long": _("This is too long for an e-mail from here. Save the file and attach it."),
        "copied": _("The text is copied. Paste it into an e-mail or a message."),
        "to_copy": _("Copy the text below, and paste it into an e-mail or a message."),
        "pictures_left": _("The pictures are not in it. Save the file to send them too."),
    }


def _keeping() -> dict[str, str]:
    return {
        "kept": _("Here is what was begun on this device. If it is not yours, delete it below."),
        "private": _(
            "What you write stays in this browser until you have shared or saved it, for a day at "
            "most."
        ),
        "not_kept": _("This browser does not keep what you write: hand it in before you close it."),
        "forget": _("Delete what I wrote"),
        "sure": _("Delete everything you have written here?"),
        "yes": _("Yes, delete it"),
        "no": _("No, keep it"),
        "forgotten": _("Everything is deleted."),
    }
