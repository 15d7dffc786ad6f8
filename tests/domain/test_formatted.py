"""Actions after a formatter has been over them: none is lost, and none of what it says."""

import unicodedata
from typing import Literal

import pytest

from laering.domain.action import Action
from laering.domain.body import actions_in, unpack
from laering.domain.check import Known, Look, in_entry
from laering.domain.entry import Entry
from laering.files.entry import codec
from tests.support.entries import simple_entry

WRITTEN = """\
Vi gjør det slik.

- [ ] Ny rubrikk i ordreskjemaet, med plass til leveringsdør @ola @kari-nordmann 📅 2026-12-15
- [x] Rette adressen @kari 📅 2026-11-25 ✅ 2026-11-24
  - 👍 2026-11-30 Ingen feilsendinger siden, og kundene sier at de merker det
- [/] @åse Henge opp skilt
- [-] Kjøpe ny skriver ❌ 2026-11-22
- [X] Ringe @per

> [!todo] Husk
> - [ ] Skifte pære @ola 📅 2026-12-20

1. [ ] Først @ola 📅 2026-12-21
2. [ ] Så @kari 🔁 every week 📅 2026-12-22
"""

# As prettier 3, mdformat 1, pandoc 2 and markdownlint 0 leave it.
PRETTIER = """\
Vi gjør det slik.

- [ ] Ny rubrikk i ordreskjemaet, med
      plass til leveringsdør @ola
      @kari-nordmann 📅 2026-12-15
- [x] Rette adressen @kari 📅 2026-11-25
      ✅ 2026-11-24
  - 👍 2026-11-30 Ingen feilsendinger
    siden, og kundene sier at de merker
    det
- [/] @åse Henge opp skilt
- [-] Kjøpe ny skriver ❌ 2026-11-22
- [x] Ringe @per

> [!todo] Husk
>
> - [ ] Skifte pære @ola 📅 2026-12-20

1. [ ] Først @ola 📅 2026-12-21
2. [ ] Så @kari 🔁 every week 📅
       2026-12-22
"""

MDFORMAT = """\
Vi gjør det slik.

- [ ] Ny rubrikk i ordreskjemaet, med plass til leveringsdør
  @ola @kari-nordmann 📅 2026-12-15
- [x] Rette adressen @kari 📅 2026-11-25 ✅ 2026-11-24
  - 👍 2026-11-30 Ingen feilsendinger siden, og kundene sier
    at de merker det
- [/] @åse Henge opp skilt
- [-] Kjøpe ny skriver ❌ 2026-11-22
- [x] Ringe @per

> [!todo] Husk
>
> - [ ] Skifte pære @ola 📅 2026-12-20

1. [ ] Først @ola 📅 2026-12-21
1. [ ] Så @kari 🔁 every week 📅 2026-12-22
"""

PANDOC = """\
Vi gjør det slik.

-   [ ] Ny rubrikk i ordreskjemaet, med plass til
    leveringsdør \\@ola \\@kari-nordmann 📅
    2026-12-15
-   [x] Rette adressen \\@kari 📅 2026-11-25 ✅ 2026-11-24
    -   👍 2026-11-30 Ingen feilsendinger siden, og kundene
        sier at de merker det

```{=html}
<!-- -->
```
-   \\[/\\] \\@åse Henge opp skilt
-   \\[-\\] Kjøpe ny skriver ❌ 2026-11-22

<!-- -->

-   [x] Ringe
    \\@per

> \\[!todo\\] Husk
>
> -   [ ] Skifte pære \\@ola 📅 2026-12-20

1.  \\[ \\] Først \\@ola 📅 2026-12-21
2.  \\[ \\] Så \\@kari 🔁 every week 📅 2026-12-22
"""

REMARKED = WRITTEN.replace("\n- ", "\n* ").replace("\n  - ", "\n  * ").replace("> -", "> *")

FORMS = {"prettier": PRETTIER, "mdformat": MDFORMAT, "pandoc": PANDOC, "stars": REMARKED}


def actions(third: str) -> tuple[Action, ...]:
    """The actions in an entry with this third answer."""
    entry = codec.read(simple_entry("A", "2026-11-20", third=third).encode(), "entries/a.md")
    assert isinstance(entry, Entry)
    assert unpack(entry).actions == actions_in(entry.packed)
    return actions_in(entry.packed)


@pytest.mark.parametrize("form", FORMS)
def test_a_formatter_loses_no_action_and_nothing_of_one(form: str) -> None:
    assert actions(FORMS[form]) == actions(WRITTEN)
    assert len(actions(WRITTEN)) == 8


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_wrong_with_what_a_formatter_leaves(form: str) -> None:
    look = codec.look(simple_entry("A", "2026-11-20", third=FORMS[form]), "entries/a.md")

    assert isinstance(look, Look)
    assert list(in_entry(look, Known({"avvik": "Avvik"}, "nb", {}))) == []


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_an_owner_is_the_same_however_the_letters_are_composed(form: Literal["NFC", "NFD"]) -> None:
    third = "- [ ] Vaske @Åse\n- [ ] Rydde båten @åse @Øystein\n- [ ] @Åse Måle"
    written = unicodedata.normalize(form, third)

    assert [each.owners for each in actions(written)] == [("Åse",), ("åse", "Øystein"), ("Åse",)]
    assert all(each.owned_by(unicodedata.normalize("NFD", "åSE")) for each in actions(written))


def test_what_is_escaped_on_one_side_is_the_text_that_somebody_typed() -> None:
    assert actions("- \\[ ] Ringe @ola\n- \\[/] Vaske\n- \\\\[ \\] Rydde\n- [ \\] Feie") == ()
