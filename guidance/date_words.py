"""Words for days, months, units of time and small numbers, folded as `plain()` does it."""

from __future__ import annotations

from num2words import num2words

from guidance.texts import fold

# Folded stems; people write «fredag», «fredan», «freda», «fredagen», «fre.».
WEEKDAYS = {
    "man": 0, "mon": 0, "mond": 0,
    "tirs": 1, "tys": 1, "tis": 1, "tues": 1,
    "ons": 2, "ods": 2, "on": 2, "wednes": 2,
    "tors": 3, "hors": 3, "thurs": 3,
    "fre": 4, "fri": 4,
    "lor": 5, "laur": 5, "lau": 5, "satur": 5,
    "son": 6, "sun": 6, "syn": 6,
}  # fmt: skip
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("januar", "jan", "january", "januer"), ("februar", "feb", "febr", "february", "februer"), ("mars", "mar", "march", "marts"),
            ("april", "apr"), ("mai", "may", "maj"), ("juni", "jun", "june"), ("juli", "jul", "july"),
            ("august", "aug"), ("september", "sep", "sept"), ("oktober", "okt", "october", "oct"),
            ("november", "nov"), ("desember", "des", "december", "dec"),
        ),
        1,
    )
    for name in names
}  # fmt: skip
NUMBERS = {fold(num2words(number, lang=language)): number for number in range(60, 0, -1) for language in ("no", "en")} | {
    word: number
    for number, forms in (
        (1, "en ein ei et one a"), (2, "to two par"), (3, "tre noen nokre non few"), (7, "sju syv"), (8, "ota"), (11, "elve"), (20, "tyve tjuge"), (30, "tredve"),
    )
    for word in forms.split()
}  # fmt: skip
# The bokmål names that all other spellings are brought to before a day is read.
WEEKDAY_NAMES = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lordag", "sondag")
MONTH_NAMES = ("januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "desember")
UNITS = {
    form: unit
    for unit, forms in (
        ("dag", "dag dager dagar daga dagers dagars dags dager's dagane dage day days dogn degn"),
        ("uke", "uke uker ukers ukes uka uken uko veke veker vekers vekes vek veka vekor veko wek weks wks wk"),
        ("maned", "maned maneden manaden maneen maneder maneders maneds manad manader manads manadar manaer maneer manen manter month months mnd mnder mndr"),
        ("ar", "ar ars year years"),
        ("time", "time timer timar tima hour hours"),
        ("fjortendag", "fortnight fortnights"),
    )
    for form in forms.split()
}  # fmt: skip
# Written so only close behind digits: «3 dgr», «2u».
SHORT_UNITS = {"dg": "dag", "dgr": "dag", "d": "dag", "u": "uke", "v": "uke", "w": "uke", "mn": "maned", "md": "maned"}
# Short names, read as weekdays only beside a number: «fre. 4.».
SHORT_WEEKDAYS = {"man": 0, "mon": 0, "tir": 1, "tirs": 1, "tue": 1, "tues": 1, "tys": 1, "ons": 2, "ond": 2, "wed": 2, "tor": 3, "tors": 3, "thu": 3, "thur": 3,
          "thurs": 3, "fre": 4, "fri": 4, "lor": 5, "lau": 5, "sat": 5, "son": 6, "sun": 6}  # fmt: skip
# «forrige», «neste», «denne» as parts of a pattern.
LAST = r"forige|forje|forigje|forre|fore|sist|siste|sistlidne|sistleden|last|previous|pasert|past"
NEXT = r"neste|naste|nest|next|komande|komende|kommande|nestkomende|folgende"
THIS = r"na pa|no pa|nu pa|dene|dena|dene her|this|this coming|coming|no|nu|na|forstkomende|fyrstkomande|forstkomande|nermeste|narmeste|narmaste|inevarende"


def small_number(word: str) -> int | None:
    """Return the number a folded word or digits stand for, or None."""
    return int(word) if word.isdigit() else NUMBERS.get(word)
