"""Which addresses the providers can take: an email that SES accepts, and a number that a text message can reach (S0.15, S5.6)."""

from functools import lru_cache

# Calling codes of no country: satellites, international premium rate, free phone and shared cost, personal numbers.
_OF_NO_COUNTRY = frozenset({800, 808, 870, 878, 881, 882, 883, 888, 979})


def ascii_email(address: str) -> str | None:
    """Return the address as SES takes it, with an international domain in punycode; None if it cannot be written so.

    SES takes no letters beyond ASCII before the @ (RFC 6531), and no encoding of them exists.
    """
    local, _, domain = address.rpartition("@")
    if not local.isascii():
        return None
    if domain.isascii():
        return address
    # Imported here, because few addresses need it.
    import idna

    try:
        return f"{local}@{idna.encode(domain, uts46=True).decode('ascii')}"
    except idna.IDNAError:
        return None


def may_be_texted(number: str) -> bool:
    """True if a number in E.164 may be a mobile.

    A range that the numbering plan of its country does not list counts as one, because plans change faster than their copies.
    Landlines, premium, shared-cost and toll-free numbers, pagers, satellites and other special numbers are never texted.
    """
    return _rank(number) is not None


def text_number(numbers: list[str]) -> str | None:
    """Return the number that a text goes to: the first one if it may be a mobile, else the likeliest mobile; None if there is none."""
    ranks = {number: rank for number in numbers if (rank := _rank(number)) is not None}
    if numbers and numbers[0] in ranks:
        return numbers[0]
    return min(ranks, key=lambda number: ranks[number], default=None)


@lru_cache(maxsize=2_000)
def _rank(number: str) -> int | None:
    """Return how likely the number is a mobile, 0 for certain, or None if it is none."""
    # Imported here, because only text messages need it.
    import phonenumbers
    from phonenumbers import PhoneNumberType as Type

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return None
    if parsed.country_code in _OF_NO_COUNTRY:
        return None
    likely = (Type.MOBILE, Type.FIXED_LINE_OR_MOBILE, Type.UNKNOWN)
    kind = phonenumbers.number_type(parsed)
    return likely.index(kind) if kind in likely else None
