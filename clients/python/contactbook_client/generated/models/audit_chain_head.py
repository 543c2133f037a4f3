from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(kw_only=True, slots=True)
class AuditChainHead:
    """The end of the contact's audit chain: the number of entries and the hash of the last one."""

    count: int
    """ How many entries the chain has. """
    hash_: str
    """ The hash of the last entry, hexadecimal. """

    def to_dict(self) -> dict[str, Any]:
        count = self.count

        hash_ = self.hash_

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "count": count,
                "hash": hash_,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        count = d.pop("count")

        hash_ = d.pop("hash")

        audit_chain_head = cls(
            count=count,
            hash_=hash_,
        )

        return audit_chain_head
