"""Documents out of a letter: Word, a page to print, plain text and, where WeasyPrint is installed, tagged PDF. Built in memory, never stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from guidance.documents.html import as_html
from guidance.documents.pdf import as_pdf, can_make_pdf
from guidance.documents.plain import as_text
from guidance.documents.word import as_docx
from guidance.errors import UnknownKey
from guidance.letters import Letter


@dataclass(frozen=True)
class Format:
    """A kind of document.

    Attributes:
        media_type: as in the `Content-Type` header.
        make: letter in, bytes out.
        inline: a browser shows it; else it is saved.
    """

    media_type: str
    make: Callable[[Letter], bytes]
    inline: bool = False


@dataclass(frozen=True)
class File:
    """A file to take along.

    Attributes:
        body: its bytes.
        name: says what it is and nothing of the person.
        media_type: as in the `Content-Type` header.
        inline: a browser shows it; else it is saved.
    """

    body: bytes
    name: str
    media_type: str
    inline: bool = False


FORMATS = {
    "docx": Format("application/vnd.openxmlformats-officedocument.wordprocessingml.document", as_docx),
    "html": Format("text/html; charset=utf-8", as_html, inline=True),
    "txt": Format("text/plain; charset=utf-8", as_text),
    "pdf": Format("application/pdf", as_pdf),
}


def offered_formats() -> tuple[str, ...]:
    """Return the formats to offer: Word and a page to print; PDF where it can be made."""
    return ("docx", "html", "pdf") if can_make_pdf() else ("docx", "html")


def make_document(letter: Letter, kind: str) -> bytes:
    """Return the letter as a document.

    Args:
        letter: from guidance/letters.py.
        kind: a key of FORMATS.

    Raises:
        UnknownKey: no such format.
        PdfUnavailableError: PDF was asked for and WeasyPrint is not installed.
    """
    if kind not in FORMATS:
        raise UnknownKey(f"«{kind}» is no document format; formats: {', '.join(FORMATS)}")
    return FORMATS[kind].make(letter)


def file_name(letter: Letter, kind: str) -> str:
    """Return a file name that says what it is and nothing of the person («protest_oppsigelse.docx»)."""
    return f"{letter.id}.{kind}"
