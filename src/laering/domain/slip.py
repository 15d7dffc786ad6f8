"""What the page for those without a terminal writes: how its file is known, and by which rules.

The page has a writer of its own, in the browser's language. It is handed the rules from here, so
that what it writes is what the reader of entries takes for structure, and nothing else is.
"""

import re
from collections.abc import Mapping

from laering.domain.characters import HARMFUL
from laering.domain.naming import ANSWERS
from laering.domain.text.escapes import BOX_END, ESCAPED_FENCE, STRUCTURE, TASK_LIKE
from laering.domain.text.fences import CLOSES, IN_ITEM, OPENS
from laering.domain.text.nearly import near_patterns
from laering.domain.wording import TITLE_LENGTH

MARK = "# laering skjema 1"
"""The second line of a file that comes from the page: a comment in its header, which is read as
any other. The number is that of the way the page writes."""

PICTURES = {"nb": "Bilder", "nn": "Bilete", "en": "Pictures"}
"""The heading over the pictures of such a file, by the journal's language: its last section."""

ASKED = ("source", "outcome", "date", *ANSWERS, "author")
"""What a slip asks, in the order of the dialogue."""

COLUMNS = ("date", "source", "outcome", *ANSWERS, "author")
"""The same, in the order of the columns in which answers come back from elsewhere."""

MOST_PICTURES = 3
"""Pictures that one file holds."""

MOST_IN_A_PICTURE = 290_000
"""Characters of a picture as text: with three of them a file stays within what an entry may be."""

MOST_PIXELS = 2000
"""Of a picture's longer side, which is made as short in the page."""

_LINES = {
    "structure": STRUCTURE,
    "escapedFence": ESCAPED_FENCE,
    "boxEnd": BOX_END,
    "task": TASK_LIKE,
    "opens": OPENS,
    "inItem": IN_ITEM,
    "closes": CLOSES,
}


def writing_rules() -> Mapping[str, str | int]:
    """What the page's writer goes by: patterns as JavaScript reads them, marks and measures.

    The patterns of lines are to be found at the beginning of one, as ``re.match`` does.
    """
    near, cell = near_patterns()
    lines = {**_LINES, "near": near, "cell": cell}
    return {
        "mark": MARK,
        "harmful": HARMFUL.pattern,
        "titleLength": TITLE_LENGTH,
        "mostPictures": MOST_PICTURES,
        "mostInAPicture": MOST_IN_A_PICTURE,
        "mostPixels": MOST_PIXELS,
        **{name: _in_javascript(pattern) for name, pattern in lines.items()},
    }


def _in_javascript(pattern: re.Pattern[str]) -> str:
    # A digit there is one of ours only; here it is any script's.
    return pattern.pattern.removeprefix("^").replace(r"\d", r"\p{Nd}")
