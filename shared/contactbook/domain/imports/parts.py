"""Addresses and identity documents of which a row says a part only: a deleted column deletes nothing (S6.8)."""

from collections.abc import Mapping

from pydantic import JsonValue

from contactbook.domain.contacts.details import IdentityDocument
from contactbook.domain.contacts.record import Contact
from contactbook.domain.imports.merged_lists import place_of_address

Entry = dict[str, JsonValue]


def parts_that_change(contact: Contact, partial: Mapping[str, Entry]) -> tuple[dict[str, JsonValue], frozenset[str]]:
    """Return the parts of addresses and documents that the contact has, by their places, and the places of the others."""
    known = [address.model_dump(mode="json") for address in contact.addresses]
    changing: dict[str, JsonValue] = {}
    for group, entry in partial.items():
        root, _, name = group.partition(".")
        if root == "addresses":
            at = place_of_address(known, entry, int(name))
            if at is not None:
                changing[group] = {**entry, "address_id": known[at]["address_id"]}
        elif getattr(contact.identifiers, name, None) is not None:
            changing[group] = {**entry}
    return changing, frozenset(partial) - frozenset(changing)


def with_parts(patch: dict[str, JsonValue], parts: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """Return the merge-patch with these parts: addresses behind the whole ones, documents beside the other identifiers."""
    merged = dict(patch)
    for group, entry in parts.items():
        root, _, name = group.partition(".")
        held = merged.get(root)
        if root == "addresses":
            merged[root] = [*(held if isinstance(held, list) else ()), entry]
        else:
            merged[root] = {**(held if isinstance(held, dict) else {}), name: entry}
    return merged


def with_new_documents(contact: Contact, patch: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """Return the merge-patch in which a document with another number keeps neither the date nor the country of the old one."""
    stated = patch.get("identifiers")
    if not isinstance(stated, dict):
        return patch
    documents: dict[str, JsonValue] = {}
    for name, document in stated.items():
        held = getattr(contact.identifiers, name, None)
        if (
            isinstance(held, IdentityDocument)
            and isinstance(document, dict)
            and document.get("number", held.number) != held.number
        ):
            documents[name] = {"country": None, "expires_on": None, **document}
    return patch | {"identifiers": {**stated, **documents}}
