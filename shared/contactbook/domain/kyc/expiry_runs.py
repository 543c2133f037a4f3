"""A run of the expiry: its progress, whom it expired and why (S2.100-S2.105). A tenant has one for each of its days with expiries."""

from datetime import date
from enum import StrEnum

from contactbook.domain.base.values import Day, Moment, Value
from contactbook.domain.contacts.record import Contact


class KycExpiryState(StrEnum):
    """Whether a run still works. The next hour's round continues the run of the same day."""

    RUNNING = "running"
    FINISHED = "finished"


class KycExpiryRun(Value):
    """One day's run: how many profiles it expired, and how many it could not."""

    run_id: str
    day: Day
    state: KycExpiryState = KycExpiryState.RUNNING
    expired: int = 0
    failed: int = 0
    started_at: Moment
    finished_at: Moment | None = None


class ExpiredProfile(Value):
    """What a run did with one contact: the profile that it expired, and what ended (`period`, `id_card`, `passport`).

    `error` is the code of why it could not.
    """

    contact_id: str
    profile: str | None = None
    because: str | None = None
    ended_on: Day | None = None
    expired_at: Moment | None = None
    error: str | None = None


def run_id_of(day: date) -> str:
    """Return the id of the run of one day in the tenant's time zone. A round that is repeated goes on with the same run."""
    return f"kxr_{day:%Y%m%d}"


def expired_profile(contact: Contact, now: Moment) -> ExpiredProfile:
    """Return what the run says of a contact whose held profile it expires now."""
    held = contact.kyc
    return ExpiredProfile(
        contact_id=contact.contact_id,
        profile=held.profile if held else None,
        because=held.expires_because if held else None,
        ended_on=held.expires_on if held else None,
        expired_at=now,
    )
