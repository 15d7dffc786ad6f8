"""An action as a person types it, with a due date in words."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise

from laering.domain.action import Action, names_in, owners_in, read_task
from laering.domain.dates import MONTHS, WEEKDAYS, read_due
from laering.domain.errors import (
    AmbiguousDate,
    BadDate,
    BadOwner,
    EmptyAction,
    FlawedAction,
    OwnerWithSpaces,
)
from laering.domain.fitting import ACTION, fit
from laering.domain.flaws import INSIDE, flaws_of, has_box_within
from laering.domain.folding import composed, folded
from laering.domain.rewriting import write_task
from laering.domain.text.beginnings import BULLET
from laering.domain.text.escapes import escape_comments

_PASTED = re.compile(rf"(?:>[ \t]*)*(?:{BULLET}[ \t]+)?\[(?P<mark>[^\]\[])?\](?:[ \t]+|$)")

_DAY_NAMES = frozenset({*MONTHS, *WEEKDAYS, "i", "om", "innen", "frist"})

# A number as prices, times, sections and versions have it, which a day and a month have too.
_NUMBER = re.compile(r"(\d{1,4})\.(\d{1,2})(\d*)\.?")

_FRACTION = re.compile(r"\d{1,4}[/\\]\d{1,4}")

# «Vaske ovnen hver fredag» and «Ringe kl. 15.30» have no due date; «ferdig innen fredag» has.
_NO_DAY_AFTER = frozenset({"hver", "kvar", "every", "each", "kl", "kl.", "klokka", "klokken", "at"})

_NO_DATE_AFTER = frozenset(
    {
        *("punkt", "pkt", "pkt.", "kap", "kap.", "kapittel", "kapitlet", "§", "§§", "versjon"),
        *("versjonen", "ver", "ver.", "v", "v.", "kr", "kr.", "kroner", "nok", "side", "s.", "nr"),
        *("nr.", "nummer", "avsnitt", "tabell", "figur", "del", "artikkel", "art.", "utgave"),
        *("rev", "rev.", "revisjon", "vedlegg", "post", "linje", "ledd", "section", "sec."),
        *("point", "chapter", "version", "page", "part", "no.", "number"),
    }
)

# Behind these a day and a month alone are none; a date with its year is one.
_NO_NUMBER_AFTER = _NO_DATE_AFTER | {
    *("krav", "kravet", "mal", "modell", "rom", "iso", "ns", "prosedyre", "skjema", "beløp"),
    *("pris", "nivå", "python", "build", "release", "skala", "ca", "ca.", "cirka", "i", "se"),
    *("fra", "og", "eller"),
}

_BY = frozenset({"innen", "før", "til", "senest", "seinast", "frist", "by", "before", "due"})

_ALWAYS = frozenset({"innen", "frist", "fristen", "due"})

_ONLY_BY = frozenset({"jul", "jula", "julen", "christmas", "nyttår", "new year"})

_DATE_WORDS = 5

_DAY_DIGITS = 2


@lru_cache(maxsize=16)
def read_typed(text: str, today: date, since: date | None = None) -> Action:
    """The action in a line as a person types it: ``Ny rubrikk i skjemaet @ola 15.12``.

    An ``@name`` is an owner, and a date at the end is when it is due: the next such day there
    is, counted from the day of the event, ``since``, where it has no year. After ``innen`` or
    ``frist`` a date may stand anywhere. A box that came along when it was pasted is taken off.
    Raises OwnerWithSpaces for «@Kari Nordmann», ImpossibleDate or AmbiguousDate for what can
    only be meant as a date and is none, EmptyAction when nothing tells what is to be done,
    FlawedAction for a sign without its date, and ControlCharacter as ``fit`` does.
    What was checked while it was typed is not read again to be kept.
    """
    words = " ".join(fit(text, ACTION).split())
    box = _PASTED.match(words)
    mark = (box["mark"] or " ") if box else " "
    words = words[box.end() :] if box else words
    _owner_is_one_word(words)
    action = read_task(f"- [{mark}] {escape_comments(words)}", 1) or Action("")
    if action.due is None:
        action = _with_typed_date(action, today, since)
    if not action.text:
        raise EmptyAction(value=text)
    return unflawed(action)


def unflawed(action: Action) -> Action:
    """The action, once it is certain that its line can be read back. Raises FlawedAction."""
    if has_box_within(action.text):
        raise FlawedAction(value=action.text, reason=INSIDE, detail="")
    for reason, detail in flaws_of(write_task(action)[0]):
        raise FlawedAction(value=action.text, reason=reason, detail=detail)
    return action


def typed_again(action: Action) -> str:
    """An action as somebody would type it, with its due date in full: read again, it is the same.

    Whether it worked is not in it.
    """
    line = write_task(action._replace(due=None))[0].removeprefix("- ").removeprefix("[ ] ")
    return f"{line} {action.due:%d.%m.%Y}" if action.due else line


def read_owners(text: str) -> tuple[str, ...]:
    """The owners in a text that names nothing else: ``ola``, ``@ola, @kari``, ``ola og kari``.

    None for an empty text. Raises OwnerWithSpaces, BadOwner, and ControlCharacter as ``fit`` does.
    """
    words = " ".join(fit(text, ACTION).split())
    found: dict[str, str] = {}
    for said in re.split(r"[,;&+/]|\s(?:og|and)\s|\s(?=@)", words):
        name = said.strip().removeprefix("@").rstrip(".-")
        joined = "-".join(name.split())
        if name and names_in(f"@{joined}") != [composed(joined)]:
            raise BadOwner(value=said.strip())
        if joined != name:
            raise OwnerWithSpaces(owner=name, joined=joined)
        if name:
            found.setdefault(folded(name), composed(name))
    return tuple(found.values())


def made_on(today: date, actions: Iterable[Action], written: date) -> tuple[Action, ...]:
    """Actions with the day they are made, where that is not the day their entry was written."""
    if today == written:
        return tuple(actions)
    made = f"➕ {today.isoformat()}"
    return tuple(each._replace(signs=f"{each.signs} {made}".strip()) for each in actions)


def _owner_is_one_word(text: str) -> None:
    """Raises OwnerWithSpaces for «Ring @Kari Nordmann»: a name after the name."""
    words = text.split()
    for word, after in pairwise(words):
        name = word.removeprefix("@").strip(".")
        more = after.rstrip(".,;:)")
        if (
            word.startswith("@")
            and name[:1].isupper()
            and name[-1:].isalnum()
            and more[:1].isupper()
            and more.isalpha()
            and more.casefold() not in _DAY_NAMES
        ):
            owner = f"{name} {more}"
            raise OwnerWithSpaces(owner=owner, joined=owner.replace(" ", "-"))


def _with_typed_date(action: Action, today: date, since: date | None) -> Action:
    """The action with the due date that its words end with, or tell after «innen» or «frist»."""
    words = action.text.split()
    for count in range(min(_DATE_WORDS, len(words)), 0, -1):
        due = _due_in(words[:-count], _unbracketed(words[-count:]), today, since)
        if due is not None:
            kept = words[:-count]
            if len(kept) > 1 and _bare(kept[-1]) in _BY:
                kept.pop()
            if len(kept) > 1 and _bare(kept[-1]) == "med":
                kept.pop()
            return _due_on(action, kept, due)
    for at, word in enumerate(words):
        if _bare(word) not in _ALWAYS:
            continue
        for count in range(_DATE_WORDS, 0, -1):
            said = words[at + 1 : at + 1 + count]
            if len(said) < count:
                continue
            said[-1] = said[-1].rstrip(",;:)")
            due = _due_in(words[: at + 1], said, today, since)
            if due is not None:
                before = words[: at - 1] if _bare(words[at - 1]) == "med" and at else words[:at]
                return _due_on(action, [*before, *words[at + 1 + count :]], due)
    return action


def _bare(word: str) -> str:
    """A word as it is compared, without what stands around it."""
    return word.casefold().lstrip("(").rstrip(":")


def _unbracketed(said: Sequence[str]) -> Sequence[str]:
    """The last words without the brackets that they stand in, «(15.12)», or their end."""
    first, last = said[0], said[-1]
    if last.endswith(")") and not any("(" in word for word in said[1:]):
        first = first.removeprefix("(")
        return [first, *said[1:-1], last[:-1]] if len(said) > 1 else [first.removesuffix(")")]
    return said


def _due_on(action: Action, words: Sequence[str], due: date) -> Action:
    # Only now does it show whether the names stand last.
    text, owners = owners_in(" ".join(words).rstrip(" ,;:–-"))
    return action._replace(text=text, owners=owners or action.owners, due=due)


def _due_in(
    before: Sequence[str], said: Sequence[str], today: date, since: date | None
) -> date | None:
    """The day that words say, given those before them; None when they say none.

    Numbers are no dates: «punkt 4.2», «10.00» and «1.500» stay what they are.
    """
    last = _bare(before[-1]) if before else ""
    always = last in _ALWAYS
    written = " ".join(said)
    if last in _NO_DAY_AFTER or (not always and _is_else(written, last)):
        return None
    if len(said) > 1 and _NUMBER.fullmatch(said[-1]) and _is_else(said[-1], ""):
        return None
    if written.casefold() in _ONLY_BY and last not in _BY:
        return None
    try:
        return read_due(written, today, since).date
    except BadDate:
        return None
    except AmbiguousDate:
        if not always and _FRACTION.fullmatch(written):
            return None
        raise


def _is_else(written: str, last: str) -> bool:
    """Whether words are no date, for the one before them or for the number that they are."""
    number = _NUMBER.fullmatch(written)
    if number is None:
        return last in _NO_DATE_AFTER and not any(map(str.isalpha, written))
    if last in _NO_NUMBER_AFTER or (last.isdigit() and len(last) > _DAY_DIGITS):
        return True
    day, month = int(number[1]), int(number[2] or 0)
    possible = 0 < day <= 31 and 0 < month <= 12
    return bool(number[3]) or not possible
