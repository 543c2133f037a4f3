from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.permission_evidence_draft import PermissionEvidenceDraft


@dataclass(kw_only=True, slots=True)
class ListMembersDraft:
    """Contacts to add to a list."""

    contact_ids: list[str]
    """ Ids of the contacts. """
    evidence: None | PermissionEvidenceDraft | Unset = UNSET
    """ How and when the person said it. It is needed where a no of the person is to be lifted. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.permission_evidence_draft import PermissionEvidenceDraft  # noqa: PLC0415

        contact_ids = self.contact_ids

        evidence: dict[str, Any] | None | Unset
        if isinstance(self.evidence, Unset):
            evidence = UNSET
        elif isinstance(self.evidence, PermissionEvidenceDraft):
            evidence = self.evidence.to_dict()
        else:
            evidence = self.evidence

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "contact_ids": contact_ids,
            }
        )
        if evidence is not UNSET:
            field_dict["evidence"] = evidence

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.permission_evidence_draft import PermissionEvidenceDraft  # noqa: PLC0415

        d = dict(src_dict)
        contact_ids = cast(list[str], d.pop("contact_ids"))

        def _parse_evidence(data: object) -> None | PermissionEvidenceDraft | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                evidence_type_0 = PermissionEvidenceDraft.from_dict(data)

                return evidence_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PermissionEvidenceDraft | Unset, data)

        evidence = _parse_evidence(d.pop("evidence", UNSET))

        list_members_draft = cls(
            contact_ids=contact_ids,
            evidence=evidence,
        )

        return list_members_draft
