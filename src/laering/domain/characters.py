"""Characters that no plain text needs and that can do harm where text is shown."""

import re

# Control characters but line end and tab, marks that reorder text, separators that only some
# programs break lines at, byte-order marks, and halves of characters.
HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
