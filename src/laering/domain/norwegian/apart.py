"""Words that hold another word and have nothing to do with it: no compound of it, no form of it."""

from functools import cache

# A word, and what stands in it that is another word; both as stems of them.
_APART = """
    avfall fall  balle ball  ballong ball  bestilling stilling  bilag bil  bilde bil
    billett bil  billig bil  datter datt  forbud bud  forfall fall  frafall fall
    helsing helse  innfall fall  kampanje kamp  kasserolle kasse
    klokkeslett lett  klokkeslett slett  krans kran  kursiv kurs
    lampe lam  materiale mat  overfall fall  pappa papp  parkett park  parkering park
    planke plan  plante plan  portrett port  postei post  regnskap regn  rekneskap rekne
    rose ros  servering server  skatt katt  skjerm skjer  sokkel sokk  stillas still
    tannhjul tann  tannrem tann  tapet tape  tilbud bud  tilfelle felle  toalett lett
    utvalg valg  veiledning ledning  vindu vind
"""

# Words that the stemmer takes for forms of another one, with their own forms.
_OWN = """
    datter datteren dattera
    pappa pappaen pappaer
    rose rosen roser rosene
    servering serveringen serveringa
"""

_FRONT = 3
"""How many letters stand before a part, at least, where a word is made of two."""

_SHORT_FRONTS = frozenset(("an", "av", "el", "is", "om", "på", "ut", "øl"))


def own_stem(word: str) -> str | None:
    """The stem of a word that the stemmer would take for another one's form, else None."""
    return _own().get(word)


def is_part(root: str, part: str) -> bool:
    """Whether one stem may be a word of its own at the beginning or the end of a longer one."""
    if any(whole in root for whole in _apart().get(part, ())):
        return False
    if root.startswith(part):
        return len(root) - len(part) >= _FRONT
    front = root[: -len(part)]
    return len(front) >= _FRONT or front in _SHORT_FRONTS


def apart(one: str, other: str) -> bool:
    """Whether two stems look alike and are of words that have nothing to do with each other.

    What one letter alone tells apart at the front is another word, and so is what is listed.
    """
    if one == other:
        return False
    short, long = sorted((one, other), key=len)
    if long.endswith(short) and len(long) - len(short) == 1:
        return True
    return any(
        _only_one_holds(wholes, one, other) or _only_one_holds(wholes, other, one)
        for part, wholes in _apart().items()
        if part in one and part in other
    )


def _only_one_holds(wholes: frozenset[str], one: str, other: str) -> bool:
    """Whether the first of two stems holds a word that only looks like the part, the other not."""
    return any(whole in one for whole in wholes) and not any(whole in other for whole in wholes)


@cache
def _own() -> dict[str, str]:
    lines = (line.split() for line in _OWN.splitlines() if line.strip())
    return {word: words[0] for words in lines for word in words}


@cache
def _apart() -> dict[str, frozenset[str]]:
    """The longer words that hold a part, by the part, all as stems."""
    from laering.domain.norwegian.stems import stem

    words = _APART.split()
    found: dict[str, set[str]] = {}
    for whole, part in zip(words[::2], words[1::2], strict=True):
        found.setdefault(stem(part), set()).add(stem(whole))
    return {part: frozenset(wholes) for part, wholes in found.items()}
