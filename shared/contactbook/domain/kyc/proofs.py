"""Information and documents as proofs: since when they stand, and which are newer than a refutation (S2.76, S2.99, S2.103)."""

from collections.abc import Mapping
from datetime import date, datetime

from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.details import Identifiers, IdentityDocument
from contactbook.domain.contacts.record import Contact
from contactbook.domain.contacts.uniqueness import values_at
from contactbook.domain.kyc.rules import document_of, is_provided, rules_held, rules_to_ask_about
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
        changed = _proven(before.identifiers, name) != _proven(after.identifiers, name)
        is_given = getattr(after.identifiers, name) is not None
        if changed and is_given and since.get(name) == before.identifiers_since.get(name):
            since[name] = now
    return with_fields(after, identifiers_since=since)


def stands_since(contact: Contact, field: str) -> datetime:
    """Return since when the identifier at a path stands as it does."""
    first, _, rest = field.partition(".")
    return (
        contact.identifiers_since.get(rest.partition(".")[0], contact.created_at)
        if first == "identifiers"
        else contact.created_at
    )


def proves(contact: Contact, rule: KycFieldRule, stored_at: datetime | None) -> bool:
    """True if a document that was stored then can prove the rule's field: it is not older than what the field says now.

    The bucket dates files to the second.
    """
    return stored_at is not None and stored_at >= stands_since(contact, rule.field).replace(microsecond=0)


def missing_documents(contact: Contact, rules: list[KycFieldRule], documents: Documents, today: date) -> list[str]:
    """Return the attachment classifications that verification still needs (S2.82, S2.83).

    One document is enough for all semi-optional fields; it must belong to a field that is provided.
    """
    missing = [rule for rule in rules if rule.attachment_classification and not rule.semi_optional]
    lacking = [name for rule in missing if (name := _lacking(contact, rule, documents))]
    alternatives = [rule for rule in rules if rule.semi_optional and is_provided(contact, rule, today)]
    needed = [name for rule in alternatives if (name := _lacking(contact, rule, documents))]
    if needed and len(needed) == len(alternatives):
        lacking += needed
    return list(dict.fromkeys(lacking))


def asks_for_documents(contact: Contact, kyc: Kyc) -> bool:
    """True if the contact's profile, or without one the lowest, requires a document of any kind."""
    return any(rule.attachment_classification for rule in rules_to_ask_about(contact, kyc))


def gives_new_information(before: Contact, after: Contact, kyc: Kyc, today: date) -> bool:
    """True if the edit gave information that the contact's profile requires and that it did not have before (S2.76)."""
    return any(_is_new(before, after, rule) and is_provided(after, rule, today) for rule in rules_held(after, kyc))


def gives_new_document(contact: Contact, kyc: Kyc, classification: str, stored_at: datetime) -> bool:
    """True if the profile requires a document of the classification that was stored then, and this one can prove what it is for."""
    asked = [rule for rule in rules_held(contact, kyc) if rule.attachment_classification == classification]
    return any(proves(contact, rule, stored_at) for rule in asked)


def _lacking(contact: Contact, rule: KycFieldRule, documents: Documents) -> str | None:
    name = rule.attachment_classification
    return None if name is None or proves(contact, rule, documents.get(name)) else name


def _is_new(before: Contact, after: Contact, rule: KycFieldRule) -> bool:
    document = document_of(rule.field)
    if document is not None:
        return _proven(before.identifiers, document) != _proven(after.identifiers, document)
    return not set(values_at(after, rule.field)) <= set(values_at(before, rule.field))


def _proven(identifiers: Identifiers, name: str) -> object:
    """Return what a document proves of an identifier: a number, or a number with its expiry date."""
    found = getattr(identifiers, name)
    return (found.number, found.expires_on) if isinstance(found, IdentityDocument) else found
