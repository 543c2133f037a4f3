"""How what a row says joins what is known of the contact that it is about."""

from collections.abc import Callable

from pydantic import JsonValue

from contactbook.domain.contacts.points import comparable_email, normalized_phone
from contactbook.domain.contacts.record import Contact

Entry = dict[str, JsonValue]


def merged_lists(contact: Contact, patch: dict[str, JsonValue], region: str) -> dict[str, JsonValue]:
    """The merge-patch in which each list holds what the contact has, and what the row says besides.

    An email or phone that the contact has is left where it is, another one takes the place that the row gives it: the first
    that the row names the contact's first, and so on. An address takes the place of the active one of its type. Tags,
    categories and associations are added. Nothing else of a list is lost.
    """
    merged = dict(patch)
    if isinstance(said := patch.get("emails"), list):
        known = [email.model_dump(mode="json") for email in contact.emails]
        merged["emails"] = _points(known, said, lambda entry: comparable_email(str(entry.get("address", ""))))
    if isinstance(said := patch.get("phones"), list):
        known = [phone.model_dump(mode="json") for phone in contact.phones]
        merged["phones"] = _points(known, said, lambda entry: _comparable_phone(str(entry.get("number", "")), region))
    if isinstance(said := patch.get("addresses"), list):
        merged["addresses"] = _addresses([address.model_dump(mode="json") for address in contact.addresses], said)
    for name in ("tags", "categories"):
        if isinstance(said := patch.get(name), list):
            merged[name] = [*getattr(contact, name), *(entry for entry in said if entry not in getattr(contact, name))]
    if isinstance(said := patch.get("associations"), list):
        held: list[JsonValue] = [association.model_dump(mode="json") for association in contact.associations]
        merged["associations"] = [*held, *(entry for entry in said if entry not in held)]
    return merged


def _points(known: list[Entry], said: list[JsonValue], comparable: Callable[[Entry], str]) -> list[JsonValue]:
    result = [dict(entry) for entry in known]
    for place, entry in enumerate(said):
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


def _addresses(known: list[Entry], said: list[JsonValue]) -> list[JsonValue]:
    result = [dict(entry) for entry in known]
    for entry in said:
        if not isinstance(entry, dict):
            continue
        at = next((at for at, one in enumerate(result) if one["active"] and _is_meant(one, entry)), None)
        if at is None:
            result.append(dict(entry))
            at = len(result) - 1
        else:
            result[at] = result[at] | entry
        if entry.get("primary") is True:
            result = [one | {"primary": place == at} for place, one in enumerate(result)]
    return list(result)


def _is_meant(known: Entry, said: Entry) -> bool:
    return known["type"] == said["type"] if said.get("type") else bool(known["primary"])


def _comparable_phone(number: str, region: str) -> str:
    try:
        return normalized_phone(number, region)
    except ValueError:
        # The validator says so; here it is only like no other.
        return number
