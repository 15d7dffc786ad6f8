"""Markdown that somebody wrote, read safely: as tokens, or as HTML that runs and fetches nothing.

Raw HTML, entities and link definitions stand as they were typed. Links lead to ``http``, ``https``
and ``mailto``; any other stays text. A picture is told by its text and where it is.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from laering.domain.characters import HARMFUL
from laering.ui.desk.terminal import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    Tokens = Sequence[Token]

# What a stranger can make the most of takes a third of a second at this length, and minutes at
# that of the longest entry.
MOST = 20_000

_LINK = re.compile(r"https?://|mailto:", re.IGNORECASE)

# Beside the addresses of links, what lies near: a way from the file, but no other scheme.
_PICTURE = re.compile(r"https?://|(?![a-z][a-z0-9+.-]*:|[/\\]{2}).", re.IGNORECASE | re.DOTALL)

# Where any of this stands it takes the parser to tell what becomes of it: signs and spaces that
# are anywhere, and what begins a line.
_SIGNS = re.compile("[\\\\`*_\\[<~|\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")

_BEGINS = re.compile(r"\n {0,3}(?:[ >#+=-]|\d{1,9}[.)])")

_EMPTY_LINES = re.compile(r"\n(?: *\n)+")

_LINE_END = re.compile(r" *\n *")

_BREAK = "<br>\n"


@cache
def parser() -> "MarkdownIt":
    """The parser: CommonMark with tables and strikethrough, and every line end that was typed."""
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import table
    from markdown_it.rules_inline import image

    from laering.ui.formats.spare_cells import with_spare_cells

    class Harmless(MarkdownIt):
        addresses = _LINK

        def validateLink(self, url: str) -> bool:
            return bool(self.addresses.match(url))

        def normalizeLinkText(self, url: str) -> str:
            told = super().normalizeLinkText(url)
            return url if HARMFUL.search(told) else told

    made = Harmless("commonmark", {"html": False, "xhtmlOut": False})

    def picture(state: "StateInline", silent: bool) -> bool:  # as the parser asks
        around, made.addresses = made.addresses, _PICTURE
        try:
            return image(state, silent)
        finally:
            made.addresses = around

    made.enable(["strikethrough", "table"])
    made.disable(["html_block", "html_inline", "entity", "reference"])
    made.inline.ruler.at("image", picture)
    made.block.ruler.at("table", with_spare_cells(table), {"alt": ["paragraph", "reference"]})
    made.core.ruler.push("seen", _seen)
    return made


def _seen(state: "StateCore") -> None:
    """Make a break of every line end, and give a link without a text its address for one.

    What leads nowhere stands as it was typed.
    """
    for token in state.tokens:
        children = token.children or []
        nowhere = False
        for child in children:
            if child.type == "softbreak":
                child.type, child.tag = "hardbreak", "br"
            elif child.type == "image" and not child.attrGet("src"):
                _be_text(child, f"![{_letters(child.children or ())}]()")
            elif child.type == "link_open":
                nowhere = not child.attrGet("href")
                if nowhere:
                    _be_text(child, "[")
            elif child.type == "link_close" and nowhere:
                _be_text(child, "]()")
        for at in range(len(children) - 1, -1, -1):
            if children[at].type == "link_open" and not _told(children, at):
                children.insert(at + 1, text_token(address(str(children[at].attrGet("href")))))


def _be_text(token: "Token", text: str) -> None:
    token.type, token.tag, token.nesting, token.content = "text", "", 0, text


def _told(children: "Sequence[Token]", opening: int) -> bool:
    """Whether there is anything to see between a link's ends."""
    for token in children[opening + 1 :]:
        if token.type == "link_close":
            return False
        if token.content.strip() or token.type == "image":
            return True
    return False


def text_token(text: str) -> "Token":
    """Text for a place among the parser's tokens."""
    from markdown_it.token import Token

    return Token("text", "", 0, content=text)


def address(url: str) -> str:
    """An address as one reads it: with its letters, and a mailbox without ``mailto:``."""
    return parser().normalizeLinkText(url).removeprefix("mailto:")


def alt_of(token: "Token") -> str:
    """The text that stands for a picture."""
    return _letters(token.children or ()).strip()


def picture(token: "Token") -> str:
    """A picture in words: its text and, in brackets, where it is."""
    url = address(str(token.attrGet("src")))
    told = alt_of(token)
    return f"{told} ({url})" if told and told != url else url


def _letters(children: "Sequence[Token]") -> str:
    return "".join(
        " "
        if token.tag == "br" or token.type == "softbreak"
        else _letters(token.children or ())
        if token.type == "image"
        else token.content
        for token in children
    )


def has_signs(text: str) -> bool:
    """Whether anything in a harmless text may be Markdown; else it stands as it was typed."""
    return bool(_SIGNS.search(text) or _BEGINS.search(f"\n{text}"))


def tokens(text: str) -> "list[Token] | None":
    """What a text consists of, with every line end that was typed as a break.

    None when it is so long, deep or wide that it is best shown just as it was typed.
    """
    if len(text) > MOST:
        return None
    reader = parser()
    found = reader.parse(safe(text))
    # The parser leaves out what lies deeper, and fills up the short rows of a wide table.
    deepest = reader.options.maxNesting - 1
    if len(found) > 4 * len(text) + 100 or any(token.level >= deepest for token in found):
        return None
    return found


Show = Callable[[str, str, bool], str | None]
"""Gives a picture as HTML: where its text says it is, what stands for it, and whether it stands in
a link. None where it is told in words."""


def html(text: str, show: Show | None = None) -> str:
    """A text as HTML blocks, without headings and styles; pictures as ``show`` gives them."""
    text = safe(text)
    return _laid_out(text, show) if has_signs(text) else _plain(text)


def escape(text: str) -> str:
    """Text as it stands in HTML, between tags or within quotes."""
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )


def _plain(text: str) -> str:
    """Text without a sign of Markdown, as the parser would give it and much faster."""
    paragraphs = (each.strip(" \n") for each in _EMPTY_LINES.split(escape(text)))
    return "".join(
        f"<p>{_LINE_END.sub(_BREAK, each) if chr(10) in each else each}</p>\n"
        for each in paragraphs
        if each
    )


def _laid_out(text: str, show: Show | None = None) -> str:
    read = tokens(text)
    if read is None:
        return f'<p class="typed">{escape(text)}</p>\n'
    writer = _writer()
    return str(writer.renderer.render(read, writer.options, {"show": show}))


def _shown(tokens: "Tokens", at: int, show: Show | None) -> str:
    """The picture among a line's tokens as HTML: to be seen where that is possible."""
    token = tokens[at]
    kinds = [each.type for each in tokens[:at]]
    in_link = kinds.count("link_open") > kinds.count("link_close")
    shown = show(str(token.attrGet("src")), alt_of(token), in_link) if show else None
    return shown or escape(picture(token))


@cache
def _writer() -> "MarkdownIt":
    """The parser with what makes HTML of its tokens."""
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.utils import EnvType, OptionsDict

    class Writer(RendererHTML):
        def heading_open(
            self, tokens: "Tokens", idx: int, options: OptionsDict, env: EnvType
        ) -> str:
            return '<p class="heading">'

        def heading_close(
            self, tokens: "Tokens", idx: int, options: OptionsDict, env: EnvType
        ) -> str:
            return "</p>\n"

        def link_open(self, tokens: "Tokens", idx: int, options: OptionsDict, env: EnvType) -> str:
            tokens[idx].attrSet("rel", "noopener noreferrer nofollow")
            return self.renderToken(tokens, idx, options, env)

        def image(self, tokens: "Tokens", idx: int, options: OptionsDict, env: EnvType) -> str:
            return _shown(tokens, idx, env["show"])

        def fence(self, tokens: "Tokens", idx: int, options: OptionsDict, env: EnvType) -> str:
            return f"<pre><code>{escape(tokens[idx].content)}</code></pre>\n"

        def table_open(self, tokens: "Tokens", idx: int, options: OptionsDict, env: EnvType) -> str:
            return '<div class="scroll" role="group" tabindex="0"><table>\n'

        def table_close(
            self, tokens: "Tokens", idx: int, options: OptionsDict, env: EnvType
        ) -> str:
            return "</table></div>\n"

        def th_open(self, tokens: "Tokens", idx: int, options: OptionsDict, env: EnvType) -> str:
            style = str(tokens[idx].attrs.pop("style", ""))
            if style:
                tokens[idx].attrSet("class", style.removeprefix("text-align:"))
            return self.renderToken(tokens, idx, options, env)

        td_open = th_open

    return MarkdownIt("commonmark", {"html": False, "xhtmlOut": False}, renderer_cls=Writer)
