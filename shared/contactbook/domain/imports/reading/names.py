"""The names of countries, languages and months: in English, in Greek and in their own languages (S6.5).

The tables are made of Unicode CLDR. A name that means two things is in none of them.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
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
    **dict.fromkeys(("hong kong", "hong kong sar"), "HK"),
    **dict.fromkeys(("macau", "macao"), "MO"),
    **dict.fromkeys(("palestine", "occupied palestinian territory", "παλαιστινη"), "PS"),
    **dict.fromkeys(("bosnia", "bosnia-herzegovina", "βοσνια"), "BA"),
    **dict.fromkeys(("democratic republic of the congo", "dr congo", "drc", "the democratic republic of the congo"), "CD"),
    **dict.fromkeys(("republic of the congo", "congo-brazzaville"), "CG"),
    **dict.fromkeys(("lao pdr", "lao people's democratic republic"), "LA"),
    **dict.fromkeys(("holy see", "vatican city state"), "VA"),
    "slovak republic": "SK",
    "czech rep": "CZ",
    **dict.fromkeys(("united kingdom of great britain and northern ireland", "σκωτια", "ουαλια"), "GB"),
    **dict.fromkeys(("saudi", "ksa", "kingdom of saudi arabia"), "SA"),
    **dict.fromkeys(("fyrom", "the former yugoslav republic of macedonia", "republic of north macedonia"), "MK"),
    **dict.fromkeys(("republic of ireland", "irish republic", "eire"), "IE"),
    "ηαε": "AE",
    **dict.fromkeys(("ελλασ", "ελληνικη δημοκρατια"), "GR"),
    **dict.fromkeys(("virgin islands u s", "us virgin islands", "u s virgin islands"), "VI"),
    **dict.fromkeys(("british virgin islands", "virgin islands british", "bvi"), "VG"),
    "cote d'ivoire": "CI",
    "democratic people's republic of korea": "KP",
    **dict.fromkeys(("taiwan province of china", "republic of china"), "TW"),
    "st vincent and the grenadines": "VC",
    "antigua": "AG",
    "falkland islands (malvinas)": "FK",
    "trinidad": "TT",
    "myanmar": "MM",
    "syrian arab republic": "SY",
    "brunei darussalam": "BN",
    "libyan arab jamahiriya": "LY",
    "kyrgyz republic": "KG",
    "federated states of micronesia": "FM",
    **dict.fromkeys(("prc", "mainland china"), "CN"),
}
# What a state calls itself before its name.
_STATE = re.compile(r"(?:(?:united|islamic|bolivarian) )?republic of |kingdom of |plurinational state of |state of ")
_TWO_NAMES = re.compile(r"([^()]+)\(([^()]+)\)\s*")
# Characters. No name of a country has as many.
_LONGEST_COUNTRY = 200
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
    return _country_of(name) if len(name) <= _LONGEST_COUNTRY else None


# A file names few countries, and each in many rows.
@lru_cache(maxsize=1024)
def _country_of(name: str) -> str | None:
    code = name.strip().upper()
    if code in COUNTRIES:
        return code
    for spelt in _spellings(name):
        found = _one_spelling(plain_name(spelt))
        bare = found.removeprefix("the ")
        for one in (found, bare, _STATE.sub("", bare, count=1)):
            if known := _names_of_countries().get(one):
                return known
    return _by_two_names(name)


def _spellings(name: str) -> Iterator[str]:
    """Yield the name, and the form of registers as people say it: Iran, Islamic Republic of."""
    yield name
    before, comma, behind = name.partition(",")
    if comma and behind.strip().lower().endswith(("republic of", "states of", "state of", "republic of the")):
        yield f"{behind} {before}"


def _by_two_names(name: str) -> str | None:
    """Return the country that is named before brackets and in them: United Kingdom (UK). Korea (North) is none."""
    found = _TWO_NAMES.fullmatch(name)
    codes = {country_of(one) for one in found.groups()} if found else set()
    return codes.pop() if len(codes) == 1 else None


def _one_spelling(name: str) -> str:
    """Return the name as the tables are asked for it: & and Saint are written in several ways."""
    words = ["and" if word == "&" else "st" if word == "saint" else word for word in name.replace("\u2019", "'").split()]
    return " ".join(words)


@cache
def _names_of_countries() -> dict[str, str]:
    found = {_one_spelling(name): code for name, code in _table("countries").items()}
    return found | {_one_spelling(name): code for name, code in _OTHER_COUNTRIES.items()}


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
