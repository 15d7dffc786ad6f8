"""The three questions: the headings that ask them, and which section answers which."""

from collections.abc import Sequence

HEADINGS: dict[str, tuple[str, str, str]] = {
    "nb": (
        "Hva skjedde?",
        "Hva kan vi lære av det?",
        "Hva kan vi gjøre annerledes neste gang?",
    ),
    "nn": (
        "Kva skjedde?",
        "Kva kan vi lære av det?",
        "Kva kan vi gjere annleis neste gong?",
    ),
    "en": (
        "What happened?",
        "What can we learn from it?",
        "What can we do differently next time?",
    ),
}

_EXACT = {
    heading: place for headings in HEADINGS.values() for place, heading in enumerate(headings)
}

_LOOSELY = {heading.casefold().rstrip("?"): place for heading, place in _EXACT.items()}


def question_of(title: str) -> int | None:
    """The number, from 0, of the question that a heading asks in any language; None for no such."""
    place = _EXACT.get(title)
    return place if place is not None else _LOOSELY.get(title.rstrip("#").casefold().rstrip(" \t?"))


def asked_in(titles: Sequence[str]) -> list[int | None]:
    """For each section, by its heading, the question that it answers; None where it answers none.

    A question may be asked several times. Where no heading asks one, the first three sections
    answer them in order.
    """
    asked = [question_of(title) for title in titles]
    if all(place is None for place in asked):
        return [place if place < len(_NUMBERS) else None for place in range(len(titles))]
    # A renamed heading above a known one can only be a question that is missing there.
    for place in (0, 1):
        if place in asked:
            continue
        below = next((asked.index(each) for each in _NUMBERS[place + 1 :] if each in asked), 0)
        first = asked.index(0) + 1 if place and 0 in asked else 0
        if first < below and asked[first] is None:
            asked[first] = place
    return asked


_NUMBERS = range(3)
