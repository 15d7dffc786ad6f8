"""How long an action has to work, and whether tone is spoken of: what a journal may choose."""

from pathlib import Path

import pytest

from laering.domain.errors import BadConfig
from laering.files.config import read_journal_config, unknown_settings


def _write(folder: Path, text: str) -> None:
    (folder / "laering.toml").write_text(text, encoding="utf-8")


def test_without_a_word_actions_get_ninety_days_and_tone_is_spoken_of(folder: Path) -> None:
    config = read_journal_config(folder)

    assert (config.effect_days, config.tone) == (90, True)


@pytest.mark.parametrize("days", [0, 1, 365, 10**12])
def test_a_journal_may_choose_how_long_an_action_has_to_work(folder: Path, days: int) -> None:
    _write(folder, f"effect_days = {days}\ntone = false\n")

    config = read_journal_config(folder)

    assert (config.effect_days, config.tone) == (days, False)
    assert unknown_settings(folder) == []


@pytest.mark.parametrize("value", ["-1", "1.5", "90.0", '"90"', "true", "[90]", "2026-11-23"])
def test_anything_but_a_whole_number_of_days_is_told_with_its_line(
    folder: Path, value: str
) -> None:
    _write(folder, f'name = "a"\n\neffect_days = {value}\n')

    with pytest.raises(BadConfig) as caught:
        read_journal_config(folder)

    assert (caught.value.facts["key"], caught.value.facts["line"]) == ("effect_days", 3)


@pytest.mark.parametrize("value", ["1", "0", '"false"', "[]"])
def test_anything_but_true_or_false_is_told_with_its_line(folder: Path, value: str) -> None:
    _write(folder, f'name = "a"\ntone = {value}\n')

    with pytest.raises(BadConfig) as caught:
        read_journal_config(folder)

    assert (caught.value.facts["key"], caught.value.facts["line"]) == ("tone", 2)


def test_a_source_may_ask_more_than_the_others(folder: Path) -> None:
    _write(folder, '[[sources]]\nid = "avvik"\nextra = ["Hvorfor  skjedde det?", "Hvem så det?"]\n')

    (source,) = (each for each in read_journal_config(folder).sources if each.id == "avvik")

    assert source.further == ("Hvorfor skjedde det?", "Hvem så det?")
    assert source.builtin
    assert unknown_settings(folder) == []


@pytest.mark.parametrize(
    "value",
    [
        '"Hvorfor?"',
        "[1]",
        '[""]',
        '["Hva skjedde?"]',
        '["hva  skjedde"]',
        '["What happened?"]',
        '["Hvorfor?", "hvorfor"]',
        '["Noe <!-- skjult"]',
        '["Noe \\u001b[2J"]',
        "true",
    ],
)
def test_a_question_that_cannot_stand_is_told_with_its_line(folder: Path, value: str) -> None:
    _write(folder, f'name = "a"\n[[sources]]\nid = "avvik"\nextra = {value}\n')

    with pytest.raises(BadConfig) as caught:
        read_journal_config(folder)

    assert (caught.value.facts["key"], caught.value.facts["line"]) == ("extra", 4)
