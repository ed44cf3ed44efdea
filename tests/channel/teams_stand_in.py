"""A stand-in of the Bot Framework: OpenID metadata, keys, the tenant's token endpoint, and the service that takes replies. It signs real RS256 tokens."""

from __future__ import annotations

import base64
import json
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

APP = "11111111-2222-3333-4444-555555555555"
PASSWORD = "not-a-secret"
TENANT = "99999999-8888-7777-6666-555555555555"
ISSUER = "https://api.botframework.com"


def _number(value: int) -> str:
    return base64.urlsafe_b64encode(value.to_bytes((value.bit_length() + 7) // 8, "big")).rstrip(b"=").decode()


class Service:
    """Microsoft's side. `received` holds what the bot sent: (conversation, activity)."""

    def __init__(self) -> None:
        self.keys: dict[str, rsa.RSAPrivateKey] = {}
        self.published: list[str] = []
        self.received: list[tuple[str, dict[str, Any]]] = []
        self.asked: list[str] = []
        self.token_forms: list[dict[str, str]] = []
        self.token = "bot-token-1"
        self.keys_down = self.token_down = False
        self.refuse: list[int] = []
        self.add_key("first")
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                service.asked.append(self.path)
                if service.keys_down:
                    self._say(503, {})
                elif self.path == "/openid":
                    self._say(200, {"issuer": ISSUER, "jwks_uri": f"{service.base}/keys", "id_token_signing_alg_values_supported": ["RS256"]})
                else:
                    self._say(200, {"keys": [service.public(number) for number in service.published]})

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                service.asked.append(self.path)
                if self.path == f"/{TENANT}/token":
                    service.token_forms.append(dict(urllib.parse.parse_qsl(body.decode())))
                    self._say(503 if service.token_down else 200, {"access_token": service.token, "expires_in": 3600})
                elif service.refuse:
                    self._say(service.refuse.pop(0), {})
                elif self.headers.get("Authorization") != f"Bearer {service.token}":
                    self._say(401, {})
                else:
                    service.received.append((urllib.parse.unquote(self.path.split("/")[-2]), json.loads(body)))
                    self._say(201, {"id": "1"})

            def _say(self, status: int, told: Any) -> None:
                body = json.dumps(told).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.send_header("Retry-After", "0")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def settings(self) -> dict[str, str]:
        """What a credentials file would say."""
        return {"app_id": APP, "app_password": PASSWORD, "tenant": TENANT, "openid_url": f"{self.base}/openid", "token_url": f"{self.base}/{TENANT}/token"}

    def add_key(self, number: str, publish: bool = True) -> None:
        self.keys[number] = rsa.generate_private_key(65537, 2048)
        if publish:
            self.published.append(number)

    def public(self, number: str) -> dict[str, Any]:
        numbers = self.keys[number].public_key().public_numbers()
        return {"kty": "RSA", "use": "sig", "kid": number, "n": _number(numbers.n), "e": _number(numbers.e), "endorsements": ["msteams"]}

    def sign(self, key: str = "first", named: str | None = None, **claims: Any) -> str:
        """Return a token; `claims` replace the right ones, None leaves one out."""
        now = int(time.time())
        right = {"iss": ISSUER, "aud": APP, "nbf": now - 10, "exp": now + 3600, "serviceurl": f"{self.base}/"}
        inside = {name: value for name, value in {**right, **claims}.items() if value is not None}
        return jwt.encode(inside, self.keys[key], algorithm="RS256", headers={"kid": named or key})

    def activity(self, text: str = "jeg har fått varsel", person: str = "29:anna", **more: Any) -> dict[str, Any]:
        tenant = {"tenant": {"id": TENANT}}
        return {
            "type": "message", "id": "1", "channelId": "msteams", "serviceUrl": f"{self.base}/", "text": text,
            "from": {"id": person, "name": "Anna Andersen", "aadObjectId": "abc"}, "recipient": {"id": "28:bot"},
            "conversation": {"id": "19:talk;1@thread", "tenantId": TENANT}, "channelData": tenant, **more,
        }  # fmt: skip

    def wait(self, count: int) -> list[dict[str, Any]]:
        """Return the activities received when there are `count` of them."""
        latest = time.monotonic() + 10
        while len(self.received) < count and time.monotonic() < latest:
            time.sleep(0.01)
        assert len(self.received) >= count, f"{len(self.received)} of {count} replies came"
        return [activity for _, activity in self.received]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
