"""The rules of a KYC definition: what they ask of a contact, what is missing, and which definitions are refused (S2.77-S2.84)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from contactbook.domain.base.errors import FieldError
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.field_paths import is_known_path
from contactbook.domain.contacts.record import Contact, ContactKind
from contactbook.domain.contacts.uniqueness.claims import values_at
from contactbook.domain.settings.fields import CustomFields
from contactbook.domain.settings.kyc import Kyc, KycFieldRule, KycProfile

# Documents with a printed end date. A rule asks for a new one after that date, unless it says otherwise (S2.103).
DOCUMENTS = {"identifiers.id_card": "id_card", "identifiers.passport": "passport"}


def profile_named(kyc: Kyc, name: str) -> KycProfile | None:
    """Return the profile with the name, or None."""
    return next((profile for profile in kyc.profiles if profile.profile == name), None)


def rules_for(kyc: Kyc, kind: ContactKind, profile: KycProfile) -> list[KycFieldRule]:
    """Return the rules of the profile and of every lower level (S2.84)."""
    reached = {candidate.profile for candidate in kyc.profiles if candidate.level <= profile.level}
    rules = kyc.person_rules if kind is ContactKind.PERSON else kyc.company_rules
    return [rule for rule in rules if reached & set(rule.required_for)]


def profile_of(contact: Contact, kyc: Kyc) -> KycProfile | None:
    """Return the contact's own profile. For a lost one that is not defined any more, the highest that is not above it."""
    held = contact.kyc
    if held is None:
        return None
    level = held.level
    reached = [one for one in kyc.profiles if level is not None and one.level <= level]
    return profile_named(kyc, held.profile) or max(reached, key=lambda one: one.level, default=None)


def rules_held(contact: Contact, kyc: Kyc) -> list[KycFieldRule]:
    """Return the rules of the contact's own profile; none if it has none."""
    profile = profile_of(contact, kyc)
    return rules_for(kyc, contact.kind, profile) if profile else []


def rules_to_ask_about(contact: Contact, kyc: Kyc) -> list[KycFieldRule]:
    """Return the rules of the contact's own profile; without one, those of the lowest."""
    profile = profile_of(contact, kyc) or min(kyc.profiles, key=lambda candidate: candidate.level, default=None)
    return rules_for(kyc, contact.kind, profile) if profile else []


def document_of(field: str) -> str | None:
    """Return the identity document that a field path belongs to, such as `id_card`, or None."""
    return next((name for prefix, name in DOCUMENTS.items() if field == prefix or field.startswith(f"{prefix}.")), None)


def counts_expiry(rule: KycFieldRule) -> bool:
    """True if the rule is about a document that must be renewed when it ends (S2.103)."""
    return document_of(rule.field) is not None and rule.requires_renewal is not False


def expiry_of(contact: Contact, document: str) -> date | None:
    """Return the printed date on which the contact's document ends, or None."""
    found = contact.identifiers.id_card if document == "id_card" else contact.identifiers.passport
    return found.expires_on if found else None


def is_provided(contact: Contact, rule: KycFieldRule, today: date) -> bool:
    """True if the contact provides what the rule asks for.

    An ended document that must be renewed does not count, and neither does an address that is not active.
    """
    return bool(_values(contact, rule)) and not _has_ended(contact, rule, today)


def with_active_addresses(contact: Contact) -> Contact:
    """Return the contact with its active addresses only."""
    return with_fields(contact, addresses=tuple(address for address in contact.addresses if address.active))


@dataclass(frozen=True)
class Missing:
    """What a profile still needs: every field by its path, and those of which one is enough (S2.79, S2.81)."""

    fields: tuple[str, ...] = ()
    one_is_enough: tuple[str, ...] = ()
    # The dates of documents that are there and have ended.
    ended: frozenset[str] = frozenset()


def missing_information(contact: Contact, rules: Sequence[KycFieldRule], today: date) -> Missing:
    """Return what a portal asks for next: each missing mandatory field, and all semi-optional ones while none is given."""
    lacking = [rule for rule in rules if not is_provided(contact, rule, today)]
    is_one_given = any(rule.semi_optional and rule not in lacking for rule in rules)
    asked = [rule for rule in lacking if not (rule.semi_optional and is_one_given)]
    ended = _ended_dates(contact, asked)
    paths = [ended.get(rule.field, rule.field) for rule in sorted(asked, key=lambda rule: rule.semi_optional)]
    one_of = [ended.get(rule.field, rule.field) for rule in asked if rule.semi_optional]
    return Missing(tuple(dict.fromkeys(paths)), tuple(dict.fromkeys(one_of)), frozenset(ended.values()))


def information_to_ask_for(contact: Contact, kyc: Kyc, today: date) -> Missing:
    """Return what the contact's profile still needs; without a profile, what the lowest profile needs."""
    rules = rules_to_ask_about(contact, kyc)
    if not rules:
        return Missing()
    missing = missing_information(contact, rules, today)
    # A document that has ended keeps a profile from being given or verified, also beside another one that is enough (S2.104).
    ended = frozenset(_ended_dates(contact, [rule for rule in rules if _has_ended(contact, rule, today)]).values())
    return replace(missing, fields=tuple(dict.fromkeys((*missing.fields, *sorted(ended)))), ended=missing.ended | ended)


def _ended_dates(contact: Contact, lacking: Sequence[KycFieldRule]) -> dict[str, str]:
    """Return by its rule's field the date of each document that is there but has ended: the date is what is missing."""
    return {rule.field: f"identifiers.{document_of(rule.field)}.expires_on" for rule in lacking if _values(contact, rule)}


def _values(contact: Contact, rule: KycFieldRule) -> tuple[str, ...]:
    return values_at(with_active_addresses(contact) if rule.field.startswith("addresses") else contact, rule.field)


def _has_ended(contact: Contact, rule: KycFieldRule, today: date) -> bool:
    document = document_of(rule.field)
    ends = expiry_of(contact, document) if document and counts_expiry(rule) else None
    return ends is not None and ends <= today


def definition_errors(before: Kyc, kyc: Kyc, custom: CustomFields) -> list[FieldError]:
    """Return why a definition is refused; empty if it is sound (S2.78, S2.80, S2.84)."""
    names = [profile.profile for profile in kyc.profiles]
    levels = [profile.level for profile in kyc.profiles]
    errors = _negative_amounts(kyc)
    if len(set(names)) != len(names):
        errors.append(FieldError("/profiles", "repeated_profile", "A profile is listed twice."))
    if len(set(levels)) != len(levels):
        errors.append(FieldError("/profiles", "repeated_level", "Two profiles have the same level."))
    for kind, field in ((ContactKind.PERSON, "person_rules"), (ContactKind.COMPANY, "company_rules")):
        rules: Sequence[KycFieldRule] = getattr(kyc, field)
        errors += _repeated_rules(rules, field)
        errors += _unknown_profiles(rules, names, field)
        errors += _unknown_fields(rules, kind, field, custom)
        errors += _lone_alternatives(kyc, kind, field)
        errors += _removed_from_higher(kyc, getattr(before, field), rules, field)
    return errors


def _repeated_rules(rules: Sequence[KycFieldRule], field: str) -> list[FieldError]:
    named = [rule.field for rule in rules]
    return [
        FieldError(f"/{field}/{place}/field", "repeated_rule", f"Another rule names {name} too. Make one rule of them.")
        for place, name in enumerate(named)
        if name in named[:place]
    ]


def _negative_amounts(kyc: Kyc) -> list[FieldError]:
    terms = {f"profiles/{place}": one for place, one in enumerate(kyc.profiles)} | {
        name: getattr(kyc, name) for name in ("without_profile", "refuted", "expired")
    }
    return [
        FieldError(f"/{place}/{name}", "negative", "An amount is zero or more.")
        for place, one in terms.items()
        for name in ("maximum_credit_limit", "wallet_threshold")
        if one is not None and (getattr(one, name) or 0) < 0
    ]


def _unknown_profiles(rules: Sequence[KycFieldRule], names: Sequence[str], field: str) -> list[FieldError]:
    return [
        FieldError(
            f"/{field}/{place}/required_for", "unknown_profile", "The rule names a profile that the definition does not have."
        )
        for place, rule in enumerate(rules)
        if not set(rule.required_for) <= set(names)
    ]


def _unknown_fields(rules: Sequence[KycFieldRule], kind: ContactKind, field: str, custom: CustomFields) -> list[FieldError]:
    return [
        FieldError(f"/{field}/{place}/field", "unknown_field", f"A {kind.value} has no field {rule.field}.")
        for place, rule in enumerate(rules)
        if rule.field not in DOCUMENTS and not is_known_path(rule.field, kind, custom, whole=True)
    ]


def _lone_alternatives(kyc: Kyc, kind: ContactKind, field: str) -> list[FieldError]:
    """Refuse a single semi-optional field: alone it would be mandatory (S2.80)."""
    for profile in kyc.profiles:
        alternatives = [rule for rule in rules_for(kyc, kind, profile) if rule.semi_optional]
        if len(alternatives) == 1:
            message = f"Profile '{profile.profile}' has one semi-optional field; mark at least two, or none."
            return [FieldError(f"/{field}", "one_semi_optional_field", message)]
    return []


def _removed_from_higher(kyc: Kyc, before: Sequence[KycFieldRule], rules: Sequence[KycFieldRule], field: str) -> list[FieldError]:
    """Refuse to remove a field from a higher level while a lower level requires it (S2.84)."""
    level = {profile.profile: profile.level for profile in kyc.profiles}
    listed = {rule.field: set(rule.required_for) for rule in before}
    errors = []
    for place, rule in enumerate(rules):
        removed = {name for name in listed.get(rule.field, set()) - set(rule.required_for) if name in level}
        kept = [level[name] for name in rule.required_for if name in level]
        if kept and any(level[name] > min(kept) for name in removed):
            message = "A field required for a lower level is required for every higher one."
            errors.append(FieldError(f"/{field}/{place}/required_for", "removed_from_higher_level", message))
    return errors
