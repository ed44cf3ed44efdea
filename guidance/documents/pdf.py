"""A letter as tagged PDF (PDF/UA-1) through WeasyPrint: an extra that can be left out (requirements-pdf.in)."""

from __future__ import annotations

import importlib.util
from functools import lru_cache
from typing import Any

from guidance.documents.html import as_html
from guidance.errors import GuidanceError
from guidance.letters import Letter


class PdfUnavailableError(GuidanceError):
    """WeasyPrint or one of its system libraries is not installed."""


@lru_cache(maxsize=1)
def can_make_pdf() -> bool:
    """Return whether WeasyPrint is installed, looked up once in a process; nothing is imported."""
    return importlib.util.find_spec("weasyprint") is not None


def _refuse(address: str, *given: Any, **more: Any) -> Any:
    raise ValueError(f"a letter fetches nothing, not «{address}»")


def as_pdf(letter: Letter) -> bytes:
    """Return the letter as PDF/UA-1: real headings, table headers and language are tagged.

    Raises:
        PdfUnavailableError: WeasyPrint, or a system library it needs, is missing.
    """
    try:
        import weasyprint
    except (ImportError, OSError) as error:  # OSError: Pango is missing
        raise PdfUnavailableError(
            "PDF needs WeasyPrint and Pango: 'pip install --require-hashes -r requirements-pdf.txt' and, on Debian, "
            "'apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core'. Word and the page to print work without"
        ) from error
    page = weasyprint.HTML(string=as_html(letter).decode(), url_fetcher=_refuse)
    return bytes(page.write_pdf(pdf_variant="pdf/ua-1"))
