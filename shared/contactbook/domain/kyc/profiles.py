"""KYC profiles of a contact: assignment, verification, change and expiry (S2.71-S2.107).

| action | pending verification | verified | refuted | expired | none |
|---|---|---|---|---|---|
| assign | refused | refused | as the definition says, with something new | the same | as the definition says |
| an edit | keeps it | keeps it | as the definition says, with something new | the same | as the definition says |
| verify | verified | refused | refused | refused | refused |
| refute | refuted | refused | refused | refused | refused |
| change, lower level | verified, or pending if something that counts has ended | the same | the same | the same | refused |
| change, higher level | as the definition says | the same, if all information is there | as the definition says | as the definition says | refused |
| time passes | expired | expired | - | - | - |
"""

from datetime import date

from contactbook.domain.base.errors import FieldError, RuleBroken, ValidationFailed
from contactbook.domain.base.unknown import keeping_unknown
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.kyc_record import ContactKyc, KycState
from contactbook.domain.contacts.record import Contact
from contactbook.domain.kyc.ends import HELD, is_due_to_expire, standing_on, waiting_for_documents, with_expiry
from contactbook.domain.kyc.proofs import Documents, missing_documents
from contactbook.domain.kyc.rules import (
    missing_information,
    profile_named,
    rules_for,
    rules_held,
)
from contactbook.domain.kyc.ways_out import information_errors, new_things, not_ended, refused
from contactbook.domain.settings.kyc import Kyc, KycAssign, KycProfile


def assigned_on_edit(contact: Contact, kyc: Kyc, today: date) -> Contact:
    """Return the contact after an edit: a customer without a profile gets the one that it qualifies for (S2.73-S2.75).

    A held profile stays. A refuted or expired one is given again once something new came in; it is never a lower one (S2.76).
    """
    current = contact.kyc
    if is_due_to_expire(contact, today):
        # It has ended: no edit and no other term brings it back.
        return contact
    if not contact.open_accounts or (current and current.state in HELD):
        return with_expiry(contact, kyc)
    if current and not current.has_something_new:
        return contact
    given = [
        (profile.level, _given(contact, kyc, profile, today))
        for profile in kyc.profiles
        if (current is None or profile.level >= _lowest_level(current, kyc))
        and not missing_information(contact, rules_for(kyc, contact.kind, profile), today).fields
    ]
    # A profile that has ended already is not given: the next hour would expire it.
    lasting = [(level, one) for level, one in given if not is_due_to_expire(one, today)]
    choose = max if kyc.assign is KycAssign.HIGHEST else min
    return choose(lasting, key=lambda found: found[0])[1] if lasting else contact


def _lowest_level(lost: ContactKyc, kyc: Kyc) -> int:
    """Return the level below which a lost profile is not given again. One of which nobody knows the level is not given at all."""
    profile = profile_named(kyc, lost.profile)
    if profile is not None:
        return profile.level
    return lost.level if lost.level is not None else max((one.level for one in kyc.profiles), default=0) + 1


def assign_at_account(contact: Contact, kyc: Kyc, name: str, today: date) -> Contact:
    """Assign the profile that somebody picked for the contact with an account. Only an agent goes below a lost profile (S2.76).

    Raises as `assign`.
    """
    lost, field = contact.kyc, "/kyc_profile"
    if lost and lost.state not in HELD and _known(kyc, name, field).level < _lowest_level(lost, kyc):
        raise refused(
            f"The contact has lost the higher profile '{lost.profile}'. Only an agent changes it to a lower one.",
            "profile_held",
            field,
            "`POST /v1/contacts/{id}/kyc/change` changes it.",
        )
    return assign(contact, kyc, name, today, sent_as=field)


def assign(
    contact: Contact, kyc: Kyc, name: str, today: date, reason: str | None = None, *, sent_as: str = "/profile"
) -> Contact:
    """Assign the profile that a user picked (S2.73, S2.91). A refuted or expired contact needs something new (S2.76).

    Raises RuleBroken `not_a_customer`, `profile_held` (use change instead), `nothing_new`, `information_missing` with the fields.
    """
    profile = _known(kyc, name, sent_as)
    _require_assignable(contact, kyc, sent_as)
    _require_information(contact, kyc, profile, today)
    return not_ended(_given(contact, kyc, profile, today, reason), today)


def _require_assignable(contact: Contact, kyc: Kyc, sent_as: str) -> None:
    """Raise RuleBroken unless the contact is a customer without a profile, or with a lost one that something new can bring back."""
    if not contact.open_accounts:
        raise refused(
            "Only a customer can have a KYC profile. Open an account first.",
            "not_a_customer",
            "/accounts",
            "The contact has no open account.",
        )
    if contact.kyc and contact.kyc.state in HELD:
        raise refused(
            "The contact already holds a profile. Change it instead.",
            "profile_held",
            sent_as,
            f"It holds '{contact.kyc.profile}'. `POST /v1/contacts/{{id}}/kyc/change` changes it.",
        )
    if contact.kyc and not contact.kyc.has_something_new:
        raise RuleBroken(
            f"The profile is {contact.kyc.state.value}. It needs information or a document that it requires, given after that.",
            code="nothing_new",
            errors=new_things(rules_held(contact, kyc)),
        )


def verify(
    contact: Contact, kyc: Kyc, documents: Documents, today: date, reason: str | None = None, *, judged: str | None = None
) -> Contact:
    """Accept what the customer provided (S2.89). `documents` says when its files were stored.

    Raises RuleBroken as `require_pending`, and `information_missing` or `document_missing` with all that is
    missing (S2.83).
    """
    held = require_pending(contact, "verified", judged)
    if is_due_to_expire(contact, today):
        raise refused(
            "The profile has ended. It expires within the hour, and can be given again with something new.",
            "kyc_state",
            "/kyc/expires_on",
            f"It ended on {held.expires_on}, because of: {held.expires_because}.",
        )
    rules = rules_held(contact, kyc)
    fields = information_errors(contact, held.profile, rules, today)
    errors = fields + [
        FieldError(
            "/attachments", "document_missing", f"A document of classification '{name}' is missing, or older than its field."
        )
        for name in missing_documents(contact, rules, documents, today)
    ]
    if errors:
        code = "information_missing" if fields else "document_missing"
        raise RuleBroken(
            "Information or a document that the profile requires is missing; see `errors`.", code=code, errors=errors
        )
    # The agent has seen what stands now.
    seen = _with(contact, held, state=KycState.VERIFIED, since=None, reason=reason, proven_until={}, waits_for={})
    return not_ended(with_expiry(seen, kyc), today)


def refute(contact: Contact, reason: str | None, *, judged: str | None = None) -> Contact:
    """Reject what the customer provided (S2.90). Raises RuleBroken as `require_pending`."""
    held = require_pending(contact, "refuted", judged)
    return _with(contact, held, state=KycState.REFUTED, since=None, reason=reason)


def change(contact: Contact, kyc: Kyc, name: str, today: date, reason: str | None = None) -> Contact:
    """Move to another profile (S2.92-S2.97): down is free and verified at once; up follows the definition.

    Down to a profile that counts something that has ended already is pending verification instead.
    Raises RuleBroken `no_profile`, `same_profile`, or `information_missing` for a verified contact that changes to a higher level
    (S2.93).
    """
    profile = _known(kyc, name)
    if contact.kyc is None:
        raise refused(
            "The contact has no profile to change. Assign one first.",
            "no_profile",
            "/profile",
            "`POST /v1/contacts/{id}/kyc/assign` assigns one.",
        )
    if contact.kyc.profile == name:
        raise refused("The contact has this profile already. Name another.", "same_profile", "/profile", f"It has '{name}'.")
    current = profile_named(kyc, contact.kyc.profile)
    moved = _given(contact, kyc, profile, today, reason)
    is_lower = current is not None and profile.level < current.level
    if not is_lower and contact.kyc.state is KycState.VERIFIED:
        _require_information(contact, kyc, profile, today)
    if moved.kyc and is_due_to_expire(moved, today):
        return waiting_for_documents(moved, kyc, today)
    return _with(moved, moved.kyc, state=KycState.VERIFIED) if moved.kyc and is_lower else moved


def reassessed(contact: Contact, kyc: Kyc, today: date) -> Contact:
    """Return the contact under a new definition.

    It loses a profile that is not defined any more, gains one that it now qualifies for, and gets the new term. A definition brings
    back nothing: who is refuted or expired stays so (S2.76). A profile that has ended is left to the job, which looks for documents.
    """
    if is_due_to_expire(contact, today) or (contact.kyc and contact.kyc.state not in HELD):
        return contact
    if contact.kyc and profile_named(kyc, contact.kyc.profile) is None:
        contact = with_fields(contact, kyc=None)
    return standing_on(assigned_on_edit(contact, kyc, today), today)


def _given(contact: Contact, kyc: Kyc, profile: KycProfile, today: date, reason: str | None = None) -> Contact:
    state = KycState.PENDING_VERIFICATION if profile.requires_verification else KycState.VERIFIED
    was = contact.kyc
    held = ContactKyc(
        profile=profile.profile,
        state=state,
        assigned_on=today,
        documents_provided_on=was.documents_provided_on if was else None,
        reason=reason,
        # What was refused once is not new after the next refutation either.
        stood=was.stood if was and was.state not in HELD else None,
        # Another profile proves no document. Who comes back from a lost one goes through the flow again.
        proven_until=was.proven_until if was and was.state in HELD else {},
    )
    return with_expiry(with_fields(contact, kyc=keeping_unknown(held, was)), kyc)


def _with(contact: Contact, held: ContactKyc, **changes: object) -> Contact:
    return with_fields(contact, kyc=with_fields(held, **changes))


def _known(kyc: Kyc, name: str, sent_as: str = "/profile") -> KycProfile:
    profile = profile_named(kyc, name)
    if profile is None:
        raise ValidationFailed.of(
            sent_as, "unknown_profile", "The settings do not define this profile. GET /v1/settings/kyc lists them."
        )
    return profile


def require_pending(contact: Contact, wanted: str, judged: str | None = None) -> ContactKyc:
    """Return the contact's profile. Raises RuleBroken `kyc_state` unless its verification is pending, `other_profile` unless it is `judged`."""
    if contact.kyc is None or contact.kyc.state is not KycState.PENDING_VERIFICATION:
        state = contact.kyc.state.value if contact.kyc else "no profile"
        message = f"A profile in state '{state}' cannot be {wanted}. Only a pending one can be."
        raise refused(message, "kyc_state", "/kyc/state", "Only a pending verification can be.")
    if judged not in (None, contact.kyc.profile):
        held = f"It has '{contact.kyc.profile}'."
        raise refused(f"The contact has another profile. It cannot be {wanted} as '{judged}'.", "other_profile", "/profile", held)
    return contact.kyc


def _require_information(contact: Contact, kyc: Kyc, profile: KycProfile, today: date) -> None:
    errors = information_errors(contact, profile.profile, rules_for(kyc, contact.kind, profile), today)
    if errors:
        raise RuleBroken(
            "The profile needs information that is missing; see `errors`.", code="information_missing", errors=errors
        )
