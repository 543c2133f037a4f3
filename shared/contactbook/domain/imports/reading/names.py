"""The names of countries, languages and months: in English, in Greek and in their own languages (S6.5).

The tables are made of Unicode CLDR. A name that means two things is in none of them.
"""

import json
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any

from contactbook.domain.base.countries import COUNTRIES
from contactbook.domain.base.text import fold

# What people write beside the names of CLDR.
_OTHER_COUNTRIES = {
    **dict.fromkeys(("united states of america", "u s a", "america", "ηπα", "ηνωμενεσ πολιτειεσ αμερικησ"), "US"),
    **dict.fromkeys(("great britain", "britain", "england", "scotland", "wales", "northern ireland"), "GB"),
    **dict.fromkeys(("αγγλια", "μεγαλη βρετανια"), "GB"),
    **dict.fromkeys(("hellas", "hellenic republic", "el", "ellada"), "GR"),
    **dict.fromkeys(("republic of cyprus", "kypros", "kibris", "κυπριακη δημοκρατια"), "CY"),
    **dict.fromkeys(("czech republic", "ceska republika"), "CZ"),
    **dict.fromkeys(("turkey", "turkiye", "turkei"), "TR"),
    **dict.fromkeys(("russian federation", "ρωσια"), "RU"),
    **dict.fromkeys(("holland", "the netherlands", "ολλανδια"), "NL"),
    **dict.fromkeys(("republic of korea", "korea", "south korea"), "KR"),
    **dict.fromkeys(("uae", "emirates"), "AE"),
    "macedonia": "MK",
    "burma": "MM",
    "ivory coast": "CI",
    "swaziland": "SZ",
    "cape verde": "CV",
    "east timor": "TL",
    "vatican": "VA",
    "viet nam": "VN",
    "people's republic of china": "CN",
}
_OTHER_LANGUAGES = {
    "greek modern": "el",
    "modern greek": "el",
    "farsi": "fa",
    "castilian": "es",
    "mandarin": "zh",
    "νορβηγικα": "no",
}


def plain_name(name: str) -> str:
    """Return the form in which names are compared: folded, without accents, dots and commas."""
    bare = "".join(one for one in unicodedata.normalize("NFD", fold(name)) if not unicodedata.combining(one))
    return " ".join(bare.replace(".", " " if " " in bare else "").replace(",", " ").split())


def country_of(name: str) -> str | None:
    """Return the ISO 3166-1 alpha-2 code of a country by its code or name; None if there is none."""
    code = name.strip().upper()
    if code in COUNTRIES:
        return code
    found = plain_name(name)
    return _OTHER_COUNTRIES.get(found) or _table("countries").get(found) or _table("countries").get(found.removeprefix("the "))


def language_of(name: str) -> str | None:
    """Return the ISO 639-1 code of a language by its code, its locale (`en-US`) or its name; None if there is none."""
    table, found = _table("languages"), plain_name(name)
    code = found.replace("_", "-").partition("-")[0]
    if code in table.values():
        return code
    return _OTHER_LANGUAGES.get(found) or table.get(found) or (table.get(code) if len(code) == 3 else None)


def month_of(name: str) -> int | None:
    """Return the number of the month with this name; None if there is none."""
    return _table("months").get(plain_name(name))


@cache
def _table(name: str) -> dict[str, Any]:
    text = files("contactbook.domain.imports.reading").joinpath("cldr", f"{name}.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found
