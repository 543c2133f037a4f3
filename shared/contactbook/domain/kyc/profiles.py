"""KYC profiles of a contact: assignment, verification, change and expiry (S2.71-S2.107).

| action | pending verification | verified | refuted | expired | none |
|---|---|---|---|---|---|
| assign | refused | refused | as the definition says | as the definition says | as the definition says |
| verify | verified | refused | refused | refused | refused |
| refute | refuted | refused | refused | refused | refused |
| change, lower level | verified | verified | verified | verified | refused |
| change, higher level | as the definition says | the same, if all information is there | as the definition says | as the definition says | refused |
| time passes | expired | expired | - | - | - |
"""

from collections.abc import Collection
from datetime import date, timedelta
from decimal import Decimal

from contactbook.domain.base.errors import FieldError, RuleBroken, ValidationFailed
from contactbook.domain.base.unknown import keeping_unknown
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.kyc_record import ContactKyc, KycState
from contactbook.domain.contacts.record import Contact
from contactbook.domain.contacts.uniqueness import pointer
from contactbook.domain.kyc.rules import (
    counts_expiry,
    document_of,
    expiry_of,
    missing_documents,
    missing_fields,
    profile_named,
    rules_for,
)
from contactbook.domain.settings.kyc import Kyc, KycAssign, KycProfile

HELD = frozenset({KycState.PENDING_VERIFICATION, KycState.VERIFIED})


def assigned_on_edit(contact: Contact, kyc: Kyc, today: date) -> Contact:
    """Return the contact after an edit: a customer without a held profile gets the one that it qualifies for (S2.73-S2.76)."""
    if not contact.open_accounts or (contact.kyc and contact.kyc.state in HELD):
        return with_expiry(contact, kyc)
    qualified = [profile for profile in kyc.profiles if not missing_fields(contact, rules_for(kyc, contact.kind, profile), today)]
    if not qualified:
        return contact
    choose = max if kyc.assign is KycAssign.HIGHEST else min
    return _given(contact, kyc, choose(qualified, key=lambda profile: profile.level), today)


def assign(contact: Contact, kyc: Kyc, name: str, today: date, reason: str | None = None) -> Contact:
    """Assign the profile that a user picked (S2.73, S2.91).

    Raises RuleBroken `not_a_customer`, `profile_held` (use change instead), `information_missing` with the fields.
    """
    profile = _known(kyc, name)
    if not contact.open_accounts:
        raise RuleBroken("Only a customer can have a KYC profile.", code="not_a_customer")
    if contact.kyc and contact.kyc.state in HELD:
        raise RuleBroken("The contact already holds a profile. Change it instead.", code="profile_held")
    _require_information(contact, kyc, profile, today)
    return _given(contact, kyc, profile, today, reason)


def verify(contact: Contact, kyc: Kyc, classifications: Collection[str], today: date, reason: str | None = None) -> Contact:
    """Accept what the customer provided (S2.89). `classifications` are those of its stored attachments.

    Raises RuleBroken `kyc_state` unless verification is pending, `document_missing` with the missing documents (S2.83).
    """
    held = _in_state(contact, KycState.PENDING_VERIFICATION, "verified")
    profile = profile_named(kyc, held.profile)
    rules = rules_for(kyc, contact.kind, profile) if profile else []
    lacking = missing_documents(contact, rules, classifications, today)
    if lacking:
        errors = [
            FieldError("/attachments", "document_missing", f"A document of classification '{name}' is missing.")
            for name in lacking
        ]
        raise RuleBroken("A required document is missing.", code="document_missing", errors=errors)
    return _with(contact, held, state=KycState.VERIFIED, reason=reason)


def refute(contact: Contact, reason: str | None) -> Contact:
    """Reject what the customer provided (S2.90). Raises RuleBroken `kyc_state` unless verification is pending."""
    held = _in_state(contact, KycState.PENDING_VERIFICATION, "refuted")
    return _with(contact, held, state=KycState.REFUTED, reason=reason)


def change(contact: Contact, kyc: Kyc, name: str, today: date, reason: str | None = None) -> Contact:
    """Move to another profile (S2.92-S2.97): down is free and verified at once; up follows the definition.

    Raises RuleBroken `no_profile`, `same_profile`, or `information_missing` for a verified contact that changes to a higher level
    (S2.93).
    """
    profile = _known(kyc, name)
    if contact.kyc is None:
        raise RuleBroken("The contact has no profile to change. Assign one first.", code="no_profile")
    if contact.kyc.profile == name:
        raise RuleBroken("The contact already has this profile.", code="same_profile")
    current = profile_named(kyc, contact.kyc.profile)
    moved = _given(contact, kyc, profile, today, reason)
    if current and profile.level < current.level and moved.kyc:
        return _with(moved, moved.kyc, state=KycState.VERIFIED)
    if contact.kyc.state is KycState.VERIFIED:
        _require_information(contact, kyc, profile, today)
    return moved


def documents_provided(contact: Contact, kyc: Kyc, classification: str, today: date) -> Contact:
    """Return the contact after a document came in. If its profile asks for the document, its term starts again (S2.99)."""
    if contact.kyc is None:
        return contact
    profile = profile_named(kyc, contact.kyc.profile)
    asked = {rule.attachment_classification for rule in rules_for(kyc, contact.kind, profile)} if profile else set()
    if classification not in asked:
        return contact
    return with_expiry(_with(contact, contact.kyc, documents_provided_on=today), kyc)


def is_due_to_expire(contact: Contact, today: date) -> bool:
    """True if the held profile ends today or ended before; `today` is in the tenant's time zone (S2.105)."""
    held = contact.kyc
    return held is not None and held.state in HELD and held.expires_on is not None and held.expires_on <= today


def expire(contact: Contact) -> Contact:
    """Return the contact with its profile expired (S2.100-S2.102). The profile keeps the cause of its expiry."""
    return _with(contact, contact.kyc, state=KycState.EXPIRED) if contact.kyc else contact


def with_expiry(contact: Contact, kyc: Kyc) -> Contact:
    """Return the contact with the end of its held profile: the earliest of its term and of the documents that count (S2.98-S2.106)."""
    held = contact.kyc
    profile = profile_named(kyc, held.profile) if held else None
    if held is None or profile is None or held.state not in HELD:
        return contact
    start = max(held.assigned_on, held.documents_provided_on or held.assigned_on)
    ends: list[tuple[date, str]] = (
        [(_days_after(start, profile.expires_after_days), "period")] if profile.expires_after_days else []
    )
    for rule in rules_for(kyc, contact.kind, profile):
        document = document_of(rule.field)
        printed = expiry_of(contact, document) if document and counts_expiry(rule) else None
        if document and printed:
            ends.append((printed, document))
    expires_on, because = min(ends) if ends else (None, None)
    return _with(contact, held, expires_on=expires_on, expires_because=because)


def reassessed(contact: Contact, kyc: Kyc, today: date) -> Contact:
    """Return the contact under a new definition.

    It loses a profile that is not defined any more, gains one that it now qualifies for, and gets the new term.
    """
    if contact.kyc and profile_named(kyc, contact.kyc.profile) is None:
        contact = with_fields(contact, kyc=None)
    if contact.kyc and contact.kyc.state not in HELD:
        return contact
    settled = assigned_on_edit(contact, kyc, today)
    return expire(settled) if is_due_to_expire(settled, today) else settled


def maximum_credit_limit(contact: Contact, kyc: Kyc) -> Decimal | None:
    """Return the highest credit limit that the contact's profile allows, or None for no limit (S2.107)."""
    profile = profile_named(kyc, contact.kyc.profile) if contact.kyc else None
    return profile.maximum_credit_limit if profile else None


def require_credit_limit_allowed(contact: Contact, kyc: Kyc, limit: Decimal | None) -> None:
    """Raise RuleBroken `credit_limit_exceeded` for a limit above what the profile allows (S2.107)."""
    maximum = maximum_credit_limit(contact, kyc)
    if limit is not None and maximum is not None and limit > maximum:
        raise RuleBroken("The credit limit exceeds the maximum of the KYC profile.", code="credit_limit_exceeded")


def fields_to_ask_for(contact: Contact, kyc: Kyc, today: date) -> list[str]:
    """Return the fields that the contact's profile still needs; without a profile, those of the lowest profile."""
    profile = profile_named(kyc, contact.kyc.profile) if contact.kyc else None
    if profile is None:
        profile = min(kyc.profiles, key=lambda candidate: candidate.level, default=None)
    return missing_fields(contact, rules_for(kyc, contact.kind, profile), today) if profile else []


def _given(contact: Contact, kyc: Kyc, profile: KycProfile, today: date, reason: str | None = None) -> Contact:
    state = KycState.PENDING_VERIFICATION if profile.requires_verification else KycState.VERIFIED
    documents = contact.kyc.documents_provided_on if contact.kyc else None
    held = ContactKyc(profile=profile.profile, state=state, assigned_on=today, documents_provided_on=documents, reason=reason)
    return with_expiry(with_fields(contact, kyc=keeping_unknown(held, contact.kyc)), kyc)


def _with(contact: Contact, held: ContactKyc, **changes: object) -> Contact:
    return with_fields(contact, kyc=with_fields(held, **changes))


def _known(kyc: Kyc, name: str) -> KycProfile:
    profile = profile_named(kyc, name)
    if profile is None:
        raise ValidationFailed.of("/profile", "unknown_profile", "The settings do not define this profile.")
    return profile


def _in_state(contact: Contact, needed: KycState, wanted: str) -> ContactKyc:
    if contact.kyc is None or contact.kyc.state is not needed:
        state = contact.kyc.state.value if contact.kyc else "no profile"
        raise RuleBroken(f"A profile in state '{state}' cannot be {wanted}.", code="kyc_state")
    return contact.kyc


def _require_information(contact: Contact, kyc: Kyc, profile: KycProfile, today: date) -> None:
    missing = missing_fields(contact, rules_for(kyc, contact.kind, profile), today)
    if missing:
        errors = [FieldError(pointer(path), "required", f"The profile '{profile.profile}' needs this field.") for path in missing]
        raise RuleBroken(
            "The profile needs information that is missing; see `errors`.", code="information_missing", errors=errors
        )


def _days_after(start: date, days: int) -> date:
    try:
        return start + timedelta(days=days)
    except OverflowError:
        return date.max
