from __future__ import annotations

import datetime as dt

import pytest
from pydantic import ValidationError

from guidance.portals import at_portal, embedding_origins
from guidance.records import Portal
from guidance.render import contact_line

DAY = dt.date(2026, 11, 24)
BASE = {"id": "p", "name": {"nb": "P"}, "origins": ["https://p.example"], "checked": DAY, "review_by": DAY}


def test_a_portals_contact_stands_in_place_of_the_national_one(knowledge):
    local = at_portal(knowledge, "eksempelvik")
    assert "rådhuset" in contact_line(local, "kommunen", "nb")
    assert contact_line(local, "nav", "nb") == contact_line(knowledge, "nav", "nb")
    assert "rådhuset" not in contact_line(knowledge, "kommunen", "nb")


def test_a_local_contact_never_keeps_the_national_number(knowledge):
    portal = Portal.model_validate({**BASE, "contacts": {"nav": {"who": {"nb": "NAV Prøve"}, "how": {"nb": "møt opp"}}}})
    local = at_portal(type(knowledge)(**{**vars(knowledge), "portals": {"p": portal}}), "p")
    assert local.contacts["nav"].phone is None
    assert contact_line(local, "nav", "nb").startswith("NAV Prøve (møt opp):")


@pytest.mark.parametrize("portal", [None, "", "finnes_ikke", "demo"])
def test_without_contacts_of_its_own_nothing_changes(knowledge, portal):
    assert at_portal(knowledge, portal) is knowledge


def test_origins_are_a_portals_own_or_all(knowledge):
    assert embedding_origins(knowledge, "finnes_ikke") == ()
    assert set(embedding_origins(knowledge, "demo")) < set(embedding_origins(knowledge))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"origins": ["http://p.example"]}, "not encrypted"),
        ({"origins": ["*"]}, "pattern"),
        ({"origins": ["https://p.example/side"]}, "pattern"),
        ({"role": "ansatt"}, "staff_key"),
        ({"contacts": {"nav": {"who": {"nb": "x"}, "phone": "11 22 33 44"}}}, "unconfirmed"),
        ({"contacts": {"nav": {"who": {"nb": "x"}}}}, "phone or how"),
        ({"networks": [{"range": "tull", "times": 2}]}, "networks"),
        ({"links": [{"title": {"nb": "x"}, "url": "javascript:alert(1)"}]}, "pattern"),
    ],
)
def test_an_unsafe_portal_is_refused_with_the_reason(change, fault):
    with pytest.raises(ValidationError, match=fault):
        Portal.model_validate({**BASE, **change})
