"""Words for days, months and small numbers, folded as `plain()` does it."""

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
            ("januar", "jan", "january"), ("februar", "feb", "february"), ("mars", "mar", "march"),
            ("april", "apr"), ("mai", "may"), ("juni", "jun", "june"), ("juli", "jul", "july"),
            ("august", "aug"), ("september", "sep", "sept"), ("oktober", "okt", "october"),
            ("november", "nov"), ("desember", "des", "december"),
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


def small_number(word: str) -> int | None:
    """Return the number a folded word or digits stand for, or None."""
    return int(word) if word.isdigit() else NUMBERS.get(word)
