"""Taking back what a contact has just ended on its page to unsubscribe (S5.3, S7.10).

The page that says what ended carries a sealed note of it. Only who pressed the button has it, it holds for an hour and for the same
link, and it brings back what ended then and nothing else.
"""

from datetime import datetime, timedelta

from pydantic import ValidationError

from contactbook.domain.base.key_ring import KeyRing
from contactbook.domain.base.sealing import NotSealed, seal, unseal
from contactbook.domain.base.values import Moment, Value
from contactbook.domain.contacts.record import Contact, Preferences
from contactbook.domain.links.links import MarketingPurpose
from contactbook.domain.permissions.standing import own_no

_SEALED_FOR = "undo"
_LASTS = timedelta(hours=1)
_LONGEST = 900
_FLAGS: tuple[MarketingPurpose, ...] = ("direct_marketing", "affiliate_marketing")


class Undo(Value):
    """What one press of a button ended, and when."""

    at: Moment
    flags: tuple[MarketingPurpose, ...] = ()
    list_id: str | None = None


def ended_by(before: Contact, after: Contact, list_id: str | None, now: datetime) -> Undo | None:
    """Return what ended between the two: flags, and the list that was left. None if nothing did."""
    flags = tuple(name for name in _FLAGS if _value(before.preferences, name) and not _value(after.preferences, name))
    left = list_id if list_id in before.list_ids and list_id not in after.list_ids else None
    return Undo(at=now, flags=flags, list_id=left) if flags or left else None


def is_last_word(undo: Undo, contact: Contact, now: datetime) -> bool:
    """True if the hour is not over, and what ended then is the last that the person said about it."""
    noes = [own_no(getattr(contact.preferences, name)) for name in undo.flags if not _value(contact.preferences, name)]
    left = [topic.at for topic in contact.left_topics if topic.list_id == undo.list_id]
    expected = len(undo.flags) + (undo.list_id is not None)
    return now - undo.at < _LASTS and [*noes, *left] == [undo.at] * expected


def sealed_undo(undo: Undo, token: str, ring: KeyRing) -> str:
    """Return the undo as an opaque text that counts with this link alone."""
    return seal(ring, undo.model_dump_json().encode(), _SEALED_FOR, token)


def read_undo(text: str, token: str, ring: KeyRing) -> Undo | None:
    """Return the undo that was sealed for this link; None if it was not, or was changed."""
    if len(text) > _LONGEST:
        return None
    try:
        return Undo.model_validate_json(unseal(ring, text, _SEALED_FOR, token))
    except (NotSealed, ValidationError):
        return None


def _value(preferences: Preferences, name: MarketingPurpose) -> bool:
    return bool(getattr(preferences, name).value)
