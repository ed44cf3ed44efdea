"""channel/openapi.yml and the server say the same, both ways."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, RefResolver
from ruamel.yaml import YAML

from channel.keys import make_portal_key

SPEC = YAML(typ="safe").load(Path("channel/openapi.yml").read_text(encoding="utf-8"))


def _schema_of(path: str, method: str, status: int) -> dict | None:
    told = SPEC["paths"][path][method]["responses"][str(status)]
    if "$ref" in told:
        told = SPEC["components"]["responses"][told["$ref"].rsplit("/", 1)[1]]
    return told.get("content", {}).get("application/json", {}).get("schema")


def _holds(told, path: str, method: str) -> None:
    schema = _schema_of(path, method, told.status)
    if schema is None:
        assert told.json is None
        return
    faults = list(Draft202012Validator(schema, resolver=RefResolver("", SPEC)).iter_errors(told.json))
    assert [f"{list(fault.path)}: {fault.message}" for fault in faults] == []
    if told.status == 429:
        assert int(told.headers["Retry-After"]) == told.json["retry_after"]


def test_every_route_of_the_channel_is_described_and_every_description_is_a_route(client):
    routed = set()
    for route in client.app.router.routes:
        path = re.sub(r"<(\w+)(?::\w+)?>", r"{\1}", "/" + route.path)
        if not path.startswith("/webhooks/rest"):
            routed |= {(path, method.lower()) for method in route.methods if method not in ("OPTIONS", "HEAD")}
    described = {(path, method) for path, methods in SPEC["paths"].items() for method in methods}
    assert routed == described


def test_a_staff_token_is_minted_and_refused_as_described(client):
    key = make_portal_key("demo", client.portal_keys).read_text().strip()
    for given, status in ((key, 200), ("x", 403)):
        told = client.api("staff/token", {"portal": "demo"}, X_Portal_Key=given)
        assert told.status == status
        _holds(told, "/webhooks/web/staff/token", "post")


def test_every_schema_is_a_valid_one():
    for schema in SPEC["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_a_whole_talk_is_as_described(client):
    opened = client.api("session", {"portal": "eksempelvik", "language": "en"})
    _holds(opened, "/webhooks/web/session", "post")
    token = opened.json["token"]
    for text in ("hei", "plan", "steg", "vedlegg", "haster", "feil", "ring 91234567", "husleie " * 400):
        told = client.api("message", {"text": text}, token)
        assert told.status == 200
        _holds(told, "/webhooks/web/message", "post")
    _holds(client.api("choice", {"id": "quick:letter"}, token), "/webhooks/web/choice", "post")
    _holds(client.api("history", None, token), "/webhooks/web/history", "get")
    message_id = told.json["messages"][-1]["custom"]["message_id"]
    _holds(client.api("feedback", {"message_id": message_id, "verdict": "up"}, token), "/webhooks/web/feedback", "post")
    _holds(client.api("forget", {}, token), "/webhooks/web/forget", "post")
    _holds(client.api("interface?portal=eksempelvik"), "/webhooks/web/interface", "get")
    _holds(client.ask("/ready"), "/ready", "get")
    _holds(client.ask("/health"), "/health", "get")


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("message", {"text": "x" * 70_000}, 413),
        ("message", {"text": "x"}, 401),
        ("choice", {"id": "brukt"}, 409),
        ("feedback", {"verdict": "x"}, 400),
        ("forget", {}, 401),
    ],
)
def test_each_refusal_is_as_described(client, path, body, status):
    told = client.api(path, body, None if status == 401 else client.token())
    assert told.status == status
    _holds(told, f"/webhooks/web/{path}", "post")


def test_too_many_messages_are_refused_as_described(client):
    token = client.token()
    told = [client.api("message", {"text": f"melding {number}"}, token) for number in range(12)]
    assert told[-1].status == 429
    _holds(told[-1], "/webhooks/web/message", "post")
