from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from ..models.permission_because import PermissionBecause


@dataclass(kw_only=True, slots=True)
class Permission:
    """Whether the contact permits one scope, and because of what."""

    scope: str
    """ What is permitted: a purpose, a channel of it such as `direct_marketing:email`, or a topic such as
    `topic:lst_…`. """
    allowed: bool
    """ Whether it is allowed now. """
    because: PermissionBecause
    """ The event that decides. A default is no event: it has neither id nor author nor time. """

    def to_dict(self) -> dict[str, Any]:
        scope = self.scope

        allowed = self.allowed

        because = self.because.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "scope": scope,
                "allowed": allowed,
                "because": because,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.permission_because import PermissionBecause  # noqa: PLC0415

        d = dict(src_dict)
        scope = d.pop("scope")

        allowed = d.pop("allowed")

        because = PermissionBecause.from_dict(d.pop("because"))

        permission = cls(
            scope=scope,
            allowed=allowed,
            because=because,
        )

        return permission
