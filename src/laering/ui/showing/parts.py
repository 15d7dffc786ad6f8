"""Lists that share the room of a screen, each with as much as there is room for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from laering.i18n import _
from laering.ui.showing.blocks import Block, Heading, Line, Points
from laering.ui.showing.fitting import broken, cells, cut

USUAL = 80
"""Columns where nobody tells how many there are."""


@dataclass(frozen=True, slots=True)
class Part:
    """A list on the home page, of which as much is shown as there is room for.

    ``items`` are the first few of ``count``, each with the lines it takes. ``more`` tells how
    many are left out, and ``last`` what to do with them. Without items it is one line, with the
    ``command`` that shows them.
    """

    title: str
    items: tuple[tuple[str, int], ...]
    count: int
    more: str
    last: str
    command: str
    width: int | None
    tone: str = "plain"
    first: bool = False
    least: int = 1

    def lines(self, shown: int, *, loose: bool) -> int:
        """How many lines it takes to show so many items."""
        if not shown:
            return len(broken(self._alone, self.width))
        return 1 + loose + sum(size for _item, size in self.items[:shown]) + len(self._foot(shown))

    def blocks(self, shown: int, *, loose: bool) -> Iterator[Block]:
        """The list with so many items; ``loose`` with an empty line above."""
        if not shown:
            yield from (Line(line, self.tone) for line in broken(self._alone, self.width))
            return
        yield Heading(self.title) if loose else Line(self.title, self.tone)
        yield Points(tuple(item for item, _size in self.items[:shown]), self.tone)
        yield from (Line(line, "quiet") for line in self._foot(shown))

    @property
    def _alone(self) -> str:
        return f"{self.title}: {self.command}"

    def _foot(self, shown: int) -> list[str]:
        left = self.count - shown
        texts = [text for text in (self.more.format(count=left) if left else "", self.last) if text]
        if cells(" · ".join(texts)) <= (self.width or USUAL):
            return [" · ".join(texts)] if texts else []
        return [line for text in texts for line in broken(text, self.width)]


@dataclass(frozen=True, slots=True)
class Memory:
    """A learning on the home page: its title, and the lines of ``items`` there is room for."""

    title: str
    items: tuple[str, ...]
    left_out: bool
    width: int | None
    first: bool = False
    least: int = 0

    def lines(self, shown: int, *, loose: bool) -> int:
        """How many lines it takes to show so many of what was learned."""
        return 1 + 2 * loose + shown

    def blocks(self, shown: int, *, loose: bool) -> Iterator[Block]:
        """The learning; ``loose`` with an empty line above."""
        heading = _("Worth remembering")
        if loose:
            yield Heading(heading)
        yield Line(cut(self.title if loose else f"{heading} · {self.title}", self.width))
        for number, line in enumerate(self.items[:shown], 1):
            cut_here = number == shown and (self.left_out or number < len(self.items))
            yield Line(f"{line} …" if cut_here else line)


def shared(
    parts: Sequence[Part | Memory], least: Sequence[int], room: int, *, loose: bool
) -> list[int]:
    """How much of each part is shown in so many lines: one more item by turns."""
    shown = list(least)
    room -= sum(part.lines(number, loose=loose) for part, number in zip(parts, least, strict=True))
    # A memory begins with nothing of what was learned, and is the first to get more.
    turns = sorted(range(len(parts)), key=lambda place: parts[place].least)
    while turns:
        grown = []
        for place in turns:
            part, number = parts[place], shown[place]
            cost = part.lines(number + 1, loose=loose) - part.lines(number, loose=loose)
            if number < len(part.items) and cost <= room:
                shown[place] = number + 1
                room -= cost
                grown.append(place)
        turns = grown
    return shown
