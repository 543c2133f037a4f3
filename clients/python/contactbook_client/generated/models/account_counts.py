from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(kw_only=True, slots=True)
class AccountCounts:
    """The counts of a run, or of what a dry run would change, in one account."""

    contacts_tagged: int
    """ How many contacts of this account got or lost a tag. """
    tags_added: int
    """ How many tags were added. """
    tags_removed: int
    """ How many tags were removed. """

    def to_dict(self) -> dict[str, Any]:
        contacts_tagged = self.contacts_tagged

        tags_added = self.tags_added

        tags_removed = self.tags_removed

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "contacts_tagged": contacts_tagged,
                "tags_added": tags_added,
                "tags_removed": tags_removed,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        contacts_tagged = d.pop("contacts_tagged")

        tags_added = d.pop("tags_added")

        tags_removed = d.pop("tags_removed")

        account_counts = cls(
            contacts_tagged=contacts_tagged,
            tags_added=tags_added,
            tags_removed=tags_removed,
        )

        return account_counts
