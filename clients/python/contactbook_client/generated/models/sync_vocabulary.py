from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(kw_only=True, slots=True)
class SyncVocabulary:
    """The words for a child account and an opportunity."""

    account: str
    """ The word for a child account. """
    opportunity: str
    """ The word for an opportunity. """

    def to_dict(self) -> dict[str, Any]:
        account = self.account

        opportunity = self.opportunity

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "account": account,
                "opportunity": opportunity,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        account = d.pop("account")

        opportunity = d.pop("opportunity")

        sync_vocabulary = cls(
            account=account,
            opportunity=opportunity,
        )

        return sync_vocabulary
