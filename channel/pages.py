"""`/chat`: the chat as a whole page, also inside an `<iframe>` of a portal. Templates are in widget/pages/."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from channel.api import interface
from channel.service import WebTalks, askable
from guidance.loader import Knowledge
from guidance.portals import embedding_origins

_FOLDER = Path(__file__).resolve().parent.parent / "widget" / "pages"
_TEMPLATES = Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def page_policy(k: Knowledge, portal: str | None, scripts: bool) -> str:
    """Return the Content-Security-Policy of a page: nothing from elsewhere, framed by the portal's own pages only."""
    parts = ["default-src 'none'", "style-src 'self'", "img-src data:", "base-uri 'none'", "form-action 'self'"]
    if scripts:
        parts += ["script-src 'self'", "connect-src 'self'", "require-trusted-types-for 'script'", "trusted-types 'none'"]
    return "; ".join([*parts, " ".join(["frame-ancestors 'self'", *embedding_origins(k, portal or "")])])


def rendered(template: str, k: Knowledge, portal: str | None, status: int = 200, /, *, scripts: bool = False, **values: Any) -> HTTPResponse:
    """Return a page from a template, with its policy."""
    html = _TEMPLATES.get_template(template).render(**values)
    return response.html(html, status, {"Content-Security-Policy": page_policy(k, portal, scripts)})


def topic_asked(k: Knowledge, given: str | None) -> str | None:
    """Return the topic of a deep link, or None when it is none of ours."""
    return given if given and askable(k, given) else None


def add_pages(routes: Blueprint, talks: WebTalks) -> None:
    """Add `/chat?portal=…&topic=…&language=…`; values that are not ours are dropped."""

    @routes.get("/chat")
    async def chat(request: Request) -> HTTPResponse:
        k = talks.knowledge
        portal = request.args.get("portal")
        words = interface(k, portal, request.args.get("language"))
        known = words["portal"]["id"] if words["portal"] else None
        topic = topic_asked(k, request.args.get("topic"))
        return rendered("chat.html", k, known, scripts=True, texts=words["texts"], language=words["language"], portal=known, topic=topic)
