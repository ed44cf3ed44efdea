"""A letter as a page to print: no script, one style that a strict Content-Security-Policy allows by its hash, everything escaped."""

from __future__ import annotations

import base64
import hashlib
from html import escape

from guidance.letters import LINE, Block, Bullets, Fields, Heading, Letter, Lines, Paragraph, Table

LOCALES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
STYLE = """
@page { size: A4; margin: 2cm; }
html { color: #000; background: #fff; font: 12pt/1.45 "DejaVu Sans", Arial, sans-serif; }
body { max-width: 42rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.4em; margin: 0 0 1rem; } h2 { font-size: 1.1em; margin: 1.2rem 0 .4rem; }
p, ul { margin: .6rem 0; }
p, li, dd { overflow-wrap: anywhere; }
dl { margin: .8rem 0; }
dl > div { display: flex; flex-wrap: wrap; gap: .5rem; margin: .35rem 0; }
dt::after { content: ":"; } dd { margin: 0; }
ul.boxes { list-style: none; padding-left: 0; } ul.boxes li::before { content: "\\2610\\00a0"; }
table { border-collapse: collapse; width: 100%; margin: .8rem 0; }
caption { text-align: left; font-weight: bold; padding-bottom: .3rem; }
th, td { border: 1px solid #000; padding: .25rem .5rem; text-align: left; }
.write { border-bottom: 1px solid #000; height: 1.9em; margin: 0; }
section.about { break-before: page; } tr, li, dl > div { break-inside: avoid; }
@media screen { section.about { border-top: 3px solid #000; margin-top: 2rem; padding-top: 1rem; } }
@media print { html { font-size: 11pt; } body { max-width: none; padding: 0; } th, td { padding: .1rem .5rem; } }
@media print { .sheet { font-size: 9pt; line-height: 1.3; } .sheet h2 { margin-top: .7rem; } .sheet p, .sheet ul, .sheet dl { margin: .3rem 0; } .sheet dl > div { margin: .1rem 0; } }
"""
_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
CONTENT_SECURITY_POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in table.header)
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in table.rows)
    return f"<table><caption>{escape(table.caption)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _markup(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h2>{escape(block.text)}</h2>"
    if isinstance(block, Paragraph):
        return f"<p>{escape(block.text)}</p>"
    if isinstance(block, Bullets):
        opening = '<ul class="boxes">' if block.boxes else "<ul>"
        return opening + "".join(f"<li>{escape(item)}</li>" for item in block.items) + "</ul>"
    if isinstance(block, Fields):
        rows = "".join(f"<div><dt>{escape(label)}</dt><dd>{escape(LINE if value is None else value)}</dd></div>" for label, value in block.rows)
        return f"<dl>{rows}</dl>"
    if isinstance(block, Lines):
        return '<p class="write"></p>' * block.count
    assert isinstance(block, Table)
    return _table(block)


def as_html(letter: Letter) -> bytes:
    """Return the letter as a whole page in UTF-8."""
    about = "".join(map(_markup, letter.about))
    if letter.about_title:
        about = f'<section class="about" lang="{LOCALES[letter.about_language]}"><h1>{escape(letter.about_title)}</h1>{about}</section>'
    body = '<body class="sheet">' if letter.is_sheet else "<body>"
    page = (
        f'<!DOCTYPE html>\n<html lang="{LOCALES[letter.language]}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f"<title>{escape(letter.title)}</title><style>{STYLE}</style></head>"
        f"{body}<main><h1>{escape(letter.title)}</h1>{''.join(map(_markup, letter.blocks))}{about}</main></body></html>\n"
    )
    return page.encode()
