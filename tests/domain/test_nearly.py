"""Boxes as the world writes them: each is counted or named, and what is none is left in peace."""

from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from laering.domain.body import actions_in, split, unpack
from laering.domain.check import Known, Look, in_entry
from laering.domain.entry import Entry
from laering.domain.text.escapes import escape, unescape
from laering.files.entry import codec
from laering.files.exchange import read_arrived
from tests.support.entries import simple_entry
from tests.support.runs import TODAY

LEADS = (
    *("", "- ", "* ", "1. ", "> - ", "  - ", "-", "• ", "– ", "- - ", "1. - ", "- > - ", "#### - "),
    *("\u00a0- ", "\u200b- ", "-\u00a0", "- \u200b", "> ", "#### ", "> > * "),
)
BOXES = (
    *("[ ]", "[x]", "[X]", "[/]", "[-]", "[]", "[ x ]", "[xx]", "[OK]", "[ferdig]", "[\u00a0x]"),
    *("[  ]", "☐", "☑", "✅", "\\[ \\]", "[x\u200b]", "[✓]"),
)
# By itself, a word in brackets is more likely something else.
WORDS = ("[xx]", "[OK]", "[ferdig]")


def look(third: str) -> tuple[int, set[str]]:
    """How many actions are read, by all who read them, and the codes of what ``sjekk`` names."""
    text = simple_entry("A", "2026-11-20", third=f"Slik.\n\n{third}")
    entry = codec.read(text.encode(), "entries/a.md")
    seen = codec.look(text, "entries/a.md")
    assert isinstance(entry, Entry)
    assert isinstance(seen, Look)
    counted = actions_in(entry.packed)
    assert counted == unpack(entry).actions
    known = Known({"avvik": "Avvik"}, "nb", {})
    return len(counted), {each.code for each in in_entry(seen, known)} - {"unknown-mark"}


@pytest.mark.parametrize("lead", LEADS)
def test_a_box_is_counted_or_named_whatever_stands_before_it(lead: str) -> None:
    for box, blank in product(BOXES, (" ", "\u00a0", "\u200b", "\t")):
        if box in WORDS and not lead.strip("> \u00a0\u200b"):
            continue
        counted, named = look(f"{lead}{box}{blank}Ringe kunden")

        assert (counted, named) in ((1, set()), (0, {"bad-action"})), f"{lead}{box}{blank}"


@pytest.mark.parametrize(
    "line",
    [
        *("- [-]a", "- [/]a", "- [x]Ringe", "- []ringe", "- [ ]", "- ☐", "- ( ) a", "- (x) a"),
        *("| [ ] a |", "| a | [x] |", "> | [x] a | b |", "a | [ ] b", "| ☐ | a |", "**[ ]** a"),
        *("- \\[/] a", "- \\[-] a", "* \\[>] a", "<!-- x --> - [ ] a", "[ ] a", "[x] a", "[-] a"),
        *("a. [ ] b", "(1) [ ] b", "▸ [ ] a", "− [x] a", "Tiltak: [ ] a", "> [!todo] - [ ] a"),
        *("- ☐a", "⬜ a", "- ✗ a", "√ a", "- [x ]a", "[ ]a", "~ [ ] a"),
        *("- [x] a\n  [ ] b", "- [x] a\n• [ ] b @ola", "- [x] a\n  - - [ ] b", "- [__] a"),
    ],
)
def test_what_is_nearly_a_box_is_named(line: str) -> None:
    assert look(line)[1] == {"bad-action"}


@pytest.mark.parametrize(
    "line",
    [
        *("[OK](url)", "[1] fotnote", "- [Navn](x)", "- [x](x)", "[[wiki]]", "- [[wiki]] a"),
        *("`- [] a`", "- `[ ]` a", "```\n- [] a\n• [ ] b\n☐ c\n```", "    - [] a", "- [x]: se"),
        *("<!-- - [] a\n☐ b -->", "%% • [ ] a %%", "[^1]: a", "![x](bilder/a.jpg)", "> [!note] A"),
        *("Ja [ ] nei [ ]", "- [X]-modellen", "[v] er fart", "[OK] er en knapp", "✅-merket", "✅"),
        *("- \\[] a", "- \\[ ] a", "- [/\\] a", "\\[ ] a", "• \\[ ] a", "| \\[ ] a |", "(x) a"),
        *(
            "- [Lager] Hylla",
            "- [...] og så",
            "| --- |",
            "| [x](a) |",
            "- OK",
            "- a [x] b",
            "- - a",
        ),
    ],
)
def test_what_is_something_else_is_left_in_peace(line: str) -> None:
    assert look(line) == (0, set()) or "picture-missing" in look(line)[1]


def test_in_the_first_answers_it_is_named_as_a_box_and_what_is_drawn_is_not() -> None:
    lines = ("- [] a", "- [ ] b", "• [ ] c", "☐ d", "✅ e", "| [ ] f |", "[OK](x)", "`- [] g`")
    text = simple_entry("A", "2026-11-20").replace("Noe skjedde.", "\n".join(lines))
    seen = codec.look(text, "entries/a.md")

    assert isinstance(seen, Look)
    known = Known({"avvik": "Avvik"}, "nb", {})
    assert [(each.code, each.line) for each in in_entry(seen, known)] == [
        ("box-in-answer", line) for line in (9, 10, 11)
    ]


typed = st.lists(
    st.sampled_from([*LEADS, *BOXES, " ", "a", "\\", "|", "[/\\]", "(", ":", "\n", "]", "[", "x"]),
    max_size=6,
).map("".join)


@given(typed)
@example("- [/] a")
@example("- [/\\] a")
@example("- \\[/] a")
@example("<!--\\[]")
@example("• \\[ ] a\n| a | \\[x] |")
def test_whatever_is_typed_comes_back(text: str) -> None:
    assert unescape(escape(text)) == text


@given(typed)
@example("- [/] a")
@example("• [ ] a")
@example("- [x]Ringe")
def test_a_box_that_is_typed_in_an_answer_is_text_and_nobody_complains(text: str) -> None:
    counted, named = look(escape(text))

    drawn = set("☐☑✅") & set(text)
    assert counted == 0
    assert named == set() or drawn


def test_a_box_that_comes_in_as_text_is_told_unless_it_is_escaped_there() -> None:
    text = (
        "## Hva skjedde?\n\n- [ ] Ring @ola\n- \\[ ] tekst\n\n## Hva kan vi lære av det?\n\nB.\n\n"
        "## Hva kan vi gjøre annerledes neste gang?\n\n- [ ] Vaske\n• [x] Rydde\n```\n- [] a\n```\n"
    )
    arrived = read_arrived(text.encode(), "a.md", TODAY)

    assert arrived.boxes == ("- [ ] Ring @ola", "• [x] Rydde")
    assert [each.text for each in arrived.given.actions] == ["Vaske"]


@pytest.mark.parametrize(
    ("below", "owners", "due"),
    [
        ("skal fylles ut av @ola", ("ola",), None),
        ("av @ola og @kari innen fristen\n📅 2026-12-15", ("ola", "kari"), "2026-12-15"),
        ("av \\@ola", ("ola",), None),
        ("uten noen <!-- @per --> som gjør det", (), None),
        ("skrevet til post@firma.no", (), None),
        ("med `@kode` i", (), None),
    ],
)
def test_an_owner_on_a_line_that_was_wrapped_is_one_wherever_it_stands(
    below: str, owners: tuple[str, ...], due: str | None
) -> None:
    text = simple_entry("A", "2026-11-20", third=f"- [ ] Ny rubrikk i skjemaet som\n{below}")
    (action,) = split(text).actions

    assert action.owners == owners
    assert (action.due and action.due.isoformat()) == due


def test_a_date_on_a_line_that_was_wrapped_is_named_when_it_is_none() -> None:
    assert look("- [ ] Ny rubrikk i\nskjemaet 📅 15.12.2026") == (1, {"bad-action"})
