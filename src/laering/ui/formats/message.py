"""One learning as a small document for an e-mail."""

from collections.abc import Iterator

from laering.domain.sharing import Share
from laering.i18n import spoken
from laering.ui.showing.shared import page


def html(share: Share) -> Iterator[str]:
    """A document of simple tags that keeps its looks where it is pasted, and fetches nothing."""
    from laering.ui.formats.page import environment

    template = environment().get_template("entry.html.j2")
    yield from template.generate(page=page(share), language=spoken())
    yield "\n"
