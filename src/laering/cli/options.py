"""What several commands take: each option and argument once."""

from pathlib import Path
from typing import Annotated, Any

import typer

from laering.i18n import _


def option(*names: str, text: str, metavar: str | None = None, **more: Any) -> Any:
    """An option whose default stands in its help, if anywhere."""
    return typer.Option(*names, help=text, metavar=metavar, show_default=False, **more)


def argument(text: str, metavar: str) -> Any:
    """An argument; ``metavar`` stands in brackets where it may be left out."""
    return typer.Argument(help=text, metavar=metavar, show_default=False)


def _entry(metavar: str) -> Any:
    return argument(_("The entry: a part of its name or title, or «siste» for the last."), metavar)


EntryArgument = Annotated[str, _entry("ID")]
EntryWords = Annotated[list[str], _entry("ID")]
"""Where nothing follows it, an entry may be named by several words without quotes."""
AnyEntryArgument = Annotated[str | None, _entry("[ID]")]
AnyEntryWords = Annotated[list[str] | None, _entry("[ID]")]


# --- Which entries


def _positive(number: int | None) -> int | None:
    if number is not None and number < 1:
        from laering.domain.errors import NotPositive

        raise NotPositive(value=number)
    return None if number is None else min(number, 10**9)


SourceOption = Annotated[
    list[str] | None,
    option("--kilde", "-k", text=_("Only this source; can be repeated."), metavar=_("SOURCE")),
]
OutcomeOption = Annotated[
    str | None,
    option("--utfall", "-u", text=_("Only bra or mindre-bra."), metavar=_("OUTCOME")),
]
PeriodOption = Annotated[
    str | None,
    option(
        *("--periode", "-p"),
        text=_("Only this period, such as 2026-11, november or i-år."),
        metavar=_("PERIOD"),
    ),
]
TagOption = Annotated[
    list[str] | None,
    option("--merke", "-m", text=_("Only with this tag; can be repeated."), metavar=_("TAG")),
]
AuthorOption = Annotated[
    str | None, option("--av", text=_("Only by this writer."), metavar=_("NAME"))
]
RepeatedOption = Annotated[
    bool, option("--gjentatt", text=_("Only events that had happened before."))
]
UnfinishedOption = Annotated[bool, option("--uferdig", text=_("Only unfinished entries."))]
MostOption = Annotated[
    int | None,
    option("--antall", text=_("At most so many."), metavar=_("NUMBER"), callback=_positive),
]


# --- What is written


HowItWentOption = Annotated[
    str | None,
    option("--utfall", "-u", text=_("How it went: bra or mindre-bra."), metavar=_("OUTCOME")),
]


# --- In which form, and where to


JsonOption = Annotated[bool, option("--json", text=_("Print JSON."))]
FormatJsonOption = Annotated[bool, option("--json", text=_("The same as --format json."))]
OutOption = Annotated[
    Path | None,
    option(
        *("--ut", "-o"),
        text=_("Write to this file; the format follows its ending."),
        metavar=_("FILE"),
    ),
]
OpenOption = Annotated[bool, option("--åpne", text=_("Show it as a page in the browser."))]

SourceOfOthersOption = Annotated[
    str | None,
    option("--kilde", "-k", text=_("The source of those that name none."), metavar=_("SOURCE")),
]


# --- Pictures


PictureOption = Annotated[
    list[str] | None,
    option(
        "--bilde",
        text=_("A picture to show in it, without place and camera; can be repeated."),
        metavar=_("FILE"),
    ),
]
WholePictureOption = Annotated[
    bool,
    option("--med-metadata", text=_("Take the pictures as they are, with place and camera.")),
]
