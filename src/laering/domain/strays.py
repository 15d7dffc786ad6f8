"""What lies among the entries and is none, by its name: named with what to do, or left alone."""

import re

from laering.domain.marks import N_, Reason

NOT_DOWNLOADED = Reason(N_("it lies in iCloud and is not downloaded here; click it to fetch it"))
OPEN_ELSEWHERE = Reason(
    N_("Word or another office program left it there; close the file in it, or delete this one")
)
ENDING = Reason(N_("the file name must end in .md, in small letters; give it that name"))
TEXT = Reason(N_("it is no Markdown; bring it in with «laering ny --fra FILE», then move it away"))
SENT = Reason(N_("it is no entry; move it to the folder «innboks» and run «laering innboks»"))
OTHER = Reason(
    N_("only Markdown and pictures belong here; write it in with «laering ny», or move it")
)
NOT_SHOWN = Reason(N_("no learning shows this picture; show it in one, or move it away"))
TOO_DEEP = Reason(N_("it lies too many folders down; move it up"))
LINKED = Reason(N_("a link to a folder is not followed; move the folder itself here"))

PICTURES = (
    ".jpg",
    ".jpeg",
    ".png",
    ".gif",
    ".webp",
    ".svg",
    ".heic",
    ".heif",
    ".bmp",
    ".tif",
    ".tiff",
)

# Editors' and sync programs' own: nobody put them there.
_THEIRS = re.compile(
    r".*~|\#.*\#|.*\.(?:sw[a-z]|tmp|part|partial|crdownload)|~syncthing~.*|4913"
    r"|(?:desktop\.ini|(?:eh)?thumbs\.db|icon\r?)",
    re.IGNORECASE | re.DOTALL,
)

_ICLOUD = re.compile(r"\.(?P<name>.+)\.icloud", re.IGNORECASE | re.DOTALL)

MARKDOWN = ("md", "markdown", "mdown", "mkd", "mdwn", "markdn")
"""What a name of Markdown ends in, elsewhere; an entry's is the first of them."""

PLAIN = ("txt", "text")
"""What a name of plain text ends in."""

_MARKDOWN = re.compile(
    rf".+\.(?:{'|'.join(MARKDOWN)})(?:\.(?:txt|md|doc|docx|text))?", re.IGNORECASE | re.DOTALL
)

_TEXT = (".json", ".yaml", ".yml", ".toml")

_SENT = (".txt", ".text", ".eml", ".docx", ".csv", ".xlsx", ".xlsm")


def is_passed_by(name: str) -> bool:
    """Whether a folder is nobody's: hidden, or where a server keeps what it made of pictures.

    One that is called as editors call their files is somebody's all the same.
    """
    return name[0] == "." or name == "@eaDir"


def is_left_alone(name: str) -> bool:
    """Whether a file or folder is nobody's: hidden, or an editor's or a sync program's own."""
    if name[0] == ".":
        cloud = _ICLOUD.fullmatch(name)
        return cloud is None or is_picture(cloud["name"]) or is_left_alone(cloud["name"])
    return _THEIRS.fullmatch(name) is not None or name == "@eaDir"


def is_note(name: str) -> bool:
    """Whether a file is Markdown or plain text by its name, whoever wrote it."""
    return name.casefold().rpartition(".")[2] in (*MARKDOWN, *PLAIN) and "." in name


def is_picture(name: str) -> bool:
    """Whether a file is a picture by its name."""
    return name.casefold().endswith(PICTURES)


def why_stray(name: str) -> Reason:
    """Why a file that is not left alone, no entry and no picture does not count, and what to do."""
    if name[0] == ".":
        return NOT_DOWNLOADED
    if name.startswith("~$"):
        return OPEN_ELSEWHERE
    if _MARKDOWN.fullmatch(name):
        return ENDING
    if name.casefold().endswith(_SENT):
        return SENT
    return TEXT if name.casefold().endswith(_TEXT) else OTHER
