"""Each letter in both languages as each kind of document, opened again and read."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import io
import re
import sys
import types
import zipfile
from html.parser import HTMLParser

import pytest
from docx import Document
from docx.oxml.ns import qn

from guidance.documents import FORMATS, file_name, make_document, offered_formats
from guidance.documents.html import CONTENT_SECURITY_POLICY
from guidance.documents.pdf import PdfUnavailableError, as_pdf
from guidance.errors import UnknownKey
from guidance.letters import LINE, Bullets, Fields, Heading, Letter, Lines, Paragraph, Table, make_letter
from guidance.loader import load_knowledge

K = load_knowledge()
TODAY = dt.date(2026, 11, 24)
EACH = [(key, language) for key in sorted(K.letters) for language in ("nb", "nn")]
PLAN = {"total": 24_500_00, "monthly": 1_500_00, "instalments": 17, "first": "2026-12-20"}
EVIL = '<script>alert(1)</script><img src=x onerror="x"> & «å»'


def _letter(key: str, language: str) -> Letter:
    return make_letter(K, key, language, PLAN if key == "forslag_nedbetaling" else {}, None, TODAY)


def _texts(letter: Letter) -> list[str]:
    """Return every text that a document of the letter must hold."""
    found = [letter.title, *([letter.about_title] if letter.about_title else [])]
    for block in (*letter.blocks, *letter.about):
        if isinstance(block, Heading | Paragraph):
            found.append(block.text)
        elif isinstance(block, Bullets):
            found += block.items
        elif isinstance(block, Fields):
            found += [text for label, value in block.rows for text in (label, value or LINE)]
        elif isinstance(block, Table):
            found += [block.caption, *block.header, *(cell for row in block.rows for cell in row)]
    return found


class _Page(HTMLParser):
    """Reads a page: elements, attributes and text; fails on an element left open."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(page.decode())
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open[-1:] != ["style"]:
            self.text += data + "\n"

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


def _evil() -> Letter:
    blocks = (Heading(EVIL), Paragraph(EVIL), Bullets((EVIL,), boxes=True), Fields(((EVIL, EVIL),)), Table(EVIL, (EVIL,), ((EVIL,),)), Lines(1))
    return Letter("x", "nb", EVIL, blocks, blocks, EVIL, "en", {}, (), (), ())


@pytest.mark.parametrize(("key", "language"), EACH)
def test_word_has_headings_language_and_header_rows(key, language):
    letter = _letter(key, language)
    document = Document(io.BytesIO(make_document(letter, "docx")))
    locale = {"nb": "nb-NO", "nn": "nn-NO"}[language]
    default = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}")
    assert [default.get(qn(name)) for name in ("w:val", "w:eastAsia", "w:bidi")] == [locale] * 3
    assert document.core_properties.language == locale
    assert document.core_properties.title == letter.title
    headings = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs if paragraph.style.name.startswith("Heading")]
    named = [block.text for block in letter.blocks if isinstance(block, Heading)]
    about = [block.text for block in letter.about if isinstance(block, Heading)]
    first = [("Heading 1", letter.about_title)] if letter.about_title else []
    assert headings == [("Heading 1", letter.title), *(("Heading 2", text) for text in named), *first, *(("Heading 2", text) for text in about)]
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert len(document.tables) == (1 if key == "forslag_nedbetaling" else 0)
    whole = "\n".join(
        [paragraph.text for paragraph in document.paragraphs] + [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    )
    assert [text for text in _texts(letter) if text not in whole] == []


def test_word_tells_neither_maker_nor_day_and_marks_the_other_language():
    letter = make_letter(K, "klage_nav", "en", {}, None, TODAY)
    made = make_document(letter, "docx")
    document = Document(io.BytesIO(made))
    assert (document.core_properties.author, document.core_properties.comments) == ("", "")
    assert document.core_properties.created.year == 2000
    english = [run for paragraph in document.paragraphs for run in paragraph.runs if run._r.rPr is not None and run._r.rPr.find(qn("w:lang")) is not None]
    assert {run._r.rPr.find(qn("w:lang")).get(qn("w:val")) for run in english} == {"en-GB"}
    assert any("For you" in run.text for run in english)
    assert not any("Jeg klager" in run.text for run in english)
    assert any(paragraph.paragraph_format.page_break_before for paragraph in document.paragraphs)
    assert zipfile.ZipFile(io.BytesIO(made)).testzip() is None


@pytest.mark.parametrize(("key", "language"), EACH)
def test_the_page_is_whole_titled_and_without_script(key, language):
    letter = _letter(key, language)
    page = _Page(make_document(letter, "html"))
    assert page.all("html") == [{"lang": {"nb": "nb-NO", "nn": "nn-NO"}[language]}]
    assert not {tag for tag, _ in page.elements} & {"script", "img", "link", "iframe", "form", "a", "object"}
    assert not [name for _, attributes in page.elements for name in attributes if name == "style" or name.startswith("on") or name in ("src", "href")]
    assert len(page.all("th")) == (3 if key == "forslag_nedbetaling" else 0)
    assert all(cell == {"scope": "col"} for cell in page.all("th"))
    assert len(page.all("table")) == len(page.all("caption"))
    assert [text for text in _texts(letter) if text not in page.text] == []


def test_the_style_is_the_one_that_the_policy_allows():
    page = make_document(_letter("klage_nav", "nb"), "html").decode()
    styles = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert len(styles) == 1
    assert f"'sha256-{base64.b64encode(hashlib.sha256(styles[0].encode()).digest()).decode()}'" in CONTENT_SECURITY_POLICY
    assert "@page" in styles[0]
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert "default-src 'none'" in CONTENT_SECURITY_POLICY


def test_markup_in_a_text_stays_text():
    raw = make_document(_evil(), "html")
    page = _Page(raw)
    assert b"<script" not in raw
    assert b"<img" not in raw
    assert page.text.count(EVIL) == 19
    word = Document(io.BytesIO(make_document(_evil(), "docx")))
    assert word.paragraphs[0].text == EVIL
    assert EVIL in make_document(_evil(), "txt").decode()


@pytest.mark.parametrize(("key", "language"), EACH)
def test_plain_text_says_all_of_it_in_order(key, language):
    letter = _letter(key, language)
    text = make_document(letter, "txt").decode()
    place = 0
    for part in _texts(letter)[1:] if letter.about_title is None else [text for text in _texts(letter) if text not in (letter.title, letter.about_title)]:
        place = text.find(part, place)
        assert place >= 0, part
    assert text.startswith(letter.title.upper())


def test_a_format_that_is_none_is_refused_and_the_file_name_tells_nothing_of_the_person():
    with pytest.raises(UnknownKey, match="no document format"):
        make_document(_letter("klage_nav", "nb"), "odt")
    assert file_name(_letter("klage_nav", "nb"), "docx") == "klage_nav.docx"
    assert set(FORMATS) == {"docx", "html", "txt", "pdf"}


def test_without_weasyprint_pdf_is_not_offered_and_asking_says_what_to_install(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert offered_formats() == ("docx", "html")
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(PdfUnavailableError, match="requirements-pdf.txt"):
        as_pdf(_letter("klage_nav", "nb"))


def test_pdf_is_tagged_and_fetches_nothing(monkeypatch):
    asked = {}

    class Page:
        def __init__(self, string, url_fetcher):
            asked.update(string=string, fetch=url_fetcher)

        def write_pdf(self, pdf_variant):
            asked["variant"] = pdf_variant
            return b"%PDF"

    monkeypatch.setitem(sys.modules, "weasyprint", types.SimpleNamespace(HTML=Page))
    letter = _letter("klage_nav", "nn")
    assert make_document(letter, "pdf") == b"%PDF"
    assert asked["variant"] == "pdf/ua-1"
    assert asked["string"].encode() == make_document(letter, "html")
    with pytest.raises(ValueError, match="fetches nothing"):
        asked["fetch"]("https://example.org/x.css")
