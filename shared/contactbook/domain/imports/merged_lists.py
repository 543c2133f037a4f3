"""How the lists of a row are added to the lists of the contact that it updates."""

from collections.abc import Callable

from pydantic import JsonValue

from contactbook.domain.base.comparable import comparable_email
from contactbook.domain.base.phones import read_phone
from contactbook.domain.contacts.record import Contact

Entry = dict[str, JsonValue]


def merged_lists(contact: Contact, patch: dict[str, JsonValue], region: str) -> dict[str, JsonValue]:
    """Return the merge-patch with each list of the row added to the contact's list.

    An email or phone that the contact has keeps its place. A new one replaces the entry at its place in the row: the row's
    first replaces the contact's first, and so on. An address replaces the active address of its type. Tags, categories and
    associations are added. All other entries stay.
    """
    merged = dict(patch)
    if isinstance(sent := patch.get("emails"), list):
        known = [email.model_dump(mode="json") for email in contact.emails]
        merged["emails"] = _points(known, sent, lambda entry: comparable_email(str(entry.get("address", ""))))
    if isinstance(sent := patch.get("phones"), list):
        known = [phone.model_dump(mode="json") for phone in contact.phones]
        merged["phones"] = _points(known, sent, lambda entry: _comparable_phone(str(entry.get("number", "")), region))
    if isinstance(sent := patch.get("addresses"), list):
        merged["addresses"] = _addresses([address.model_dump(mode="json") for address in contact.addresses], sent)
    for name in ("tags", "categories"):
        if isinstance(sent := patch.get(name), list):
            merged[name] = [*getattr(contact, name), *(entry for entry in sent if entry not in getattr(contact, name))]
    if isinstance(sent := patch.get("associations"), list):
        held: list[JsonValue] = [association.model_dump(mode="json") for association in contact.associations]
        merged["associations"] = [*held, *(entry for entry in sent if entry not in held)]
    return merged


def _points(known: list[Entry], sent: list[JsonValue], comparable: Callable[[Entry], str]) -> list[JsonValue]:
    result = [dict(entry) for entry in known]
    for place, entry in enumerate(sent):
        if not isinstance(entry, dict):
            continue
        same = next((at for at, one in enumerate(result) if comparable(one) == comparable(entry)), None)
        if same is not None:
            stays = {name: value for name, value in result[same].items() if name in ("address", "number")}
            result[same] = result[same] | entry | stays
        elif place < len(known):
            result[place] = result[place] | entry
        else:
            result.append(dict(entry))
        target = same if same is not None else min(place, len(result) - 1)
        if entry.get("primary") is True:
            result = [one | {"primary": at == target} for at, one in enumerate(result)]
    return list(result)


def _addresses(known: list[Entry], sent: list[JsonValue]) -> list[JsonValue]:
    result, changed = [dict(entry) for entry in known], set[int]()
    for place, entry in enumerate(sent):
        if not isinstance(entry, dict):
            continue
        at = None if (is_second := _is_second(entry, sent[:place])) else place_of_address(result, entry, place)
        if is_second and (held := _held(result, entry, changed)) is not None:
            changed.add(held)
            continue
        if at is None:
            result.append(dict(entry))
            at = len(result) - 1
        else:
            result[at] = result[at] | entry
        changed.add(at)
        if entry.get("primary") is True:
            result = [one | {"primary": place == at} for place, one in enumerate(result)]
    return list(result)


def _is_second(entry: Entry, before: list[JsonValue]) -> bool:
    """True if the address is inactive because one before it in the row has its type."""
    types = {one.get("type") for one in before if isinstance(one, dict)}
    return entry.get("active") is False and bool(types & {entry.get("type"), None})


def _held(known: list[Entry], entry: Entry, changed: set[int]) -> int | None:
    """Return the index of the address that says where the entry does, active or not, and that no entry before is about."""
    where = {name: value for name, value in entry.items() if name not in ("type", "active", "primary")}
    return next((at for at, one in enumerate(known) if at not in changed and one.items() >= where.items()), None)


def place_of_address(known: list[Entry], sent: Entry, place: int) -> int | None:
    """Return the index of the active address that an entry at this place of the file changes; None if it is a new one.

    It is the one that says the same already, else that of its type. Without a type the first entry of the file is the primary address,
    and a further one the address at its place.
    """
    active = [at for at, one in enumerate(known) if one["active"]]
    if sent.get("address_id"):
        return next((at for at in active if known[at].get("address_id") == sent["address_id"]), None)
    same = next((at for at in active if all(known[at].get(name) == value for name, value in sent.items())), None)
    if same is not None:
        return same
    if sent.get("type"):
        return next((at for at in active if known[at]["type"] == sent["type"]), None)
    if place == 0:
        return next((at for at in active if known[at]["primary"]), None)
    return active[place] if place < len(active) else None


def _comparable_phone(number: str, region: str) -> str:
    try:
        return read_phone(number, region).number
    except ValueError:
        # An invalid number matches nothing here; the validator reports it later.
        return number
