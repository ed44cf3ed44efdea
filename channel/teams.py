"""Microsoft Teams: Rasa's Bot Framework channel with its faults repaired, behind the same masking and deadline as every channel.

Repaired are: the token endpoint is the tenant's own; keys are fetched when needed, not at the start; nothing blocks the event loop;
issuer, audience, service address and tenant are checked; buttons carry type and value.
"""

from __future__ import annotations

import asyncio
import html
import logging
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote, urlsplit

import aiohttp
from rasa.core.channels.botframework import BotFramework, BotFrameworkInput
from rasa.shared.exceptions import InvalidConfigException
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from channel.api import MOST_BODY, failed, json_body
from channel.messenger import Came, Messenger, Shown
from channel.teams_keys import ISSUER, OPENID_URL, KeysUnavailable, NotFromMicrosoft, ServiceToken, SigningKeys, Web, check_request
from channel.turn import OnNewMessage, TalkTurn

logger = logging.getLogger(__name__)

_MOST_BUTTONS = 6  # of one card; Teams leaves out the rest
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_MENTION = re.compile(r"<at\b[^>]*>.*?</at>", re.IGNORECASE | re.DOTALL)
_AGAIN = (429, 502, 503, 504)
_LONGEST_WAIT = 10.0


class TeamsOutput(BotFramework):
    """Sends to one conversation. A message that does not get through is logged by its status, never by its text."""

    def __init__(self, web: Web, token: ServiceToken, activity: dict[str, Any]) -> None:
        super().__init__("", "", activity["conversation"], activity.get("recipient", {}), activity["serviceUrl"])
        self._web, self._token = web, token

    async def _get_headers(self) -> dict[str, Any]:
        return {"Authorization": f"Bearer {await self._token.get()}"}

    async def send(self, message_data: dict[str, Any]) -> None:
        """Post one activity; once more with a new token, or when the service asks to wait."""
        url = f"{self.global_uri}conversations/{quote(str(self.conversation['id']), safe='')}/activities"
        try:
            for last in (False, True):
                async with self._web.session().post(url, json=message_data, headers=await self._get_headers(), allow_redirects=False) as reply:
                    if reply.status < 300:
                        return
                    status, wait = reply.status, reply.headers.get("Retry-After", "1")
                if last or status not in (401, *_AGAIN):
                    logger.error("teams: a message did not get through: status %d", status)
                    return
                if status == 401:
                    self._token.forget()
                else:
                    await asyncio.sleep(min(float(wait) if wait.isdigit() else 1.0, _LONGEST_WAIT))
        except (aiohttp.ClientError, asyncio.TimeoutError, ValueError, KeyError) as error:
            logger.error("teams: a message did not get through: %s", type(error).__name__)

    async def show(self, recipient_id: str, shown: Shown) -> None:
        """Send a message with its buttons, at most six on a card."""
        first, rest = shown.buttons[:_MOST_BUTTONS], shown.buttons[_MOST_BUTTONS:]
        await self.send(self._with_card(recipient_id, shown.text, first))
        while rest:
            first, rest = rest[:_MOST_BUTTONS], rest[_MOST_BUTTONS:]
            await self.send(self._with_card(recipient_id, shown.more, first))

    def _with_card(self, recipient_id: str, text: str, buttons: Sequence[dict[str, str]]) -> dict[str, Any]:
        # plain: Markdown would join lines and read «1.» and «*» as marks
        message = self.prepare_message(recipient_id, {"text": text, "textFormat": "plain"})
        if buttons:
            actions = [
                {
                    "type": "messageBack",
                    "title": button["title"],
                    "text": button["title"],
                    "displayText": button["title"],
                    "value": {"choice": button["payload"]},
                }
                for button in buttons
            ]
            message["attachments"] = [{"contentType": "application/vnd.microsoft.card.hero", "content": {"buttons": actions}}]
        return message


class TeamsChannel(BotFrameworkInput):
    """POST /webhooks/teams/webhook, the «messaging endpoint» of the Azure bot.

    Args:
        settings: `app_id`, `app_password`; `tenant`, the id of the municipality's tenant (without it the old multi-tenant endpoint);
            `token_url`, `openid_url` and `issuer` for another cloud; and those of `Messenger`.
        turn: what runs a turn.
        keys: signing keys of the talks.

    Raises:
        InvalidConfigException: `app_id` or `app_password` is missing.
    """

    def __init__(self, settings: dict[str, Any], turn: TalkTurn | None = None, keys: Sequence[bytes] | None = None) -> None:
        # Rasa's own __init__ is not called: it fetches keys, so that a bot without internet would not start
        for name in ("app_id", "app_password"):
            if not settings.get(name):
                raise InvalidConfigException(f"credentials: {name} of channel.teams.TeamsChannel is missing; it is in the Azure bot's «Configuration»")
        self.app_id, self.app_password = str(settings["app_id"]), str(settings["app_password"])
        self._tenant = str(settings.get("tenant") or "")
        self._issuer = str(settings.get("issuer") or ISSUER)
        self._web = Web()
        url = settings.get("token_url") or f"https://login.microsoftonline.com/{self._tenant or 'botframework.com'}/oauth2/v2.0/token"
        self._openid_url, self._token_url = str(settings.get("openid_url") or OPENID_URL), str(url)
        self._messenger = Messenger(self.name(), settings, turn, keys)

    @classmethod
    def name(cls) -> str:
        """Return the name kept with each message."""
        return "teams"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> TeamsChannel:
        """Return the channel as the credentials file describes it."""
        return cls(credentials or {})

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """Return the routes of this channel."""
        routes = Blueprint("teams_channel")
        keys = SigningKeys(self._web, self._openid_url)
        token = ServiceToken(self._web, self._token_url, self.app_id, self.app_password)

        @routes.get("/")
        async def health(request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @routes.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            if len(request.body or b"") > MOST_BODY:
                return failed(413, "the body is larger than 64 kB")
            activity = json_body(request)
            try:
                await check_request(keys, request.headers.get("authorization"), self.app_id, self._issuer, activity)
            except NotFromMicrosoft as refused:
                logger.warning("teams: a request was refused: %s", refused)
                return failed(401, "not a request of the Bot Framework to this bot")
            except KeysUnavailable:
                return failed(503, "the signing keys cannot be fetched now", 60)
            if not self._ours(activity):
                logger.warning("teams: a request was refused: tenant or address")
                return failed(403, "another tenant, or no https address to answer")
            if activity.get("type") == "message" and _complete(activity):
                output = TeamsOutput(self._web, token, activity)
                person = activity["from"]["id"]
                sender = self._messenger.talk(self._tenant, activity["conversation"]["id"], person)
                text, pressed = _said(activity)
                came = Came(sender, text, pressed, getattr(request.app.ctx, "agent", None))
                self._messenger.begin(came, on_new_message, lambda shown: output.show(person, shown))
            return response.json({}, 202)

        @routes.listener("after_server_stop")
        async def close(app: Any, loop: Any) -> None:
            await self._web.close()

        return routes

    def _ours(self, activity: dict[str, Any]) -> bool:
        """Return whether the activity is of our tenant and its answer would leave encrypted."""
        address = urlsplit(activity["serviceUrl"])
        if address.scheme != "https" and address.hostname not in _LOOPBACK:
            return False
        named = {_inside(activity, "channelData", "tenant", "id"), _inside(activity, "conversation", "tenantId")} - {None}
        return not self._tenant or named <= {self._tenant}


def _inside(given: Any, *path: str) -> Any:
    for name in path:
        given = given.get(name) if isinstance(given, dict) else None
    return given


def _complete(activity: dict[str, Any]) -> bool:
    return all(isinstance(_inside(activity, name, "id"), str) for name in ("conversation", "from"))


def _said(activity: dict[str, Any]) -> tuple[str, object]:
    """Return (text without mentions of the bot, the payload of a pressed button or None)."""
    text = activity.get("text")
    return html.unescape(_MENTION.sub(" ", text)).strip() if isinstance(text, str) else "", _inside(activity, "value", "choice")
