"""Click's and Typer's words that a person can meet, listed so that the catalogue holds them.

Nothing imports this file. Both packages look their messages up in our text domain; a test
holds each one here against the installed packages, so that an upgrade cannot take them away
unseen.
"""

from gettext import gettext as _
from gettext import ngettext

CLICK = (
    _("Arguments"),
    _("Options"),
    _("Commands"),
    _("Usage:"),
    _("Missing command."),
    _("No such command {name!r}."),
    _("No such option: {name}"),
    _("Missing argument"),
    _("Missing option"),
    _("Invalid value: {message}"),
    _("Invalid value for {param_hint}: {message}"),
    _("{value!r} is not a valid {number_type}."),
    _("{value} is not in the range {range}."),
    _("Option {name!r} does not take a value."),
    _("Show this message and exit."),
    _("Aborted!"),
    _("(dynamic)"),
    _("default: {default}"),
    _("required"),
    _("env var: {var}"),
)


def counted(count: int) -> tuple[str, ...]:
    """The ones that depend on a count."""
    return (
        ngettext(
            "Got unexpected extra argument ({args})",
            "Got unexpected extra arguments ({args})",
            count,
        ),
        ngettext(
            "Did you mean {possibility}?",
            "(Possible options: {possibilities})",
            count,
        ),
        ngettext(
            "Option {name!r} requires an argument.",
            "Option {name!r} requires {nargs} arguments.",
            count,
        ),
    )
