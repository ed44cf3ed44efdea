"""Every channel that a credentials file names goes through the one wrapper: channel/turn.py masks, cuts and answers."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from rasa.core.channels.botframework import BotFrameworkInput
from rasa.core.channels.channel import InputChannel
from rasa.core.channels.rest import RestInput
from rasa.core.channels.slack import SlackInput
from rasa.core.run import create_http_input_channels
from rasa.shared.utils.common import class_from_module_path
from rasa.shared.utils.io import read_config_file

from channel.slack import SlackChannel
from channel.teams import TeamsChannel

FILES = ("credentials.yml", "credentials.portals.yml")
PLACEHOLDERS = ("TEAMS_APP_ID", "TEAMS_APP_PASSWORD", "TEAMS_TENANT", "SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET")


@pytest.fixture
def filled(monkeypatch):
    for name in PLACEHOLDERS:
        monkeypatch.setenv(name, f"placeholder-{name.lower()}")


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _codes(inner)


def bypasses(kind: type[InputChannel]) -> list[str]:
    """Return the methods, own or inherited and not replaced, that make messages for Rasa by themselves."""
    found = []
    for name, method in inspect.getmembers(kind, callable):
        code = getattr(inspect.unwrap(getattr(method, "__func__", method)), "__code__", None)
        if code is not None and any("UserMessage" in inner.co_names for inner in _codes(code)):
            found.append(name)
    return found


@pytest.mark.parametrize("file", FILES)
def test_no_channel_of_a_credentials_file_makes_messages_by_itself(file, filled):
    for path in read_config_file(file):
        assert path.startswith("channel."), f"{file}: {path} is not behind channel/turn.py; write a class in channel/ that is"
        assert bypasses(class_from_module_path(path)) == [], path


@pytest.mark.parametrize("kind", [RestInput, SlackInput, BotFrameworkInput])
def test_rasas_own_channels_would_be_found_out(kind):
    assert bypasses(kind) != []


def test_every_channel_written_here_is_named_in_a_credentials_file(filled):
    named = {path for file in FILES for path in read_config_file(file)}
    written = {
        f"{'.'.join(path.with_suffix('').parts)}.{name}"
        for path in Path("channel").glob("*.py")
        for name, kind in inspect.getmembers(__import__(f"channel.{path.stem}", fromlist=["x"]), inspect.isclass)
        if issubclass(kind, InputChannel) and kind.__module__ == f"channel.{path.stem}"
    }
    assert written == named


def test_the_example_loads_as_rasa_loads_it(filled, tmp_path, monkeypatch):
    file = str(Path("credentials.portals.yml").resolve())
    monkeypatch.chdir(tmp_path)  # the signing key is made where the bot runs
    loaded = create_http_input_channels(None, file)
    teams, slack = loaded
    assert isinstance(teams, TeamsChannel)
    assert isinstance(slack, SlackChannel)
    assert teams._token_url == "https://login.microsoftonline.com/placeholder-teams_tenant/oauth2/v2.0/token"
    assert (slack.slack_token, slack.conversation_granularity) == ("placeholder-slack_bot_token", "channel")


def test_the_example_holds_no_secret():
    text = Path("credentials.portals.yml").read_text(encoding="utf-8")
    values: list[Any] = [value for line in text.splitlines() for key, _, value in [line.partition(":")] if key.strip() in ("app_password", "slack_token")]
    assert values
    assert all(value.split("#")[0].strip().startswith("${") for value in values)
    assert all(f"${{{name}}}" in text for name in PLACEHOLDERS)
