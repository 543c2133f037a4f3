from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.consent_state import ConsentState
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.permission_evidence_draft import PermissionEvidenceDraft


@dataclass(kw_only=True, slots=True)
class ConsentDraft:
    """A consent as a caller records it. Without a form, the attached form stays."""

    state: ConsentState
    """ The contact's answer to whether the tenant may keep and use its information. """
    form_attachment_id: None | str | Unset = UNSET
    """ The id of the consent form, an attachment of the tenant's library. """
    evidence: None | PermissionEvidenceDraft | Unset = UNSET
    """ How and when the person said it. It is needed where a no of the person is to be lifted. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.permission_evidence_draft import PermissionEvidenceDraft  # noqa: PLC0415

        state = self.state.value

        form_attachment_id: None | str | Unset
        if isinstance(self.form_attachment_id, Unset):
            form_attachment_id = UNSET
        else:
            form_attachment_id = self.form_attachment_id

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
                "state": state,
            }
        )
        if form_attachment_id is not UNSET:
            field_dict["form_attachment_id"] = form_attachment_id
        if evidence is not UNSET:
            field_dict["evidence"] = evidence

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.permission_evidence_draft import PermissionEvidenceDraft  # noqa: PLC0415

        d = dict(src_dict)
        state = ConsentState(d.pop("state"))

        def _parse_form_attachment_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        form_attachment_id = _parse_form_attachment_id(d.pop("form_attachment_id", UNSET))

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

        consent_draft = cls(
            state=state,
            form_attachment_id=form_attachment_id,
            evidence=evidence,
        )

        return consent_draft
