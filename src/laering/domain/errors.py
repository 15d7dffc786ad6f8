"""What can go wrong, one class each: facts, an exit status and an English source string.

Nothing here prints. The front door puts the message through the catalogue, fills in the
facts and ends with the exit status. A class's annotations are its facts, and all are given by
name: a type checker finds one that is missing, misspelt or of another kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, dataclass_transform

from laering.domain.marks import N_

if TYPE_CHECKING:
    from datetime import date
    from pathlib import PurePath

    from laering.domain.marks import Reason, Told

    AnyPath = str | PurePath

# The exit statuses: it could not be done; it was asked for wrongly; the person stopped it.
FAILED = 1
USAGE = 2
INTERRUPTED = 130


@dataclass_transform(kw_only_default=True, eq_default=False)
class LaeringError(Exception):
    """Something that could not be done, told to the person in one or two sentences.

    ``message`` is a format string over ``facts``. A fact that is a tuple is shown as a list,
    one line each; every other fact is shown as text. One that the message does not show is told
    of in the class's docstring. ``go_on`` is the command that goes on with what the person had
    written, when it is kept.
    """

    message: ClassVar[str] = ""
    exit_code: ClassVar[int] = FAILED
    go_on: str | None

    if TYPE_CHECKING:

        def __init__(self) -> None:
            """Each class takes the facts of its annotations; one that has none takes nothing."""

    else:
        # Some 90 real data classes would take 35 ms to make, at every start.
        def __init__(self, **facts: object) -> None:
            super().__init__(facts)
            vars(self).update(facts)
            self.go_on = None

    @property
    def facts(self) -> dict[str, object]:
        """What is known of the case, by the names that the message has for it."""
        return {name: fact for name, fact in vars(self).items() if name != "go_on"}


class UsageFault(LaeringError):
    """The call was wrong: nothing was written, and another call would help."""

    exit_code = USAGE


class NoJournal(UsageFault):
    message = N_(
        "There is no journal here or in any folder above. Make one here with «laering start», "
        "or say where it is with «laering --journal FOLDER …»."
    )


class HereGone(LaeringError):
    message = N_("The folder you stand in is gone. Go to another one with «cd».")


class JournalMissing(UsageFault):
    path: AnyPath
    message = N_("There is no journal in «{path}». Make one with «laering start {path}».")


class LeadsOut(UsageFault):
    path: AnyPath
    message = N_(
        "«{path}» is a link that leads out of the journal, and is not followed. "
        "Put the file or folder itself there."
    )


class IsALink(UsageFault):
    path: AnyPath
    message = N_("«{path}» is a link, and is not followed. Put the folder itself there.")


class UnknownSource(UsageFault):
    value: str
    sources: tuple[str, ...]
    message = N_("There is no source called «{value}».\nThe sources are:\n{sources}")


class UnknownSourceNear(UnknownSource):
    near: str
    message = N_(
        "There is no source called «{value}». Did you mean «{near}»?\nThe sources are:\n{sources}"
    )


class UnknownOutcome(UsageFault):
    value: str
    message = N_("«{value}» is no outcome. Write «bra» or «mindre-bra».")


class BadDate(UsageFault):
    value: str
    iso: str
    written: str
    message = N_("«{value}» is no date. Write it like {iso} or {written}.")


class ImpossibleDate(UsageFault):
    value: str
    iso: str
    written: str
    message = N_("The date «{value}» does not exist. Write it like {iso} or {written}.")


class AmbiguousDate(UsageFault):
    value: str
    iso: str
    written: str
    message = N_(
        "«{value}» can be read in several ways. Write it in full, like {iso} or {written}."
    )


class FutureDate(UsageFault):
    value: str
    today: date
    message = N_(
        "«{value}» has not been yet. A learning is about something that has happened; "
        "write a date up to {today}."
    )


class BadPeriod(UsageFault):
    value: str
    message = N_(
        "«{value}» is no period. Write for example 2026-11, 2026-K4, uke 47, november, "
        "siste 30 dager, forrige måned or 2026-11-01..2026-11-15."
    )


class TwoPeriods(UsageFault):
    first: str
    second: str
    message = N_("«{first}» and «{second}» are two periods. Write only one of them.")


class BackwardPeriod(UsageFault):
    value: str
    message = N_("The period «{value}» ends before it begins. Turn the two dates around.")


class EmptyTitle(UsageFault):
    message = N_("The title is empty. Write a few words, or leave --tittel out.")


class EmptyAnswer(UsageFault):
    question: str
    message = N_("«{question}» has no answer. A learning needs at least what happened.")


class MissingEvenForLater(UsageFault):
    missing: tuple[str, ...]
    message = N_("The input ended too early. A learning needs at least this:\n{missing}")


class EmptyAction(UsageFault):
    value: str
    message = N_("«{value}» does not tell what is to be done. Write a few words before @name.")


class FlawedAction(UsageFault):
    """An action that could not be read as it was meant; ``detail`` is what is wrong with it."""

    value: str
    reason: Reason
    detail: str
    message = N_("«{value}» could not be read back as an action: {reason}.")


class ControlCharacter(UsageFault):
    field: str
    value: str
    line: int
    column: int
    message = N_(
        "«{field}» has an invisible character, {value}, on line {line}, position {column}. "
        "Take it out and try again."
    )


class MissingAnswers(UsageFault):
    missing: tuple[str, ...]
    message = N_(
        "The input ended too early. This is missing:\n{missing}\n"
        "Give it as options, or use --senere to save what there is."
    )


class EndedEarly(UsageFault):
    message = N_("The input ended before the questions were answered. The entry is as it was.")


class BadInputFile(UsageFault):
    path: AnyPath
    reason: Reason
    message = N_("«{path}» could not be read as a learning: {reason}")


class UnparsedInput(BadInputFile):
    """An input that stops making sense: the reason tells at which ``line``."""

    line: int


class WrongInput(BadInputFile):
    """An input with a value of the wrong kind: the reason tells of which key, ``detail``."""

    detail: str


class WrongInputDate(BadInputFile):
    """An input with a day that is none.

    The reason is that of the day, and tells of ``value``, ``iso``, ``written`` or ``today``.
    """

    line: int
    value: str
    iso: str
    written: str
    today: date | None
    message = N_("«{path}», line {line}: {reason}")


class BadTable(UsageFault):
    path: AnyPath
    reason: Reason
    message = N_("«{path}» could not be read as a table: {reason}")


class BadArrival(UsageFault):
    path: AnyPath
    reason: Reason
    message = N_("«{path}» cannot be taken in: {reason}")


class UnparsedArrival(BadArrival):
    """One with a header that stops making sense: the reason tells at which ``line``."""

    line: int


class InboxHeld(LaeringError):
    path: AnyPath
    message = N_("Somebody else is looking at «{path}» now.")


class UnparsedTable(BadTable):
    """A table that stops making sense: the reason tells at which ``line``."""

    line: int


class NoSuchSheet(UsageFault):
    value: str
    sheets: tuple[str, ...]
    message = N_("There is no sheet called «{value}».\nThe sheets are:\n{sheets}")


class NoColumns(UsageFault):
    path: AnyPath
    columns: tuple[str, ...]
    message = N_(
        "No column in «{path}» is known as the day or the text of a learning. "
        "Say which is which, such as --kart dato=… --kart skjedde=….\n"
        "This is what stands in the first rows:\n{columns}"
    )


class NoDateColumn(UsageFault):
    columns: tuple[str, ...]
    message = N_(
        "No column tells which day it happened. Say which one with --kart dato=….\n"
        "The columns are:\n{columns}"
    )


class DaysUnnamed(UsageFault):
    value: str
    columns: tuple[str, ...]
    message = N_(
        "No column's name tells which day it happened, but «{value}» holds days. If it is the one, "
        'say --kart dato="{value}".\nThe columns are:\n{columns}'
    )


class NoSourceColumn(UsageFault):
    sources: tuple[str, ...]
    message = N_(
        "No column tells where the learnings come from. Say it for all of them with --kilde, "
        "or which column it is with --kart kilde=….\nThe sources are:\n{sources}"
    )


class UnknownColumn(UsageFault):
    value: str
    columns: tuple[str, ...]
    message = N_("There is no column called «{value}».\nThe columns are:\n{columns}")


class UnknownField(UsageFault):
    value: str
    fields: tuple[str, ...]
    message = N_("A column cannot become «{value}». It can become one of these:\n{fields}")


class UnreadMap(UsageFault):
    value: str
    message = N_("«{value}» is neither a file nor «field=column», such as skjedde=Beskrivelse.")


class ReservedKey(UsageFault):
    value: str
    message = N_("«{value}» is a key with a meaning of its own. Take another name: eget:NAME=….")


class UnreadableInput(UsageFault):
    path: AnyPath
    reason: OSError
    message = N_("«{path}» cannot be read: {reason}")


class CannotReadPicture(UsageFault):
    path: AnyPath
    reason: OSError
    message = N_("The picture «{path}» cannot be read: {reason}.")


class NoPicture(UsageFault):
    path: AnyPath
    message = N_(
        "«{path}» is no picture that can be read. JPEG, PNG, WebP, GIF and HEIC can be taken in."
    )


class PictureTooLarge(UsageFault):
    path: AnyPath
    most: int
    message = N_(
        "«{path}» is too large for a picture: at most {most} MB can be taken in. "
        "Make it smaller, and try again."
    )


class TooManyPixels(UsageFault):
    path: AnyPath
    most: int
    message = N_(
        "«{path}» is too large for a picture: at most {most} million pixels can be taken in. "
        "Make it smaller, and try again."
    )


class PictureNotClean(UsageFault):
    """A picture that may tell where and with what it was taken, and cannot be rid of that."""

    path: AnyPath
    message = N_(
        "«{path}» may tell where it was taken, and that cannot be taken out of it here. "
        "Save it as JPEG, or take it as it is with --med-metadata."
    )


class HeicMissing(PictureNotClean):
    command: str
    message = N_(
        "«{path}» is a HEIC picture, and that takes one thing more than laering itself. "
        "Install it with: {command}\n"
        "Or save the picture as JPEG, or take it as it is, with what it tells of place and "
        "camera, with --med-metadata."
    )


class UnknownFormat(UsageFault):
    value: str
    formats: str
    message = N_("There is no format called «{value}» here. The formats are: {formats}.")


class NoEnding(UsageFault):
    path: AnyPath
    ending: str
    message = N_("The file «{path}» has no ending. Write for example {path}{ending}.")


class UnknownEnding(UsageFault):
    value: str
    endings: str
    message = N_("No format goes with the ending «{value}». The endings are: {endings}.")


class SheetEnding(UnknownEnding):
    message = N_(
        "No format goes with the ending «{value}», but a file that ends in .csv opens in Excel. "
        "The endings are: {endings}."
    )


class AnothersEnding(UsageFault):
    path: AnyPath
    other: str
    value: str
    ending: str
    message = N_(
        "The file «{path}» ends as one of the format {other}, and the format that is asked for is "
        "{value}. Leave the format out, or write to a file that ends in {ending}."
    )


class NotForBrowser(UsageFault):
    value: str
    message = N_(
        "«--åpne» shows the report as a page in the browser, and «{value}» is no page. "
        "Leave the format out, or write to a file that ends in .html."
    )


class UnknownLanguage(UsageFault):
    value: str
    languages: str
    message = N_("The program does not know the language «{value}». Write {languages}.")


class BadConfig(UsageFault):
    """What is wrong in a file of settings; the reason may tell of ``key`` and ``detail``."""

    path: AnyPath
    line: int
    reason: Reason
    key: str
    detail: str | OSError
    message = N_("{path}:{line}: {reason}")


class SettingsUnclear(LaeringError):
    path: AnyPath
    message = N_(
        "«{path}» cannot be changed so that all else in it stays as it is. Change it in an editor."
    )


class BadSourceId(UsageFault):
    value: str
    message = N_(
        "«{value}» cannot be a source's id. Use small letters a–z, digits and hyphens, "
        "and begin with a letter."
    )


class SourceThere(UsageFault):
    value: str
    path: AnyPath
    message = N_("There is a source called «{value}» already. Its words are changed in {path}.")


class NoneOfThem(LaeringError):
    reasons: tuple[str, ...]
    message = N_("None of the journals can be read:\n{reasons}")


class NotAnEntry(UsageFault):
    path: AnyPath
    message = N_("«{path}» is not among the journal's entries.")


class UnknownCode(UsageFault):
    value: str
    codes: str
    message = N_("There is no problem called «{value}». They are: {codes}.")


class NotPositive(UsageFault):
    value: int
    message = N_("{value} is too few. Write 1 or more.")


class UnknownShell(UsageFault):
    shells: str
    message = N_("Completion can be set up in these shells: {shells}. This is none of them.")


class OutputExists(UsageFault):
    path: AnyPath
    message = N_("«{path}» is a folder. Write the name of a file.")


class OutputTaken(UsageFault):
    path: AnyPath
    message = N_("«{path}» is there already. Write it anew with: --ut {path}")


class TwoKinds(UsageFault):
    one: str
    other: str
    message = N_("{one} and {other} ask for two different things. Choose one of them.")


class NoAddress(UsageFault):
    value: str
    message = N_("«{value}» is no e-mail address. Write it like kari@firma.no.")


class OutputFolderMissing(UsageFault):
    path: AnyPath
    message = N_("There is no folder «{path}». Make it first, or choose another place.")


class OutputUnwritable(UsageFault):
    path: AnyPath
    reason: OSError
    message = N_("«{path}» cannot be written: {reason}. Choose another place.")


class NotOnWindows(UsageFault):
    path: AnyPath
    reason: Reason
    message = N_("«{path}» cannot be a name on Windows: {reason}. Choose another name.")


class OutputInEntries(UsageFault):
    path: AnyPath
    message = N_("«{path}» is where the journal is kept. Write to another place.")


class PdfMissing(LaeringError):
    command: str
    message = N_("A PDF takes one thing more than laering itself. Install it with: {command}")


class PdfTooLong(LaeringError):
    pages: int
    message = N_(
        "That would be about {pages} pages, more than this machine has the memory to set as a PDF. "
        "Take a shorter period, one source at a time, or another format."
    )


class PdfFailed(LaeringError):
    reason: str
    message = N_(
        "The PDF could not be made ({reason}). Nothing was written. "
        "Take another format, and please report it."
    )


class BytesOnScreen(UsageFault):
    value: str
    ending: str
    message = N_(
        "A {value} file cannot be shown on the screen. Say where it is to be written, for example: "
        "--ut rapport{ending}"
    )


class CannotWrite(LaeringError):
    path: AnyPath
    reason: OSError | Reason
    message = N_("«{path}» could not be written: {reason}. Nothing was saved there.")


class CannotReadBack(CannotWrite):
    """A text that would not be what it was when it is read again."""


class HeldOpen(LaeringError):
    """A file that the system lets nobody change while another program has it open."""

    path: AnyPath
    message = N_(
        "«{path}» is open in another program. Close it there, and try again. "
        "Nothing was saved there."
    )


class FolderHeld(LaeringError):
    """A folder that another run of the program has locked.

    ``holder`` tells whose it is, with the ``user`` and the ``command`` where those are known.
    """

    folder: AnyPath
    holder: Reason
    user: str
    command: str
    message = N_(
        "«{folder}» is locked by {holder}. After ten seconds it is not free yet, and nothing was "
        "written. Wait until that is done, or end it, and try again."
    )


class OutputHeld(HeldOpen):
    free: str
    message = N_(
        "«{path}» is open in another program. Close it there, and try again, "
        "or write to another file: --ut {free}"
    )


class NotFlushed(LaeringError):
    """The file is there, but only the disk knows whether it would survive a power cut."""

    path: AnyPath
    reason: OSError
    message = N_(
        "«{path}» is written, but the disk did not confirm it: {reason}. Look whether it is there."
    )


class CannotRead(LaeringError):
    path: AnyPath
    reason: OSError
    message = N_("«{path}» cannot be read: {reason}")


class NoEntries(LaeringError):
    message = N_("The journal has no entries yet. Write the first with «laering ny».")


class NoSuchEntry(LaeringError):
    reference: str
    message = N_(
        "No entry fits «{reference}». «laering liste» shows them all; a part of the name is enough."
    )


class AmbiguousEntry(LaeringError):
    reference: str
    candidates: tuple[str, ...]
    message = N_(
        "Several entries fit «{reference}»:\n{candidates}\nWrite a little more of the name."
    )


class BrokenEntry(LaeringError):
    path: AnyPath
    line: int
    reason: str
    entry: str
    message = N_("{path}:{line}: {reason} Mend it with «laering rediger {entry}».")


class PrivateEntry(LaeringError):
    title: str
    entry: str
    message = N_(
        "«{title}» is private, and nothing of it is shared. "
        "To share it after all: laering del {entry} --med-private"
    )


class NoClipboard(LaeringError):
    message = N_(
        "No clipboard was found, so the text is shown instead. "
        "On Linux it takes wl-clipboard, xclip or xsel."
    )


class TooLongToCopy(LaeringError):
    most: int
    message = N_(
        "The text is too long for the terminal to copy (more than {most} bytes), "
        "so it is shown instead. Put it in a file with --ut."
    )


class RepeatsItself(UsageFault):
    message = N_("An event cannot repeat itself. Name two entries: laering gjentar ID EARLIER-ID")


class TwoEntries(UsageFault):
    message = N_(
        "Name two entries: laering gjentar ID EARLIER-ID. "
        "Or let the program look for them: laering gjentar --forslag"
    )


class LaterEvent(UsageFault):
    entry: str
    earlier: str
    message = N_(
        "«{earlier}» happened after «{entry}». The later one repeats the earlier: "
        "laering gjentar {earlier} {entry}"
    )


class RepeatsAlready(LaeringError):
    entry: str
    earlier: str
    message = N_("«{entry}» is marked as a repeat of «{earlier}» already.")


class CannotLink(LaeringError):
    path: AnyPath
    entry: str
    earlier: str
    message = N_(
        "The front matter of «{path}» is not written so that a line can be added safely. "
        "Add it yourself with «laering rediger {entry}»: repeats: [{earlier}]"
    )


class NoActions(LaeringError):
    title: str
    entry: str
    message = N_(
        "«{title}» has no actions. Add one with: laering tiltak ny {entry} New field @ola 15.12"
    )


class NoSuchAction(LaeringError):
    title: str
    number: int
    actions: tuple[str, ...]
    message = N_("«{title}» has no action {number}. These are there:\n{actions}")


class WhichAction(LaeringError):
    title: str
    actions: tuple[str, ...]
    message = N_(
        "«{title}» has several actions. "
        "Say which one by its number, last in the command:\n{actions}"
    )


class AmbiguousAction(LaeringError):
    reference: str
    actions: tuple[str, ...]
    message = N_(
        "Several actions fit «{reference}»:\n{actions}\n"
        "Write a little more of the text, or name the entry and the number that stand last."
    )


class ActionMissing(UsageFault):
    command: str
    message = N_(
        "Write a part of the action's words, or its entry and its number. «{command}» shows them."
    )


class NothingOfTheKind(NoSuchEntry):
    command: str
    message = N_("No action and no entry fits «{reference}». «{command}» shows the actions.")


class NothingToDo(LaeringError):
    message = N_("There is no action to do this to now. All of them: laering tiltak --alle")


class NotAsItStands(LaeringError):
    """What cannot be done to an action as it stands; ``entry`` and ``number`` lead to it."""

    entry: str
    number: int
    actions: tuple[str, ...]


class FinishedAlready(NotAsItStands):
    message = N_(
        "That one is finished already:\n{actions}\nOpen it again with: "
        "laering tiltak gjenåpne {entry} {number}"
    )


class CalledOff(NotAsItStands):
    message = N_(
        "That one was called off:\n{actions}\nOpen it again first with: "
        "laering tiltak gjenåpne {entry} {number}"
    )


class NotFinished(NotAsItStands):
    message = N_(
        "That one is not finished yet:\n{actions}\nFinish it with: "
        "laering tiltak ferdig {entry} {number}"
    )


class OpenAlready(NotAsItStands):
    message = N_("That one is open already:\n{actions}")


class JudgedAlready(NotAsItStands):
    message = N_(
        "Somebody has told whether that one worked:\n{actions}\n"
        "Make a new one instead: laering tiltak ny {entry} …"
    )


class DoneBefore(UsageFault):
    day: str
    date: str
    message = N_("{day} is before the event, {date}. Write the day it was done.")


class OwnerWithSpaces(UsageFault):
    owner: str
    joined: str
    message = N_("An owner is one word. Write «{owner}» as @{joined}.")


class BadOwner(UsageFault):
    value: str
    message = N_("«{value}» is no name of an owner. Write it as one word, like @ola.")


class OwnerInWords(UsageFault):
    owner: str
    message = N_(
        "@{owner} stands in the middle of the text. Write the text anew without it, with --tekst."
    )


class MoreThanWords(UsageFault):
    value: str
    message = N_(
        "«{value}» says more than what is to be done, by whom and by when. Other signs stay as "
        "they are in the file, and an action is ticked off with: laering tiltak ferdig"
    )


class SaidTwice(UsageFault):
    option: str
    message = N_("Both the text and {option} say it. Write it in one of them.")


class NothingToChange(UsageFault):
    message = N_("Write what is to be changed: --tekst, --hvem or --frist.")


class CannotFollowUp(LaeringError):
    path: AnyPath
    entry: str
    message = N_(
        "«{path}» is not written so that this can safely be changed. "
        "Do it yourself with «laering rediger {entry}»."
    )


class NoText(LaeringError):
    """A file without a text that could be shown or mended."""

    path: AnyPath
    line: int
    reason: str
    message = N_("{path}:{line}: {reason}")


class NothingUnfinished(LaeringError):
    title: str
    message = N_("«{title}» is already finished: all three questions have an answer.")


class SeveralUnfinished(LaeringError):
    candidates: tuple[str, ...]
    message = N_(
        "Several entries are unfinished:\n{candidates}\nName the one you mean: laering fullfør ID"
    )


class NothingWritten(LaeringError):
    message = N_("Nothing was written, so nothing was saved.")


class FileChanged(LaeringError):
    path: AnyPath
    message = N_(
        "«{path}» was changed by somebody else meanwhile, and was left as it is. Try once more."
    )


class NoEditor(LaeringError):
    message = N_(
        "No editor was found. Set one in the environment variable EDITOR, for example: EDITOR=nano"
    )


class EditorFailed(LaeringError):
    editor: str
    reason: OSError | Reason | str
    message = N_("The editor «{editor}» could not be run or ended with an error: {reason}")


class EditedEntryBroken(LaeringError):
    path: AnyPath
    line: int
    reason: str
    kept: AnyPath
    entry: str
    message = N_(
        "{path}:{line}: {reason} The text from before is kept in {kept}. "
        "Mend the file, or put that text back, with «laering rediger {entry}»."
    )


class EditedEntryGone(LaeringError):
    path: AnyPath
    kept: AnyPath
    entry: str
    message = N_(
        "«{path}» is no longer there. The text from before is kept in {kept}. "
        "«laering rediger {entry}» in a terminal puts it back."
    )


class StillBroken(LaeringError):
    path: AnyPath
    line: int
    reason: str
    entry: str
    message = N_(
        "{path}:{line}: {reason} Nothing in the file was changed. "
        "Open it again with «laering rediger {entry}»."
    )


class FormerNotKept(LaeringError):
    path: AnyPath
    reason: OSError
    message = N_(
        "«{path}» was not opened, since the text it has now could not be kept anywhere: {reason}."
    )


class EditedDraftBroken(LaeringError):
    path: AnyPath
    reason: Told
    message = N_(
        "{reason}\nNothing was saved in the journal, but your text is kept. "
        "Mend it and run: laering ny --fra {path}"
    )


class CannotFill(LaeringError):
    path: AnyPath
    entry: str
    message = N_(
        "«{path}» is not written so that the answers can be put in without losing something. "
        "Put them in yourself with «laering rediger {entry}»."
    )


class CannotAmend(LaeringError):
    path: AnyPath
    entry: str
    message = N_(
        "«{path}» is not written so that this can be changed without losing something. "
        "Change it yourself with «laering rediger {entry}»."
    )


class HasCopies(LaeringError):
    """An entry whose copies are known by its title and its day, which are to be changed."""

    path: AnyPath
    copies: tuple[str, ...]
    message = N_(
        "«{path}» has copies, which would count as learnings of their own if its title or date "
        "were another. Keep what is right of them, and take the copies away first "
        "(laering sjekk shows how they differ):\n{copies}"
    )


class WhatToChange(UsageFault):
    entry: str
    message = N_(
        "Say what to change, for example: laering endre {entry} --dato 23.11.2026. "
        "All of it: laering endre --help"
    )


class NotConfirmed(UsageFault):
    title: str
    entry: str
    message = N_(
        "«{title}» is not deleted: nobody is here to be asked. Do it with: "
        "laering slett {entry} --ja"
    )


class NoTrash(LaeringError):
    path: AnyPath
    reason: OSError | Reason
    message = N_(
        "«{path}» could not be put in the trash: {reason}. It is where it was; whoever wants it "
        "gone for good deletes the file."
    )


class AnsweredMeanwhile(LaeringError):
    path: AnyPath
    question: str
    message = N_("«{path}» got an answer to «{question}» from somebody else meanwhile.")


class EditorReturned(LaeringError):
    message = N_(
        "The editor ended at once, and nothing was written. If it is still open in a window of "
        "its own, save there and run «laering ny»."
    )


class EntryGone(LaeringError):
    path: AnyPath
    message = N_("«{path}» is no longer there.")


class PartMissing(LaeringError):
    name: str
    command: str
    message = N_("«{name}», which laering needs, is missing or broken; mend it with: {command}")


class PartUnfit(LaeringError):
    name: str
    version: str
    command: str
    message = N_(
        "laering cannot use {name} {version}, which is installed here; mend it with: {command}"
    )


class GitFailed(LaeringError):
    command: str
    reason: OSError | str
    message = N_("git could not do «{command}»: {reason}")


class GitMissing(LaeringError):
    message = N_("git is not installed. Install it, or leave --git out.")


class Interrupted(LaeringError):
    """Ctrl+C, or the end of input in the middle of a dialogue."""

    message = N_("Stopped. Nothing was saved.")
    exit_code = INTERRUPTED


class InterruptedKept(Interrupted):
    message = N_("Stopped. What is new is not saved in the journal yet.")
