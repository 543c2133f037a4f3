"""By what contacts of several child accounts are one person, as the top account chooses (S4.6)."""

import re
from collections.abc import Iterable
from enum import StrEnum

from contactbook.domain.base.comparable import comparable_email

# The end of the name of a match key that is a phone's. The other keys are those of emails.
PHONE = "p"
_COMPANY = "/company"
_WRITTEN_IN_A_PHONE = re.compile(r"[\s().\-/]")
_NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


class MatchOn(StrEnum):
    """What two contacts must have in common: an email or a phone, an email, a phone, or an email and a phone."""

    EITHER = "either"
    EMAIL = "email"
    PHONE = "phone"
    BOTH = "both"


def comparable_address_or_phone(value: str) -> str:
    """Return an email or phone in the form in which contacts are compared. Raises ValueError for anything else."""
    text = value.strip()
    if _EMAIL.fullmatch(text):
        return comparable_email(text)
    number = _WRITTEN_IN_A_PHONE.sub("", text)
    if not _NUMBER.fullmatch(number):
        raise ValueError("Write an email, or a phone with + and its country code.")
    return number


def match_tokens(keys: Iterable[str], match_on: MatchOn, *, company: bool) -> frozenset[str]:
    """Return what a contact is matched by: contacts that share a token are one person. A company and a person never share one.

    `keys` are its match keys. With `both` a token is an email and a phone together.
    """
    keys = tuple(keys)
    phones = [key for key in keys if key.endswith(PHONE)]
    emails = [key for key in keys if not key.endswith(PHONE)]
    found: Iterable[str] = keys
    if match_on is MatchOn.BOTH:
        found = [f"{email}+{phone}" for email in emails for phone in phones]
    elif match_on is not MatchOn.EITHER:
        found = emails if match_on is MatchOn.EMAIL else phones
    return frozenset(f"{token}{_COMPANY}" if company else token for token in found)
