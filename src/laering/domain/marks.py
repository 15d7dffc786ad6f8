"""How words are marked for those who show them: as source strings, or as put already."""


def N_(message: str) -> str:
    """Mark a source string for the catalogue; it is translated where it is shown."""
    return message


class Told(str):
    """Words that are put already: they are shown with their line breaks."""

    __slots__ = ()


class Reason(str):
    """A source string given as a fact: it goes through the catalogue as the message does."""

    __slots__ = ()
