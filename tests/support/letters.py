"""What others send in: files of the page, mails and documents, right ones and wrong ones."""

import base64
from collections.abc import Mapping
from email.message import EmailMessage
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from laering.domain.slip import MARK

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

NAMES = f'xmlns:w="{_WORD}" xmlns:a="{_DRAWING}" xmlns:r="{_OFFICE}" xmlns:wp="wp"'
"""What the names in a part of a document begin with."""


def page_file(
    happened: str = "Kjørte til gammel adresse.",
    *,
    header: str = "",
    author: str = "",
    pictures: Mapping[str, bytes] | None = None,
) -> str:
    """A file as the page for those without a terminal writes it."""
    lines = ["---", MARK, 'title: "Feil adresse"', "date: 2026-11-19", 'source: "avvik"']
    lines += [f'author: "{author}"'] if author else []
    text = "\n".join((*lines, *([header] if header else []), "---", ""))
    text += f"\n## Hva skjedde?\n\n{happened}\n\n## Hva kan vi lære av det?\n\nSpør alltid.\n"
    text += "\n## Hva kan vi gjøre annerledes neste gang?\n"
    if pictures:
        shown = (f"![{alt}]({as_data(data)})" for alt, data in pictures.items())
        text += "\n## Bilder\n\n" + "\n\n".join(shown) + "\n"
    return text


def as_data(data: bytes, kind: str = "image/jpeg") -> str:
    """Bytes as the address that holds them."""
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def mail(
    text: str = "Brødet var rått i midten.",
    *,
    subject: str = "Rått brød",
    sender: str = "Kåre Nordmann <kare@firma.no>",
    attached: Mapping[str, bytes] | None = None,
) -> bytes:
    """A mail of plain text, with files attached by their names."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "kari@firma.no", subject
    message["Date"] = "Fri, 20 Nov 2026 08:00:00 +0100"
    message.set_content(text)
    for name, data in (attached or {}).items():
        kind = {"jpg": "image/jpeg", "png": "image/png", "txt": "text/plain"}
        main, _, sub = kind.get(name.rpartition(".")[2], "application/octet-stream").partition("/")
        message.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return bytes(message)


def paragraph(text: str, *, style: str = "", item: bool = False) -> str:
    """A paragraph of a document."""
    about = f'<w:pStyle w:val="{style}"/>' if style else ""
    about += '<w:numPr><w:numId w:val="1"/></w:numPr>' if item else ""
    return f"<w:p><w:pPr>{about}</w:pPr><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def drawing(reference: str, alt: str = "") -> str:
    """A picture in a document, by its reference."""
    return (
        f'<w:p><w:r><w:drawing><wp:docPr id="1" descr="{escape(alt)}"/>'
        f'<a:blip r:embed="{reference}"/></w:drawing></w:r></w:p>'
    )


def document(
    path: Path,
    body: str,
    *,
    media: Mapping[str, bytes] | None = None,
    links: str = "",
    own: str = "",
    more: Mapping[str, str] | None = None,
) -> Path:
    """A document from Word; ``own`` stands in for its whole text. Gives its path.

    ``more`` are further parts beside the text.
    """
    text = own or f"<w:document {NAMES}><w:body>{body}</w:body></w:document>"
    related = "".join(
        f'<Relationship Id="rId{at}" Type="{_OFFICE}/image" Target="media/{name}"/>'
        for at, name in enumerate(media or {}, 1)
    )
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        main = f'<Relationship Id="r" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{_PACKAGE}">{main}</Relationships>')
        archive.writestr("word/document.xml", text)
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{_PACKAGE}">{related}{links}</Relationships>',
        )
        archive.writestr(
            "word/styles.xml",
            f'<w:styles {NAMES}><w:style w:styleId="Overskrift1"><w:name w:val="heading 1"/>'
            '</w:style><w:style w:styleId="Tittel"><w:name w:val="Title"/></w:style></w:styles>',
        )
        for name, part in (more or {}).items():
            archive.writestr(f"word/{name}", part)
        for name, data in (media or {}).items():
            archive.writestr(f"word/media/{name}", data)
    return path
