"""What the Tab key offers: one table with a row for each option and argument that takes a value.

A Tab reads the names in the folder and few files: what it offers is a help, and must come at once.
Whatever goes wrong, nothing is said: there is a half-written line on the screen.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

import click
from click.core import ParameterSource
from click.shell_completion import _resolve_context, _resolve_incomplete

from laering.domain.characters import HARMFUL
from laering.domain.entry import OUTCOMES, Entry
from laering.domain.errors import LaeringError
from laering.domain.folding import each_once, folded
from laering.domain.marks import N_
from laering.files.journal.journal import Journal
from laering.files.journal.names import ENTRIES, slug_of
from laering.i18n import LANGUAGES, _, spoken
from laering.ui.desk.call import Call
from laering.ui.desk.shells import Offer, Offered, Paths
from laering.ui.desk.terminal import Terminal, as_text, one_line
from laering.ui.formats.table import ACTION_FORMATS, FORMATS, LIST_FORMATS, SHARE_FORMATS, names
from laering.ui.words import source_name

READ = 200
"""How many files one Tab opens at most, the newest first: they take less than a start does."""

_LONGEST = 255
# What can stand on a line, and is no option there.
_FIT = re.compile(rf"(?!-)[^\n\t{HARMFUL.pattern[1:-1]}]{{1,{_LONGEST}}}")


class Asked(NamedTuple):
    """The word at the cursor, as far as it is typed, and the call around it."""

    typed: str
    context: click.Context
    today: date

    def journal(self) -> Journal:
        """The journal that is meant; raises LaeringError where there is none."""
        contexts = (self.context, self.context.find_root())
        said = next((found for each in contexts if (found := each.params.get("journal"))), None)
        folder: Path | None = said[0] if isinstance(said, list | tuple) else said
        return Call(Terminal(plain=True), self.today, folder=folder).journal()


Kind = Callable[[Asked], Iterable[Offer]] | Paths


def offered(root: click.Command, words: Sequence[str], typed: str, today: date) -> Offered:
    """What Tab offers where ``words`` stand after the program's name, and then ``typed``.

    An option and its value may be one word, ``--kilde=av``; then so is what is offered.
    """
    before = [_own_name(root, word) for word in words]
    typed = unicodedata.normalize("NFC", as_text(typed))
    head = typed[: typed.find("=") + 1] if typed.startswith("--") else ""
    context = _resolve_context(root, {}, "laering", before)
    if head:
        before.append(_own_name(root, head[:-1]))
    what, rest = _resolve_incomplete(context, before, typed[len(head) :])
    asked = Asked(rest, context, today)
    if isinstance(what, click.Command):
        return Offered(list(_of_command(what, asked)) if not head else ())
    kind = kind_of(what, context.command_path)
    if isinstance(kind, str):
        found = Offered(paths=kind)
    else:
        rows = _harmless(kind(asked))
        found = Offered([Offer(head + value, text) for value, text in rows] if head else list(rows))
    if not found.offers and kind is entries_or_files:
        return Offered(paths="files")
    if not found.offers and not found.paths and not rest and isinstance(what, click.Argument):
        return Offered(list(_options(context.command, asked)))
    return found


def _own_name(root: click.Command, word: str) -> str:
    """An option by the name it was given here, not by its ASCII form; any other word as it is."""
    bare = word.lstrip("-")
    if bare == word or "=" in word:
        return word
    found: str = root.context_settings["token_normalize_func"](bare)
    return word[: -len(bare)] + found if bare else word


def kind_of(param: click.Parameter, command_path: str) -> Kind:
    """The row for an option or an argument of a command, such as ``laering vis``."""
    name = row_of(param)
    own = f"{command_path.partition(' ')[2]} {name}".strip()
    return OFFERS.get(own) or OFFERS.get(name, nothing)


def row_of(param: click.Parameter) -> str:
    """The name under which an option or an argument stands in the table."""
    long = (name for name in param.opts if name.startswith("--"))
    return next(long, param.name or "") if isinstance(param, click.Option) else param.name or ""


def _harmless(offers: Iterable[Offer]) -> Iterator[Offer]:
    """Those whose words can stand on a line, with help that is one."""
    for value, text in offers:
        if _FIT.fullmatch(value):
            yield Offer(value, one_line(text) if text else "")


# --- Commands and options


def _of_command(command: click.Command, asked: Asked) -> Iterator[Offer]:
    """The commands in a group; else, or where a dash was typed, the options."""
    if isinstance(command, click.Group) and not asked.typed.startswith("-"):
        wanted = asked.typed.casefold()
        for name, each in command.commands.items():
            if not each.hidden and (name.startswith(wanted) or slug_of(name).startswith(wanted)):
                yield Offer(name, one_line(each.get_short_help_str(_LONGEST)))
    else:
        yield from _options(command, asked)


def _options(command: click.Command, asked: Asked) -> Iterator[Offer]:
    """The options that are not given yet. Short ones come only where a dash was typed."""
    for param in command.get_params(asked.context):
        given = asked.context.get_parameter_source(param.name or "") is ParameterSource.COMMANDLINE
        if not isinstance(param, click.Option) or param.hidden or (given and not param.multiple):
            continue
        for name in (*param.opts, *param.secondary_opts):
            if name.startswith(asked.typed or "--") or _plain(name).startswith(asked.typed or "--"):
                yield Offer(name, one_line(param.help or ""))


def _plain(name: str) -> str:
    dashes = len(name) - len(name.lstrip("-"))
    return name[:dashes] + slug_of(name)


# --- Kinds of words


def nothing(asked: Asked) -> Iterable[Offer]:
    """For text of one's own."""
    return ()


def _those(*words: str) -> Kind:
    """These words, as far as they begin as was typed."""

    def offer(asked: Asked) -> Iterator[Offer]:
        return (Offer(word) for word in words if _begins(word, asked.typed))

    return offer


def _once(kind: Callable[[Asked], Iterable[Offer]]) -> Kind:
    """These, but no more of them behind one."""

    def offer(asked: Asked) -> Iterable[Offer]:
        there = asked.context.params
        return () if there.get("words") or isinstance(there.get("entry"), list) else kind(asked)

    return offer


def _begins(word: str, typed: str) -> bool:
    return folded(word).startswith(folded(typed))


def sources(asked: Asked) -> Iterator[Offer]:
    """The journal's sources by their ids, or by what they are called."""
    with suppress(LaeringError, OSError):
        for source in asked.journal().config.sources:
            name = source_name(source)
            if _begins(source.id, asked.typed) or _begins(name, asked.typed):
                yield Offer(source.id, name)


def commands(asked: Asked) -> Iterator[Offer]:
    """The commands that there is help on."""
    return _of_command(asked.context.find_root().command, asked)


def tags(asked: Asked) -> Iterator[Offer]:
    """The tags of the newest entries, in the form in which they are asked for."""
    from laering.domain.wording import clean_tag

    return _words(asked, lambda entry: map(clean_tag, entry.tags))


def authors(asked: Asked) -> Iterator[Offer]:
    """Those who wrote the newest entries."""
    return _words(asked, lambda entry: [entry.author] if entry.author else [])


def owners(asked: Asked) -> Iterator[Offer]:
    """The owners of the actions in the newest entries, with an ``@`` where one was typed."""
    sign = "@" if asked.typed.startswith("@") else ""
    bare = asked._replace(typed=asked.typed.removeprefix("@"))
    return (Offer(sign + each.value) for each in _words(bare, _owners))


def owners_in_text(asked: Asked) -> Iterator[Offer]:
    """The owners, where the last word of a text begins with ``@``."""
    before, space, last = asked.typed.rpartition(" ")
    if last.startswith("@"):
        for each in owners(asked._replace(typed=last)):
            yield Offer(before + space + each.value)


def _owners(entry: Entry) -> list[str]:
    from laering.domain.body import actions_in

    return [owner for action in actions_in(entry.packed) for owner in action.owners]


def _words(asked: Asked, of: Callable[[Entry], Iterable[str]]) -> Iterator[Offer]:
    """What some words of the newest entries are, each once, in the order of the alphabet."""
    known: list[str] = []
    with suppress(LaeringError, OSError):
        journal = asked.journal()
        for _name, path in _newest(journal)[:READ]:
            entry = journal.read_one(path)
            if isinstance(entry, Entry):
                known += of(entry)
    fitting = (word for word in each_once(known) if _begins(word, asked.typed))
    return map(Offer, sorted(fitting, key=str.casefold))


def entries(asked: Asked) -> Iterator[Offer]:
    """All entries, and the word for the last one."""
    last = "last" if spoken() == "en" else "siste"
    if _begins(last, asked.typed):
        yield Offer(last, _("The last learning"))
    yield from _entries(asked, None)


def entries_to_finish(asked: Asked) -> Iterator[Offer]:
    """Entries that have open actions."""
    from laering.domain.body import actions_in

    return _entries(asked, lambda entry: any(a.open for a in actions_in(entry.packed)))


def entries_with_actions(asked: Asked) -> Iterator[Offer]:
    """Entries that have actions, open or not."""
    from laering.domain.body import actions_in

    return _entries(asked, lambda entry: bool(actions_in(entry.packed)))


def entries_finished(asked: Asked) -> Iterator[Offer]:
    """Entries that have finished actions."""
    from laering.domain.body import actions_in

    return _entries(asked, lambda entry: not all(a.open for a in actions_in(entry.packed)))


def entries_unfinished(asked: Asked) -> Iterator[Offer]:
    """Entries in which a question lacks its answer."""
    from laering.domain.body import unpack

    return _entries(asked, lambda entry: unpack(entry).unfinished)


def entries_or_files(asked: Asked) -> Iterable[Offer]:
    """Entries by what is typed; where there is none, the shell offers files."""
    return _entries(asked, None) if asked.typed else ()


def _entries(asked: Asked, keep: Callable[[Entry], bool] | None) -> Iterator[Offer]:
    """Entries, newest first, whose names hold what was typed, and then those whose titles do.

    With ``keep`` only those that are read and for which it holds; else all, with their titles as
    far as they are read. Where nothing is typed they are the newest.
    """
    with suppress(LaeringError, OSError):
        journal = asked.journal()
        low, folded = asked.typed.casefold(), slug_of(asked.typed, length=None)
        fitting: list[tuple[str, str]] = []
        others: list[tuple[str, str]] = []
        rows = _newest(journal)
        for each in rows if low else ():
            name = each[0].casefold()
            (fitting if low in name or (folded and folded in name) else others).append(each)
        fitting = fitting if low else rows[:READ]
        for name, path in fitting[:READ]:
            entry = journal.read_one(path)
            title = entry.title if isinstance(entry, Entry) else ""
            if keep is None or (isinstance(entry, Entry) and keep(entry)):
                yield Offer(name, title)
        if keep is None:
            yield from (Offer(name) for name, _path in fitting[READ:])
        for name, path in others[: max(READ - len(fitting), 0)]:
            entry = journal.read_one(path)
            if not isinstance(entry, Entry) or low not in entry.title.casefold():
                continue
            if keep is None or keep(entry):
                yield Offer(name, entry.title)


def _newest(journal: Journal) -> list[tuple[str, str]]:
    """The names of all entries and their paths, the newest first, those without a day last.

    Names that stand in several folders are told with their folders.
    """
    listing = journal.listing()
    copies = journal.copies(listing).originals
    paths = [path for path in listing.markdown if path not in copies]
    rows = sorted([(path[path.rfind("/") + 1 : -3], path) for path in paths])
    rows.reverse()
    if rows and not rows[0][0][:1].isdigit():
        rows.sort(key=lambda row: not row[0][:1].isdigit())
    if len({name for name, _path in rows}) == len(rows):
        return rows
    counts = Counter(name for name, _path in rows)
    inner = len(ENTRIES) + 1
    return [(name if counts[name] == 1 else path[inner:-3], path) for name, path in rows]


_PERIODS = (
    N_("this-month"),
    N_("last-month"),
    N_("this-quarter"),
    N_("this-year"),
    N_("last-year"),
    N_("all"),
)


def periods(asked: Asked) -> Iterator[Offer]:
    """Periods by their words; the months, quarters, weeks and years that have entries by numbers.

    Where nothing is typed there are only words and years.
    """
    yield from (Offer(word) for word in map(_, _PERIODS) if _begins(word, asked.typed))
    if asked.typed and not asked.typed[0].isdigit():
        from laering.domain.dates import MONTHS

        own = [name for name in MONTHS if len(name) > 3 or name == "mai"]
        months = own[12:] if spoken() == "en" else own[:12]
        yield from (Offer(name) for name in months if _begins(name, asked.typed))
    with suppress(LaeringError, OSError):
        days = {name[:10] for name, _path in _newest(asked.journal())}
        told = {word for day in days for word in _spans(day)}
        wanted = asked.typed.casefold()
        for word in sorted(told, key=lambda word: (len(word) > 4, word), reverse=True):
            if word.casefold().startswith(wanted) and (wanted or len(word) == 4):
                yield Offer(word)


def _spans(day: str) -> Iterator[str]:
    """The year, quarter, month and week of a day in numbers; none of what is no day."""
    try:
        read = date.fromisoformat(day)
    except ValueError:
        return
    week = read.isocalendar()
    yield from (day[:4], f"{day[:4]}-K{(read.month + 2) // 3}", day[:7])
    yield f"{week.year}-u{week.week:02}"


# --- The table

OFFERS: dict[str, Kind] = {
    # Options, wherever they stand. A command's own row goes before these.
    "--antall": nothing,
    "--ark": nothing,
    "--av": authors,
    "--bilde": "files",
    "--dato": nothing,
    "--fjern-merke": tags,
    "--fra": "files",
    "--frist": nothing,
    "--gjentar": entries,
    "--hvem": owners,
    "--journal": "folders",
    "--kart": "files",
    "--kilde": sources,
    "--lært": nothing,
    "--mappe": nothing,
    "--merke": tags,
    "--navn": nothing,
    "--neste": nothing,
    "--periode": periods,
    "--skjedde": nothing,
    "--spørsmål": nothing,
    "--språk": _those(*LANGUAGES),
    "--tekst": nothing,
    "--til": nothing,
    "--tiltak": owners_in_text,
    "--tittel": nothing,
    "--unntatt": nothing,
    "--ut": "files",
    "--utfall": _those(*OUTCOMES),
    # Forms differ from command to command.
    "rapport --format": _those(*names(FORMATS)),
    "del --format": _those(*names(SHARE_FORMATS)),
    "tiltak --format": _those(*names(ACTION_FORMATS)),
    "tiltak brev --ut": "folders",
    "liste --format": _those(*names(LIST_FORMATS)),
    # Arguments.
    "entry": _once(entries),
    "earlier": entries,
    "fullfør entry": _once(entries_unfinished),
    "hjelp words": commands,
    "kilder ny name": nothing,
    "kilder skjul source": sources,
    "importer fil": "files",
    "lignende words": entries,
    "rapport periode": periods,
    "sjekk filer": entries_or_files,
    "start mappe": "folders",
    "søk words": nothing,
    "tiltak avlys words": _once(entries_to_finish),
    "tiltak endre words": _once(entries_with_actions),
    "tiltak ferdig words": _once(entries_to_finish),
    "tiltak gjenåpne words": _once(entries_finished),
    "tiltak ny words": owners_in_text,
    "tiltak virket words": _once(entries_finished),
    "tiltak virket-ikke words": _once(entries_finished),
}
