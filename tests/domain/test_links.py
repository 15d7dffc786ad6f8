"""Links in a text, led on to what a file is called now."""

import pytest

from laering.domain.text.links import with_links

OLD, NEW = "2026-11-10-melet", "2026-11-09-melet"


def called(name: str) -> str | None:
    return {OLD: NEW, "2026-11-10 møte": "2026-11-09 møte"}.get(name)


@pytest.mark.parametrize(
    "link",
    [
        "[[{}]]",
        "[[ {} ]]",
        "[[{}|melet]]",
        "[[{}#Hva skjedde?]]",
        "[[entries/{}.md|melet]]",
        "![[{}]]",
        "[melet]({}.md)",
        "[melet](<{}.md>)",
        "[melet](./{}.md#hva)",
        '[melet](../entries/{}.md "tittel")',
        "[m]: {}.md",
        "Som [sist]({0}.md), se [[{0}]].",
        "> - [ ] Se [[{}]] @ola",
        "- Se\n\n    [[{}]]",
        "Sist:\n    [[{}]]",
    ],
)
def test_a_link_is_led_on(link: str) -> None:
    assert with_links(link.format(OLD), called) == link.format(NEW)


@pytest.mark.parametrize(
    "text",
    [
        f"`[[{OLD}]]`",
        f"```\n[[{OLD}]]\n```",
        f"Slik:\n\n    [[{OLD}]]\n    [m]({OLD}.md)",
        f"Slik:\n\n\t[[{OLD}]]",
        f"<!-- [[{OLD}]] -->",
        f"%% a\n[[{OLD}]] %%",
        f"[melet](https://eksempel.no/{OLD}.md)",
        f"[[{OLD}-2]]",
        f"[melet]({OLD}.pdf)",
        OLD,
        "[[ukjent]]",
    ],
)
def test_what_is_no_link_to_it_stays(text: str) -> None:
    assert with_links(text, called) == text


def test_a_name_that_was_written_for_the_web_still_is() -> None:
    link = "[møte](2026-11-10%20m%C3%B8te.md)"

    assert with_links(link, called) == "[møte](2026-11-09%20m%C3%B8te.md)"
