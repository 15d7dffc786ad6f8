"""A box in an answer that is an action after all: moved, with all that stands with it."""

import pytest

from laering.domain.body import split
from laering.domain.boxes import kept_as_text, made_action
from laering.domain.questions import HEADINGS

FIRST, SECOND, THIRD = (f"## {heading}\n\n" for heading in HEADINGS["nb"])


def body(first: str, third: str = "Slik.\n") -> str:
    return f"{FIRST}{first}\n{SECOND}B.\n\n{THIRD}{third}"


@pytest.mark.parametrize(
    ("written", "moved"),
    [
        ("- [ ] Ringe <!-- ikke før jul --> @ola\n", "- [ ] Ringe <!-- ikke før jul --> @ola\n"),
        ("* [>] Ringe %% Per vet mer %%\n", "- [>] Ringe %% Per vet mer %%\n"),
        ("> 1. [X] Ringe\n>    @ola ✅ 2026-11-24.\n", "- [X] Ringe\n  @ola ✅ 2026-11-24.\n"),
        ("- [ ] Ringe <!-- ikke\nfør jul -->\n", "- [ ] Ringe <!-- ikke\n  før jul -->\n"),
        (
            "- [x] Ringe\n  - 👎 2026-11-25 Nei <!-- a -->\n  - 👍 2026-11-26 Jo\n",
            "- [x] Ringe\n  - 👎 2026-11-25 Nei <!-- a -->\n  - 👍 2026-11-26 Jo\n",
        ),
    ],
)
def test_all_that_stands_on_its_lines_goes_with_it(written: str, moved: str) -> None:
    text = body(f"A.\n\n{written}")

    assert made_action(text, text.count("\n", 0, text.index(written)), "nb") == body(
        "A.\n\n", f"Slik.\n\n{moved}"
    )


def test_what_is_nearly_a_box_becomes_one() -> None:
    text = body("A.\n\n• [x]\u00a0Ringe <!-- a -->\n  @ola\n")

    assert made_action(text, 4, "nb") == body("A.\n\n", "Slik.\n\n- [x] Ringe <!-- a -->\n  @ola\n")
    assert made_action(text.replace("• [x]", "- - [x]"), 4, "nb") is None
    kept = kept_as_text(text, 4)
    assert kept is not None
    assert split(kept) == split(text)


def test_below_other_actions_it_has_their_bullet() -> None:
    text = body("- [>] Ringe <!-- a -->\n  @ola\n", "1. [ ] A\n2. [ ] B\n")

    assert made_action(text, 2, "nb") == body(
        "", "1. [ ] A\n2. [ ] B\n3. [>] Ringe <!-- a -->\n   @ola\n"
    )


@pytest.mark.parametrize("box", ["[ ]", "[x]", "[/]", "[-]", "[>]", "[v]"])
def test_kept_as_text_it_is_shown_as_before_and_is_no_action(box: str) -> None:
    text = body(f"- {box} Ringe\n")
    after = kept_as_text(text, 2)

    assert after is not None
    assert after != text
    assert split(after) == split(text)
