from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(kw_only=True, slots=True)
class ReconsentDraft:
    """What a caller sends to start a run: the form that every contact gets."""

    form_attachment_id: str
    """ The id of the consent form, an attachment of the tenant's library. """

    def to_dict(self) -> dict[str, Any]:
        form_attachment_id = self.form_attachment_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "form_attachment_id": form_attachment_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        form_attachment_id = d.pop("form_attachment_id")

        reconsent_draft = cls(
            form_attachment_id=form_attachment_id,
        )

        return reconsent_draft
