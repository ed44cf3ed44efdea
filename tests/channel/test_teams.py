"""Microsoft Teams against a stand-in of the service that signs real tokens."""

from __future__ import annotations

import itertools
import json
import sqlite3
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jwt
import pytest
from rasa.shared.exceptions import InvalidConfigException
from sanic import Sanic

from channel.messenger import Shown
from channel.teams import TeamsChannel, TeamsOutput
from channel.teams_keys import SigningKeys, Web
from tests.channel.serving import serving
from tests.channel.stand_in import StandIn
from tests.channel.teams_stand_in import TENANT, Service

KEY = b"k" * 48
_NAMES = (f"teams_{number}" for number in itertools.count())


@dataclass
class Bot:
    base: str
    service: Service
    agent: StandIn

    def post(self, activity: Any, token: str | None, kind: str = "Bearer") -> int:
        headers = {"Content-Type": "application/json", **({"Authorization": f"{kind} {token}"} if token is not None else {})}
        data = activity if isinstance(activity, bytes) else json.dumps(activity).encode()
        try:
            with urllib.request.urlopen(urllib.request.Request(f"{self.base}/webhook", data, headers), timeout=30) as reply:
                return int(reply.status)
        except urllib.error.HTTPError as error:
            return error.code

    def say(self, text: str = "jeg har fått varsel", **more: Any) -> int:
        return self.post(self.service.activity(text, **more), self.service.sign())


def _bot(service: Service, turn: Any, folder: Path, **settings: Any) -> Iterator[Bot]:
    agent = StandIn(folder)
    app = Sanic(next(_NAMES), configure_logging=False)
    app.ctx.agent = agent

    async def handler(message: Any) -> None:
        await agent.handle_message(message)

    app.blueprint(TeamsChannel({**service.settings, **settings}, turn, [KEY]).blueprint(handler), url_prefix="/webhooks/teams")
    with serving(app) as base:
        yield Bot(f"{base}/webhooks/teams", service, agent)


@pytest.fixture
def service() -> Iterator[Service]:
    service = Service()
    yield service
    service.close()


@pytest.fixture
def bot(service, turn, tmp_path) -> Iterator[Bot]:
    yield from _bot(service, turn, tmp_path)


def test_a_good_request_is_answered_with_sources_through_the_tenants_own_token(bot, service):
    assert bot.say() == 202
    first, *told = service.wait(3)
    assert "maskin" in first["text"]
    assert "Kilder (" in told[-1]["text"]
    assert "https://" in told[-1]["text"]
    assert {conversation for conversation, _ in service.received} == {"19:talk;1@thread"}
    assert {activity["textFormat"] for activity in (first, *told)} == {"plain"}
    assert [form["grant_type"] for form in service.token_forms] == ["client_credentials"], "one token serves several messages"
    assert f"/{TENANT}/token" in service.asked


def test_what_a_talk_begins_with_is_said_once(bot, service):
    bot.say()
    bot.say("mer")
    assert sum("Slett samtalen" in activity["text"] for activity in service.wait(5)) == 1


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://sts.windows.net/x/"},
        {"iss": None},
        {"aud": "another-bot"},
        {"aud": None},
        {"exp": int(time.time()) - 3600},
        {"exp": None},
        {"nbf": int(time.time()) + 3600},
        {"serviceurl": "https://evil.example/"},
        {"serviceurl": None},
    ],
    ids=str,
)
def test_a_token_with_a_wrong_claim_is_refused(bot, service, claims):
    assert bot.post(service.activity(), service.sign(**claims)) == 401
    assert bot.agent.seen == []


def test_a_reply_goes_only_where_the_token_says(bot, service):
    assert bot.post({**service.activity(), "serviceUrl": "https://evil.example/"}, service.sign()) == 401
    assert bot.post({**service.activity(), "serviceUrl": "http://plain.example/"}, service.sign(serviceurl="http://plain.example/")) == 403
    assert bot.agent.seen == []


def test_a_key_that_microsoft_does_not_publish_is_refused(bot, service):
    service.add_key("stranger", publish=False)
    assert bot.post(service.activity(), service.sign("stranger")) == 401
    assert bot.post(service.activity(), service.sign("stranger", named="first")) == 401


@pytest.mark.parametrize("header", [None, "", "x", "a.b.c"])
def test_no_token_and_rubbish_are_refused(bot, service, header):
    assert bot.post(service.activity(), header) == 401


def test_another_kind_of_token_or_algorithm_is_refused(bot, service):
    assert bot.post(service.activity(), service.sign(), "Basic") == 401
    forged = jwt.encode({"iss": "https://api.botframework.com"}, "x" * 64, algorithm="HS256", headers={"kid": "first"})
    assert bot.post(service.activity(), forged) == 401
    unsigned = jwt.encode({"iss": "https://api.botframework.com"}, None, algorithm="none", headers={"kid": "first"})
    assert bot.post(service.activity(), unsigned) == 401


def test_another_tenant_and_another_channel_are_refused(bot, service):
    assert bot.say(channelData={"tenant": {"id": "other"}}) == 403
    assert bot.say(conversation={"id": "x", "tenantId": "other"}) == 403
    assert bot.say(channelId="webchat") == 401


@pytest.mark.parametrize("body", [b"", b"[]", b"not json", b'"x"', b"{}"])
def test_a_body_that_is_no_activity_is_refused(bot, service, body):
    assert bot.post(body, service.sign()) == 401


def test_a_large_body_is_refused(bot, service):
    assert bot.say("a" * 70_000) == 413


@pytest.mark.parametrize("change", [{"type": "conversationUpdate"}, {"from": {}}, {"conversation": "x"}])
def test_what_is_no_message_is_taken_and_not_answered(bot, service, change):
    assert bot.say(**change) == 202
    assert bot.agent.seen == []


async def test_keys_are_fetched_when_needed_and_a_new_one_is_found(service):
    clock = [0.0]
    web = Web()
    keys = SigningKeys(web, f"{service.base}/openid", lambda: clock[0])
    assert service.asked == [], "nothing is fetched at the start"
    try:
        assert (await keys.get("first"))["kid"] == "first"
        await keys.get("first")
        assert service.asked.count("/keys") == 1
        service.add_key("second")
        service.published.remove("first")
        clock[0] += 61
        assert (await keys.get("second"))["kid"] == "second"
        assert service.asked.count("/keys") == 2
        service.keys_down = True
        clock[0] += 25 * 3600
        assert (await keys.get("second"))["kid"] == "second", "known keys serve on while the service is down"
    finally:
        await web.close()


async def test_nobody_makes_us_fetch_keys_more_than_once_a_minute(service):
    web = Web()
    keys = SigningKeys(web, f"{service.base}/openid", lambda: 1000.0)
    try:
        for number in range(20):
            with pytest.raises(Exception, match="key"):
                await keys.get(f"made-up-{number}")
        assert service.asked.count("/keys") == 1
    finally:
        await web.close()


def test_without_the_internet_the_bot_starts_and_says_try_again(service, turn, tmp_path):
    service.keys_down = True
    for bot in _bot(service, turn, tmp_path):
        assert bot.say() == 503
        assert bot.agent.seen == []


def test_a_token_that_the_service_refuses_is_fetched_anew(bot, service):
    bot.say()
    service.wait(3)
    service.token = "bot-token-2"
    bot.say()
    service.wait(5)
    assert len(service.token_forms) == 2


def test_a_message_is_sent_again_when_the_service_asks_to_wait_and_given_up_quietly(bot, service, caplog):
    service.refuse = [429]
    bot.say("zebrafink")
    service.wait(3)
    service.received.clear()
    service.refuse = [503, 503, 403]
    bot.say("zebrafink")
    latest = time.monotonic() + 10
    while len(bot.agent.seen) < 2 or (service.refuse and time.monotonic() < latest):
        time.sleep(0.01)
    assert bot.say("og videre") == 202
    assert service.wait(2)
    assert "zebrafink" not in caplog.text
    assert "status 503" in caplog.text


def test_the_token_endpoint_may_be_down(bot, service, caplog):
    service.token_down = True
    assert bot.say() == 202
    latest = time.monotonic() + 10
    while "did not get through" not in caplog.text and time.monotonic() < latest:
        time.sleep(0.01)
    assert "did not get through" in caplog.text
    service.token_down = False
    assert bot.say() == 202
    assert service.wait(2)


def test_what_identifies_is_masked_and_mentions_are_taken_out(bot, service):
    bot.say("<at>Veileder</at> jeg heter Kari Nordmann, 01017012345 &amp; 91234567")
    told = service.wait(4)
    seen = bot.agent.seen[-1]
    assert "Veileder" not in seen.text
    for secret in ("Kari", "01017012345", "91234567", "&amp;"):
        assert secret not in seen.text
    assert any("telefonnummer" in activity["text"] for activity in told)


def test_who_writes_is_kept_nowhere(bot, service, tmp_path):
    bot.say()
    service.wait(3)
    sender = bot.agent.seen[-1].sender_id
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for secret in (b"29:anna", b"Anna", b"19:talk", b'abc"'):
        assert secret not in kept
    bot.say(person="29:bo")
    service.wait(6)
    assert bot.agent.seen[-1].sender_id != sender


def test_the_length_rule_holds(bot, service):
    bot.say("husleie " * 900 + "jeg orker ikke leve lenger")
    service.wait(2)
    assert len(bot.agent.seen[-1].text) <= 2000
    assert "orker ikke leve" in bot.agent.seen[-1].text


def test_buttons_have_type_and_value_and_work_only_for_the_talk_they_were_offered_to(bot, service):
    bot.say()
    card = service.wait(3)[-1]["attachments"][0]
    assert card["contentType"] == "application/vnd.microsoft.card.hero"
    button = card["content"]["buttons"][0]
    assert button["type"] == "messageBack"
    assert button["title"] == button["text"] == button["displayText"]
    assert button["value"]["choice"].startswith("/")
    bot.say(button["text"], value=button["value"])
    service.wait(5)
    assert bot.agent.seen[-1].text == button["value"]["choice"]
    bot.say(button["text"], value=button["value"], person="29:bo")
    service.wait(8)
    assert bot.agent.seen[-1].text == button["title"], "another talk's button is read as its title"
    bot.say("x", value={"choice": '/set_role{"role":"ansatt"}'})
    service.wait(10)
    assert bot.agent.seen[-1].text == "x"


async def test_more_than_six_buttons_go_on_more_cards(turn):
    sent: list[dict[str, Any]] = []

    class Output(TeamsOutput):
        async def send(self, message_data: dict[str, Any]) -> None:
            sent.append(message_data)

    output = Output(None, None, {"conversation": {"id": "x"}, "serviceUrl": "https://a.example"})  # type: ignore[arg-type]
    await output.show("p", Shown("t", tuple({"title": str(number), "payload": f"/{number}"} for number in range(8)), "Velg et svar"))
    assert [len(message["attachments"][0]["content"]["buttons"]) for message in sent] == [6, 2]
    assert [message["text"] for message in sent] == ["t", "Velg et svar"]


def test_role_language_and_documents_come_from_the_settings(service, turn, tmp_path):
    for bot in _bot(service, turn, tmp_path, role="ansatt", language="nn", portal="eksempelvik", public="https://chat.example/"):
        bot.say("vedlegg")
        told = service.wait(3)
        assert bot.agent.seen[-1].metadata == {"role": "ansatt", "language": "nn", "portal": "eksempelvik"}
        assert "https://chat.example/webhooks/web/document/" in told[-1]["text"]


def test_a_talk_is_deleted_by_saying_so(bot, service, tmp_path):
    bot.say("markørordet zebrafink")
    service.wait(3)
    assert any(b"zebrafink" in path.read_bytes() for path in tmp_path.iterdir())
    bot.say("Slett samtalen")
    assert service.wait(4)[-1]["text"] == "Samtalen er slettet."
    assert len(bot.agent.seen) == 1
    with sqlite3.connect(tmp_path / "conversations.db") as base:
        assert base.execute("SELECT count(*) FROM events").fetchone() == (0,)


def test_too_many_messages_are_told_to_wait(bot, service):
    for _ in range(11):
        bot.say()
    latest = time.monotonic() + 10
    while not any("mange meldinger" in activity["text"] for _, activity in service.received) and time.monotonic() < latest:
        time.sleep(0.01)
    assert any("mange meldinger" in activity["text"] for _, activity in service.received)
    assert len(bot.agent.seen) <= 10


@pytest.mark.parametrize("missing", ["app_id", "app_password"])
def test_missing_settings_are_named(service, turn, missing):
    with pytest.raises(InvalidConfigException, match=missing):
        TeamsChannel({**service.settings, missing: None}, turn, [KEY])


def test_the_endpoint_is_the_tenants_or_the_old_shared_one(turn):
    told = {"app_id": "a", "app_password": "b"}
    assert TeamsChannel({**told, "tenant": "t"}, turn, [KEY])._token_url == "https://login.microsoftonline.com/t/oauth2/v2.0/token"
    assert TeamsChannel(told, turn, [KEY])._token_url == "https://login.microsoftonline.com/botframework.com/oauth2/v2.0/token"
