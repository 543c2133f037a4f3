from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(kw_only=True, slots=True)
class ReceiptKey:
    """A public key that verifies receipts. `public_key` is base64url without padding."""

    key_id: str
    """ The id of the key. """
    algorithm: str
    """ The algorithm of the signature. """
    public_key: str
    """ The public key, base64url without padding. """

    def to_dict(self) -> dict[str, Any]:
        key_id = self.key_id

        algorithm = self.algorithm

        public_key = self.public_key

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "key_id": key_id,
                "algorithm": algorithm,
                "public_key": public_key,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        key_id = d.pop("key_id")

        algorithm = d.pop("algorithm")

        public_key = d.pop("public_key")

        receipt_key = cls(
            key_id=key_id,
            algorithm=algorithm,
            public_key=public_key,
        )

        return receipt_key
