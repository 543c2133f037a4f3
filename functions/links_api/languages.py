"""The language of a page: by the switch on it, the contact, the browser, or the tenant, in this order (S7.10)."""

from collections.abc import Sequence

_LONGEST_HEADER = 500
_MOST_ASKED = 20


def chosen_language(offered: Sequence[str], *, switched_to: str | None, contact: str | None, accepted: str, default: str) -> str:
    """Return the first language that is offered: the switch's, the contact's, one that the browser accepts, the default, our first."""
    wanted = [one for one in (switched_to, contact, *accepted_languages(accepted), default) if one is not None]
    return next((language for language in wanted if language in offered), offered[0])


def accepted_languages(header: str) -> list[str]:
    """Return the languages of an Accept-Language header without their regions, the most wanted first. What cannot be read is left out."""
    if len(header) > _LONGEST_HEADER:
        return []
    found: list[tuple[float, str]] = []
    for part in header.split(",")[:_MOST_ASKED]:
        name, _, quality = part.partition(";")
        weight = _weight(quality)
        language = name.strip().lower().partition("-")[0]
        if language.isascii() and language.isalpha() and weight > 0:
            found.append((weight, language))
    return [language for _, language in sorted(found, key=lambda one: -one[0])]


def _weight(quality: str) -> float:
    name, _, value = quality.partition("=")
    if name.strip() != "q":
        return 1.0 if not quality.strip() else 0.0
    whole, _, decimals = value.strip().partition(".")
    if whole not in ("0", "1") or not (decimals == "" or decimals.isdigit()) or len(decimals) > 3:
        return 0.0
    return min(float(f"{whole}.{decimals or 0}"), 1.0)
