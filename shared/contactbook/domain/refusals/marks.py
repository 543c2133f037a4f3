"""What a contact carries of the refusals of its addresses (S5.4).

The refusals themselves are one item an address (`refusals.py`). These marks are their fast view on the contact: whoever decides
about the contact looks no further, and whoever arms a message checks the contact's version.
"""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints

from contactbook.domain.base.values import Flag, Moment, Value


class Through(StrEnum):
    """How a yes or a no was said, or how the provider told it."""

    BOUNCE = "bounce"
    COMPLAINT = "complaint"
    ONE_CLICK = "one_click"
    PREFERENCE_CENTRE = "preference_centre"
    ANONYMIZATION = "anonymization"
    CONSENT_PAGE = "consent_page"
    PORTAL = "portal"
    SMS_STOP = "sms_stop"
    # A yes: the person takes its STOP back.
    SMS_START = "sms_start"
    USER = "user"
    IMPORT = "import"
    MERGE = "merge"
    SYNC = "sync"
    # Nobody said it: it is the tenant's default. No event has it.
    DEFAULT = "default"


BY_USERS = frozenset({Through.USER, Through.IMPORT})
# The provider tells it, or a suppression list of a child account through the sync.
NOT_OF_THE_PERSON = frozenset({Through.BOUNCE, Through.SYNC})

# What a no is about (S5.1): `unusable` is the address itself, which cannot be reached.
Scope = Annotated[
    str, StringConstraints(pattern=r"^(direct_marketing|affiliate_marketing|processing|unusable|topic:.+|channel:.+)$")
]
# Every text message, also a bill: the carrier stops them all.
TEXTS = "channel:sms"
DIRECT_MARKETING, AFFILIATE_MARKETING, PROCESSING, UNUSABLE = (
    "direct_marketing",
    "affiliate_marketing",
    "processing",
    "unusable",
)


class RefusedAddress(Value):
    """What is refused at one address, said in one way. `address` is its keyed hash, `said_at` the time of the last such no."""

    address: str
    through: Through
    scopes: tuple[Scope, ...]
    said_at: Moment
    # A user recorded with evidence what the person said.
    with_evidence: Flag = False

    @property
    def is_of_users(self) -> bool:
        """True for what users or imports recorded without evidence: no word of the person."""
        return self.through in BY_USERS and not self.with_evidence


def _place(mark: RefusedAddress) -> tuple[str, str, bool, datetime]:
    return mark.address, mark.through.value, mark.with_evidence, mark.said_at


def with_marks_of(
    marks: Iterable[RefusedAddress], of_addresses: Iterable[RefusedAddress], names: Iterable[str]
) -> tuple[RefusedAddress, ...]:
    """Return the marks with those of the addresses `names` (keyed hashes) replaced by what stands there now."""
    replaced = frozenset(names)
    kept = [mark for mark in marks if mark.address not in replaced]
    return tuple(sorted([*kept, *of_addresses], key=_place))
