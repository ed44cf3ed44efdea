"""The guides say only what is so: files and commands they name exist, examples parse and load. Those that need a bot run in tests/e2e/test_docs.py."""

from __future__ import annotations

import configparser
import importlib.util
import re
import subprocess
import urllib.parse
from html.parser import HTMLParser
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from channel import documents, rates, tokens, turn
from channel.service import askable
from channel.turn import MOST_CHARACTERS
from guidance.records import Portal
from tests.docs.examples import GUIDES, block, blocks

WRITTEN = [*GUIDES, Path("CONTRIBUTING.md"), Path("widget/README.md"), Path("README.md"), Path("SECURITY.md")]
TARGETS = set(re.findall(r"^([a-z0-9-]+):", Path("Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("path", WRITTEN, ids=str)
def test_every_make_command_exists(path):
    named = set(re.findall(r"\bmake (?:-C \S+ )?(?:-s )?([a-z][a-z-]+)", " ".join(re.findall(r"`[^`]+`|^```.*?^```", _text(path), re.MULTILINE | re.DOTALL))))
    assert named - TARGETS == set()


@pytest.mark.parametrize("path", WRITTEN, ids=str)
def test_every_link_leads_somewhere(path):
    for label, target in re.findall(r"\[([^\]]+)\]\((?!https?:)([^)]+)\)", _text(path)):
        file, _, anchor = target.partition("#")
        there = (path.parent / file) if file else path
        assert there.exists(), f"{path}: [{label}]({target})"
        if anchor:
            assert anchor in {_anchor(row) for row in re.findall(r"^#+ (.+)$", _text(there), re.MULTILINE)}, f"{path}: #{anchor}"


@pytest.mark.parametrize("path", GUIDES, ids=str)
def test_every_file_and_module_named_exists(path):
    text = _text(path)
    for named in re.findall(r"`((?:knowledge|channel|privacy|deploy|docs|widget|reports|tests|launch)/[\w./-]+)`", text):
        if "<" not in named and not named.endswith("/<id>.yml"):
            assert Path(named).exists(), f"{path}: {named}"
    for module in re.findall(r"python -m ([a-z_.]+)", text):
        assert importlib.util.find_spec(module), f"{path}: {module}"
    for unit in re.findall(r"`(veileder[\w@-]*\.(?:service|timer))`", text):
        assert (Path("deploy/systemd") / unit).exists(), f"{path}: {unit}"


@pytest.mark.parametrize("row", [row for path in GUIDES for row in blocks(path) if row.language == "sh"], ids=lambda row: f"{row.file}-{row.text[:20]}")
def test_shell_examples_are_shell(row):
    text = re.sub(r"<[^>\n]+>", "PLACE", row.text)
    assert subprocess.run(["sh", "-n"], input=text, text=True, capture_output=True, check=False).returncode == 0, text
    for file in re.findall(r"(?:/srv/veileder/)?(deploy/\S+)", text):
        assert Path(file).exists(), file


class _Balanced(HTMLParser):
    """Notes tags that are not closed in order."""

    EMPTY = ("meta", "link", "br", "input", "img")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag


@pytest.mark.parametrize("name", ["vanlig", "blokk", "ramme", "sri"])
def test_html_examples_are_whole_and_name_a_portal_and_what_a_screen_reader_needs(name, knowledge):
    page = _Balanced()
    page.feed(block("integrasjon.md", "html", name))
    assert page.open == []
    tags = dict(page.seen)
    if "script" in tags:
        assert tags["script"]["data-portal"] in knowledge.portals
        assert "defer" in tags["script"]
    else:
        assert tags["iframe"]["title"]
        assert urllib.parse.parse_qs(urllib.parse.urlsplit(tags["iframe"]["src"]).query)["portal"][0] in knowledge.portals


def test_the_portal_file_loads_and_replaces_known_contacts(knowledge):
    portal = Portal.model_validate(YAML(typ="safe").load(block("integrasjon.md", "yaml", "portalfil")))
    assert set(portal.contacts) <= set(knowledge.contacts)


def test_deep_links_lead_to_pages_portals_and_topics_that_exist(knowledge):
    for link in block("integrasjon.md", "text", "lenker").split():
        address = urllib.parse.urlsplit(link)
        asked = urllib.parse.parse_qs(address.query)
        assert address.path in ("/chat", "/chat/enkel")
        assert asked["portal"][0] in knowledge.portals
        assert all(askable(knowledge, topic) for topic in asked.get("topic", []))


@pytest.mark.parametrize("unit", sorted(Path("deploy/systemd").iterdir()), ids=lambda unit: unit.name)
def test_units_name_programs_that_exist_and_fail_over_to_units_that_exist(unit):
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str
    parser.read(unit, encoding="utf-8")
    if unit.suffix == ".timer":
        assert unit.with_suffix(".service").exists()
        assert parser["Install"]["WantedBy"] == "timers.target"
        return
    start = parser["Service"]["ExecStart"]
    for module in re.findall(r"-m ([a-z_.]+)", start):
        assert importlib.util.find_spec(module), module
    if "OnFailure" in parser["Unit"]:
        assert (unit.parent / parser["Unit"]["OnFailure"].replace("%n", "")).exists()


def test_the_proxy_passes_what_people_need_and_never_the_channel_for_this_machine():
    text = _text(Path("deploy/nginx.conf"))
    plain = re.sub(r"#.*", "", text)
    assert plain.count("{") == plain.count("}")
    assert set(re.findall(r"location (?:= )?(\S+)", plain)) == {"/chat", "/chat/enkel", "/widget/v1/", "/webhooks/web/", "/"}
    assert re.search(r"location / \{ return 404; \}", plain)
    assert "$request_uri" not in plain.split("log_format")[1].split(";")[0]
    assert "$args" not in plain
    assert "proxy_set_header X-Real-IP $remote_addr;" in plain


def test_numbers_that_the_guides_say_are_those_of_the_code():
    privacy, operation, integration = (_text(Path("docs") / name) for name in ("personvern.md", "drift.md", "integrasjon.md"))
    assert tokens.TALK_SECONDS == 24 * 3600
    assert "gyldig i ett døgn" in privacy
    assert "varer ett døgn" in integration
    assert documents.KEEP_SECONDS == 15 * 60
    assert "i 15 minutter" in privacy
    assert turn.DEADLINE_SECONDS == 20
    assert "høyst 20 sekunder" in operation
    assert rates._SESSIONS[1] == 60
    assert "under et minutt" in privacy
    assert MOST_CHARACTERS == 2000


def test_what_masking_takes_out_is_what_the_guide_says():
    from privacy.masking import MARKS

    assert set(MARKS) == {"number", "phone", "email", "address", "name"}
    text = _text(Path("docs/personvern.md"))
    for word in ("fødselsnummer", "konto- og kortnummer", "telefonnummer", "e-post", "gateadresse", "navn"):
        assert word in text
