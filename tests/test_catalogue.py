"""The catalogue: whole, compiled, true to its sources, and holding what is borrowed."""

import ast
import gettext
import inspect
import re
import string
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import click
import pytest
import typer
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from laering.i18n import LANGUAGES, LOCALE

PACKAGE = LOCALE.parent
TRANSLATED = [language for language in LANGUAGES if language != "en"]


def _po(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "laering.po"


def _sources() -> set[str]:
    found = extract_from_dir(str(PACKAGE), keywords={"_": None, "N_": None, "ngettext": (1, 2)})
    return {message[0] if isinstance(message, tuple) else message for _, _, message, _, _ in found}


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_source_string_is_translated(language: str) -> None:
    with _po(language).open("rb") as file:
        catalogue = read_po(file)
    known = {
        message.id[0] if isinstance(message.id, tuple) else message.id
        for message in catalogue
        if message.string and all(message.string)
    }

    assert _sources() - known == set()
    assert known - _sources() - {""} == set()


def test_no_string_hides_from_the_catalogue_in_another() -> None:
    """Before Python 3.12 nothing that stands within an f-string is found there."""
    hidden = [
        f"{path.name}:{call.lineno}"
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr)
        for call in ast.walk(node)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in ("_", "N_", "ngettext")
        and isinstance(call.args[0], ast.Constant)
    ]

    assert hidden == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_compiled_catalogue_is_the_written_one(language: str) -> None:
    with _po(language).open("rb") as file:
        fresh = BytesIO()
        write_mo(fresh, read_po(file))
    fresh.seek(0)
    written = gettext.GNUTranslations(fresh)
    with _po(language).with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)

    assert _messages(compiled) == _messages(written)
    for number in (0, 1, 2, 21):
        assert _plural(compiled)(number) == _plural(written)(number)


def _messages(catalogue: gettext.GNUTranslations) -> dict[object, str]:
    """What is said, without the header: in it stands which version of Babel wrote it."""
    messages: dict[object, str] = vars(catalogue)["_catalog"]
    return {source: said for source, said in messages.items() if source}


def _plural(catalogue: gettext.GNUTranslations) -> Callable[[int], int]:
    rule: Callable[[int], int] = vars(catalogue)["plural"]
    return rule


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_uses_no_field_that_its_source_lacks(language: str) -> None:
    with _po(language).open("rb") as file:
        catalogue = read_po(file)

    for message in catalogue:
        sources = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        known = {name for source in sources for name in _fields(source)}
        for text in strings:
            if message.id:
                assert _fields(text) <= known, text


def _fields(text: object) -> set[str]:
    assert isinstance(text, str)
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", TRANSLATED)
def test_norwegian_quotes_and_dashes_are_norwegian(language: str) -> None:
    with _po(language).open("rb") as file:
        texts = [str(message.string) for message in read_po(file) if message.id]

    for text in texts:
        assert not re.search(r'"(?!…)\w', text), text
        assert " - " not in text


def test_what_is_borrowed_stands_in_click_and_typer() -> None:
    tree = ast.parse((LOCALE / "borrowed.py").read_text(encoding="utf-8"))
    strings = [
        argument.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for argument in node.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]
    packages = [Path(inspect.getfile(module)).parent for module in (click, typer)]
    code = "".join(
        path.read_text(encoding="utf-8") for package in packages for path in package.glob("*.py")
    )

    assert len(strings) > 20
    for text in strings:
        assert f'"{text}"' in code or f"'{text}'" in code, text
