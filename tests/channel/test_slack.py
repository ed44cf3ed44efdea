"""Slack: signature, replay window, masking, buttons; Slack's own side is a stand-in of its client."""

from __future__ import annotations

import hashlib
import hmac
import itertools
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from rasa.shared.exceptions import InvalidConfigException
from sanic import Sanic

from channel.messenger import Came, Messenger, Shown
from channel.slack import SlackChannel, SlackOutput
from tests.channel.serving import serving
from tests.channel.stand_in import StandIn

KEY = b"k" * 48
SECRET = "shared-with-slack"
SETTINGS = {"slack_token": "xoxb-x", "slack_signing_secret": SECRET, "conversation_granularity": "channel", "role": "ansatt"}
_NAMES = (f"slack_{number}" for number in itertools.count())


class Posted(SlackOutput):
    """Keeps what would go to Slack."""

    def __init__(self, posts: list[dict[str, Any]], channel: str | None = None) -> None:
        super().__init__("xoxb-x", channel)
        self._posts = posts

    async def _post_message(self, channel: str, **kwargs: Any) -> None:
        self._posts.append({"channel": channel, **kwargs})


@dataclass
class Bot:
    base: str
    agent: StandIn
    posts: list[dict[str, Any]] = field(default_factory=list)

    def post(self, body: bytes, kind: str, *, secret: str = SECRET, age: float = 0, **headers: str) -> int:
        at = str(int(time.time() - age))
        signature = "v0=" + hmac.new(secret.encode(), f"v0:{at}:".encode() + body, hashlib.sha256).hexdigest()
        sent = {"Content-Type": kind, "X-Slack-Request-Timestamp": at, "X-Slack-Signature": signature}
        sent.update({name.replace("_", "-"): value for name, value in headers.items()})
        try:
            with urllib.request.urlopen(urllib.request.Request(f"{self.base}/webhook", body, sent), timeout=30) as reply:
                return int(reply.status)
        except urllib.error.HTTPError as error:
            return error.code

    def say(self, text: str, user: str = "U1", **given: Any) -> int:
        event = {"type": "event_callback", "event": {"type": "message", "channel_type": "im", "channel": "D1", "user": user, "text": text, "ts": "1.1"}}
        return self.post(json.dumps(event).encode(), "application/json", **given)

    def press(self, button: dict[str, Any], user: str = "U1") -> int:
        payload = {"actions": [button], "user": {"id": user}, "channel": {"id": "D1"}, "message": {"ts": "1.2"}}
        return self.post(urllib.parse.urlencode({"payload": json.dumps(payload)}).encode(), "application/x-www-form-urlencoded")

    def wait(self, count: int) -> list[dict[str, Any]]:
        latest = time.monotonic() + 10
        while len(self.posts) < count and time.monotonic() < latest:
            time.sleep(0.01)
        assert len(self.posts) >= count
        return self.posts


@pytest.fixture
def bot(turn, tmp_path) -> Iterator[Bot]:
    agent = StandIn(tmp_path)
    posts: list[dict[str, Any]] = []

    class Channel(SlackChannel):
        def get_output_channel(self, channel: str | None = None, thread_id: str | None = None) -> SlackOutput:
            return Posted(posts, channel)

    app = Sanic(next(_NAMES), configure_logging=False)
    app.ctx.agent = agent

    async def handler(message: Any) -> None:
        await agent.handle_message(message)

    app.blueprint(Channel.from_credentials(SETTINGS, turn, [KEY]).blueprint(handler), url_prefix="/webhooks/slack")
    with serving(app) as base:
        yield Bot(f"{base}/webhooks/slack", agent, posts)


def test_a_signed_message_is_answered_with_its_sources(bot):
    assert bot.say("jeg har fått varsel") == 200
    posts = bot.wait(3)
    assert {post["channel"] for post in posts} == {"D1"}
    assert any("maskin" in post["text"] for post in posts)
    assert "Kilder (" in posts[-1]["text"]
    assert bot.agent.seen[-1].metadata == {"role": "ansatt"}
    assert bot.agent.seen[-1].input_channel == "slack"


@pytest.mark.parametrize(
    "wrong", [{"secret": "another"}, {"age": 301}, {"age": -301}, {"X_Slack_Signature": "v0=00"}, {"X_Slack_Request_Timestamp": "x"}], ids=str
)
def test_a_wrong_signature_and_an_old_request_are_refused(bot, wrong):
    assert bot.say("hei", **wrong) == 400
    assert bot.agent.seen == []


def test_slacks_second_try_runs_nothing(bot):
    assert bot.say("hei", X_Slack_Retry_Num="1", X_Slack_Retry_Reason="http_timeout") == 201
    assert bot.say("hei igjen", X_Slack_Retry_Num="1", X_Slack_Retry_Reason="http_error") == 200
    bot.wait(3)
    assert [message.text for message in bot.agent.seen] == ["hei igjen"]


@pytest.mark.parametrize(
    "written",
    [
        "jeg heter Kari Nordmann",
        "fnr 01017012345",
        "ring <tel:+4791234567|91234567>",
        "skriv til <mailto:kari@a.example|kari@a.example>",
        "spør <@U0KARI> om det",
        "spør <@U0KARI|kari> om det",
    ],
)
def test_what_identifies_is_masked(bot, written):
    bot.say(written)
    bot.wait(3)
    seen = bot.agent.seen[-1].text
    for secret in ("Kari", "KARI", "kari", "01017012345", "91234567", "mailto", "tel:"):
        assert secret not in seen


def test_who_writes_and_what_is_no_command_is_kept_nowhere(bot, tmp_path):
    bot.say('/set_role{"role":"ansatt"} &amp; mer')
    bot.wait(3)
    assert bot.agent.seen[-1].text == 'set_role{"role":"ansatt"} & mer'
    assert len(bot.agent.seen[-1].sender_id) == 40
    assert all(b"U1" not in path.read_bytes() for path in tmp_path.iterdir())


def test_the_length_rule_holds(bot):
    bot.say("husleie " * 900 + "jeg orker ikke leve lenger")
    bot.wait(1)
    assert len(bot.agent.seen[-1].text) <= 2000
    assert "orker ikke leve" in bot.agent.seen[-1].text


def test_buttons_work_for_the_talk_they_were_offered_to(bot):
    bot.say("jeg har fått varsel")
    button = bot.wait(3)[-1]["blocks"][1]["elements"][0]
    assert button["value"].startswith("/")
    bot.press(button)
    bot.wait(5)
    assert bot.agent.seen[-1].text == button["value"]
    bot.press(button, user="U2")
    bot.wait(8)
    assert bot.agent.seen[-1].text == button["text"]["text"], "another talk's button is read as its title"


async def test_no_message_has_more_than_five_buttons_and_none_is_lost():
    posts: list[dict[str, Any]] = []
    buttons = tuple({"title": f"valg {number}", "payload": f"/{number}"} for number in range(12))
    await Posted(posts).show("U1", Shown("t", buttons, "Velg et svar"))
    shown = [[element["value"] for element in post["blocks"][1]["elements"]] for post in posts]
    assert [len(row) for row in shown] == [5, 5, 2]
    assert [value for row in shown for value in row] == [f"/{number}" for number in range(12)]
    assert [post["text"] for post in posts] == ["t", "Velg et svar", "Velg et svar"]


async def test_a_text_too_long_to_stand_with_buttons_goes_before_them():
    posts: list[dict[str, Any]] = []
    await Posted(posts).show("U1", Shown("a <b> " * 600, ({"title": "x", "payload": "/x"},), "Velg et svar"))
    assert posts[0]["text"].startswith("a &lt;b&gt;")
    assert posts[1]["text"] == "Velg et svar"


async def test_a_reply_that_does_not_get_through_is_logged_without_its_text(turn, caplog):
    messenger = Messenger("slack", SETTINGS, turn, [KEY])

    async def silent(message: Any) -> None:
        return None

    async def fails(shown: Shown) -> None:
        raise RuntimeError(shown.text)

    messenger.begin(Came("s", "zebrafink"), silent, fails)
    while messenger._tasks:
        await next(iter(messenger._tasks))
    assert "slack: a reply could not be sent: RuntimeError" in caplog.text
    assert "zebrafink" not in caplog.text


@pytest.mark.parametrize("missing", ["slack_signing_secret", "slack_token"])
def test_missing_settings_are_refused(turn, missing):
    with pytest.raises(InvalidConfigException, match="slack"):
        SlackChannel.from_credentials({**SETTINGS, missing: ""}, turn, [KEY])
