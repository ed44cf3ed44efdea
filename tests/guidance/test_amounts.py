from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from guidance.amounts import Amount, Span, amounts_in
from guidance.loader import load_knowledge

K = load_knowledge()


def kroner(amount: Amount) -> list[float | tuple[float, float]]:
    """The readings in kroner; a span as a pair."""
    return [span.low_ore / 100 if span.low_ore == span.high_ore else (span.low_ore / 100, span.high_ore / 100) for span in amount.readings]


ONE = [
    # digits
    ("12 500 kr", 12500), ("kr 7.500", 7500), ("24.500,-", 24500), ("24 500,-", 24500), ("24500", 24500), ("kr. 4500", 4500), ("kr 12.500,50", 12500.5),
    ("12 500,50 kroner", 12500.5), ("7500kr", 7500), ("kr7500", 7500), ("8.000.-", 8000), ("NOK 15 000", 15000), ("1 250 000 kr", 1250000), ("900 kr", 900),
    ("50 kr", 50), ("24,500 kr", 24500), ("12,345.50 NOK", 12345.5), ("9500,-", 9500), ("18\u00a0000 kroner", 18000), ("18\u202f000 kroner", 18000),
    ("25000 kroner og 50 øre", 25000.5), ("25000 kr 50 øre", 25000.5), ("99,90 kr", 99.9), ("kr: 6000", 6000), ("6000 kronar", 6000), ("5000 spenn", 5000),
    ("det blir 13 000 kr", 13000), ("nei, feil, det er 13 000", 13000), ("8750.00 kr", 8750), ("3'500 kr", 3500), ("kr 5 000,00", 5000),
    # digits and words
    ("24 tusen", 24000), ("24tusen", 24000), ("15k", 15000), ("15 k", 15000), ("15K", 15000), ("7,5k", 7500), ("12,5 tusen", 12500), ("2.5 tusen", 2500),
    ("1,2 mill", 1200000), ("1,2 millioner kroner", 1200000), ("25 tusen 500", 25500), ("15 hundre", 1500), ("35 hundre kroner", 3500), ("20 tusen kr", 20000),
    ("12 tusen og 500 kr", 12500), ("10 lapper", 10000), ("24 tus", 24000), ("10 tusenlapper", 10000),
    # words
    ("femten hundre", 1500), ("femtenhundre", 1500), ("halvannen tusen", 1500), ("halvanna tusen", 1500), ("halvannen million", 1500000),
    ("tolv og et halvt tusen", 12500), ("tolv og eit halvt tusen", 12500), ("tre og en halv tusen", 3500), ("to tusen", 2000), ("to tusen fem hundre", 2500),
    ("totusenfemhundre", 2500), ("to tusen og femti kroner", 2050), ("tjuefire tusen", 24000), ("tjuefiretusen", 24000),
    ("femogtyve tusen", 25000), ("toogtredve tusen", 32000), ("seksti tusen", 60000), ("hundre tusen kroner", 100000), ("hundre og tjue tusen kroner", 120000),
    ("fem hundre og femti tusen", 550000), ("åtte hundre og femti", 850), ("ni hundre kroner", 900), ("en million kroner", 1000000), ("halv million", 500000),
    ("en halv million", 500000), ("et halvt tusen kroner", 500), ("tusen kroner", 1000), ("ett tusen kroner", 1000), ("et par tusen", 2000), ("tolv fem hundre", 12500),
    ("tolv fem", 12500), ("åtte tusen fire hundre og tjue", 8420), ("trettifem hundre", 3500), ("fjorten tusen og åtte hundre", 14800), ("nitti tusen", 90000),
    # nynorsk, dialect, without Norwegian keys, English
    ("sju tusen", 7000), ("syv tusen", 7000), ("sjau tusen kronar", 7000), ("ein tusen kronar", 1000), ("eit par tusen kronar", 2000), ("fæm tusen", 5000),
    ("fæmten hundre", 1500), ("ellve tusen", 11000), ("tretti tusen", 30000), ("trætti tusen", 30000), ("førti tusen", 40000), ("forti tusen", 40000),
    ("atte tusen", 8000), ("aatte tusen", 8000), ("søtten tusen", 17000), ("tjuge tusen", 20000), ("tjue tusn", 20000), ("nokre og tjue tusen", (21000, 29000)),
    ("seksten tusen", 16000), ("femtan hundre", 1500), ("fyrti tusen", 40000), ("twenty-four thousand", 24000), ("twenty four thousand", 24000),
    ("fifteen hundred", 1500), ("two and a half thousand", 2500), ("half a million", 500000), ("a thousand kroner", 1000), ("one thousand five hundred", 1500),
    ("I owe 12,000", 12000), ("12k NOK", 12000),
    ("fire og tjue tusen", 24000), ("tre og tyve tusen kroner", 23000), ("en femhundrelapp", 500), ("2½ tusen", 2500), ("2 1/2 tusen", 2500), ("½ million", 500000),
    ("20' kr", 20000), ("to-og-et-halvt tusen", 2500), ("24  000 kr", 24000), ("mellom fem og tjue tusen", (5000, 20000)), ("one hundred and twenty-one thousand", 121000),
    # spans
    ("mellom 8 og 9000", (8000, 9000)), ("mellom åtte og ni tusen", (8000, 9000)), ("seks-sju tusen", (6000, 7000)), ("seks sju tusen", (6000, 7000)),
    ("seks til sju tusen", (6000, 7000)), ("6-7000 kr", (6000, 7000)), ("6-7 tusen", (6000, 7000)), ("6–7 tusen", (6000, 7000)), ("5-600 kr", (500, 600)),
    ("12-1300 kr", (1200, 1300)), ("15-16000", (15000, 16000)), ("10 000-12 000 kr", (10000, 12000)), ("mellom kr 5000 og kr 8000", (5000, 8000)),
    ("5000 til 6000 kr", (5000, 6000)), ("fra 3000 til 4000 kr", (3000, 4000)), ("5 to 6 thousand", (5000, 6000)), ("between 5000 and 6000", (5000, 6000)),
    ("fem eller seks hundre kroner", (500, 600)), ("mellom 500 og 1000 kr", (500, 1000)), ("20-25 000 kr", (20000, 25000)), ("to-tre tusen", (2000, 3000)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ONE)
def test_an_amount_is_read(text, expected):
    (amount,) = amounts_in(K, text, asked=True)
    assert kroner(amount) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24", [24000, 24]),
        ("tolv", [12000, 12]),
        ("24,5", [24500, 24.5]),
        ("to femti", [250, 2050]),
        ("15-16", [(15000, 16000), (15, 16)]),
        ("fem og en halv", [5500, 5.5]),
    ],
)
def test_what_can_be_read_two_ways_gives_both(text, expected):
    (amount,) = amounts_in(K, text, asked=True)
    assert kroner(amount) == expected
    assert amount.ore is None


@pytest.mark.parametrize("text", ["24", "tolv", "tolv fem", "tusen takk", "hundre ganger bedre", "to barn", "vi er fem stykker", "en av oss", "et par dager"])
def test_a_bare_number_in_a_message_is_no_amount(text):
    assert amounts_in(K, text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("jeg skylder 24000 i husleie", [24000]),
        ("husleia er 8500 og strømmen 1200", [8500, 1200]),
        ("har betalt 5000 av 12 000", [5000, 12000]),
        ("vi bor fem stykker og leia er 14 000 kr i måneden", [14000]),
        ("fikk brev 14. mai om at jeg skylder 9 000", [9000]),
        ("skylder 3 mnd husleie, til sammen 36 000", [36000]),
        ("eg skuldar sju tusen og har to ungar", [7000]),
        ("gjelden er 230 tusen kroner fordelt på 7 kreditorer", [230000]),
        ("i 2024 skyldte jeg 5000", [5000]),
        ("kan betale 1500 ekstra hver måned fra 1. januar", [1500]),
        ("depositum var 30000, fikk tilbake 10000", [30000, 10000]),
        ("varselet sier 18 400 kr, fristen er 12.12.2026", [18400]),
        ("utleier krever to tusen fem hundre kroner for vask", [2500]),
        ("my rent is 9500 and I owe 19000", [9500, 19000]),
        ("får 15k i uføretrygd", [15000]),
    ],
)
def test_amounts_are_found_in_a_message(text, expected):
    assert [kroner(amount)[0] for amount in amounts_in(K, text)] == expected


NEVER = [
    "01019012345", "010190 12345", "010190-12345", "01 01 90 12345", "1234.56.78901", "1234 56 78901", "12345678901", "98765432", "98 76 54 32", "987 65 432",
    "+47 98 76 54 32", "+4798765432", "0047 98765432", "tlf 98765432", "NO93 8601 1117 947", "1234 5678 9012 3456", "kid 123456789", "KID: 0012345678903",
    "14. mai", "14.mai", "den 14. mai 2026", "1/6", "1/6-2026", "12.12.2026", "12.12.26", "2026-12-12", "den 20.", "den 20", "kl 10", "kl. 10.30", "klokka 12",
    "10:30", "§ 4-18", "§4-18", "§ 9-5", "paragraf 9", "tvangsfullbyrdelsesloven § 13-2", "husleieloven 9-7", "§§ 148 og 149", "3. etasje", "Storgata 120",
    "sak 2024/123", "saksnr 12345", "leilighet 205", "H0203", "postboks 1234", "2 uker", "14 dager", "3 måneder", "36 måneder", "5 år", "2 barn", "50 %",
    "100 prosent", "65 kvm", "3 roms", "120 m2", "siden 2019", "i 2024", "født 1985", "500 euro", "$500", "500 dollar", "ti ganger", "tusen takk", "uke 47",
    "nummer 12", "0150 Oslo", "født 010190", "12b",
]  # fmt: skip


@pytest.mark.parametrize("asked", [True, False])
@pytest.mark.parametrize("text", NEVER)
def test_what_is_no_money_is_never_read_as_an_amount(text, asked):
    assert amounts_in(K, text, asked=asked) == ()
    assert amounts_in(K, f"jeg skylder husleie, {text}", asked=asked) == ()


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("ca 1500 i mnd", "month"), ("1500 i måneden", "month"), ("1500 kr pr. mnd.", "month"), ("1500 kr per måned", "month"), ("1500 kr/mnd", "month"),
        ("1500 kr hver måned", "month"), ("8500 kr mnd", "month"), ("1500 kvar månad", "month"), ("1500 kr i månaden", "month"), ("1500 a month", "month"),
        ("1500 månedlig", "month"), ("800 kr i uka", "week"), ("800 kr per uke", "week"), ("120 000 kr i året", "year"), ("1500 kr", None),
    ],
)  # fmt: skip
def test_how_often_is_heard(text, period):
    (amount,) = amounts_in(K, text, asked=True)
    assert amount.period == period


@pytest.mark.parametrize(
    "text",
    [
        "ca 1500",
        "ca. kr 1500",
        "rundt 1500 kr",
        "omtrent 1500 kr",
        "om lag 1500 kr",
        "sånn 1500 kr",
        "1500 kr ca",
        "about 1500",
        "et par tusen",
        "1500 eller noe sånt",
    ],
)
def test_about_is_heard(text):
    (amount,) = amounts_in(K, text, asked=True)
    assert amount.approximate


def test_an_exact_amount_is_not_about():
    (amount,) = amounts_in(K, "1500 kr", asked=True)
    assert amount == Amount((Span(150000, 150000),))
    assert amount.ore == 150000


@given(number=st.integers(1000, 9_999_999))
def test_a_number_is_read_in_each_way_of_writing_it(number):
    grouped = f"{number:,}"
    for text in (f"{number} kr", f"kr {number}", f"{number},-", grouped.replace(",", " ") + " kr", grouped.replace(",", ".") + ",-", grouped + " kroner"):
        assert [amount.ore for amount in amounts_in(K, text)] == [number * 100], text


@given(number=st.integers(1, 999_999), language=st.sampled_from(["no", "en"]))
def test_a_number_in_words_is_read(number, language):
    words = num2words(number, lang=language).replace(",", "")
    for text in (f"{words} kroner", f"{words.replace('-', ' ')} kroner"):
        assert [amount.ore for amount in amounts_in(K, text)] == [number * 100], text


@given(number=st.integers(1, 999_999))
def test_a_number_in_one_word_is_read(number):
    text = num2words(number, lang="no").replace(" ", "")
    assert [amount.ore for amount in amounts_in(K, f"{text} kroner")] == [number * 100], text


@given(low=st.integers(1, 99), more=st.integers(1, 50), unit=st.sampled_from(["tusen", "hundre", "tusen kroner"]))
def test_a_span_is_read_whole(low, more, unit):
    times = 100_000 if unit.startswith("tusen") else 10_000
    high = min(low + more, 99) if unit == "hundre" else low + more
    if high == low:
        low -= 1
    for text in (f"mellom {low} og {high} {unit}", f"mellom {low} {unit} og {high} {unit}"):
        assert [amount.readings for amount in amounts_in(K, text)] == [(Span(low * times, high * times),)], text


@given(text=st.text(max_size=80), asked=st.booleans())
def test_no_text_is_too_strange(text, asked):
    for amount in amounts_in(K, text, asked=asked):
        assert amount.readings
        assert all(0 <= span.low_ore <= span.high_ore for span in amount.readings)


@given(
    pieces=st.lists(st.sampled_from([row[0] for row in ONE] + NEVER + ["og", "eller", "til", "mellom", "halv", "par", "-", ",", "i mnd", "kr"]), max_size=6),
    asked=st.booleans(),
)
def test_no_mixture_is_too_strange(pieces, asked):
    for amount in amounts_in(K, " ".join(pieces), asked=asked):
        assert all(isinstance(span.low_ore, int) and 0 <= span.low_ore <= span.high_ore for span in amount.readings)
