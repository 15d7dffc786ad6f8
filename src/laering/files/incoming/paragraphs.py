"""The paragraphs of a document from Word, made of its elements as they come."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from laering.domain.errors import BadArrival
from laering.domain.labels import lines_of_row
from laering.domain.marks import N_, Reason
from laering.files.incoming.texts import MOST_TEXT, TOO_LONG
from laering.files.tables.parts import bare

TOO_LARGE = Reason(N_("it unpacks to more than a document can be."))

_DEEPEST = 200
_MOST_SHOWN = 1000

# What is there a second time for older programs, was taken out, or is an instruction.
_PASSED = frozenset({"Fallback", "del", "moveFrom", "instrText", "rPr", "sectPr"})
_HEADING = re.compile(r"(?:heading|overskrift)\s*(\d)|(?P<title>title|tittel)", re.IGNORECASE)
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}

# What Wingdings draws in the place of a letter where somebody ticks a box.
_DRAWN = {"6F": "☐", "A8": "☐", "71": "☐", "FE": "☒", "FD": "☒", "78": "☒", "FC": "✓", "FB": "✗"}

# What Word has in a control that waits to be filled in. Other text there is somebody's: programs
# that fill in forms often leave the control as it was.
_ASKS = re.compile(r"\s*(?:klikk|trykk|velg|skriv|click|tap|choose|select|enter)\b", re.IGNORECASE)


class Reader:
    """Makes paragraphs of the document's elements as they come.

    ``shown`` are the references of its pictures, each with the text that stands for it, ``inner``
    those of whole files within it. ``noted`` are the notes that its text refers to, by their kind
    and number there. A day in it is read as on the day it ``came``.
    """

    def __init__(self, name: str, styles: Mapping[str, str], came: date) -> None:
        self.shown: list[tuple[str, str]] = []
        self.inner: list[str] = []
        self.noted: dict[tuple[str, str], int] = {}
        self._name, self._styles, self._came = name, styles, came
        self._blocks: list[str] = []
        self._fields: list[str] = []
        self._notes: dict[tuple[str, str], list[str]] = {}
        # Where paragraphs go now: the innermost cell or note, and below it what waits for its end.
        self._waiting: list[list[str]] = []
        self._rows: list[list[list[str]]] = []
        self._passed = self._depth = self._size = 0
        self._words: list[str] = []
        self._mark = self._alt = ""
        self._within = False
        self._controls: list[bool] = []
        self._choices: list[str] = []
        self._chosen = ""
        self._starts = self._made_starts()
        self._ends = self._made_ends()

    def _made_starts(self) -> dict[str, Callable[[dict[str, str]], None]]:
        return {
            "p": self._paragraph,
            "pStyle": self._style,
            "numPr": self._item,
            "docPr": self._described,
            **dict.fromkeys(("blip", "imagedata"), self._picture),
            "altChunk": self._file,
            "tr": self._row,
            "tc": self._cell,
            "footnoteReference": partial(self._refer, "footnote"),
            "endnoteReference": partial(self._refer, "endnote"),
            "footnote": partial(self._note, "footnote"),
            "endnote": partial(self._note, "endnote"),
            "sdt": self._control,
            "showingPlcHdr": self._unfilled,
            **dict.fromkeys(("checkBox", "ddList"), self._choice),
            "listEntry": self._listed,
            **dict.fromkeys(("default", "checked", "result"), self._choose),
            "sym": self._drawn,
        }

    def _made_ends(self) -> dict[str, Callable[[], None]]:
        return {
            "p": self._paragraph,
            "tc": self._end_cell,
            "tr": self._end_row,
            **dict.fromkeys(("footnote", "endnote"), self._end_note),
            "sdt": self._end_control,
            "checkBox": self._end_box,
            "ddList": self._end_list,
        }

    def said(self) -> str:
        """All that was read, as Markdown: fields that a table tells above, notes at the end."""
        title = self._blocks[:1] if self._blocks and self._blocks[0].startswith("# ") else []
        fields = ["\n".join(self._fields)] if self._fields else []
        notes = (
            f"[{number}] {' '.join(self._notes[note])}"
            for note, number in self.noted.items()
            if note in self._notes
        )
        blocks = (*title, *fields, *self._blocks[len(title) :], *notes)
        return "\n\n".join(blocks).replace("\n\n- ", "\n- ")

    def start(self, name: str, values: dict[str, str]) -> None:
        """An element begins. Raises BadArrival."""
        name = bare(name)
        self._depth += 1
        if self._depth > _DEEPEST:
            raise BadArrival(path=self._name, reason=TOO_LARGE)
        if self._passed or name in _PASSED:
            self._passed += 1
        elif name in _SIGNS:
            self._words.append(_SIGNS[name])
        elif name in self._starts:
            self._starts[name](values)
        self._within = name == "t" and not self._passed

    def end(self, name: str) -> None:
        """An element ends."""
        self._depth -= 1
        self._within = False
        if self._passed:
            self._passed -= 1
        elif (done := self._ends.get(bare(name))) is not None:
            done()

    def text(self, data: str) -> None:
        """Letters within an element. Raises BadArrival."""
        unfilled = bool(self._controls) and self._controls[-1] and _ASKS.match(data)
        if self._within and not unfilled:
            self._size += len(data)
            if self._size > MOST_TEXT:
                raise BadArrival(path=self._name, reason=TOO_LONG)
            self._words.append(data)

    def _paragraph(self, _values: dict[str, str] | None = None) -> None:
        """End the paragraph that is open, and begin one."""
        text = "".join(self._words).strip()
        if text:
            heading = self._mark.startswith("#")
            blocks = self._waiting[-1] if self._waiting else self._blocks
            blocks.append(self._mark + (" ".join(text.split()) if heading else text))
        self._words, self._mark = [], ""

    def _style(self, values: dict[str, str]) -> None:
        style = _value(values, "val")
        found = _HEADING.match(self._styles.get(style) or style)
        if found is not None:
            level = "#" if found["title"] else "#" * min(int(found[1]) or 1, 6)
            self._mark = f"{level} "

    def _item(self, _values: dict[str, str]) -> None:
        self._mark = self._mark or "- "

    def _described(self, values: dict[str, str]) -> None:
        self._alt = " ".join((values.get("descr") or values.get("title") or "").split())

    def _picture(self, values: dict[str, str]) -> None:
        if len(self.shown) < _MOST_SHOWN:
            reference = _value(values, "embed") or _value(values, "id") or _value(values, "link")
            self.shown.append((reference, self._alt))
            self._alt = ""

    def _file(self, values: dict[str, str]) -> None:
        if len(self.inner) < _MOST_SHOWN:
            self.inner.append(_value(values, "id"))

    # --- Tables: a cell is done before its row is, and what a row says depends on all its cells.

    def _row(self, _values: dict[str, str]) -> None:
        self._paragraph()
        self._rows.append([])

    def _cell(self, _values: dict[str, str]) -> None:
        self._paragraph()
        self._waiting.append([])

    def _end_cell(self) -> None:
        self._paragraph()
        blocks = self._waiting.pop() if self._waiting else []
        if self._rows:
            self._rows[-1].append(blocks)
        else:
            self._blocks += blocks

    def _end_row(self) -> None:
        if self._rows:
            row = lines_of_row(self._rows.pop(), self._came)
            self._fields += row.fields
            (self._waiting[-1] if self._waiting else self._blocks).extend(row.blocks)

    # --- Notes: in a part of their own, by the number that the text has for them.

    def _refer(self, kind: str, values: dict[str, str]) -> None:
        number = self.noted.setdefault((kind, _value(values, "id")), len(self.noted) + 1)
        self._words.append(f"[{number}]")

    def _note(self, kind: str, values: dict[str, str]) -> None:
        self._paragraph()
        self._waiting.append(self._notes.setdefault((kind, _value(values, "id")), []))

    def _end_note(self) -> None:
        self._paragraph()
        if self._waiting:
            self._waiting.pop()

    # --- What somebody fills in: controls, and the boxes and lists of older forms.

    def _control(self, _values: dict[str, str]) -> None:
        self._controls.append(False)

    def _unfilled(self, _values: dict[str, str]) -> None:
        """What stands in the control may be what it says as long as nobody has filled it in."""
        if self._controls:
            self._controls[-1] = True

    def _end_control(self) -> None:
        if self._controls:
            self._controls.pop()

    def _choice(self, _values: dict[str, str]) -> None:
        self._choices, self._chosen = [], "0"

    def _listed(self, values: dict[str, str]) -> None:
        self._choices.append(_value(values, "val"))

    def _choose(self, values: dict[str, str]) -> None:
        self._chosen = _value(values, "val") or "1"

    def _end_box(self) -> None:
        self._words.append("☐" if self._chosen in ("0", "false", "off") else "☒")

    def _end_list(self) -> None:
        at = int(self._chosen) if self._chosen.isdecimal() else 0
        self._words += self._choices[at : at + 1]

    def _drawn(self, values: dict[str, str]) -> None:
        if "wingdings" in _value(values, "font").casefold():
            self._words.append(_DRAWN.get(_value(values, "char").upper()[-2:], "•"))


def _value(values: dict[str, str], name: str) -> str:
    """An attribute's value, whatever its namespace is called."""
    return next((value for key, value in values.items() if bare(key) == name), "")
