"""What the server says and logs when a request fails: the status, never a word of the request.

Sanic's own pages repeat the address that was asked for, and its log the error's text, in which there may be what a person wrote.
"""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from sanic import Blueprint, response
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

logger = logging.getLogger(__name__)


def failed_request(request: Request, error: Exception) -> HTTPResponse:
    """Return `{"error": …}` with the status of the error, 500 for one that is not Sanic's; its kind goes to the log."""
    status = error.status_code if isinstance(error, SanicException) else 500
    if status >= 500:
        logger.error("a request failed: %s", type(error).__name__)
    return response.json({"error": HTTPStatus(status).phrase.lower()}, status, dict(getattr(error, "headers", None) or {}))


def add_errors(routes: Blueprint) -> None:
    """Answer every failed request of the server so; errors that have a handler of their own keep it."""

    @routes.listener("before_server_start")
    async def quiet(app: Any, loop: Any) -> None:
        app.error_handler.add(Exception, failed_request)
