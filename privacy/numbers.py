"""Numbers that tell who: identity, account and card numbers, phone numbers; and the e-mail address.

Any eleven digits count, however they are grouped: the control digits change from 2032, and a wrong digit still tells who.
What looks alike and stays: amounts, dates, KID, case numbers, our own phone numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from privacy.spans import Finder, Span

_GAP = r"(?:\s?[-–—]\s?|[./]|\s{1,2})?"  # noqa: RUF001 people write all three dashes
_IBAN = re.compile(r"\bNO\s?\d{2}(?:[ -]?\d){11}(?!\d)|\b[A-Z]{2}\d{2}(?: ?[\dA-Z]{4}){3,7}(?: ?[\dA-Z]{1,3})?\b(?<=\d)|\bno\d{2}(?: ?\d){11}(?!\d)")
_CARD = re.compile(r"(?<!\d)(?:\d{4}(?:[ .\u00a0-]?\d{4}){3}|3[47]\d\d[ -]?\d{6}[ -]?\d{5})(?!\d)")
_BORN_IN_FULL = re.compile(r"(?<!\d)(?:\d{1,2}[. /-]?\d{1,2}[. /-]?(?:19|20)\d\d|(?:19|20)\d\d[. /-]?\d\d[. /-]?\d\d)[ -]{0,3}\d{5}(?!\d|,-|\s?kr)")
_ELEVEN = re.compile(rf"(?<!\d)\d(?:{_GAP}\d){{10}}(?!\d)")
_LETTER_O = re.compile(r"(?<![\w])(?=[\doO -]*[oO])(?=(?:[oO -]*\d){8})[\doO]{6}[ -]?[\doO]{5}(?![\w])")
_LAST_FIVE = re.compile(
    r"\b(?:person|fødsels)(?:nummer(?:et)?|nr\.?)(?:\s+(?:mitt|hans|hennes|er|på|til|hun|han|har|min))*\s*[:=]?\s*(?P<it>\d{5,6}(?!\d|[ .]\d)|\d{3} \d{2}(?!\d))",
    re.IGNORECASE,
)
_WORD = r"(?:null|en|ein|én|ett|eitt|to|tre|fire|fem|seks|sju|syv|åtte|ni)"
_SPELLED = re.compile(rf"\b{_WORD}(?:[ ,-]+{_WORD}){{7,}}\b", re.IGNORECASE)

_KID_BEFORE = re.compile(r"\bkid(?:[- ]?n(?:umme)?r\.?|[- ]?nummer(?:et)?)?(?![a-zæøå])[^\d.!?,;]{0,45}$", re.IGNORECASE)
_KID_AFTER = re.compile(r"\s?(?:er|som|\(|=|står\s+som)\s?(?:\w+\s){0,2}kid", re.IGNORECASE)
_IDENTITY_WORD = re.compile(r"konto|fødsel|person|fnr|f\.?nr|kort|iban", re.IGNORECASE)
_ACCOUNT = re.compile(r"\d{4}([. ])\d{2}\1\d{5}")
_DOTTED_DAY = r"\d{1,2}\.\d{1,2}\.(?:(?:19|20)?\d\d)?"
_DAYS = re.compile(rf"{_DOTTED_DAY}\s?[-–—]\s?{_DOTTED_DAY}|\d{{1,2}}[./]\d{{1,2}}\s?[-–—]\s?{_DOTTED_DAY}")  # noqa: RUF001
_DAY_AND_AMOUNT = re.compile(r"\d{1,2}\.\d{1,2}\.(?:20[1-9]\d|2\d)\s+(?P<rest>[\d ]{3,7})")
_MONEY_AFTER = re.compile(r"^\s?(?:kr\b|kroner|,-|nok\b)", re.IGNORECASE)

# An international number, with + or 00.
_ABROAD = re.compile(r"(?<![\d])(?<!\d[ .,])(?:\(\+\s?\d{1,3}\)|\+\s?\d{1,3}|00\d{2,3})(?:[ .\u00a0-]?\(?\d\)?){6,12}(?!\d)")
_GROUPED = re.compile(
    r"(?<![\d.,§/-])(?<!\d\s)(?:47[ ])?(?:[2-9]\d(?P<a>[ \u00a0.-]?)\d\d(?P=a)\d\d(?P=a)\d\d|[2-9]\d\d(?P<b>[ \u00a0.-])\d\d(?P=b)\d{3}|[49]\d\d(?P<c>[ \u00a0])\d{3}(?P=c)\d\d"
    r"|4[0-9]\d\d \d{4}|9\d{3} \d{4})(?!\d|,-|[.,]\d|[ \u00a0]?(?:kr\b|kroner|nok\b|mill))|(?<!\d)47[49]\d{7}(?!\d)",
    re.IGNORECASE,
)
_AFTER_PHONE_WORD = re.compile(
    r"\b(?:tlf|telefon|mobil|mob|nummeret\s+mitt|nummer\s+mitt|nr\s+mitt|mitt\s+nr|mitt\s+nummer|ring\s+(?:meg|oss|mamma|pappa|han|hun|henne|ham)|ringe\s+meg|sms|whatsapp|phone|call\s+me|nås)[a-zæøå]*\.?(?:[\s:]+(?:nr\.?|nummer|er|på|mitt|min|til|at|on|is|my|number)){0,4}[\s:]*"
    r"(?P<it>\d(?:[ .\u00a0-]?\d){7})(?![ .-]?\d|,-|[ ]?kr)",
    re.IGNORECASE,
)
_NO_PHONE_BEFORE = re.compile(
    r"(?:\bsak(?:s?(?:nummer|nr))?(?:et)?|\bref(?:eranse)?(?:nummer|nr)?|faktura(?:en)?(?:nummer|nr)?|kunde(?:nummer|nr)|\bkid(?:[- ]?nr|[- ]?nummer)?|ordre(?:nummer|nr)|bilag|vedtaks?(?:nummer|nr)?|arkiv\w*|journal\w*|org(?:anisasjons)?\.?\s?(?:nummer|nr)|løpe(?:nummer|nr)|polise\w*|måler\w*|avtale(?:nummer|nr)|låne(?:nummer|nr)|bestilling\w*|dokument(?:nummer|nr))"
    r"[.:#]?(?:et)?\s*(?:er|var|nr\.?|nummer|på)?\s*[:#]?\s*$",
    re.IGNORECASE,
)
_EMAIL = re.compile(
    r"(?<![\w.+%-])[\w.+%-]{1,64}\s?@\s?[\w-]{2,}(?:\s?[.,]\s?(?:no|com|net|org|se|dk|eu|io|de|uk|pl|edu|gov|info)\b|\.[\w-]+)*"
    r"|(?<![\w.+-])[\w.+-]{1,64}(?:\s?[\[({](?:at|a|alfa|krøllalfa|alfakrøll)[\])}]\s?|\s(?:at|alfa|krøllalfa|alfakrøll)\s)[\w-]+(?:\.[\w-]+|(?:\s?[\[({](?:dot|punktum|punkt)[\])}]\s?|\s(?:dot|punktum|punkt)\s)\w{2,4})+",
    re.IGNORECASE,
)


def find_emails(text: str) -> Iterator[Span]:
    """Yield e-mail addresses, also «kari (at) example punktum no»."""
    for match in _EMAIL.finditer(text):
        yield Span(match.start(), match.end(), "email")


def find_numbers(text: str) -> Iterator[Span]:
    """Yield identity, account and card numbers."""
    for pattern in (_IBAN, _CARD, _BORN_IN_FULL, _ELEVEN, _LETTER_O):
        for match in pattern.finditer(text):
            if not _looks_alike(text, match, pattern):
                yield Span(match.start(), match.end(), "number")
    for match in _LAST_FIVE.finditer(text):
        yield Span(*match.span("it"), "number")
    for match in _SPELLED.finditer(text):
        yield Span(match.start(), match.end(), "number" if len(re.findall(_WORD, match.group(), re.IGNORECASE)) > 8 else "phone")


def _looks_alike(text: str, match: re.Match[str], pattern: re.Pattern[str]) -> bool:
    """Return whether digits are a KID, days or amounts and no number of a person."""
    digits, before, after = match.group(), text[max(0, match.start() - 60) : match.start()], text[match.end() :]
    kid = _KID_BEFORE.search(before)
    if kid and not _IDENTITY_WORD.search(kid.group()) and not _is_birth_number(digits) and not _ACCOUNT.fullmatch(digits):
        return True
    personal = _is_birth_number(digits) or _ACCOUNT.fullmatch(digits) or _IDENTITY_WORD.search(before[-25:])
    if not personal and (_KID_AFTER.match(after) or (pattern in (_ELEVEN, _CARD) and _NO_PHONE_BEFORE.search(before[-40:]))):
        return True
    if pattern is _BORN_IN_FULL:
        return _amount_after_day(digits)
    if pattern is not _ELEVEN:
        return False
    groups = re.findall(r"\d+", digits)
    thousands = [group for group in groups[1:] if len(group) == 3 and group.endswith("00")]
    if len(thousands) > 1 or _DAYS.match(digits) or (_MONEY_AFTER.match(after) and thousands):
        return True
    return _amount_after_day(digits)


def _amount_after_day(digits: str) -> bool:
    """Return whether it is a day of these years and an amount: «1.12.2026 8500»; five digits that are no round sum tell who."""
    found = _DAY_AND_AMOUNT.fullmatch(digits)
    if found is None:
        return False
    rest = found["rest"].replace(" ", "")
    return len(rest) != 5 or rest.endswith("00")


def _is_birth_number(digits: str) -> bool:
    """Return whether eleven digits begin with a day and month, as identity numbers do (D-numbers and test numbers too)."""
    plain = re.sub(r"\D", "", digits)
    if len(plain) != 11:
        return False
    day, month = int(plain[:2]) % 40, int(plain[2:4]) % 40
    return 1 <= day <= 31 and 1 <= month <= 12


def phone_finders(own_phones: Iterable[str]) -> tuple[Finder, Finder, Finder]:
    """Return finders of our own numbers, which stay, of numbers with a country, and of all others; in this order, identity numbers before the last.

    Args:
        own_phones: numbers that the bot itself gives.
    """
    own = frozenset(re.sub(r"\D", "", phone) for phone in own_phones)
    spelled = "|".join(r"[ \u00a0]?".join(number) for number in sorted(own, key=len, reverse=True) if len(number) > 4)
    ours = re.compile(rf"(?<!\d)(?:\+47[ ]?|0047[ ]?)?(?:{spelled})(?!\d)") if spelled else None

    def find_own(text: str) -> Iterator[Span]:
        for match in ours.finditer(text) if ours else ():
            yield Span(match.start(), match.end(), "")

    def find_abroad(text: str) -> Iterator[Span]:
        for match in _ABROAD.finditer(text):
            if "+" in match.group() or not _KID_BEFORE.search(text[max(0, match.start() - 60) : match.start()]):
                yield Span(match.start(), match.end(), "phone")

    def find(text: str) -> Iterator[Span]:
        for match in _AFTER_PHONE_WORD.finditer(text):
            yield Span(*match.span("it"), "phone")
        for match in _GROUPED.finditer(text):
            if not _NO_PHONE_BEFORE.search(text[max(0, match.start() - 40) : match.start()]) and not _is_day(match.group()):
                yield Span(match.start(), match.end(), "phone")

    return find_own, find_abroad, find


def _is_day(digits: str) -> bool:
    """Return whether eight digits are a day of 1900–2099, written 24112026 or 20261124; a mobile number begins with 4 or 9 and is none."""
    if len(digits) != 8 or not digits.isdigit() or digits[0] in "49":
        return False
    return any(1 <= int(day) <= 31 and 1 <= int(month) <= 12 and year[:2] in ("19", "20") for day, month, year in _orders(digits))


def _orders(digits: str) -> tuple[tuple[str, str, str], ...]:
    return (digits[:2], digits[2:4], digits[4:]), (digits[6:], digits[4:6], digits[:4])
