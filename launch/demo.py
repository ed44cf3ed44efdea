"""`make demo`: the bot, and a made-up municipal site that embeds it under a strict content security policy.

The site is a portal too: its `/ansatt.html` mints a token of the staff tool as a real portal's server does. The key is made when the demo starts and deleted
when it ends, so that nothing of this lets anyone in afterwards.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import threading
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from string import Template
from typing import Any

from channel.keys import PORTAL_KEYS, make_portal_key
from launch import run
from launch.servers import HOST, StartError, check_machine

_FOLDER = Path(__file__).resolve().parent.parent / "widget" / "demo"
_TYPES = {".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8"}
_PORTAL = "demo"
_STAFF, _STAFF_LATER = "/ansatt.html", "/ansatt_venter.html"


def site_policy(chat: str, form_action: str = "'none'") -> str:
    """Return the policy of a host page: the lines that a municipality adds for the chat, and nothing else open."""
    return f"default-src 'none'; style-src 'self'; img-src data:; script-src {chat}; connect-src {chat}; frame-src {chat}; base-uri 'none'; form-action {form_action}"


def mint(chat: str, key: str) -> str | None:
    """Return a token of the staff tool from the bot, server to server; None when the bot does not answer yet or refuses."""
    body = json.dumps({"portal": _PORTAL}).encode()
    request = urllib.request.Request(f"{chat}/webhooks/web/staff/token", body, {"Content-Type": "application/json", "X-Portal-Key": key})
    try:
        with urllib.request.urlopen(request, timeout=5) as reply:
            return str(json.load(reply)["token"])
    except (urllib.error.URLError, OSError):
        return None


def site(port: int, chat: str, key: str = "") -> ThreadingHTTPServer:
    """Return the site's server; `chat` is the origin of the bot, `key` the portal's own."""
    files = {f"/{path.name}": path for path in _FOLDER.iterdir() if path.suffix in _TYPES}
    files["/"] = files["/index.html"]

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = self.path.partition("?")[0]
            token = mint(chat, key) if asked == _STAFF else None
            path = files.get(_STAFF_LATER if asked == _STAFF and token is None else asked)
            body = Template(path.read_text(encoding="utf-8")).substitute(chat=chat, token=token).encode() if path else b"not found"
            self.send_response(200 if path else 404)
            self.send_header("Content-Type", _TYPES[path.suffix] if path else "text/plain")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.send_header("Content-Security-Policy", site_policy(chat, chat if token else "'none'"))
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
    parser.add_argument("--portal-keys", type=Path, default=PORTAL_KEYS, help="the folder where the bot reads the keys of portals")
    given = parser.parse_args(arguments)
    try:
        check_machine((given.site_port,))
    except StartError as error:
        print(f"demo: {error}", file=sys.stderr)
        return 1
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that the key goes; the bot sets its own when it starts
    key = make_portal_key(_PORTAL, given.portal_keys)
    server = site(given.site_port, f"http://{HOST}:{given.port}", key.read_text(encoding="ascii").strip())
    print(f"demo: the site is http://{HOST}:{given.site_port}/ ; its chat answers when the bot has started", flush=True)
    print(f"demo: the staff tool is opened from http://{HOST}:{given.site_port}{_STAFF}", flush=True)
    try:
        if given.site_only:
            server.serve_forever()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return run.main(["--port", str(given.port), "--action-port", str(given.action_port)])
    finally:
        key.unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main())
