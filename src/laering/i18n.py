"""The catalogue: English source strings in the code, what a person reads out of ``locale/``.

Bokmål is the default whatever the system's locale says. Click and Typer look their own words
up through the standard library's ``gettext``, so the same catalogue, which holds theirs too,
is made the process's text domain.
"""

import gettext as _gettext
import os
from collections.abc import Mapping
from pathlib import Path

DOMAIN = "laering"
DEFAULT = "nb"
# English is the source and needs no catalogue.
LANGUAGES = ("nb", "en")
LOCALE = Path(__file__).parent / "locale"

_found: dict[str, _gettext.NullTranslations] = {}
_inherited = os.environ.get("LANGUAGE")
_state = {"active": _gettext.NullTranslations()}


def activate(language: str) -> None:
    """Speak ``language``, one of LANGUAGES, from here on in this process."""
    _state["active"] = _catalogue(language)
    _gettext.bindtextdomain(DOMAIN, str(LOCALE))
    _gettext.textdomain(DOMAIN)
    # The standard library looks here, and nowhere else, for the language of each message.
    os.environ["LANGUAGE"] = language


def _catalogue(language: str) -> _gettext.NullTranslations:
    if language not in _found:
        _found[language] = _gettext.translation(DOMAIN, LOCALE, languages=[language], fallback=True)
    return _found[language]


def in_every_language(message: str) -> frozenset[str]:
    """A source string as each language has it."""
    return frozenset(_catalogue(language).gettext(message) for language in LANGUAGES)


def spoken() -> str:
    """The language that is spoken, such as ``nb``."""
    return os.environ.get("LANGUAGE") or DEFAULT


def is_norwegian() -> bool:
    """Whether Norwegian is spoken, with its own quotation marks."""
    return os.environ.get("LANGUAGE") != "en"


def _(message: str) -> str:
    """A source string in the language that is spoken."""
    return _state["active"].gettext(message) if message else ""


def ngettext(one: str, many: str, count: int) -> str:
    """A source string in the form for ``count``."""
    return _state["active"].ngettext(one, many, count)


def outside_environment() -> Mapping[str, str]:
    """The environment for other programs: without the language set for our own messages."""
    environment = dict(os.environ)
    if _inherited is None:
        environment.pop("LANGUAGE", None)
    else:
        environment["LANGUAGE"] = _inherited
    return environment
