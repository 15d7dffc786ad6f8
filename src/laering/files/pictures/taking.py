"""Pictures taken in: read from where a person has them, and put beside the entry that shows them.

What was handed over is never moved, changed or deleted. A picture is there before the entry that
shows it: stopped in between, no entry lacks a picture, and ``sjekk`` names the one too many.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import count
from pathlib import Path, PurePath

from laering.domain.entry import Attached, Draft, Entry, Problem
from laering.domain.errors import (
    CannotReadPicture,
    LeadsOut,
    NoPicture,
    NotFlushed,
    PictureTooLarge,
)
from laering.domain.fitting import cleared
from laering.domain.strays import is_picture
from laering.domain.text.pictures import picture_line
from laering.files.journal.journal import Journal
from laering.files.journal.names import ENTRIES
from laering.files.journal.root import lies_in
from laering.files.pictures.clean import MOST_BYTES, Picture, as_it_is, clean
from laering.files.pictures.traces import PLACE, kind_of, traces
from laering.files.system.contents import bytes_of, opened
from laering.files.system.disk import write_new
from laering.files.system.held import remove, why_not_written

PICTURES = "bilder"
"""The folder in the entries' one that pictures lie in."""


def read(path: str | PurePath, *, with_metadata: bool = False) -> Picture:
    """The copy that a journal keeps of a picture a person has, see ``clean``.

    ``with_metadata`` takes it as it is, with every byte. A link is followed: the person named it.
    Raises CannotReadPicture, NoPicture, PictureTooLarge, TooManyPixels or PictureNotClean.
    """
    if "\0" in str(path):
        raise NoPicture(path=path)
    data = bytes_of(os.path.realpath(os.path.expanduser(path)), MOST_BYTES)
    if not isinstance(data, bytes):
        code, facts = data
        if code == "too-large":
            raise PictureTooLarge(path=path, most=MOST_BYTES // 1_000_000)
        if code == "not-a-file":
            raise NoPicture(path=path)
        number = int(dict(facts)["errno"])
        raise CannotReadPicture(path=path, reason=OSError(number, os.strerror(number)))
    return as_it_is(data, path) if with_metadata else clean(data, path)


def telling_places(journal: Journal, paths: Iterable[str]) -> list[Problem]:
    """Those of a journal's files that are pictures and tell where they were taken.

    Only their headers are looked at, and nothing behind a link.
    """
    found = []
    for path in filter(is_picture, paths):
        file = opened(f"{journal.root}{os.sep}{path}")
        if file is not None:
            with file, suppress(OSError):
                if PLACE in traces(file):
                    found.append(Problem(path, 1, "picture-place"))
    return found


@contextmanager
def beside(journal: Journal, stem: str, pictures: Iterable[Picture]) -> Iterator[list[str]]:
    """Pictures in the journal, named after an entry, while something is done that shows them.

    Gives their paths from the entries' folder, such as ``bilder/<id>-1.jpg``. When what is done
    fails they are taken away again. Raises LeadsOut where their folder is a link out of the
    journal, CannotWrite or HeldOpen.
    """
    folder = journal.root / ENTRIES / PICTURES
    if not lies_in(folder, journal.root):
        raise LeadsOut(path=folder)
    made: list[Path] = []
    try:
        names = (f"{stem}-{number}" for number in count(1))
        # One by one: those that are there are taken away when the next cannot be.
        made.extend(_put(folder, names, picture) for picture in pictures)
        yield [f"{PICTURES}/{path.name}" for path in made]
    except NotFlushed:
        raise  # what shows them is there
    except BaseException:
        for path in made:
            with suppress(OSError):
                remove(path)
        raise


def chosen(attached: Attached) -> Picture:
    """A picture that somebody chose: the copy that was kept, else made anew of what they have.

    Raises what ``read`` does.
    """
    data = bytes_of(attached.kept, MOST_BYTES) if attached.kept else b""
    kind = kind_of(data) if isinstance(data, bytes) else None
    if isinstance(data, bytes) and kind is not None:
        return Picture(data, kind)
    return read(attached.origin, with_metadata=attached.whole)


def all_chosen(pictures: Iterable[Attached]) -> list[tuple[Picture, str]]:
    """Pictures that somebody chose, each with its text; empty where nothing was said of one.

    Raises what ``chosen`` does.
    """
    return [(chosen(each), each.alt or "") for each in pictures]


def create(
    journal: Journal, draft: Draft, pictures: Sequence[tuple[Picture, str]] | None = None
) -> Entry:
    """Write a new entry that shows pictures below what happened, by default those of its draft.

    Each has the text that stands for it where it cannot be seen; the entry's title where that is
    empty. Raises what ``chosen``, ``beside`` and ``Journal.create`` do.
    """
    if pictures is None:
        pictures = all_chosen(draft.pictures)
    if not pictures:
        return journal.create(draft)
    stem, _, _ = journal.written(draft)
    with beside(journal, _free_id(journal, stem), (each for each, _ in pictures)) as paths:
        answers = draft.body.answers
        shown = shown_below(answers.happened, (text for _, text in pictures), paths, draft.title)
        answers = replace(answers, happened=shown)
        return journal.create(replace(draft, body=replace(draft.body, answers=answers)))


def shown_below(answer: str, texts: Iterable[str], paths: Sequence[str], title: str) -> str:
    """An answer that shows pictures below it, which lie at ``paths`` from the entries' folder.

    Each has the text that stands for it where it cannot be seen; the title where that is empty.
    """
    told = (cleared(text).strip() or title for text in texts)
    lines = (picture_line(*each) for each in zip(told, paths, strict=True))
    return "\n\n".join(filter(None, (answer.rstrip(), *lines)))


def _free_id(journal: Journal, stem: str) -> str:
    """The id that a new entry is about to get, unless somebody else takes it first."""
    ids = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    return next(each for each in ids if not os.path.lexists(journal.root / ENTRIES / f"{each}.md"))


def _put(folder: Path, names: Iterator[str], picture: Picture) -> Path:
    """Write a picture under the first name that is free, whatever the kind of who has it."""
    path = folder
    try:
        os.makedirs(folder, exist_ok=True)
        taken = {name.rpartition(".")[0].casefold() for name in os.listdir(folder)}
        for name in names:
            path = folder / f"{name}.{picture.ending}"
            if name.casefold() not in taken and write_new(path, picture.data):
                return path
    except OSError as error:
        raise why_not_written(error, path, path) from None
    raise AssertionError
