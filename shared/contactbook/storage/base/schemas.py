"""Which shape a stored document has, and the one place where an older shape is read as the present one (S8.5).

A document carries the number of the schema it was written with. Reading one with an older number applies the upgrades that
follow, each of which turns one shape into the next. An upgrade accepts a document that has the new shape already: an older
version of the code, which keeps the fields it does not know, may have saved a newer document under its own number.

To change a shape: add an upgrade here, and let the model read both shapes until every running version knows the new one. Say in
`PLACES` where the walk finds the kind that rewrites documents which nobody saves (`migrating.py`).
"""

import json
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

# One document, as JSON; an upgrade returns a new one.
Document = dict[str, Any]
Upgrade = Callable[[Document], Document]

FIRST_SCHEMA = 1


def _with_outcome(opportunity: Document) -> Document:
    """Say how an opportunity ended that was only closed: it is won (decision 0200)."""
    return opportunity if "outcome" in opportunity or not opportunity.get("closed") else opportunity | {"outcome": "won"}


# By kind of item: the first upgrade leads from schema 1 to schema 2, and so on.
UPGRADES: Mapping[str, tuple[Upgrade, ...]] = {"opportunity": (_with_outcome,)}


class Place(StrEnum):
    """Where the items of a kind lie."""

    # The contact and its records: the profile, accounts, opportunities, notes, ...
    RECORDS = "records"
    # Anywhere in the partition of a contact: also its communications and consent events.
    CONTACT = "contact"
    # What the tenant configures: sections, templates, lists, segments, ...
    SETTINGS = "settings"


# Of every kind that has upgrades. A kind that lies elsewhere needs a place, and a walk, of its own.
PLACES: Mapping[str, Place] = {"opportunity": Place.RECORDS}


def schema_of(kind: str, upgrades: Mapping[str, tuple[Upgrade, ...]] = UPGRADES) -> int:
    """Return the number of the schema that this version writes for a kind of item."""
    return FIRST_SCHEMA + len(upgrades.get(kind, ()))


def upgraded(kind: str, schema: int, document: str, upgrades: Mapping[str, tuple[Upgrade, ...]] = UPGRADES) -> str:
    """Return the document in the present shape. One of a newer schema than this version knows stays as it is."""
    missing = upgrades.get(kind, ())[schema - FIRST_SCHEMA :]
    if not missing:
        return document
    found: Document = json.loads(document)
    for upgrade in missing:
        found = upgrade(found)
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))
