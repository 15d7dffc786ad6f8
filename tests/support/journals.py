"""Journals to look at in a browser: a usual one, an empty one, and one that means ill."""

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

from laering.domain.action import Action
from laering.domain.entry import Answers, Body, Draft
from laering.files.entry import codec
from tests.support.photographs import photograph
from tests.support.places import GOLDEN

_RUN = "window.hit=1;alert(1)"
MARKUP = (
    f"<script>{_RUN}</script>",
    f"</script><script>{_RUN}</script>",
    f"</style><script>{_RUN}</script>",
    f"</title><svg onload={_RUN}>",
    f"<img src=x onerror={_RUN}>",
    f"\"><img src='http://evil.example/a.png' onerror={_RUN}>",
    f"' autofocus onfocus={_RUN} x='",
    f"]]><script>{_RUN}</script><!--",
    "--><style>body{display:none}</style>",
    "{{ 7*7 }}{% include '/etc/passwd' %}",
    "\u202eevil\u2066\u2028\u2029\ufeff\x1b[31m\x00\x07",
    "u\u0335n\u0336d\u0337er " * 20,
    "W" * 400,
)
LINKS = (
    f"[x](javascript:{_RUN})",
    f"[x](&#106;avascript:{_RUN})",
    f"[x](java\tscript:{_RUN})",
    f"[x](data:text/html,<script>{_RUN}</script>)",
    "[x](vbscript:msgbox)",
    f"<javascript:{_RUN}>",
    f"[x]: javascript:{_RUN}\n\n[x]",
    "![x](http://evil.example/b.png)",
    "[![x](http://evil.example/c.png)](http://evil.example/d)",
    "[x](//evil.example/e)",
    '[x](http://evil.example/f"onclick="window.hit=1)',
    "<http://evil.example/g>",
    f'[x](http://evil.example/h "t" onclick={_RUN})',
)
DEEP = (
    "> " * 300 + "dyp",
    "- " * 200 + "dyp",
    "\n".join(" " * 2 * n + "- nivå" for n in range(9)),
    "[" * 5000,
    "*a " * 4000,
    "|" + "a|" * 60 + "\n|" + "-|" * 60 + "\n|" + "x" * 200 + "|",
    '```html" onx=1\n<b>' + "kode" * 300 + "\n```",
    "# Overskrift\n## To\n###### Seks\n\nUnder\n=====\n\n| a | b |\n|:-:|--:|\n| 1 | 2 |",
    "ord " * 5000,
    "x" * 20_000,
    "😀🏳️‍🌈 Ærøskøbing 中文 עברית العربية",
)


def usual(folder: Path) -> None:
    """The journal of the golden reports."""
    shutil.copytree(GOLDEN / "journal", folder)


def pictured(folder: Path) -> None:
    """The same, with a picture beside one of its learnings, and within a link."""
    usual(folder)
    pictures = folder / "entries" / "bilder"
    pictures.mkdir()
    (pictures / "brød.jpg").write_bytes(photograph("JPEG", (900, 600)))
    entry = folder / "entries" / "2026-11-05-kunde-roste-brodene.md"
    text = entry.read_text(encoding="utf-8")
    shown = "![Brødene på disken](bilder/br%C3%B8d.jpg)"
    linked = f"[{shown}](https://example.com/)"
    entry.write_text(f"{text}\n\n{shown}\n\n{linked}\n", encoding="utf-8")


def empty(folder: Path) -> None:
    """A journal with no entry at all."""
    (folder / "entries").mkdir(parents=True)


def hostile(folder: Path) -> None:
    """A journal in which every field wants to be more than text."""
    entries = folder / "entries"
    entries.mkdir(parents=True)
    name = '"</title><script>window.hit=1</script>'.replace('"', '\\"')
    (folder / "laering.toml").write_text(
        f'name = "{name}"\n\n'
        f'[[sources]]\nid = "ond"\nname = "{name}"\nquestion = "{name}"\n\n'
        f'[[sources]]\nid = "taus"\nname = "<b>Taus</b>"\nquestion = "?"\n',
        encoding="utf-8",
    )
    for number, text in enumerate((*MARKUP, *LINKS, *DEEP)):
        title = " ".join(text.replace("\x00", "").split())[:300]
        draft = Draft(
            title=title,
            date=date(2026, 11, 1 + number % 20),
            source=("ond", "avvik", 'x"><script>window.hit=1</script>')[number % 3],
            outcome="bra" if number % 2 else None,
            tags=(title[:80], "<b>", "' onclick='window.hit=1"),
            author=title[:80],
            body=Body(
                Answers(text, text, text),
                (Action(title[:200], owners=("ond",), due=date(2026, 11, 2)),),
            ),
        )
        stem = f"{draft.date.isoformat()}-{number}"
        _put(entries, f"{stem}.md", draft)
        if number == 1:
            again = Draft(title, draft.date, "ond", repeats=(stem,), body=draft.body)
            _put(entries, f"{stem} \"'<img src=x onerror=window.hit=1>#%41&amp;.md", again)
            os.makedirs(entries / "mappe")
            _put(entries / "mappe", f"{stem}.md", draft)
            _put(entries, os.fsdecode(f"{stem}-".encode() + b"\xff.md"), draft)
    (entries / "<script>window.hit=1<x>.md").write_text("---\ntitle: [\n", encoding="utf-8")


JOURNALS: dict[str, Callable[[Path], None]] = {
    "usual": usual,
    "pictured": pictured,
    "empty": empty,
    "hostile": hostile,
}


def _put(folder: Path, name: str, draft: Draft) -> None:
    data = codec.write(draft, "nb").encode("utf-8", "surrogatepass")
    Path(folder, name).write_bytes(data)
