"""What stands around a text, and is no part of it."""


def unframed(text: str) -> str:
    """A text without the empty lines around it; its first and last line stay as they are."""
    inner = text.lstrip()
    start = text.rfind("\n", 0, len(text) - len(inner)) + 1
    end = text.find("\n", start + len(text[start:].rstrip()))
    return text[start : end if end >= 0 else None] if inner else ""
