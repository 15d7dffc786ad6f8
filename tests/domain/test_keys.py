"""The header's keys: a new one is a row and a field, and all the rest follows."""

import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

import laering
from laering.domain.entry import Draft, Entry, Facts, Given
from laering.domain.keys import NAMES

FIELD = "    written: dt.date | None = None\n"
ROW = '    Key("written", "day"),\n'


@pytest.mark.parametrize("made", [Facts, Given, Draft, Entry])
def test_every_learning_has_the_facts_of_the_table_in_its_order(made: type[Facts]) -> None:
    assert tuple(each.name for each in fields(made))[: len(NAMES) + 1] == (*NAMES, "extra")


ALL = """\
import json
from dataclasses import replace
from datetime import date
from laering.domain import check
from laering.domain.entry import Begun, Draft, Entry, Given
from laering.domain.private import as_told
from laering.domain.sharing import share
from laering.files.drafts import snapshot
from laering.files.entry import codec
from laering.files.exchange import read_given
from laering.ui.asking.drafting import draft as drafted
from laering.ui.asking.questions import Setting
from laering.ui.formats.data import entry_data

DAY = date(2026, 11, 23)
given = Given("Tittel", DAY, "avvik", happened="a", **{name: value})
setting = Setting((), DAY, None)
draft = drafted(given, setting)
assert getattr(draft, name) == value, draft

text = codec.write(draft, "nb")
assert f"{line}\\n" in text, text
data = text.encode()
quick = codec._quick(text, data, "entries/x.md")
assert quick is not None and getattr(quick, name) == value, quick
assert quick == codec._thorough(text, "entries/x.md")
assert codec.head(data) is not None
by_hand = text.replace(f"{name}:", f"{name} : ")
assert replace(codec.read(by_hand.encode(), "entries/x.md"), packed=b"") == replace(
    quick, packed=b""
)

known = check.Known({"avvik": "Avvik"}, "nb", {"x": ["entries/x.md"]})
def codes(text):
    found = codec.look(text, "entries/x.md")
    return {problem.code for problem in check.in_entry(found, known)} - {"unfinished"}
assert not codes(text), codes(text)
assert codes(text.replace(f"{name}:", f"{name.upper()}:")) == {"key-case"}
wrong = text.replace(line, f"{name}: {{a: b}}")
assert codes(wrong) == {"bad-date" if kind == "day" else "wrong-type"}

stored = json.loads(snapshot.dumped(snapshot.given_data(given)))
begun = {"given": stored, "step": 0, "typing": ""}
assert snapshot.begun_of(begun) == Begun(given)
del stored[name]
assert snapshot.begun_of(begun) == Begun(replace(given, **{name: ()
    if isinstance(value, tuple) else None}))

told = entry_data(quick, DAY, "Dagbok")
assert told[name] == (value.isoformat() if kind == "day"
    else list(value) if isinstance(value, tuple) else value)
assert list(told).index(name) < list(told).index("happened")
given_away = share(quick, (), DAY, with_names=True, with_private=True, somebody="")
assert not getattr(given_away.entry, name)
if kind == "ids":
    assert getattr(as_told(quick, value[:1]), name) == value[1:]
again = read_given(json.dumps(told).encode(), "x.json", DAY)
assert getattr(again, name) == value and again.extra == (), again
"""


@pytest.mark.parametrize(
    ("kind", "type_", "default", "value", "line"),
    [
        ("day", "dt.date | None", "None", "date(2026, 12, 1)", "2026-12-01"),
        ("text", "str | None", "None", "'fra: et ark'", "'fra: et ark'"),
        ("ids", "tuple[str, ...]", "()", "('2026-01-02-a', '2026-01-03-b')",
         "[2026-01-02-a, 2026-01-03-b]"),
        ("tags", "tuple[str, ...]", "()", "('a', 'b')", "[a, b]"),
    ],
)  # fmt: skip
def test_a_new_key_is_one_row_and_one_field(
    kind: str, type_: str, default: str, value: str, line: str, tmp_path: Path
) -> None:
    source = Path(laering.__file__).parent
    copy = tmp_path / "laering"
    shutil.copytree(source, copy, ignore=shutil.ignore_patterns("__pycache__"))
    for path, before, after in (
        ("domain/entry.py", FIELD, f"{FIELD}    made_up: {type_} = {default}\n"),
        ("domain/keys.py", ROW, f'{ROW}    Key("made_up", "{kind}"),\n'),
    ):
        text = (copy / path).read_text(encoding="utf-8")
        assert text.count(before) == 1
        (copy / path).write_text(text.replace(before, after), encoding="utf-8")
    start = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\nfrom datetime import date\n"
        f"name, kind, value = 'made_up', {kind!r}, {value}\nline = {f'made_up: {line}'!r}\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", start + ALL],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 0, done.stderr
