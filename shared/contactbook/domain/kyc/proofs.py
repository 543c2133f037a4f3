"""Information and documents as proofs: since when they stand, and which are newer than a refutation (S2.76, S2.99, S2.103)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.details import Identifiers, IdentityDocument
from contactbook.domain.contacts.record import Contact
from contactbook.domain.kyc.rules import is_provided, rules_held, rules_to_ask_about
from contactbook.domain.settings.kyc import Kyc, KycFieldRule

# The documents of a contact: when the latest file of each classification was stored.
Documents = Mapping[str, datetime]


def with_identifiers_since(before: Contact | None, after: Contact, now: datetime) -> Contact:
    """Return the contact with the time since when each identifier stands as it does.

    What stands since the contact was created needs no time. A change that brings a time with it, such as a merge, keeps it.
    """
    if before is None or before.identifiers == after.identifiers:
        return after
    since = {name: at for name, at in after.identifiers_since.items() if getattr(after.identifiers, name, None) is not None}
    for name in Identifiers.model_fields:
        changed = proven_by_a_scan(before, name) != proven_by_a_scan(after, name)
        is_given = getattr(after.identifiers, name) is not None
        if changed and is_given and since.get(name) == before.identifiers_since.get(name):
            since[name] = now
    return with_fields(after, identifiers_since=since)


def with_identifiers_doubted(merged: Contact, with_scans: Sequence[Contact], now: datetime) -> Contact:
    """Return the merged contact with each identifier standing since now of which a scan that came together may prove another value.

    `with_scans` are the contacts of the merge that have scans. A file does not say whose number it shows.
    """
    doubted = [
        name
        for name in Identifiers.model_fields
        if getattr(merged.identifiers, name) is not None
        and any(proven_by_a_scan(one, name) != proven_by_a_scan(merged, name) for one in with_scans)
    ]
    return (
        with_fields(merged, identifiers_since={**merged.identifiers_since, **dict.fromkeys(doubted, now)}) if doubted else merged
    )


def stands_since(contact: Contact, field: str) -> datetime:
    """Return since when the identifier at a path stands as it does."""
    first, _, rest = field.partition(".")
    return (
        contact.identifiers_since.get(rest.partition(".")[0], contact.created_at)
        if first == "identifiers"
        else contact.created_at
    )


def proves(contact: Contact, rule: KycFieldRule, stored_at: datetime | None) -> bool:
    """True if a document that was stored then can prove the rule's field: it is not older than what the field says now."""
    return stored_at is not None and stored_at >= stands_since(contact, rule.field)


def missing_documents(contact: Contact, rules: list[KycFieldRule], documents: Documents, today: date) -> list[str]:
    """Return the attachment classifications that verification still needs (S2.82, S2.83).

    A document counts only for a field that is provided. One is enough for all semi-optional fields.
    """
    lacking = [name for rule in rules if not rule.semi_optional and (name := _lacking(contact, rule, documents, today))]
    alternatives = [rule for rule in rules if rule.semi_optional and is_provided(contact, rule, today)]
    needed = [name for rule in alternatives if (name := _lacking(contact, rule, documents, today))]
    if needed and len(needed) == len(alternatives):
        lacking += needed
    return list(dict.fromkeys(lacking))


def documents_to_ask_for(contact: Contact, kyc: Kyc, documents: Documents, today: date) -> list[str]:
    """Return the classifications of the documents that the same profile still needs (S2.83)."""
    return missing_documents(contact, rules_to_ask_about(contact, kyc), documents, today)


def asks_for_documents(contact: Contact, kyc: Kyc) -> bool:
    """True if the contact's profile, or without one the lowest, requires a document of any kind."""
    return any(rule.attachment_classification for rule in rules_to_ask_about(contact, kyc))


def rules_proven(contact: Contact, kyc: Kyc, classification: str, stored_at: datetime, today: date) -> list[KycFieldRule]:
    """Return the rules of the contact's profile that a document proves which was stored then. The field must be provided."""
    asked = [rule for rule in rules_held(contact, kyc) if rule.attachment_classification == classification]
    return [rule for rule in asked if is_provided(contact, rule, today) and proves(contact, rule, stored_at)]


def _lacking(contact: Contact, rule: KycFieldRule, documents: Documents, today: date) -> str | None:
    name = rule.attachment_classification
    is_proven = name is None or (is_provided(contact, rule, today) and proves(contact, rule, documents.get(name)))
    return None if is_proven else name


def proven_by_a_scan(contact: Contact, name: str) -> object:
    """Return what a scan proves of an identifier: a number, or a number with its expiry date."""
    found = getattr(contact.identifiers, name)
    return (found.number, found.expires_on) if isinstance(found, IdentityDocument) else found
