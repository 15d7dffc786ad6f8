"""Plain text that a mail program broke into short lines, in one piece again: RFC 3676."""

_SIGNATURE = "-- "


def unfolded(text: str, *, closed: bool) -> str:
    """A text with ``format=flowed``: a line that ends in a blank goes on in the next one.

    With ``closed`` (``delsp=yes``) that blank is no blank of the text. Lines go on only at the
    same depth of ``>``, and the line above a signature ends there.
    """
    done: list[str] = []
    depth_before, goes_on = 0, False
    for line in text.replace("\r\n", "\n").split("\n"):
        stripped = line.lstrip(">")
        depth = len(line) - len(stripped)
        words = stripped.removeprefix(" ")
        signature = words == _SIGNATURE
        if goes_on and depth == depth_before and not signature:
            before = done[-1][:-1] if closed else done[-1]
            done[-1] = before + words
        else:
            done.append(">" * depth + " " * bool(depth) + words)
        goes_on = words.endswith(" ") and not signature
        depth_before = depth
    return "\n".join(line if line == _SIGNATURE else line.rstrip(" ") for line in done)
