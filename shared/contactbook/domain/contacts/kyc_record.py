"""The KYC part of a contact, as it is stored (S2.85-S2.107). The rules are in the room `kyc`."""

from enum import StrEnum

from contactbook.domain.base.values import Day, Flag, Moment, Value


class KycState(StrEnum):
    """The state of the contact's KYC profile (S2.85)."""

    PENDING_VERIFICATION = "pending_verification"
    VERIFIED = "verified"
    REFUTED = "refuted"
    EXPIRED = "expired"


class ContactKyc(Value):
    """The assigned KYC profile with its state and expiry."""

    profile: str
    state: KycState
    assigned_on: Day
    documents_provided_on: Day | None = None
    expires_on: Day | None = None
    expires_because: str | None = None
    reason: str | None = None
    # When it got this profile in this state; None if that was before contacts kept it.
    since: Moment | None = None
    # True once a document that the profile requires came in after the refutation or the expiry (S2.76).
    renewed: Flag = False
    # True while something that it requires stands, given by an edit, that was not told at the refutation or the expiry.
    informed: Flag = False
    # What was told at the refutation or the expiry, by keyed hashes, and the level of the profile then.
    stood: tuple[str, ...] | None = None
    level: int | None = None
    # The end that counts of a document whose number or date an edit has changed since, until a scan or an agent proves the new one.
    proven_until: dict[str, Day] = {}
    # The documents that had ended already when an agent changed to this profile, with their ends. While it is pending, it waits for new ones.
    waits_for: dict[str, Day] = {}

    @property
    def has_something_new(self) -> bool:
        """True if a refuted or expired profile can be given again."""
        return self.renewed or self.informed
