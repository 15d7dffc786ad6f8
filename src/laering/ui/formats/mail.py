"""One learning to send: as text to paste anywhere, or as a small document for an e-mail."""

from collections.abc import Iterator

from laering.domain.sharing import Share
from laering.i18n import spoken
from laering.ui.showing.shared import page


def text(share: Share) -> Iterator[str]:
    """Plain text, to paste anywhere: what people typed stands as they typed it."""
    told = page(share)
    yield f"{told.title} ({told.day})\n"
    for part in told.parts:
        yield f"\n{part.question}\n"
        if part.answer:
            yield f"{part.answer}\n"
        yield from (f"– {point}\n" for point in part.points)
    for note in told.notes:
        yield f"\n{note}\n"


def html(share: Share) -> Iterator[str]:
    """A document of simple tags that keeps its looks where it is pasted, and fetches nothing."""
    from laering.ui.formats.embedded import shower
    from laering.ui.formats.jinja import environment

    template = environment().get_template("entry.html.j2")
    yield from template.generate(
        page=page(share), show=shower(share.pictures, "", None), language=spoken()
    )
    yield "\n"
