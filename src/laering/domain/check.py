"""What can be wrong with an entry, each with its stable code and its source string."""

from laering.domain.errors import N_

# code -> message; the facts of the Problem fill the fields.
MESSAGES: dict[str, str] = {
    "not-a-file": N_("is not an ordinary file."),
    "outside": N_("the link leads out of the journal."),
    "unreadable": N_("cannot be read: {reason}."),
    "too-large": N_("is larger than 1 MB."),
    "not-utf8": N_("is not UTF-8 text."),
    "no-front-matter": N_("does not begin with front matter (a line with «---»)."),
    "unclosed-front-matter": N_("the front matter is never closed with «---»."),
    "not-a-mapping": N_("the front matter is not a list of keys and values."),
    "bad-yaml": N_(
        "the front matter is not valid YAML here; a text with a colon needs quotation marks."
    ),
    "missing-key": N_("the key «{key}» is missing."),
    "wrong-type": N_("«{key}» has a value of the wrong kind."),
    "bad-date": N_("«{value}» is no valid date. Write it like 2026-11-23."),
}
