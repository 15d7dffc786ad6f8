"""The questions one by one: what is made ready while somebody writes."""

from laering.domain import tone
from laering.domain.norwegian.blame import GROUPS
from laering.ui.asking import questions


def test_all_that_an_answer_is_looked_through_for_is_made_ready_while_it_is_written() -> None:
    tone._compiled.cache_clear()
    questions.make_ready.cache_clear()

    thread = questions.make_ready()
    thread.join()

    assert tone._compiled.cache_info().currsize == len(GROUPS)
    assert questions.make_ready() is thread
