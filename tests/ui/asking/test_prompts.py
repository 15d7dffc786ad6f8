"""What is offered while somebody types."""

from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.utils import get_cwidth

from laering.ui.asking.widgets.fields import _completer, blanks_before


def test_no_word_that_would_harm_is_offered() -> None:
    completer = _completer(lambda: (["ola", "o\x1b[2J"], ["allergi", "a\u202eevil", "a\x9b2J"]))

    def offered(text: str) -> list[str]:
        found = completer.get_completions(Document(text), CompleteEvent())
        return [completion.text for completion in found]

    assert offered("Noe #a") == ["allergi"]
    assert offered("Noe #") == ["allergi"]
    assert offered("Noe @o") == ["ola"]


@given(st.lists(st.text("abcæøå漢", min_size=1, max_size=15)).map(" ".join), st.integers(8, 40))
def test_rows_end_between_words_that_fit(text: str, room: int) -> None:
    blanks = blanks_before(text, room)

    at, rows = 0, [""]
    for index, character in enumerate(text):
        at += blanks.get(index, 0)
        assert at <= room
        wide = get_cwidth(character)
        if at + wide > room:
            at = 0
            rows.append("")
        at += wide
        rows[-1] += character
    whole = [word for row in rows for word in row.split()]
    assert all(word in whole for word in text.split() if get_cwidth(word) < room)
