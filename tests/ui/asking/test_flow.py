"""The way through the questions, without a terminal."""

from collections import deque
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from laering.domain.entry import DEFAULT_SOURCES, Attached, Begun, Draft, Given, Source
from laering.domain.errors import NoPicture
from laering.domain.questions import HEADINGS
from laering.domain.steps import OVERVIEW
from laering.ui.asking import flow
from laering.ui.asking.asker import (
    BACK,
    Again,
    Back,
    Check,
    Choice,
    Earlier,
    Looked,
    Overview,
    Typing,
)
from laering.ui.asking.questions import Setting

TODAY = date(2026, 11, 23)
NOTHING = Begun()


class Scripted:
    """Somebody who answers as it is written down; ``None`` keeps what stands there."""

    present = True

    def __init__(self, *answers: object) -> None:
        self.answers = deque(answers)
        self.asked: list[str] = []
        self.seen: list[Overview] = []
        self.wrong: str | None = None

    def _next(self, question: str, kept: object = "") -> object:
        self.asked.append(question)
        answer = self.answers.popleft()
        return kept if answer is None else answer

    def source(self, sources: Sequence[Source], chosen: str | None) -> str | Back:
        return self._next("source", chosen)  # type: ignore[return-value]

    def outcome(self, chosen: str | None) -> str | Back | None:
        return self._next("outcome", chosen)  # type: ignore[return-value]

    def day(self, check: Check, typing: Typing) -> str | Back:
        return self._typed("day", typing)

    def answer(self, question: str, hint: str, typing: Typing, *, required: bool) -> str | Back:
        return self._typed(question, typing)

    def reconsider(self, words: str, question: str) -> bool:
        return self._next("tone") is True

    def repeats(self, found: Sequence[Earlier]) -> int | Back | None:
        return self._next("repeats", None)  # type: ignore[return-value]

    def action(self, check: Check, typing: Typing, *, first: bool) -> str | Back:
        return self._typed("action", typing)

    def line(
        self, question: str, hint: str, check: Check, typing: Typing, *, replaced: bool = False
    ) -> str | Back:
        return self._typed(question, typing)

    def title(self, suggestion: str, typing: Typing) -> str | Back:
        return self._typed("title", typing._replace(begun=typing.begun or suggestion))

    def picture(self, check: Check, *, taken: bool) -> str | Back:
        text = self._next("picture", "")
        if isinstance(text, str):
            self.wrong = check(text)
        return text  # type: ignore[return-value]

    def shows(self, name: str) -> str | Back:
        return self._next(f"shows {name}", "")  # type: ignore[return-value]

    def look_over(self, shown: Overview) -> Looked:
        self.seen.append(shown)
        return self._next("overview")  # type: ignore[return-value]

    def understood(self, text: str) -> None:
        """Heard."""

    def _typed(self, question: str, typing: Typing) -> str | Back:
        """An answer; a pair is what was typed before one went back."""
        answer = self._next(question, typing.begun)
        if isinstance(answer, tuple):
            typing.tell(answer[0])
            return BACK
        return answer  # type: ignore[return-value]


class Kept:
    """What was kept on the way, the last of it last."""

    def __init__(self) -> None:
        self.begun: list[Begun] = []

    def typing(self, begun: Begun) -> None:
        self.begun.append(begun)

    def answered(self, begun: Begun) -> None:
        self.begun.append(begun)


def taken(path: str) -> Attached:
    """A picture, unless it is said to be none."""
    if "ingen" in path:
        raise NoPicture(path=path)
    return Attached(path, kept=f"{path}.kopi")


def told(
    *answers: object, begun: Begun = NOTHING, sources: Sequence[Source] = DEFAULT_SOURCES
) -> tuple[Draft, Scripted, Kept]:
    """A learning as it is told, who told it, and what was kept."""
    somebody, kept = Scripted(*answers), Kept()
    setting = Setting(sources, TODAY, None, tone=False, take=taken)
    draft = flow.complete(begun, somebody, setting, kept)
    assert not somebody.answers
    return draft, somebody, kept


FIRST, SECOND, _THIRD = HEADINGS["nb"]
SAVE = Choice.GO_ON


def test_the_way_back_passes_what_options_answered_and_the_way_forth_does_not() -> None:
    given = Given(source="avvik", outcome="bra", date=TODAY, title="Dør")
    _draft, somebody, _kept = told(
        BACK, BACK, BACK, None, None, None, "Åpen", "b", "c", "", SAVE, begun=Begun(given)
    )

    assert somebody.asked[:7] == [FIRST, "day", "outcome", "source", "outcome", "day", FIRST]
    assert "title" not in somebody.asked


def test_what_was_begun_and_left_is_no_answer_and_is_kept() -> None:
    draft, somebody, kept = told(
        "avvik", None, "", "Åpen", ("Halvt",), None, None, "c", "", None, SAVE
    )

    assert draft.body.answers.learned == "Halvt"
    left = next(each for each in kept.begun if each.beside)
    assert (left.step, left.given.learned) == ("happened", None)
    assert left.beside == (("learned", "Halvt"),)
    assert "learned" in (left.left or ())
    assert somebody.asked.count(SECOND) == 2


def test_a_number_in_the_overview_asks_once_and_comes_back() -> None:
    draft, somebody, _kept = told("avvik", None, "", "Åpen", "b", "c", "", None, 4, "bedre", SAVE)

    assert draft.body.answers.learned == "bedre"
    assert somebody.asked[-3:] == ["overview", SECOND, "overview"]


def test_back_from_the_overview_is_the_last_question() -> None:
    _draft, somebody, _kept = told(
        "avvik", None, "", "Åpen", "b", "c", "", None, Choice.BACK, "Tittel", SAVE
    )

    assert somebody.asked[-3:] == ["overview", "title", "overview"]


def test_another_source_brings_its_own_questions() -> None:
    sources = (*DEFAULT_SOURCES, Source("bygg", "Bygg", "?", further=("Hvor?",)))
    draft, somebody, _kept = told(
        *("avvik", None, "", "Åpen", "b", "c", "", None), 0, "bygg", "På taket", SAVE,
        sources=sources,
    )  # fmt: skip

    assert somebody.asked[-4:] == ["overview", "source", "Hvor?", "overview"]
    assert draft.body.more == "## Hvor?\n\nPå taket"


def test_a_question_that_a_file_has_answered_as_a_section_is_not_asked() -> None:
    sources = (Source("bygg", "Bygg", "?", further=("Hvor?",)),)
    begun = Begun(Given(source="bygg", more="## Hvor?\n\nPå taket"))
    answers = (None, "", "Åpen", "b", "c", "", None, SAVE)
    _draft, somebody, _kept = told(*answers, begun=begun, sources=sources)

    assert "Hvor?" not in somebody.asked


def test_a_draft_opens_on_the_overview_and_goes_on_where_it_was_left() -> None:
    left = ("learned", "differently", "actions", "title")
    given = Given(source="avvik", date=TODAY, happened="Åpen")
    draft, somebody, _kept = told(
        SAVE, None, "c", "", None, SAVE, begun=Begun(given, "learned", "Halvt", left)
    )

    assert somebody.asked[:2] == ["overview", SECOND]
    assert somebody.seen[0].question is not None
    assert somebody.seen[0].rows[4].lines == ("Halvt",)
    assert draft.body.answers.learned == "Halvt"


def test_a_draft_left_at_the_overview_asks_nothing() -> None:
    given = Given(source="avvik", date=TODAY, happened="Åpen", title="Dør")
    _draft, somebody, _kept = told(SAVE, begun=Begun(given, OVERVIEW, left=()))

    assert somebody.asked == ["overview"]
    assert somebody.seen[0].question is None


def test_whoever_leaves_it_has_it_kept_at_the_overview() -> None:
    somebody = Scripted("avvik", None, "", "Åpen", "b", "c", "", None, Choice.LEAVE)
    kept = Kept()
    with pytest.raises(flow.LeftAsDraft):
        flow.complete(Begun(), somebody, Setting(DEFAULT_SOURCES, TODAY, None), kept)

    assert (kept.begun[-1].step, kept.begun[-1].left) == (OVERVIEW, ())


def test_back_in_the_actions_goes_through_them_and_loses_none() -> None:
    draft, somebody, _kept = told(
        *("avvik", None, "", "Åpen", "b", "c"),
        *("Ringe @ola", ("Skrive",), "Ringe kunden @ola", None, ""),
        *(None, SAVE),
    )

    assert [action.text for action in draft.body.actions] == ["Ringe kunden", "Skrive"]
    assert somebody.asked.count("action") == 5


def test_an_action_that_cannot_be_read_yet_stands_there_again() -> None:
    draft, _somebody, _kept = told(
        *("avvik", None, "", "Åpen", "b", "c"),
        *(("Ringe 31.2",), None, "Ringe 28.2", ""),
        *(None, SAVE),
    )

    assert [action.due for action in draft.body.actions] == [date(2027, 2, 28)]


ANSWERED = ("avvik", None, "", "Åpen", "b", "c", "", None)


def test_a_picture_is_added_at_the_overview_and_told_what_it_shows() -> None:
    draft, somebody, kept = told(*ANSWERED, Choice.PICTURE, "a.jpg", " Sprekk ", SAVE)

    assert draft.pictures == (Attached("a.jpg", "a.jpg.kopi", "Sprekk"),)
    assert kept.begun[-1].given.pictures == draft.pictures
    assert somebody.asked[-3:] == ["picture", "shows a.jpg", "overview"]
    assert any("Sprekk" in note for note in somebody.seen[-1].notes)


def test_one_that_is_dropped_into_the_window_is_added_at_once(tmp_path: Path) -> None:
    files = [tmp_path / "en.jpg", tmp_path / "to.jpg"]
    for each in files:
        each.touch()
    dropped = " ".join(f"'{each}'" for each in files)

    draft, somebody, _kept = told(*ANSWERED, dropped, BACK, "", SAVE)

    assert [(each.name, each.alt) for each in draft.pictures] == [("en.jpg", ""), ("to.jpg", "")]
    assert "picture" not in somebody.asked


def test_what_is_no_picture_is_told_and_the_rest_stays() -> None:
    draft, somebody, _kept = told(*ANSWERED, Choice.PICTURE, "ingen.jpg", SAVE)

    assert draft.pictures == ()
    assert somebody.wrong is not None
    assert "ingen.jpg" in somebody.wrong


@pytest.mark.parametrize("instead", ["", BACK])
def test_no_picture_after_all_changes_nothing(instead: object) -> None:
    draft, _somebody, _kept = told(*ANSWERED, Choice.PICTURE, instead, SAVE)

    assert draft.pictures == ()


def test_the_last_picture_can_be_taken_away_again() -> None:
    draft, _somebody, _kept = told(
        *ANSWERED,
        *(Choice.PICTURE, "a.jpg", "En", Choice.PICTURE, "b.jpg", "To"),
        *(Choice.PICTURE, "-", SAVE),
    )

    assert [each.alt for each in draft.pictures] == ["En"]


def test_a_picture_of_an_option_is_asked_about_once() -> None:
    begun = Begun(Given(happened="Åpen", pictures=(Attached("a.jpg"),)))

    draft, somebody, _kept = told(
        "avvik", None, "", "b", "c", "", None, "Sprekk", 3, None, SAVE, begun=begun
    )

    assert [each.alt for each in draft.pictures] == ["Sprekk"]
    assert somebody.asked.count("shows a.jpg") == 1


def test_without_a_place_for_pictures_none_are_offered() -> None:
    somebody = Scripted(*ANSWERED, SAVE)
    flow.complete(Begun(), somebody, Setting(DEFAULT_SOURCES, TODAY, None, tone=False), Kept())

    assert not somebody.seen[-1].pictures


# --- What may have happened before


HOT = Earlier("2026-01-03-ovn", "Ovnen ble for varm", date(2026, 1, 3), ())
WET = Earlier("2026-02-03-sluk", "Sluket gikk tett", date(2026, 2, 3), ())
FULL = ("avvik", None, "", "Åpen", "b", "c", "", None)


def again(
    *answers: object,
    begun: Begun = NOTHING,
    sure: Sequence[Earlier] = (),
    maybe: Sequence[Earlier] = (HOT, WET),
) -> tuple[Draft, Scripted, Kept]:
    """A learning that resembles earlier ones, as it is told."""
    somebody, kept = Scripted(*answers), Kept()
    setting = Setting(
        DEFAULT_SOURCES, TODAY, None, tone=False,
        similar=lambda text, day: sure, perhaps=lambda text, day: maybe,
    )  # fmt: skip
    draft = flow.complete(begun, somebody, setting, kept)
    assert not somebody.answers
    return draft, somebody, kept


def test_the_overview_names_what_may_be_the_same_and_marks_nothing_by_itself() -> None:
    draft, somebody, _kept = again(*FULL, SAVE)

    assert list(somebody.seen[0].perhaps) == [HOT, WET]
    assert draft.repeats == ()


def test_one_of_those_in_the_overview_is_marked_and_the_mark_taken_away_again() -> None:
    draft, somebody, kept = again(*FULL, Again(1), Choice.NOT_AGAIN, Again(0), SAVE)

    marks = [(seen.again, len(seen.perhaps)) for seen in somebody.seen]
    assert marks == [(False, 2), (True, 0), (False, 2), (True, 0)]
    assert draft.repeats == (HOT.id,)
    assert kept.begun[-1].given.repeats == (HOT.id,)


def test_what_was_said_not_to_be_the_same_is_not_named_in_the_overview() -> None:
    answers = (*FULL[:4], None, *FULL[4:])
    _draft, somebody, kept = again(*answers, SAVE, sure=(HOT,))

    assert list(somebody.seen[0].perhaps) == [WET]
    assert kept.begun[-1].passed == (HOT.id,)


def test_a_draft_does_not_ask_again_about_what_was_not_the_same() -> None:
    given = Given(source="avvik", date=TODAY, happened="Åpen")
    begun = Begun(given, "learned", left=("learned",), passed=(HOT.id,))
    _draft, somebody, _kept = again(SAVE, "b", SAVE, begun=begun, sure=(HOT,))

    assert "repeats" not in somebody.asked
    assert all(HOT not in seen.perhaps for seen in somebody.seen)


def test_an_event_that_options_marked_is_no_question_any_more() -> None:
    begun = Begun(Given(repeats=("2026-01-03-ovn",)))
    _draft, somebody, _kept = again(*FULL, SAVE, begun=begun)

    assert (somebody.seen[0].again, list(somebody.seen[0].perhaps)) == (True, [])
