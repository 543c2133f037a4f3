"""The contact that a merge makes of several (S1.22-S1.24, decision 4).

The survivor keeps its values. Missing values come from the sources, in their order. `prefer` names, by field, a contact whose
value comes first. Emails, phones, addresses, tags and lists are united, so none of them is lost.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from contactbook.domain.base.comparable import comparable_email
from contactbook.domain.base.errors import FieldError, RuleBroken, ValidationFailed
from contactbook.domain.base.unknown import with_unknown_of
from contactbook.domain.base.versions import with_fields
from contactbook.domain.consent.states import combine, standing_of
from contactbook.domain.contacts.details import MAXIMUM_ADDRESSES, MAXIMUM_EXTERNAL_IDS, MAXIMUM_POINTS, Identifiers
from contactbook.domain.contacts.kyc_record import KycState
from contactbook.domain.contacts.record import PARTICULARS, Contact
from contactbook.domain.contacts.uniqueness.claims import pointer
from contactbook.domain.kyc.ends import with_ends_kept
from contactbook.domain.lists.lists import MAXIMUM_LISTS_OF_A_CONTACT
from contactbook.domain.merges.combined_lists import (
    own_tags,
    united,
    united_addresses,
    united_joined_topics,
    united_left_topics,
    united_points,
)
from contactbook.domain.settings.permissions import ConsentSettings

MAXIMUM_SOURCES = 10
# A merge washes off neither of these.
_LOST = (KycState.REFUTED, KycState.EXPIRED)
Prefer = Mapping[str, str]

SCALARS = (*PARTICULARS, "owned_by_group")
# An industry and its sector come from the same contact, so that they match (S2.9).
INDUSTRY = ("industry", "industry_sector")
_NAMES = ("first_name", "middle_name", "last_name", "full_name")
_UNITED_LISTS = ("emails", "phones", "addresses")
_MOST = {
    "emails": MAXIMUM_POINTS,
    "phones": MAXIMUM_POINTS,
    "addresses": MAXIMUM_ADDRESSES,
    "categories": 20,
    "tags": 100,
    "associations": 50,
    "custom": 50,
    "external_ids": MAXIMUM_EXTERNAL_IDS,
    "list_ids": MAXIMUM_LISTS_OF_A_CONTACT,
}


def check_sources(survivor_id: str, source_ids: Sequence[str]) -> None:
    """Raise RuleBroken `merge_with_itself` (S1.24), or ValidationFailed for a source that is named twice."""
    if survivor_id in source_ids:
        raise RuleBroken.of("/source_ids", "merge_with_itself", "A contact cannot be merged with itself. Name other contacts.")
    errors = [
        FieldError(f"/source_ids/{place}", "repeated_value", "This contact is named twice.")
        for place, source_id in enumerate(source_ids)
        if source_id in source_ids[:place]
    ]
    if errors:
        raise ValidationFailed("A source is named twice; see `errors`.", errors=errors)


def combined_contact(survivor: Contact, sources: Sequence[Contact], prefer: Prefer, consent: ConsentSettings) -> Contact:
    """Return the survivor with the values of the sources.

    Its stage never falls, because accounts and opportunities add up; it is a prospect if any of the contacts was (S1.23). A stop
    of any of them holds (decision 7). Raises RuleBroken `different_kinds`, `too_much_to_merge`, and ValidationFailed if `prefer`
    names an unknown field or another contact.
    """
    everyone = (survivor, *sources)
    if len({contact.kind for contact in everyone}) > 1:
        raise RuleBroken.of(
            "/source_ids", "different_kinds", "A person and a company cannot be merged. Name contacts of one kind."
        )
    _check_prefer(everyone, prefer)
    standing = combine([standing_of(contact) for contact in everyone], settings=consent)
    left_topics = united_left_topics(everyone)
    left = {topic.list_id for topic in left_topics}
    identifiers = _identifiers(everyone, prefer)
    holder = kyc_holder(everyone)
    update: dict[str, object] = {
        **_scalars(everyone, prefer),
        **_lists_of_values(everyone, prefer),
        "identifiers": identifiers,
        "identifiers_since": _identifiers_since(everyone, identifiers),
        **_external_ids(everyone),
        "custom": {name: _custom(everyone, prefer, name) for contact in everyone for name in contact.custom},
        "consent": standing.consent,
        "preferences": standing.preferences,
        "kyc": holder.kyc if holder else None,
        "list_ids": tuple(one for one in united(contact.list_ids for contact in everyone) if one not in left),
        "left_topics": left_topics,
        "joined_topics": united_joined_topics(everyone, left),
        "open_accounts": sum(contact.open_accounts for contact in everyone),
        "credit_limits": _credit_limits(everyone),
        "had_account": any(contact.had_account for contact in everyone),
        "had_opportunity": any(contact.had_opportunity for contact in everyone),
        "anonymization_pending": any(contact.anonymization_pending for contact in everyone),
        "absorbed": united((*contact.absorbed, *((contact.contact_id,) if contact in sources else ())) for contact in everyone),
    }
    result = with_unknown_of(with_fields(survivor, **update), everyone)
    _check_bounds(result)
    return with_ends_kept(holder, result) if holder else result


def kyc_holder(everyone: Sequence[Contact]) -> Contact | None:
    """Return the contact whose KYC profile the merged contact has: a refuted one first, then an expired one, else the first (S2.76)."""
    held = [contact for contact in everyone if contact.kyc]
    strictest = [one for state in _LOST for one in held if one.kyc and one.kyc.state is state]
    return next(iter((*strictest, *held)), None)


def preferred_first(everyone: Sequence[Contact], prefer: Prefer, field: str) -> list[Contact]:
    """Return the contacts in the order in which their values of a field are tried."""
    wanted = prefer.get(field)
    return sorted(everyone, key=lambda contact: contact.contact_id != wanted)


def known_fields(everyone: Iterable[Contact]) -> set[str]:
    """Return the fields that `prefer` may name."""
    custom = {f"custom.{name}" for contact in everyone for name in contact.custom}
    return {*SCALARS, "industry", *_UNITED_LISTS, *(f"identifiers.{name}" for name in Identifiers.model_fields), *custom}


def _check_prefer(everyone: Sequence[Contact], prefer: Prefer) -> None:
    ids = {contact.contact_id for contact in everyone}
    known = known_fields(everyone)
    errors = [
        FieldError(f"/prefer/{field}", "unknown_field", "`prefer` cannot name this field.")
        for field in prefer
        if field not in known
    ]
    errors += [
        FieldError(f"/prefer/{field}", "not_merged", "This contact is not one of the merged contacts.")
        for field, contact_id in prefer.items()
        if contact_id not in ids
    ]
    if errors:
        raise ValidationFailed("`prefer` names unknown fields or contacts; see `errors`.", errors=errors)


def _scalars(everyone: Sequence[Contact], prefer: Prefer) -> dict[str, object]:
    values: dict[str, object] = {
        name: _first(getattr(contact, name) for contact in preferred_first(everyone, prefer, name)) for name in SCALARS
    }
    survivor = everyone[0]
    values["birthday"] = None if values["date_of_birth"] else values["birthday"]
    if "full_name" not in prefer and any(getattr(survivor, name) for name in _NAMES):
        # The survivor's full name is given or derived. Another contact's would hide its own name parts (S1.18).
        values["full_name"] = survivor.full_name
    order = preferred_first(everyone, prefer, "industry")
    chosen = next((contact for contact in order if contact.industry or contact.industry_sector), survivor)
    return values | {name: getattr(chosen, name) for name in INDUSTRY}


def _identifiers(everyone: Sequence[Contact], prefer: Prefer) -> Identifiers:
    found = {
        name: _first(getattr(contact.identifiers, name) for contact in preferred_first(everyone, prefer, f"identifiers.{name}"))
        for name in Identifiers.model_fields
    }
    return with_fields(everyone[0].identifiers, **found)


def _identifiers_since(everyone: Sequence[Contact], kept: Identifiers) -> dict[str, datetime]:
    """Return since when each identifier stands: since the first of the contacts had it so (S2.103)."""
    since: dict[str, datetime] = {}
    for name in Identifiers.model_fields:
        value = getattr(kept, name)
        holders = [one for one in everyone if value is not None and getattr(one.identifiers, name) == value]
        if holders:
            since[name] = min(one.identifiers_since.get(name, one.created_at) for one in holders)
    return {name: at for name, at in since.items() if at != everyone[0].created_at}


def _external_ids(everyone: Sequence[Contact]) -> dict[str, object]:
    """Return the ids of other systems. Where several have one, the survivor's stays, and the others lead to it (S7.4)."""
    kept: dict[str, str] = {}
    led: dict[str, tuple[str, ...]] = {}
    for contact in everyone:
        for system, external_id in contact.external_ids.items():
            kept.setdefault(system, external_id)
            led[system] = (*led.get(system, ()), *((external_id,) if kept[system] != external_id else ()))
        for system, ids in contact.led_external_ids.items():
            led[system] = (*led.get(system, ()), *ids)
    return {"external_ids": kept, "led_external_ids": {system: ids for system, ids in led.items() if ids}}


def _credit_limits(everyone: Sequence[Contact]) -> dict[str, Decimal] | None:
    """Return the credit limits of all their accounts; None if one of them does not know its own."""
    if any(contact.had_account and contact.credit_limits is None for contact in everyone):
        return None
    found = {name: limit for contact in everyone for name, limit in (contact.credit_limits or {}).items()}
    return found if any(contact.had_account for contact in everyone) else None


def _custom(everyone: Sequence[Contact], prefer: Prefer, name: str) -> object:
    return _first(contact.custom.get(name) for contact in preferred_first(everyone, prefer, f"custom.{name}"))


def _lists_of_values(everyone: Sequence[Contact], prefer: Prefer) -> dict[str, object]:
    survivor, *sources = everyone
    emails = (email for contact in preferred_first(everyone, prefer, "emails") for email in contact.emails)
    phones = (phone for contact in preferred_first(everyone, prefer, "phones") for phone in contact.phones)
    addresses = (address for contact in preferred_first(everyone, prefer, "addresses") for address in contact.addresses)
    return {
        "emails": united_points((comparable_email(email.address), email) for email in emails),
        "phones": united_points((f"{phone.number}{phone.extension or ''}", phone) for phone in phones),
        "addresses": united_addresses(addresses),
        "categories": united(contact.categories for contact in everyone),
        "tags": united((survivor.tags, *(own_tags(source) for source in sources))),
        "associations": united(contact.associations for contact in everyone),
    }


def _check_bounds(contact: Contact) -> None:
    errors = [
        FieldError(
            pointer(name),
            "too_many",
            f"The merged contact would have {len(getattr(contact, name))} of these. At most {most} fit.",
        )
        for name, most in _MOST.items()
        if len(getattr(contact, name)) > most
    ]
    if errors:
        raise RuleBroken(
            "The merged contact would exceed a limit; see `errors`. Remove entries from the contacts first.",
            code="too_much_to_merge",
            errors=errors,
        )


def _first(values: Iterable[object]) -> object:
    return next((value for value in values if value is not None and value != ""), None)
