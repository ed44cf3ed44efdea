"""The staff tool: who gets in, and what it shows."""

from __future__ import annotations

import re
from html import unescape

import pytest

from channel.keys import make_portal_key
from channel.staff_tokens import STAFF_SECONDS, StaffTokens
from channel.tokens import Tokens
from guidance.loader import load_knowledge
from tests.channel.conftest import KEY

WORDS = load_knowledge().interface.staff_in("nb")


@pytest.fixture(scope="module")
def key(client) -> str:
    return make_portal_key("demo", client.portal_keys).read_text().strip()


@pytest.fixture
def token(client, key) -> str:
    return str(_minted(client, key).json["token"])


def _minted(client, key: str | None, **asked: str):
    sent = {"X_Portal_Key": key} if key is not None else {}
    return client.api("staff/token", {"portal": "demo", **asked}, **sent)


def _page(client, token: str, **fields):
    return client.form("/ansatt", token=token, **fields)


def _choices(page: str) -> dict[str, str]:
    return {unescape(title): unescape(value) for value, title in re.findall(r'<button name="choice" value="([^"]*)">([^<]*)</button>', page)}


def _is_closed(page) -> bool:
    inside = ("question", "staff.js", "Prøvesiden", "PRA-", "Tvangsfullbyrdelsesloven", WORDS["practice"])
    return page.status == 401 and WORDS["closed_title"] in page.text and not any(word in page.text for word in inside)


def test_a_portals_own_key_mints_and_the_page_opens(client, token):
    page = _page(client, token)
    assert page.status == 200
    assert WORDS["question"] in page.text
    assert "Prøvesiden" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in page.headers


def test_without_a_token_the_page_explains_and_tells_nothing(client):
    assert _is_closed(client.ask("/ansatt"))
    assert _is_closed(client.form("/ansatt"))
    assert _is_closed(_page(client, "x", text="§ 4-18", do="ask"))
    assert "Opne verktøyet" in client.ask("/ansatt?language=nn").text


@pytest.mark.parametrize("do", ["", "ask", "search", "compare", "forget", "language:nn"])
def test_nothing_is_done_without_a_token(client, do):
    ran = len(client.agent.seen)
    assert _is_closed(client.form("/ansatt", do=do, text="hei", words="bærum", pick=["PRA-01", "PRA-30"]))
    assert len(client.agent.seen) == ran


def test_a_token_in_the_address_opens_nothing(client, token):
    assert _is_closed(client.ask(f"/ansatt?token={token}"))


def test_a_tampered_token_opens_nothing(client, token):
    body, rest = token[:-6], token[-6:]
    assert _is_closed(_page(client, body + ("AAAAAA" if rest != "AAAAAA" else "BBBBBB")))
    assert _is_closed(_page(client, "A" + token[1:]))
    assert _is_closed(_page(client, StaffTokens([b"z" * 48], client.web._turn.knowledge)._tokens.new({"role": "ansatt", "portal": "demo"})))


def test_a_token_ends_after_a_working_day(client, token, monkeypatch):
    import time

    now = time.time()
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: now + STAFF_SECONDS - 5)
    assert client.web.staff_tokens.read(token) is not None
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: now + STAFF_SECONDS + 5)
    assert client.web.staff_tokens.read(token) is None


def test_the_publics_token_opens_no_tool_even_with_the_role(client, key):
    assert _is_closed(_page(client, client.token(portal="demo", role="ansatt")))
    with_role = client.api("session", {"portal": "demo", "role": "ansatt"}, X_Portal_Key=key).json["token"]
    assert _is_closed(_page(client, with_role))


def test_the_tools_token_is_no_talk_of_the_public_channel(client, token):
    assert client.api("history", None, token).status == 401
    assert client.api("message", {"text": "hei"}, token).status == 401


@pytest.fixture
def no_staff(client, monkeypatch) -> str:
    """A portal without staff of its own."""
    portals = client.web._turn.knowledge.portals
    monkeypatch.setitem(portals, "eksempelvik", portals["eksempelvik"].model_copy(update={"staff_key": False}))
    return "eksempelvik"


@pytest.mark.usefixtures("no_staff")
@pytest.mark.parametrize(
    "metadata", [{"role": "ukjent", "portal": "demo"}, {"portal": "demo"}, {"role": "ansatt", "portal": "eksempelvik"}, {"role": "ansatt"}]
)
def test_a_signed_token_without_role_or_staff_portal_opens_nothing(client, metadata):
    assert _is_closed(_page(client, Tokens([KEY], salt="staff").new(metadata)))


def test_a_portal_that_gives_up_its_staff_closes_the_tool(client, token, monkeypatch):
    portals = client.web._turn.knowledge.portals
    monkeypatch.setitem(portals, "demo", portals["demo"].model_copy(update={"staff_key": False}))
    assert _is_closed(_page(client, token))


def test_only_the_portals_own_key_mints(client, key, no_staff):
    other = make_portal_key(no_staff, client.portal_keys).read_text().strip()
    for wrong in (None, "", "x", key[:-1], other, "nøkkel".encode().decode("latin-1")):
        told = _minted(client, wrong)
        assert told.status == 403
        assert "token" not in told.json
    assert _minted(client, other, portal=no_staff).status == 403
    assert _minted(client, key, portal="finnes-ikke").status == 403


def test_without_a_key_file_nobody_mints(client):
    tokens = StaffTokens([KEY], client.web._turn.knowledge, client.portal_keys / "none")
    assert tokens.mint({"portal": "demo"}, "") is None
    assert tokens.mint({"portal": "demo"}, "x") is None


def test_wrong_keys_are_counted_and_right_ones_are_not(client, key):
    told = [client.api("staff/token", {"portal": "demo"}, X_Portal_Key="x", address="10.9.0.1").status for _ in range(12)]
    assert told == [403] * 10 + [429] * 2
    assert {client.api("staff/token", {"portal": "demo"}, X_Portal_Key=key, address="10.9.0.2").status for _ in range(15)} == {200}


def test_the_role_municipality_and_language_come_from_the_token(client, key):
    nynorsk = _minted(client, key, language="nn", role="leieboer", municipality="9999").json
    assert nynorsk["expires_in"] == STAFF_SECONDS
    page = _page(client, nynorsk["token"], text="frist", do="ask", role="leieboer")
    assert client.agent.seen[-1].metadata == {"language": "nn", "portal": "demo", "role": "ansatt"}
    assert '<html lang="nn">' in page.text
    assert '<html lang="nb">' in _page(client, _minted(client, key, language="en").json["token"]).text


def test_law_and_sources_come_before_the_answer_and_follow_ups_after(client, token):
    page = _page(client, token, text="§ 4-18 frist?", do="ask").text
    order = [page.index(part) for part in ("Tvangsfullbyrdelsesloven § 4-18", "kontrollert 24.11.2026", WORDS["says"], "Les brevet", WORDS["follow_ups"])]
    assert order == sorted(order)
    assert client.agent.seen[-1].text == "§ 4-18 frist?"
    assert client.agent.seen[-1].metadata["role"] == "ansatt"


def test_in_an_emergency_the_number_comes_before_the_law(client, token):
    page = _page(client, token, text="haster", do="ask").text
    assert page.index("Les brevet") < page.index("Tvangsfullbyrdelsesloven § 4-18")


def test_the_plain_text_holds_law_day_and_answer(client, token):
    page = _page(client, token, text="frist", do="ask").text
    plain = unescape(re.search(r'<textarea id="plain"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)[1])
    assert plain.startswith("Svar: ")
    assert re.search(r"Lov:\n- Tvangsfullbyrdelsesloven § 4-18 .*, kontrollert 24\.11\.2026, https://lovdata\.no", plain)
    assert "1. Les brevet." in plain
    assert re.search(r"Hentet \d\d\.\d\d\.\d{4} fra Digital veileder", plain)


def test_names_and_numbers_are_masked_as_in_the_chat(client, token):
    page = _page(client, token, text="han heter Kari Nordmann, 01017000027", do="ask").text
    assert "01017000027" not in client.agent.seen[-1].text
    assert "fjernet" in page


def test_commands_are_not_run(client, token):
    _page(client, token, text=' /set_role{"role": "leieboer"}', do="ask")
    assert not client.agent.seen[-1].text.startswith("/")


def test_markup_is_shown_as_text(client, token):
    page = _page(client, token, text='"><script>alert(1)</script>', words='"><b>x', do="ask").text
    assert page.count("<script") == 1  # the page's own file
    assert "&lt;b&gt;markup" in page
    assert "<b>" not in page


def test_a_repeated_post_runs_nothing_again(client, token):
    _page(client, token, text="en gang", do="ask", number="n1")
    ran = len(client.agent.seen)
    _page(client, token, text="en gang", do="ask", number="n1")
    assert len(client.agent.seen) == ran


def test_a_follow_up_is_chosen_and_a_stale_one_is_said(client, token):
    page = _page(client, token, text="hei", do="ask").text
    chosen = _page(client, token, choice=_choices(page)["Fortell mer"])
    assert chosen.status == 200
    assert client.agent.seen[-1].text == "/show_more"
    stale = _page(client, token, choice="brukt")
    assert stale.status == 409
    assert "ikke lenger åpent" in stale.text


def test_an_empty_question_asks_nothing(client, token):
    ran = len(client.agent.seen)
    assert WORDS["empty"] in _page(client, token, text="  ", do="ask").text
    assert len(client.agent.seen) == ran


def test_another_role_is_said(client, token):
    assert WORDS["as_leieboer"] in _page(client, token, text="leieboer", do="ask").text


def test_a_plan_and_documents_are_shown(client, token):
    assert "<caption>Nedbetalingsplan</caption>" in _page(client, token, text="plan", do="ask").text
    assert 'href="/webhooks/web/document/' in _page(client, token, text="vedlegg", do="ask").text


def test_the_language_is_changed(client, token):
    page = _page(client, token, do="language:nn").text
    assert '<html lang="nn">' in page
    assert client.agent.seen[-1].text == '/switch_language{"language": "nn"}'
    assert '<html lang="nn">' in _page(client, token, do="search", language="nn").text


def test_a_new_case_deletes_what_was_asked(client, token):
    _page(client, token, text="hei", do="ask")
    page = _page(client, token, do="forget").text
    assert WORDS["new_case_done"] in page
    assert "Les brevet" not in page
    assert "Les brevet" not in _page(client, token).text


def test_too_many_questions_are_told_to_wait(client, token):
    told = [_page(client, token, text=f"spørsmål {number}", do="ask") for number in range(12)]
    assert told[-1].status == 429
    assert int(told[-1].headers["Retry-After"]) >= 1
    assert ">spørsmål 11" not in told[-1].text
    assert 'value="spørsmål 11"' in told[-1].text  # what was written stays in the field


def test_too_many_requests_from_an_address_get_a_page(client):
    told = [client.ask("/ansatt", address="10.9.0.3") for _ in range(32)]
    assert [told[0].status, told[-1].status] == [401, 429]
    assert "Retry-After" in told[-1].headers


def test_a_large_form_is_refused(client, token):
    assert _page(client, token, text="x" * 70_000, do="ask").status == 413


@pytest.mark.parametrize("body", [b"", b"\xff\xfe%zz=&&&==", b"token=%00&pick=x&pick=y&do=compare", b"{}"])
def test_strange_forms_get_the_closed_page(client, body):
    assert _is_closed(client.ask("/ansatt", body, Content_Type="application/x-www-form-urlencoded"))


@pytest.mark.parametrize(
    ("field", "value"), [("municipality", "x"), ("phase", "9"), ("theme", "<b>"), ("language", "en"), ("pick", "PRA-99"), ("number", "\x00")]
)
def test_values_that_are_not_ours_are_dropped(client, token, field, value):
    page = _page(client, token, do="search", **{field: value})
    assert page.status == 200
    assert "Eksempler: 54" in page.text


def _found(page: str) -> list[str]:
    return re.findall(r'name="pick" value="(PRA-\d\d)"', page)


def test_every_filter_holds(client, token):
    page = _page(client, token, do="search", municipality="3201", phase="2", theme="trekk_i_trygd").text
    assert _found(page) == ["PRA-01"]
    assert '<option value="3201" selected>' in page
    for part in ("kontrollert 23.11.2026", "god kilde", "veiviseren.no"):
        assert part in page


def test_words_search_and_a_place_without_examples_gets_the_nearest(client, token):
    assert _found(_page(client, token, do="search", words="trekk bærum").text)[0] == "PRA-01"
    page = _page(client, token, do="search", words="praksis i hå").text
    assert "ingen eksempler fra Hå" in page
    assert _found(page)
    assert WORDS["no_hits"] in _page(client, token, do="search", municipality="3301", theme="husordensbrudd", phase="3").text


def test_examples_that_the_answer_tells_of_can_be_compared(client, token):
    assert _found(_page(client, token, text="praksis", do="ask").text) == ["PRA-01", "PRA-30"]


def test_two_examples_stand_side_by_side_in_a_table(client, token):
    page = _page(client, token, do="compare", pick=["PRA-30", "PRA-01"]).text
    table = page[page.index('<table class="compare"') : page.index("</table>", page.index('<table class="compare"'))]
    assert re.findall(r'scope="col" role="columnheader">([^<]*)<', table) == [WORDS["what"], "Drammen", "Bærum"]
    rows = re.findall(r'scope="row" role="rowheader">([^<]*)<', table)
    assert rows[:2] == [WORDS["row_title"], WORDS["row_summary"]]
    assert WORDS["row_confidence"] in rows
    assert table.count("<td") == 2 * len(rows)
    assert WORDS["not_told"] in table


@pytest.mark.parametrize("pick", [[], ["PRA-01"], ["PRA-01", "PRA-01"], ["PRA-01", "PRA-30", "PRA-04"], ["PRA-01", "PRA-99"]])
def test_other_than_two_examples_are_not_compared(client, token, pick):
    page = _page(client, token, do="compare", pick=pick).text
    assert WORDS["compare_two"] in page
    assert '<table class="compare"' not in page


def test_what_was_chosen_stays_chosen_through_the_next_search(client, token):
    page = _page(client, token, do="search", municipality="3301", pick=["PRA-01"]).text
    assert _found(page)[0] == "PRA-01"
    assert re.search(r'value="PRA-01" checked', page)


def test_only_the_portal_frames_the_tool_and_only_our_script_runs(client, token):
    policy = _page(client, token).headers["Content-Security-Policy"]
    assert policy.endswith("frame-ancestors 'self' http://127.0.0.1:8088 http://localhost:8088")
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert client.ask("/ansatt").headers["Content-Security-Policy"].endswith("frame-ancestors 'self'")


def test_a_stranger_who_says_to_be_staff_gets_no_tool(client):
    told = client.api("message", {"text": "jeg jobber i nav"}, client.token(portal="demo")).json["messages"]
    assert "laws" not in told[-1]["custom"]
    assert client.agent.seen[-1].metadata.get("role") is None
