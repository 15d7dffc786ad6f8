"""The draft that complete answers make."""

from laering.domain.entry import Answers, Body, Draft, Given
from laering.domain.folding import each_once
from laering.domain.keys import facts_of
from laering.domain.text.sections import further_sections
from laering.domain.wording import clean_tag, tags_in, tags_of
from laering.ui.asking.questions import Setting


def draft(given: Given, setting: Setting, *, tags_in_text: bool = False) -> Draft:
    """The draft that complete answers make."""
    tags = [clean_tag(tag) for tag in tags_of(given.tags)]
    answers = Answers(given.happened or "", given.learned or "", given.differently or "")
    if tags_in_text:
        further = (text for _question, text in given.further)
        for text in (answers.happened, *further, answers.learned, answers.differently):
            tags += tags_in(text)
    facts = facts_of(given) | {
        "title": " ".join((given.title or "").split()),
        "date": given.date or setting.today,
        "source": given.source or "",
        "tags": tuple(each_once(tag for tag in tags if tag)),
        "author": given.author or setting.author,
        "written": given.written or setting.today,
    }
    more = "\n\n".join(filter(None, (further_sections(given.further), given.more)))
    body = Body(answers, given.actions, given.preamble, more)
    return Draft(**facts, body=body, pictures=given.pictures)
