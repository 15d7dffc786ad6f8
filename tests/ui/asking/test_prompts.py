"""What is offered while somebody types."""

from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from laering.ui.asking.fields import _completer


def test_no_word_that_would_harm_is_offered() -> None:
    completer = _completer(lambda: (["ola", "o\x1b[2J"], ["allergi", "a\u202eevil", "a\x9b2J"]))

    def offered(text: str) -> list[str]:
        found = completer.get_completions(Document(text), CompleteEvent())
        return [completion.text for completion in found]

    assert offered("Noe #a") == ["allergi"]
    assert offered("Noe #") == ["allergi"]
    assert offered("Noe @o") == ["ola"]
