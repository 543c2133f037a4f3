"""Undoing a merge: the contacts as they were, with the changes since (S1.22).

A change since the merge belongs to the contact that the changed value came from. If two contacts had the value, the change is a
conflict, and the caller of the undo assigns it. A value that no contact had before stays with the survivor. A stop since the
merge holds for all contacts (decision 7).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeVar

from pydantic import BaseModel

from contactbook.domain.base.comparable import comparable_email
from contactbook.domain.base.errors import FieldError, RuleBroken, ValidationFailed
from contactbook.domain.base.values import Value
from contactbook.domain.base.versions import with_fields
from contactbook.domain.consent.states import combine, standing_of, without_new_yeses
from contactbook.domain.contacts.details import Address, Email, Identifiers, LeftTopic, Phone
from contactbook.domain.contacts.record import Contact
from contactbook.domain.merges.combined_contact import INDUSTRY, SCALARS, kyc_holder
from contactbook.domain.merges.combined_lists import united_joined_topics, united_left_topics, with_one_primary
from contactbook.domain.settings.permissions import ConsentSettings

# A leaf is one value that can change alone: `last_name`, `identifiers.vat_number`, `emails/eleni@example.com`.
Leaves = dict[str, object]
P = TypeVar("P", Email, Phone)
_SETS = ("categories", "tags")
# Leaving a list is a stop, so it holds for every contact that was on the list.
_STOPS = ("list_ids",)


class Before(Value):
    """What a merge keeps for its undo: the contacts before it, and the survivor right after it."""

    survivor: Contact
    sources: tuple[Contact, ...]
    after: Contact


class Restored(Value):
    """The contacts after an undo."""

    survivor: Contact
    sources: tuple[Contact, ...]


def restored(before: Before, now: Contact, assign: Mapping[str, str], consent: ConsentSettings) -> Restored:
    """Return the contacts as before the merge, each with the later changes of its own values.

    `assign` names, by leaf, the contact of a change that is a conflict. Raises RuleBroken `undo_conflicts` with every other
    conflict, ValidationFailed if `assign` names another contact.
    """
    everyone = (before.survivor, *before.sources)
    _check_assign(everyone, assign)
    known = {contact.contact_id: leaves_of(contact) for contact in everyone}
    result = {contact.contact_id: contact for contact in everyone}
    conflicts: list[FieldError] = []
    for leaf, old, new in _changes(before.after, now):
        owners = _owners(leaf, old, new, known, before.survivor.contact_id, assign)
        if owners is None:
            conflicts.append(
                FieldError(
                    f"/{leaf}",
                    "changed_since",
                    "It has changed since, and more than one contact had it. Name its contact in `assign`.",
                )
            )
            continue
        for owner in owners:
            result[owner] = with_leaf(result[owner], leaf, old, new)
    if conflicts:
        raise RuleBroken(
            "Some changes since the merge could belong to more than one contact; see `errors`.",
            code="undo_conflicts",
            errors=conflicts,
        )
    settled = [_settled(result[contact.contact_id], contact, before.after, now, consent) for contact in everyone]
    survivor, *sources = [_with_kyc(contact, before, now) for contact in settled]
    # The merge made its addresses new, because of the noes that it brought. Those go, and what it got since stays new.
    since = {name: at for name, at in now.gained.items() if before.after.gained.get(name) != at}
    survivor = with_fields(survivor, gained={**before.survivor.gained, **since})
    return Restored(survivor=survivor, sources=tuple(sources))


def leaves_of(contact: Contact) -> Leaves:
    """Return all leaves of a contact that a merge or a person sets."""
    leaves: Leaves = {name: getattr(contact, name) for name in (*SCALARS, *INDUSTRY)}
    leaves |= {f"identifiers.{name}": getattr(contact.identifiers, name) for name in Identifiers.model_fields}
    leaves |= {f"custom.{name}": value for name, value in contact.custom.items()}
    leaves |= {f"external_ids.{system}": value for system, value in contact.external_ids.items()}
    leaves |= {f"emails/{comparable_email(email.address)}": email for email in contact.emails}
    leaves |= {f"phones/{phone.number}{phone.extension or ''}": phone for phone in contact.phones}
    leaves |= {f"addresses/{address.address_id}": address for address in contact.addresses}
    leaves |= {f"associations/{found.type.value}:{found.id}": found for found in contact.associations}
    leaves |= {f"{name}/{value}": value for name in (*_SETS, *_STOPS) for value in getattr(contact, name)}
    return {leaf: value for leaf, value in leaves.items() if value is not None}


def with_leaf(contact: Contact, leaf: str, old: object, new: object) -> Contact:
    """Return the contact with the change of one leaf from `old` to `new`."""
    if "/" in leaf:
        name = leaf.partition("/")[0]
        return with_fields(contact, **{name: tuple(_elements(contact, name, leaf, old, new))})
    group, _, name = leaf.partition(".")
    if not name:
        return with_fields(contact, **{leaf: new})
    if group == "identifiers":
        return with_fields(contact, identifiers=with_fields(contact.identifiers, **{name: new}))
    if group == "external_ids":
        others = {system: value for system, value in contact.external_ids.items() if system != name}
        return with_fields(contact, external_ids=others if new is None else others | {name: new})
    custom = {known: value for known, value in contact.custom.items() if known != name}
    return with_fields(contact, custom=custom if new is None else custom | {name: new})


def _elements(contact: Contact, name: str, leaf: str, old: object, new: object) -> Iterator[object]:
    """Yield the elements of a list after the change of one of them."""
    own = {own_leaf: value for own_leaf, value in leaves_of(contact).items() if own_leaf.startswith(f"{name}/")}
    for own_leaf, value in own.items():
        if own_leaf != leaf:
            yield value
        elif new is not None:
            yield _revised(value, old, new)
    if leaf not in own and new is not None:
        yield new


def _revised(value: object, old: object, new: object) -> object:
    """Return the value with the parts changed that differ between `old` and `new`."""
    if not (isinstance(value, BaseModel) and isinstance(old, BaseModel) and isinstance(new, BaseModel)):
        return new
    parts = {name: getattr(new, name) for name in type(new).model_fields if getattr(old, name) != getattr(new, name)}
    return with_fields(value, **parts)


def _changes(after: Contact, now: Contact) -> Iterator[tuple[str, object, object]]:
    """Yield each changed leaf with its old and new value."""
    old, new = leaves_of(after), leaves_of(now)
    for leaf in [*old, *(leaf for leaf in new if leaf not in old)]:
        if old.get(leaf) != new.get(leaf):
            yield leaf, old.get(leaf), new.get(leaf)


def _owners(
    leaf: str, old: object, new: object, known: Mapping[str, Leaves], survivor_id: str, assign: Mapping[str, str]
) -> Collection[str] | None:
    """Return the contacts that the change belongs to, or None for a conflict."""
    if leaf in assign:
        return [assign[leaf]]
    if old is None:
        return [survivor_id]
    is_element = "/" in leaf
    holders = [contact_id for contact_id, leaves in known.items() if (leaf in leaves if is_element else leaves.get(leaf) == old)]
    if leaf.startswith("list_ids/") and new is None:
        return holders
    if len(holders) > 1:
        return None
    return holders or [survivor_id]


def _settled(contact: Contact, was: Contact, after: Contact, now: Contact, settings: ConsentSettings) -> Contact:
    """Return the contact with one primary of each kind, and with the stops since the merge: a yes since stays with the survivor."""
    stops = combine([standing_of(now), standing_of(was)], settings=settings)
    if contact.contact_id != now.contact_id:
        stops = without_new_yeses(stops, standing_of(was))
    flags = {
        name: getattr(was.preferences if unchanged else stops.preferences, name)
        for name in ("direct_marketing", "affiliate_marketing")
        for unchanged in [getattr(now.preferences, name) == getattr(after.preferences, name)]
    }
    said_since = [one for one, said in now.preferences.channels.items() if said != after.preferences.channels.get(one)]
    since = {one: stops.preferences.of_channel(one) for one in said_since}
    changed = {one: said for one, said in since.items() if said != was.preferences.of_channel(one)}
    channels = {**was.preferences.channels, **changed}
    left_topics = _left_topics(contact, after, now)
    left = {topic.list_id for topic in left_topics}
    return with_fields(
        contact,
        emails=contact.emails if contact.emails == was.emails else _one_primary(contact.emails),
        phones=contact.phones if contact.phones == was.phones else _one_primary(contact.phones),
        addresses=contact.addresses if contact.addresses == was.addresses else _one_active_a_type(contact.addresses),
        consent=was.consent if now.consent == after.consent else stops.consent,
        preferences=with_fields(was.preferences, **flags, channels=channels),
        list_ids=tuple(one for one in contact.list_ids if one not in left),
        left_topics=left_topics,
        joined_topics=united_joined_topics([was, _joined_since(contact, after, now)], left),
        anonymization_pending=was.anonymization_pending or (now.anonymization_pending and not after.anonymization_pending),
    )


def _left_topics(contact: Contact, after: Contact, now: Contact) -> tuple[LeftTopic, ...]:
    """Return the lists that the person left: those that it left since the merge too. The survivor forgets none that it has now."""
    if contact.contact_id == now.contact_id:
        return now.left_topics
    return united_left_topics(
        [contact, with_fields(now, left_topics=[one for one in now.left_topics if one not in after.left_topics])]
    )


def _joined_since(contact: Contact, after: Contact, now: Contact) -> Contact:
    """Return the contact with only the lists that the person joined since the merge: its yes stays with the survivor."""
    is_survivor = contact.contact_id == now.contact_id
    since = [one for one in now.joined_topics if is_survivor and one not in after.joined_topics]
    return with_fields(contact, joined_topics=tuple(since))


def _one_primary(points: Sequence[P]) -> tuple[P, ...]:
    """Return the points with one primary: the last one that was made primary, else the first."""
    primaries = [place for place, point in enumerate(points) if point.primary]
    chosen = primaries[-1] if primaries else 0
    return tuple(with_fields(point, primary=place == chosen) for place, point in enumerate(points))


def _one_active_a_type(addresses: Sequence[Address]) -> tuple[Address, ...]:
    """Return the addresses with one active address of each type, and one primary."""
    settled: list[Address] = []
    active_types: set[str | None] = set()
    has_primary = False
    # The latest active address of a type stays active; older ones become inactive (S2.40).
    for address in reversed(addresses):
        active = address.active and address.type not in active_types
        primary = active and address.primary and not has_primary
        settled.append(with_fields(address, active=active, primary=primary))
        has_primary = has_primary or primary
        if active:
            active_types.add(address.type)
    return with_one_primary(reversed(settled))


def _with_kyc(contact: Contact, before: Before, now: Contact) -> Contact:
    """Return the contact with its KYC profile. The current profile goes back to its former holder; others keep their own."""
    holder = kyc_holder((before.survivor, *before.sources)) or before.survivor
    return contact if contact.contact_id != holder.contact_id else with_fields(contact, kyc=now.kyc)


def _check_assign(everyone: Sequence[Contact], assign: Mapping[str, str]) -> None:
    ids = {contact.contact_id for contact in everyone}
    errors = [
        FieldError(f"/assign/{leaf}", "not_merged", "This contact is not one of the merged contacts.")
        for leaf, contact_id in assign.items()
        if contact_id not in ids
    ]
    if errors:
        raise ValidationFailed("`assign` names a contact that was not merged; see `errors`.", errors=errors)
