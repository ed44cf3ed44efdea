"""The widget's files, read once at the start and told apart by their hash."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

_FOLDER = Path(__file__).resolve().parent.parent / "widget" / "src"
_SCRIPT, _STYLE = "text/javascript; charset=utf-8", "text/css; charset=utf-8"
_TYPES = {"chat.js": _SCRIPT, "chat.css": _STYLE, "page.css": _STYLE, "staff.js": _SCRIPT, "staff.css": _STYLE}


def add_files(routes: Blueprint) -> None:
    """Add `/widget/v1/<file>`; any site may load them, they hold nothing secret."""
    files = {name: (_FOLDER / name).read_bytes() for name in _TYPES}
    tags = {name: f'"{hashlib.sha256(content).hexdigest()[:20]}"' for name, content in files.items()}

    @routes.get("/widget/v1/<name:str>")
    async def file(request: Request, name: str) -> HTTPResponse:
        if name not in files:
            return response.text("", 404)
        headers = {"Cache-Control": "public, max-age=300", "ETag": tags[name], "Cross-Origin-Resource-Policy": "cross-origin"}
        if request.headers.get("if-none-match") == tags[name]:
            return response.empty(304, headers)
        return response.raw(files[name], headers=headers, content_type=_TYPES[name])
