"""Pictures in a document itself: as HTML that fetches nothing, and as the typesetter reads them."""

from base64 import b64encode
from collections.abc import Callable

from laering.domain.gallery import Gallery, Small
from laering.ui.formats.nodes import Draw
from laering.ui.formats.prose import Show, escape

# Of a picture on paper, in millimetres, and the pixels that are to a millimetre at least.
_WIDEST, _HIGHEST, _PIXELS = 85, 65, 4

_DATA = "data:image/jpeg;base64,"


def shower(gallery: Gallery | None, entry: str, link: Callable[[str], str] | None) -> Show | None:
    """What shows the pictures of an entry on a page, see ``prose.html``.

    ``link`` gives the way to a file, for those that are to lead to the picture itself; what is
    there and has no small copy becomes such a link.
    """
    if gallery is None:
        return None

    def show(target: str, alt: str, in_link: bool) -> str | None:
        path = gallery.path(entry, target)
        if path is None:
            return None
        small = gallery.small(entry, target)
        told = escape(alt or path) if small is None else _image(small, alt)
        if in_link or link is None:
            return told
        return f'<a class="picture" href="{escape(link(path))}">{told}</a>'

    return show


def _image(small: Small, alt: str) -> str:
    return (
        f'<img src="{_DATA}{_in_letters(small)}" alt="{escape(alt)}" '
        f'width="{small.width}" height="{small.height}">'
    )


class Drawings:
    """The pictures of a document on paper: ``made`` holds each as a drawing, by its number.

    ``height`` is how high those are together that were asked for, in millimetres.
    """

    def __init__(self, gallery: Gallery | None) -> None:
        self._gallery = gallery
        self._numbers: dict[bytes, int] = {}
        self.made: list[str] = []
        self.height = 0.0

    def of(self, entry: str) -> Draw:
        """What draws the pictures of an entry, see ``nodes.prose_nodes``."""

        def draw(target: str) -> tuple[int, float] | None:
            small = self._gallery.small(entry, target) if self._gallery else None
            if small is None:
                return None
            if small.data not in self._numbers:
                self._numbers[small.data] = len(self.made)
                self.made.append(_drawing(small))
            width = _width(small)
            self.height += width * small.height / max(1, small.width)
            return self._numbers[small.data], width

        return draw


def _width(small: Small) -> float:
    """How wide a picture is on paper, in millimetres: no wider, higher or coarser than is good."""
    most = min(_WIDEST, small.width / _PIXELS)
    return round(min(most, _HIGHEST * small.width / max(1, small.height)), 1)


def _drawing(small: Small) -> str:
    """A picture as SVG: text, as everything is that the typesetter is given."""
    size = f'width="{small.width}" height="{small.height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
        f'<image {size} href="{_DATA}{_in_letters(small)}"/></svg>'
    )


def _in_letters(small: Small) -> str:
    return b64encode(small.data).decode("ascii")
