"""The staff tool over HTTP with the real bot behind it."""

from __future__ import annotations

import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from html import unescape

import pytest

from channel.keys import make_portal_key
from launch.demo import mint
from launch.servers import HOST, ROOT

Ask = Callable[..., str]


@pytest.fixture(scope="module")
def ask(servers) -> Iterator[Ask]:
    """Ask as from the demo portal; each call is a question of a case of its own."""
    base = f"http://{HOST}:{servers.port}"
    folder = ROOT / ".run" / "portals"
    path = folder / "demo.key"
    made = not path.exists()  # the key of a demo that runs meanwhile is left alone
    if made:
        make_portal_key("demo", folder)
    key = path.read_text(encoding="ascii").strip()

    def asked(**fields: str) -> str:
        body = urllib.parse.urlencode({"token": mint(base, key), **fields}).encode()
        with urllib.request.urlopen(f"{base}/ansatt", body, timeout=60) as reply:
            return unescape(reply.read().decode())

    yield asked
    if made:
        path.unlink()


def _text(page: str) -> str:
    return re.sub(r"<[^>]+>", " ", page[page.index('<section id="answer"') : page.index('<section id="practice"')])


@pytest.mark.parametrize(
    ("question", "laws"),
    [
        ("§ 4-18 frist?", ["Tvangsfullbyrdelsesloven", "4-18"]),
        ("stl 17 vedtak", ["Sosialtjenesteloven", "17"]),
        ("hl 9-7 formkrav", ["Husleieloven", "9-7"]),
        ("hva er tvangsgrunnlag", ["Tvangsfullbyrdelsesloven", "§"]),
    ],
)
def test_a_short_question_is_answered_with_its_law_first(ask, question, laws):
    told = _text(ask(text=question, do="ask"))
    behind, said = told[: told.index("Hva du kan si og gjøre")], told[told.index("Hva du kan si og gjøre") :]
    for law in laws:
        assert law in behind
    assert "kontrollert" in behind
    assert len(said.split()) > 15


def test_staff_get_the_staff_rendering(ask):
    assert "Svaret er skrevet for" not in ask(text="varsel om utkastelse, hva gjør jeg med saken", do="ask")
    assert "§" in _text(ask(text="varsel", do="ask"))


def test_practice_that_is_asked_for_in_the_field_can_be_compared(ask):
    page = ask(text="praksis trekk bærum", do="ask")
    assert 'name="pick" value="PRA-01"' in page


def test_an_emergency_comes_first(ask):
    told = _text(ask(text="brukeren sier hun vil ta livet sitt", do="ask"))
    assert "113" in told
    assert "Lov " not in told[: told.index("113")]


def test_without_the_portals_key_nobody_gets_in(servers):
    base = f"http://{HOST}:{servers.port}"
    assert mint(base, "x") is None
    with pytest.raises(urllib.error.HTTPError, match="401"):
        urllib.request.urlopen(f"{base}/ansatt", b"token=x&do=ask&text=hei", timeout=10)
