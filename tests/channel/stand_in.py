"""A small stand-in for Rasa behind the real web channel: the channel's and the widget's tests talk to it.

`python -m tests.channel.stand_in --port 5105 --folder talks --site http://127.0.0.1:8088` keeps its talks in the folder, so that it can be stopped and
started again; the keys of portals are read in its folder `portals`.
"""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import SQLTrackerStore
from rasa.server import configure_cors
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from sanic import Sanic

from channel.keys import signing_keys
from channel.rest import RestChannel
from channel.state import State
from channel.turn import TalkTurn
from channel.web import WebChannel
from guidance.loader import load_knowledge
from guidance.portals import embedding_origins
from guidance.records import Network
from guidance.reply import Context, contract
from guidance.topics import answer_topic
from tests.conftest import NOON

_K = load_knowledge()
# What is written → what is answered besides the text, each a thing that the widget shows in its own way.
EXTRAS: dict[str, dict[str, Any]] = {
    "plan": {"result": {"plan": {"total_ore": 2400000, "instalments": 16, "monthly_ore": 150050, "first": "2026-12-20", "last": "2028-03-20"}}},
    "steg": {"step": {"name": "debt", "number": 2, "of": 5}},
    "vedlegg": {"attachments": [{"title": "Klage på vedtak", "letter": "klage_nav", "language": "nb", "values": {}, "ground": None}]},
    "ansatt": {"role": "ansatt"},
    "haster": {"urgent": True},
    "arabisk": {"language": "ar"},
    "nynorsk": {"language": "nn"},
    "leieboer": {"role": "leieboer"},
    "praksis": {
        "topic": "praksis:tema",
        "facts": [],
        "hits": [{"id": "PRA-01", "municipality": "3201", "title": "", "why": ""}, {"id": "PRA-30", "municipality": "3301", "title": "", "why": ""}],
    },
}


class StandIn:
    """Answers like the bot does, and keeps what was written like Rasa does."""

    def __init__(self, folder: Path | None = None) -> None:
        self.tracker_store = SQLTrackerStore(Domain.empty(), dialect="sqlite", db=str(folder / "conversations.db") if folder else ":memory:")
        self.action_endpoint = None
        self.seen: list[UserMessage] = []

    def is_ready(self) -> bool:
        return True

    async def handle_message(self, message: UserMessage) -> None:
        self.seen.append(message)
        text = message.text or ""
        await asyncio.sleep(2.0 if "treg" in text else 0)
        if "numre" in text.split():
            told = "Ring 113, 116 117 eller 55 55 33 33. Ikke § 113, 113 000 kr, 12.11.2026, 110,50 eller 25 500. Se http://a.example/b."
            await message.output_channel.send_response(message.sender_id, {"text": told})
        if "feil" in text.split():
            raise RuntimeError("the stand-in was asked to fail")
        tracker = await self.tracker_store.get_or_create_tracker(message.sender_id, append_action_listen=False)
        tracker.update(UserUttered(text, metadata=message.metadata, message_id=message.message_id, input_channel=message.input_channel))
        await self.tracker_store.save(tracker)
        await self._answer(message, text)

    async def _answer(self, message: UserMessage, text: str) -> None:
        send, sender = message.output_channel.send_response, message.sender_id
        topic = text[1:].split("{")[0] if text.startswith("/") else "varsel"
        given = message.metadata or {}
        context = Context(now=NOON, role=given.get("role", "ukjent"), language=given.get("language", "nb"))
        extra = next((extra for word, extra in EXTRAS.items() if word in text.split()), {})
        answer = answer_topic(_K, topic if topic in _K.topics else "varsel", context)
        custom = {**contract(_K, context, topic, facts=["PRO-05", "PRO-06"]), **extra}
        await send(
            sender, {"text": f"Svar {len(self.seen)} på {len(text)} tegn.\n\n1. Les brevet.\n2. Ring 55 55 33 33.\n\n• Se https://www.nav.no/sosialhjelp."}
        )
        buttons = [{"title": button.title, "payload": button.payload} for button in answer.buttons[:2]] or [{"title": "Mer", "payload": "/show_more"}]
        await send(sender, {"text": "Farlig <b>markup</b> <img src=x onerror=alert(1)> vises som tekst.", "buttons": buttons, "custom": custom})


def app_with(agent: StandIn, web: WebChannel, name: str, turn: TalkTurn | None = None) -> Sanic:
    """Return the server as Rasa builds it: cross-origin rules first, then the channels."""
    app = Sanic(name, configure_logging=False)
    configure_cors(app, list(embedding_origins(_K)))
    app.ctx.agent = agent

    async def handler(message: UserMessage) -> None:
        await app.ctx.agent.handle_message(message)

    app.blueprint(web.blueprint(handler), url_prefix=web.url_prefix())
    app.blueprint(RestChannel(turn).blueprint(handler), url_prefix="/webhooks/rest")
    return app


def main() -> None:
    """Serve until stopped."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--site", required=True, help="the origin of the page that embeds the chat")
    given = parser.parse_args()
    # many browsers from one address, as in an office whose network the portal lists
    changes = {"origins": (given.site,), "networks": (Network(range="127.0.0.0/8", times=100),)}
    _K.portals["demo"] = _K.portals["demo"].model_copy(update=changes)  # type: ignore[index]
    turn = TalkTurn(deadline=5)
    web = WebChannel(
        turn, signing_keys(given.folder / "signing.keys"), State(given.folder / "web.db"), proxies=["127.0.0.1"], portal_keys=given.folder / "portals"
    )
    app_with(StandIn(given.folder), web, "stand_in", turn).run(host="127.0.0.1", port=given.port, access_log=False, motd=False)


if __name__ == "__main__":
    main()
