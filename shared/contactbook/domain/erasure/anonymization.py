"""Whether a contact may be anonymized, and what is left of it (S2.131-S2.141)."""

from collections.abc import Sequence
from datetime import date, datetime

from contactbook.domain.accounts.accounts import Account, ContactInformation
from contactbook.domain.base.errors import FieldError, RuleBroken
from contactbook.domain.base.values import Moment, Value
from contactbook.domain.base.versions import next_version, with_fields
from contactbook.domain.contacts.engagements import Engagement, running_types
from contactbook.domain.contacts.record import Contact, Erasure
from contactbook.domain.segments.criteria import Criteria, matches

# What stays of an anonymized contact: that there was one, of which kind, since when, and who may know of it.
_KEPT = frozenset(
    {
        "contact_id",
        "kind",
        "version",
        "origin",
        "open_accounts",
        "had_account",
        "had_opportunity",
        "owned_by_group",
        "privacy_level",
        "history",
        "absorbed",
        "created_at",
        "created_by",
        "updated_at",
        "updated_by",
    }
)


# Files that hold many contacts at once; the bucket's own rules remove them (template.yaml).
EXPIRING_DAYS = {"imports/": 30, "exports/": 7, "print/": 30}


class AnonymizationCheck(Value):
    """Every reason that stands against anonymizing a contact, all at once."""

    contact_id: str
    allowed: bool
    blockers: tuple[str, ...] = ()


class ErasureCertificate(Value):
    """What was erased of a contact, what was kept and why; it names kinds of items and counts, never a value."""

    contact_id: str
    requested_at: Moment
    requested_by: str
    completed_at: Moment | None = None
    erased: dict[str, int] = {}
    redacted: dict[str, int] = {}
    kept: dict[str, int] = {}
    reasons: dict[str, str] = {}
    # What others share with the contact and so cannot be taken out of: where it is, and after how many days it is gone.
    expiring: dict[str, int] = EXPIRING_DAYS


def blockers(
    contact: Contact,
    accounts: Sequence[Account],
    engagements: Sequence[Engagement],
    *,
    unbilled: bool,
    conditions: Criteria,
    today: date,
) -> list[str]:
    """Why the contact cannot be anonymized now (S2.133-S2.136); empty when it can."""
    found = [association.type.value for association in contact.associations]
    found += [f"running_{kind.value}" for kind in running_types(list(engagements))]
    if unbilled:
        found.append("unbilled_items")
    if not matches(conditions, contact, accounts, today):
        found.append("settings_condition")
    return list(dict.fromkeys(found))


def require_unblocked(found: Sequence[str]) -> None:
    """Raises RuleBroken `anonymization_blocked` with every reason."""
    if found:
        errors = [FieldError("", code, f"The contact cannot be anonymized: {code.replace('_', ' ')}.") for code in found]
        raise RuleBroken("Something stands against anonymizing the contact.", code="anonymization_blocked", errors=errors)


def shell_of(contact: Contact, now: datetime) -> Contact:
    """What is left of the contact from the first step on: no value of the person's, and the mark that it is being erased."""
    kept = {name: getattr(contact, name) for name in _KEPT}
    consent = with_fields(contact.consent, form_attachment_id=None)
    return Contact.model_validate(kept | {"consent": consent, "erasure": Erasure.ERASING, "updated_at": now})


def redacted_account(account: Account) -> Account:
    """The account without what it says of its owner; its transactions still find it."""
    return next_version(account, name="anonymized", contact_information=ContactInformation())
