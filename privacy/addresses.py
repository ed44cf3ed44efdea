"""Street addresses, postcodes with their place, post boxes, numbers of flats and properties."""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.spans import Finder, Span
from privacy.words import words_of

# Endings that only streets have; those of the second kind end other words too and need a capital letter.
_SURE = r"(?:gata|gaten|gate|(?<=[a-zæøå])gt\.|(?<=[regs])gt|veien|vegen|veg|vei|(?<=[a-zæøå])vn\.|(?<=[es])vn|allé|alléen|smauet|smuget|brygge|terrasse)"
_UNSURE = (
    r"(?:plass|plassen|bakken|bakkane|bakke|svingen|stien|sti|kroken|lia|lien|haugen|haug|tunet|tun|ringen|berget|berg|bergan|jordet|løkka|løkken|torget|torg|toppen|åsen|ås|moen|mo|myra|myr|marka|skogen"
    r"|skog|grenda|feltet|hagen|dalen|bråten|stubben|kleiva|kleiven|alle|alleen|flata|vika|viken|neset|sletta|vollen|lunden|faret|linna|linja|løypa|bekken|hammeren|steinen|kollen|hellinga|teigen|enga|tråkka|sving|brinken|brinkvegen|gard|gård|gården)"
)
_NUMBER = r"\s*,?\s?(?:nr\.?\s?)?\d{1,4}(?:\s?[-/]\s?\d{1,3})?(?:\s?[a-hA-H](?![\wæøåÆØÅ]))?"
_MONTH = r"(?:jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|des)"
# What follows the number when it counts something else.
_NO_UNIT = (
    r"(?!\d|\.\d|,\d|,-|\s?(?:kr|kroner|%|prosent|uke|uker|veke|veker|dag|dagar|dager|døgn|mnd|måned|månad|år|ganger|gonger|timer|timar|barn|born|personar|personer|netter|stk|meter|km|mil|min|minutt|etasj|rom|gang|voksne|små|unger)"
    rf"|\.?\s*{_MONTH}|:\d)"
)
_PLACE = r"[A-ZÆØÅ][\wæøåÆØÅ-]{1,30}(?:\s(?:i\s)?[A-ZÆØÅ][\wæøåÆØÅ-]{1,30})?"
_TAIL = (
    r"(?:,?\s(?:leil(?:ighet)?\.?\s?(?:nr\.?\s?)?\w?\d+\w?|[HULK]\s?-?0\d{3}|(?:oppgang|inngang)\s\w\b|\d\.?\s?(?:etg|etasje|etasjen)\.?))*"
    rf"(?:\s?,?\s*(?:i\s|på\s|N-|NO-)?\d{{4}}(?!\s?(?:kr|kroner|,-))\s+(?:{_PLACE}|[a-zæøå]{{2,}}))?"
)
_CAPITAL = r"[A-ZÆØÅ][\wæøåÆØÅ.'-]{0,30}"
_PATTERNS = tuple(
    re.compile(pattern + _NUMBER + _NO_UNIT + _TAIL)
    for pattern in (
        rf"\b(?:(?:nedre|øvre|gamle|store|lille|vestre|østre|nordre|søndre)\s+)[a-zæøå]{{1,30}}(?:{_SURE}|{_UNSURE})",
        # «Storgata 12 B», «storgata 12», «Karl Johans gate 5», «karl johans gate 5», «Gamle Drammensvei 10»
        rf"\b(?:{_CAPITAL}\s+){{0,3}}(?!(?i:skole|klage|retts|tollin|fram|frem|under|over|halv|om|inn|ut|ned|opp|av)(?i:veien|vegen|vei|veg)\b)[\wæøåÆØÅ-]{{2,30}}(?i:{_SURE})",
        rf"\b(?:{_CAPITAL}\s+){{1,3}}(?i:{_SURE}|{_UNSURE})",
        rf"\b(?:[a-zæøå]{{3,30}}\s+){{0,2}}[a-zæøå]{{2,30}}s\s+{_SURE}",
        # «Solbergåsen 14», with a capital letter
        rf"\b(?:{_CAPITAL}\s+){{0,2}}[A-ZÆØÅ][\wæøå-]{{1,30}}{_UNSURE}",
        # «bor i Moltemyr 12»: any name after such words
        rf"(?i:(?<=\bbor i )|(?<=\bbor på )|(?<=\bbur i )|(?<=\bbur på )|(?<=\bbodd i )|(?<=\bbodd på )|(?<=\badresse )|(?<=\badresse: )|(?<=\badressen er )|(?<=\badressa er )|(?<=\badressen min er )|(?<=\badressa mi er )|(?<=\badr )|(?<=\badr\. )|(?<=\badr: )|(?<=\badressen: )|(?<=\bleiligheten i )|(?<=\bleiligheten på )|(?<=\bhybelen i )|(?<=\bflyttet til )|(?<=\blive in )|(?<=\blive at ))"
        rf"(?:{_CAPITAL}\s+){{0,2}}[A-ZÆØÅ][\wæøå-]{{1,30}}",
        rf"(?i:(?<=\bbor i )|(?<=\bbor på )|(?<=\bbur i )|(?<=\bbur på )|(?<=\badressen er )|(?<=\badresse ))[a-zæøå]{{1,30}}{_UNSURE}",
    )
)
# Ends like a street and is none: «vurderingen 12. mars», «familien 4 stykker», «arbeidsplassen 2».
_NO_STREET = re.compile(
    r"(?i)\b(?:[\wæøå]+(?:eringen|dringen|fringen|tringen|sringen|ndringa)|familien|alle|avgate|arbeidsplassen|parkeringsplassen|barnehageplass\w*|sykehjemsplass\w*|plass|bosted|huslien|kommunegården|politigården|rådhusplassen|(?:på|av|til|om|opp|i)\s+\S+\s*\d+$(?<!\S))\b"
)
_BOX = re.compile(r"(?i:\b(?:postboks|pb\.?|p\.b\.|boks)\s+\d+(?:\s+(?!\d{4}\b)[A-ZÆØÅ][\wæøå]+)?)" + _TAIL)
_FLAT = re.compile(r"\b[HULK]0\d{3}\b|(?i:\b(?:leilighet|leil\.?|hybel|rom|bolig)(?:nummer|nr\.?)\s*:?\s*)(?-i:[HULK]?\d{3,5})\b")
_PROPERTY = re.compile(r"\bg(?:årds)?(?:nummer|nr)\.?\s*:?\s*\d+\s*,?\s*(?:og\s+|/\s*)?b(?:ruks)?(?:nummer|nr)\.?\s*:?\s*\d+", re.IGNORECASE)
_POSTCODE = re.compile(r"(?<![\d.,§-])(?<!\d\s)\d{4}\s+(?P<place>[A-ZÆØÅa-zæøå][\wæøåÆØÅ-]+)(?:\s[A-ZÆØÅ](?=\b))?")
_BEFORE_POSTCODE = re.compile(r"(?:\b(?:bor|bur|bodde|på|i|til|postnummer|postnr\.?|adresse[n:]?)\s+|■\s?,?\s*)$", re.IGNORECASE)
_MOST_YEARS = ("19", "20")


def address_finder(places: frozenset[str]) -> Finder:
    """Return a finder of addresses.

    Args:
        places: lower-case names of municipalities and places; after four digits they make a postcode.
    """

    def find(text: str) -> Iterator[Span]:
        for pattern in _PATTERNS:
            for match in pattern.finditer(text):
                if not _NO_STREET.match(match.group()):
                    yield Span(match.start(), match.end(), "address")
        for pattern in (_BOX, _FLAT, _PROPERTY):
            for match in pattern.finditer(text):
                yield Span(match.start(), match.end(), "address")
        for match in _POSTCODE.finditer(text):
            if _is_postcode(text, match, places):
                yield Span(match.start(), match.end(), "address")

    return find


def _is_postcode(text: str, match: re.Match[str], places: frozenset[str]) -> bool:
    """Return whether four digits and a word are a postcode and its place, not a year or an amount and the next sentence."""
    code, place = match.group()[:4], match["place"]
    sure = bool(_BEFORE_POSTCODE.search(text[max(0, match.start() - 20) : match.start()]))
    if code.startswith(_MOST_YEARS) and not (sure and place.lower() in places and code[:2] != "20"):
        return False
    if place.lower() in places:
        return code.startswith("0") or place[0].isupper() or sure
    return place[0].isupper() and place.lower() not in words_of("no_names") and (sure or code.startswith("0"))
