"""A ground told in passing decides the answer; one that is only supposed, denied or asked about does not."""

from __future__ import annotations

import pytest

from guidance.grounds import stated_ground


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("Jeg har fått et varsel der det står oppsigelse, hvis jeg betaler kan jeg bli da?", "oppsigelse"),
        ("fått varsel om heving pga husbråk. hva gjør jeg", "heving"),
        ("Kontrakten har gått ut, og nå har jeg fått varsel", "klausul_utlopt"),
        ("har fått oppsigelse fordi jeg skylder husleie", "oppsigelse"),
        ("eg har fått oppseiing. stoppar det om eg betaler", "oppsigelse"),
        ("leier er sagt opp, begjæring sendt, kan betaling stoppe?", "oppsigelse"),
        # unpaid rent tells nothing of the clause that decides
        ("har fått varsel pga ubetalt husleie", None),
        ("kan utleier gi meg oppsigelse", None),
        ("de truer med oppsigelse", None),
        ("jeg har ikke fått oppsigelse, bare varsel om utkastelse", None),
        ("er oppsigelse og heving det samme", None),
        ("det er bråk hos naboen", None),
        ("har fått oppsigelse og heving i samme brev", None),
        ("", None),
        ("🙂", None),
        ("oppsigelse " * 900, None),
    ],
)
def test_only_what_is_told_counts(knowledge, text, ground):
    assert stated_ground(knowledge, text) == ground
