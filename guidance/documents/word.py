"""A letter as .docx: real headings, a table with a header row, and the language set, so that it reads aloud and spell-checks right."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from guidance.documents.html import LOCALES
from guidance.letters import LINE, Block, Bullets, Fields, Heading, Letter, Lines, Paragraph, Table

_FONT = "Arial"
_WRITING_LINE = "_" * 74
# The template of python-docx carries the day and name of its maker; a letter tells neither who made it nor when.
_NO_DAY = dt.datetime(2000, 1, 1)


def _set_language(properties: Any, locale: str) -> None:
    """Write w:lang into the run properties of a style or a run."""
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    lang = OxmlElement("w:lang")
    for name in ("w:val", "w:eastAsia", "w:bidi"):
        lang.set(qn(name), locale)
    properties.append(lang)


def _prepare(document: Any, letter: Letter) -> None:
    locale = LOCALES[letter.language]
    _set_language(document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"), locale)
    for old in document.settings.element.findall(qn("w:themeFontLang")):
        old.set(qn("w:val"), locale)
    text = 10 if letter.is_sheet else 11
    for name, size in (("Normal", text), ("Heading 1", 16), ("Heading 2", 12), ("Caption", text)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)
    document.styles["Normal"].paragraph_format.space_after = Pt(1 if letter.is_sheet else 4)
    document.styles["Heading 2"].paragraph_format.space_before = Pt(6 if letter.is_sheet else 10)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    about = document.core_properties
    about.title, about.language, about.author, about.comments = letter.title, locale, "", ""
    about.last_modified_by, about.created, about.modified = "", _NO_DAY, _NO_DAY


def _add_table(document: Any, table: Table) -> None:
    caption = document.add_paragraph(table.caption, style="Caption")
    caption.paragraph_format.keep_with_next = True
    grid = document.add_table(rows=1, cols=len(table.header), style="Table Grid")
    for cell, text in zip(grid.rows[0].cells, table.header, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    # The header row is told to screen readers and repeated on each page.
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    grid.rows[0]._tr.get_or_add_trPr().append(mark)
    for row in table.rows:
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            cell.text = text
    document.add_paragraph()


def _add(document: Any, block: Block) -> None:
    if isinstance(block, Heading):
        document.add_heading(block.text, level=2)
    elif isinstance(block, Paragraph):
        document.add_paragraph(block.text)
    elif isinstance(block, Bullets) and block.boxes:
        for item in block.items:
            document.add_paragraph(f"☐ {item}")
    elif isinstance(block, Bullets):
        for item in block.items:
            document.add_paragraph(item, style="List Bullet")
    elif isinstance(block, Fields):
        for label, value in block.rows:
            document.add_paragraph(f"{label}: {LINE if value is None else value}")
    elif isinstance(block, Lines):
        for _ in range(block.count):
            document.add_paragraph(_WRITING_LINE)
    else:
        _add_table(document, block)


def as_docx(letter: Letter) -> bytes:
    """Return the letter as a Word file; the page for the writer comes after a page break, in its own language."""
    document = Document()
    _prepare(document, letter)
    document.add_heading(letter.title, level=1)
    for block in letter.blocks:
        _add(document, block)
    before = len(document.paragraphs)
    if letter.about_title:
        document.add_heading(letter.about_title, level=1).paragraph_format.page_break_before = True
    for block in letter.about:
        _add(document, block)
    if letter.about_language != letter.language:
        for paragraph in document.paragraphs[before:]:
            for run in paragraph.runs:
                _set_language(run._r.get_or_add_rPr(), LOCALES[letter.about_language])
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
