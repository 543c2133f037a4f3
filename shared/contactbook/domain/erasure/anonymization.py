"""Whether a contact may be anonymized, and which fields stay (S2.131-S2.141)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from contactbook.domain.accounts.accounts import Account, ContactInformation
from contactbook.domain.base.callers import Actor
from contactbook.domain.base.errors import FieldError, RuleBroken
from contactbook.domain.base.unknown import without_unknown
from contactbook.domain.base.values import Moment, Value
from contactbook.domain.base.versions import next_version, with_fields
from contactbook.domain.consent.states import behaviour_of
from contactbook.domain.contacts.engagements import Engagement, running_types
from contactbook.domain.contacts.record import ConsentState, Contact, Erasure
from contactbook.domain.opportunities.opportunities import Opportunity
from contactbook.domain.segments.criteria import All, Criteria, matches
from contactbook.domain.settings.permissions import Behaviour, ConsentSettings

# The fields that stay of an anonymized contact: its kind, its dates, and who may see it. None is personal.
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


# Days after which the bucket's lifecycle rules (template.yaml) remove files that hold many contacts at once.
EXPIRING_DAYS = {"imports/": 7, "exports/": 7, "print/": 7, "uploads/": 1}


# The blocker that stops the action and no consent.
DISABLED = "anonymization_disabled"


class AnonymizationCheck(Value):
    """Every reason why a contact cannot be anonymized now, and which consents anonymize it.

    `allowed` and `blockers` are about the action. `anonymized_by_consent` are the states whose recording anonymizes the contact, also where
    the settings do not allow the action (S2.137, S2.139). `explanation` says both in words.
    """

    contact_id: str
    allowed: bool
    blockers: tuple[str, ...] = ()
    anonymized_by_consent: tuple[ConsentState, ...] = ()
    explanation: str


def checked(contact: Contact, found: Sequence[str], consent: ConsentSettings) -> AnonymizationCheck:
    """Return the check of a contact that these blockers were found for."""
    states = tuple(state for state in ConsentState if behaviour_of(state, consent) is Behaviour.ANONYMIZE)
    said = [_of_action(contact, found)]
    if contact.anonymization_pending:
        said.append("Its consent asked for it, and the daily job anonymizes it as soon as nothing else blocks it.")
    elif states and contact.erasure is None:
        others = "" if set(found) <= {DISABLED} else ", as soon as nothing else blocks it"
        named = " or ".join(state.value for state in states)
        said.append(f"A consent that becomes {named} anonymizes the contact all the same{others}.")
    return AnonymizationCheck(
        contact_id=contact.contact_id,
        allowed=not found,
        blockers=tuple(found),
        anonymized_by_consent=states,
        explanation=" ".join(said),
    )


def _of_action(contact: Contact, found: Sequence[str]) -> str:
    if contact.erasure is not None:
        return "The contact is anonymized already, or its anonymization has begun."
    if DISABLED in found:
        return "The settings do not allow the action."
    return "The action is blocked; `blockers` says by what." if found else "Nothing blocks the action."


class ErasureCertificate(Value):
    """What was erased of a contact, what was kept and why. It holds kinds of items and counts, never a value."""

    contact_id: str
    requested_at: Moment
    requested_by: str
    completed_at: Moment | None = None
    erased: dict[str, int] = {}
    redacted: dict[str, int] = {}
    kept: dict[str, int] = {}
    reasons: dict[str, str] = {}
    # Files with other contacts too, which cannot be edited: their prefix, and the days until they are removed.
    expiring: dict[str, int] = EXPIRING_DAYS


def certificate_of(
    contact_id: str, by: Actor, now: datetime, *, erased: Mapping[str, int], redacted: Mapping[str, int] | None = None
) -> ErasureCertificate:
    """Return the certificate of an erasure that begins, with what goes at once."""
    requested_by = f"{by.type.value}:{by.id}"
    return ErasureCertificate(
        contact_id=contact_id, requested_at=now, requested_by=requested_by, erased=dict(erased), redacted=dict(redacted or {})
    )


def with_counts(certificate: ErasureCertificate, *, erased: Mapping[str, int], redacted: Mapping[str, int]) -> ErasureCertificate:
    """Return the certificate with these items added to its counts."""
    sums = Counter(certificate.erased) + Counter(erased), Counter(certificate.redacted) + Counter(redacted)
    return with_fields(certificate, erased=dict(sums[0]), redacted=dict(sums[1]))


def blockers(
    contact: Contact,
    accounts: Sequence[Account],
    opportunities: Sequence[Opportunity],
    engagements: Sequence[Engagement],
    *,
    unbilled: bool,
    conditions: Criteria,
    today: date,
) -> list[str]:
    """Return why the contact cannot be anonymized now (S2.133-S2.136); empty if it can."""
    found = [association.type.value for association in contact.associations]
    found += [f"running_{kind.value}" for kind in running_types(list(engagements))]
    if unbilled:
        found.append("unbilled_items")
    if not matches(conditions, contact, accounts, today, opportunities):
        found.append("settings_condition")
    return list(dict.fromkeys(found))


def unmet_conditions(
    conditions: All, contact: Contact, accounts: Sequence[Account], opportunities: Sequence[Opportunity], today: date
) -> list[str]:
    """Return the pointers of the conditions that the contact does not meet, within the section `anonymization` (S2.136)."""
    return [
        f"/conditions/{place}"
        for place, condition in enumerate(conditions.of)
        if not matches(condition, contact, accounts, today, opportunities)
    ]


def require_unblocked(found: Sequence[str], unmet: Sequence[str] = ()) -> None:
    """Raise RuleBroken `anonymization_blocked` with every reason and its way out, if there is any. `unmet` are the unmet conditions."""
    if found:
        errors = [FieldError("", code, _way_out(code, unmet)) for code in found]
        raise RuleBroken("The contact cannot be anonymized yet; see `errors`.", code="anonymization_blocked", errors=errors)


def _way_out(code: str, unmet: Sequence[str]) -> str:
    if code == "settings_condition":
        named = " and ".join(f"`{pointer}`" for pointer in unmet)
        return f"The contact does not meet {named} of the settings section `anonymization`."
    if code == "unbilled_items":
        return "An account of the contact has transactions that are not billed. Post them again with `billed`: true."
    kind = code.removeprefix("running_").replace("_", " ")
    if code.startswith("running_"):
        return f"The contact has a running {kind}. Close it with PATCH /v1/contacts/{{id}}/engagements/{{engagement_id}}."
    return f"The contact is associated with a {kind}. Remove that from its `associations`."


def blanked(contact: Contact, now: datetime) -> Contact:
    """Return the contact without any value of the person, marked as `erasing`."""
    kept = {name: getattr(contact, name) for name in _KEPT}
    consent = with_fields(contact.consent, form_attachment_id=None)
    return without_unknown(Contact.model_validate(kept | {"consent": consent, "erasure": Erasure.ERASING, "updated_at": now}))


def redacted_account(account: Account) -> Account:
    """Return the account without its owner's values, one version later. Its transactions still refer to it."""
    return next_version(
        without_unknown(account), name="anonymized", number=None, custom={}, contact_information=ContactInformation()
    )
