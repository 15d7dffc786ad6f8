"""What somebody typed before a question was shown, and how it waits for the one it is meant for.

The questions of the list take what was typed ahead. One that comes in between takes only keys
pressed after it was shown: what came before is set aside, and put back behind it.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prompt_toolkit.key_binding.key_processor import KeyPress


@contextmanager
def held_terminal() -> Iterator[None]:
    """Keep the terminal from showing, and from acting on, what is typed between two questions."""
    from prompt_toolkit.application import get_app_session

    with get_app_session().input.raw_mode():
        yield


@contextmanager
def set_aside() -> Iterator[None]:
    """For the time of a question in between, set aside what was typed before it."""
    keys = _typed_already()
    try:
        yield
    finally:
        put_back(keys, first=True)


def put_back(keys: Sequence["KeyPress"], *, first: bool = False) -> None:
    """Give keys to the next question, ``first`` before others that wait for it."""
    from prompt_toolkit.application import get_app_session
    from prompt_toolkit.input.typeahead import get_typeahead, store_typeahead

    source = get_app_session().input
    others = get_typeahead(source) if first else []
    store_typeahead(source, [*keys, *others])


def put_back_text(text: str) -> None:
    """Give a text to the next question, as if it was pasted there."""
    from prompt_toolkit.key_binding.key_processor import KeyPress
    from prompt_toolkit.keys import Keys

    put_back([KeyPress(Keys.BracketedPaste, text)], first=True)


def _typed_already() -> list["KeyPress"]:
    """The keys that wait: read by an earlier question, or not read yet."""
    from prompt_toolkit.application import get_app_session
    from prompt_toolkit.input.typeahead import get_typeahead
    from prompt_toolkit.keys import Keys

    source = get_app_session().input
    keys = get_typeahead(source)
    # A console of Windows would wait for a key where there is none.
    while os.name != "nt" and (more := source.read_keys()):
        keys += more
    return [key for key in keys if key.key != Keys.CPRResponse]
