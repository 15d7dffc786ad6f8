"""The steps of the dialogue by their names, which a draft keeps."""

from dataclasses import replace
from typing import Any

from laering.domain.entry import Given

SOURCE = "source"
OUTCOME = "outcome"
DAY = "date"
HAPPENED = "happened"
LEARNED = "learned"
DIFFERENTLY = "differently"
ACTIONS = "actions"
TITLE = "title"
OVERVIEW = "overview"
"""What was answered, before it is saved."""

_FURTHER = "further:"


def step_of(question: str) -> str:
    """The step that asks a question which only a source has."""
    return f"{_FURTHER}{question}"


def question_of(step: str) -> str | None:
    """The question of a source that a step asks; None where it asks another."""
    return step.removeprefix(_FURTHER) if step.startswith(_FURTHER) else None


def is_given(given: Given, step: str) -> bool:
    """Whether what a step asks is known already. A source's question may be a section, too."""
    question = question_of(step)
    if question is not None:
        return question in dict(given.further) or f"\n## {question}\n" in f"\n{given.more}\n"
    if step == ACTIONS:
        return bool(given.actions)
    return getattr(given, step) is not None


def answer_in(given: Given, step: str) -> str | None:
    """The answer to one of the questions that are answered in prose; None before there is one."""
    question = question_of(step)
    if question is not None:
        return dict(given.further).get(question)
    text: str | None = getattr(given, step)
    return text


def with_answer(given: Given, step: str, text: str) -> Given:
    """The same with an answer in prose, or with a title."""
    question = question_of(step)
    if question is None:
        answer: dict[str, Any] = {step: text}
        return replace(given, **answer)
    answers = {**dict(given.further), question: text}
    return replace(given, further=tuple(answers.items()))
