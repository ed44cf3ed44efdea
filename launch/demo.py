"""`make demo`: the bot, and a made-up municipal site that embeds it under a strict content security policy."""

from __future__ import annotations

import argparse
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from string import Template
from typing import Any

from launch import run
from launch.servers import HOST, StartError, check_machine

_FOLDER = Path(__file__).resolve().parent.parent / "widget" / "demo"
_TYPES = {".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8"}


def site_policy(chat: str) -> str:
    """Return the policy of a host page: the lines that a municipality adds for the chat, and nothing else open."""
    return f"default-src 'none'; style-src 'self'; img-src data:; script-src {chat}; connect-src {chat}; frame-src {chat}; base-uri 'none'; form-action 'none'"


def site(port: int, chat: str) -> ThreadingHTTPServer:
    """Return the site's server; `chat` is the origin of the bot."""
    files = {f"/{path.name}": path for path in _FOLDER.iterdir() if path.suffix in _TYPES}
    files["/"] = files["/index.html"]

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = files.get(self.path.partition("?")[0])
            body = Template(path.read_text(encoding="utf-8")).substitute(chat=chat).encode() if path else b"not found"
            self.send_response(200 if path else 404)
            self.send_header("Content-Type", _TYPES[path.suffix] if path else "text/plain")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", site_policy(chat))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing: the terminal belongs to the bot."""

    return ThreadingHTTPServer((HOST, port), Site)


def main(arguments: list[str] | None = None) -> int:
    """Serve the site beside the bot, or alone beside one that runs; return the exit status."""
    parser = argparse.ArgumentParser(prog="make demo", description=__doc__)
    parser.add_argument("--site-port", type=int, default=8088)
    parser.add_argument("--port", type=int, default=5005)
    parser.add_argument("--action-port", type=int, default=5055)
    parser.add_argument("--site-only", action="store_true", help="the bot runs already")
    given = parser.parse_args(arguments)
    try:
        check_machine((given.site_port,))
    except StartError as error:
        print(f"demo: {error}", file=sys.stderr)
        return 1
    server = site(given.site_port, f"http://{HOST}:{given.port}")
    print(f"demo: the site is http://{HOST}:{given.site_port}/ ; its chat answers when the bot has started", flush=True)
    if given.site_only:
        server.serve_forever()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return run.main(["--port", str(given.port), "--action-port", str(given.action_port)])


if __name__ == "__main__":
    sys.exit(main())
