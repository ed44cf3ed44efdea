"""Slack: Rasa's channel, which checks signature and age of each request, behind the same masking and deadline as every channel."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Sequence
from typing import Any

from rasa.core.channels.slack import SlackBot, SlackInput
from rasa.shared.exceptions import InvalidConfigException
from sanic import response
from sanic.request import Request
from sanic.response import HTTPResponse

from channel.messenger import Came, Messenger, Shown
from channel.turn import OnNewMessage, TalkTurn

MOST_BUTTONS = 5  # of one message; with more, Rasa's channel shows none
_MOST_IN_BLOCK = 3000  # characters of a text that stands with buttons
_PEOPLE = re.compile(r"<@[A-Z0-9]+(?:\|[^>]*)?>")
_LINK = re.compile(r"<(?:mailto:|tel:|https?://)[^|>]*\|([^>]*)>")


class SlackOutput(SlackBot):
    """Posts to one conversation: an utterance is one message, and never more than five buttons stand in one."""

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        """Post a text whole; Rasa's own posts each paragraph by itself, and each is a notification."""
        await self._post_message(channel=self.slack_channel or recipient_id, as_user=True, text=html.escape(text, quote=False), type="mrkdwn")

    async def show(self, recipient_id: str, shown: Shown) -> None:
        """Send a message; what is too long for a text with buttons goes before them."""
        rest, text = list(shown.buttons), shown.text
        if not rest or len(text) > _MOST_IN_BLOCK:
            await self.send_text_message(recipient_id, text)
            text = shown.more
        while rest:
            await self.send_text_with_buttons(recipient_id, text, rest[:MOST_BUTTONS])
            rest, text = rest[MOST_BUTTONS:], shown.more


class SlackChannel(SlackInput):
    """POST /webhooks/slack/webhook, the «Request URL» of the Slack app, for events and for buttons."""

    _messenger: Messenger

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None, turn: TalkTurn | None = None, keys: Sequence[bytes] | None = None) -> SlackChannel:
        """Return the channel as the credentials file describes it: Rasa's own settings and those of `Messenger`.

        Raises:
            InvalidConfigException: `slack_token` or `slack_signing_secret` is missing.
        """
        if not (credentials or {}).get("slack_token"):
            raise InvalidConfigException("credentials: slack_token of channel.slack.SlackChannel is missing; it is in the app's «OAuth & Permissions»")
        channel: SlackChannel = super().from_credentials(credentials)  # type: ignore[assignment]
        channel._messenger = Messenger(cls.name(), credentials or {}, turn, keys)
        return channel

    async def process_message(
        self, request: Request, on_new_message: OnNewMessage, text: str, sender_id: str | None, metadata: dict[str, Any] | None
    ) -> HTTPResponse:
        """Answer in the background; Rasa has checked the request. Slack's second try of a request that we have is not run again."""
        retried, reason = (request.headers.get(str(name), "") for name in (self.retry_num_header, self.retry_reason_header))
        if retried and reason in self.errors_ignore_retry:
            return response.text("", 201, headers={"X-Slack-No-Retry": "1"})
        told = metadata or {}
        output = self.get_output_channel(told.get("out_channel"), told.get("thread_id") if self.use_threads else None)
        title = _title(request)
        sender = self._messenger.talk(sender_id or "")
        came = Came(sender, _plain(text) if title is None else title, None if title is None else text, getattr(request.app.ctx, "agent", None))

        async def send(shown: Shown) -> None:
            await output.show(sender_id or "", shown)

        self._messenger.begin(came, on_new_message, send)
        return response.text("")

    def get_output_channel(self, channel: str | None = None, thread_id: str | None = None) -> SlackOutput:
        """Return what posts to a conversation."""
        return SlackOutput(self.slack_token, channel or self.slack_channel, thread_id, self.proxy)


def _title(request: Request) -> str | None:
    """Return the title of the button that was pressed, or None when text was written."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        return None
    action = json.loads(request.form["payload"][0])["actions"][0]
    title = action.get("text", {}).get("text")
    return title if isinstance(title, str) else ""


def _plain(text: str) -> str:
    """Return what was written without Slack's marks: people, and the address behind a link's text."""
    return html.unescape(_LINK.sub(r"\1", _PEOPLE.sub(" ", text))).strip()
