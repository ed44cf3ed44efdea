from __future__ import annotations

import pytest

from channel.rates import Rates
from guidance.records import Network


def _passed(hit, key: str, times: int) -> int:
    return sum(hit(key) == 0 for _ in range(times))


def test_a_talk_may_send_ten_at_once_and_is_told_how_long_to_wait():
    rates = Rates()
    assert _passed(rates.message, "a", 15) == 10
    assert 1 <= rates.message("a") <= 20
    assert rates.message("b") == 0


def test_an_address_may_open_ten_talks_a_minute_and_ask_thirty_times_at_once():
    rates = Rates()
    assert _passed(rates.new_talk, "198.51.100.1", 15) == 10
    assert _passed(rates.request, "198.51.100.1", 40) == 30


def test_a_portals_shared_network_has_room_for_its_people():
    rates = Rates([Network(range="192.0.2.0/24", times=20)])
    assert _passed(rates.new_talk, "192.0.2.77", 250) == 200
    assert _passed(rates.new_talk, "198.51.100.7", 250) == 10


@pytest.mark.parametrize(
    ("peer", "header", "client"),
    [
        ("127.0.0.1", "198.51.100.9", "198.51.100.9"),
        ("198.51.100.8", "203.0.113.1", "198.51.100.8"),
        ("127.0.0.1", None, "127.0.0.1"),
        ("127.0.0.1", "tull", "127.0.0.1"),
        ("127.0.0.1", "1.2.3.4, 5.6.7.8", "127.0.0.1"),
        ("2001:db8:1:2:3:4:5:6", None, "2001:db8:1:2::/64"),
        ("::ffff:198.51.100.8", None, "198.51.100.8"),
    ],
)
def test_the_header_is_believed_only_from_our_own_proxy(peer, header, client):
    assert Rates(proxies=["127.0.0.1"]).client(peer, header) == client


def test_an_ipv6_household_counts_as_one():
    rates = Rates()
    one, other = rates.client("2001:db8::1", None), rates.client("2001:db8::2", None)
    assert one == other
    assert _passed(rates.new_talk, one, 15) == 10


def test_the_server_answers_429_with_the_time_to_wait(client):
    statuses = [client.api("session", {}, address="203.0.113.5") for _ in range(11)]
    assert [told.status for told in statuses] == [200] * 10 + [429]
    assert int(statuses[-1].headers["Retry-After"]) >= 1
    assert statuses[-1].json["retry_after"] >= 1


def test_a_forged_header_from_a_stranger_frees_nobody(turn):
    rates = Rates(proxies=["10.0.0.1"])
    assert sum(rates.new_talk(rates.client("127.0.0.1", f"198.51.100.{number}")) == 0 for number in range(15)) == 10
