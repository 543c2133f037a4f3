from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class TemplateTestSendDraft:
    """Where the test goes, and whose values fill the template. Without a contact the examples of the tags do."""

    to: str
    """ The email address that the test goes to; its domain is one of the tenant's own. """
    contact_id: None | str | Unset = UNSET
    """ The id of the contact, `con_…`. """
    language: None | str | Unset = UNSET
    """ The language: two letters of ISO 639-1, such as `el`. """

    def to_dict(self) -> dict[str, Any]:
        to = self.to

        contact_id: None | str | Unset
        if isinstance(self.contact_id, Unset):
            contact_id = UNSET
        else:
            contact_id = self.contact_id

        language: None | str | Unset
        if isinstance(self.language, Unset):
            language = UNSET
        else:
            language = self.language

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "to": to,
            }
        )
        if contact_id is not UNSET:
            field_dict["contact_id"] = contact_id
        if language is not UNSET:
            field_dict["language"] = language

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        to = d.pop("to")

        def _parse_contact_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        contact_id = _parse_contact_id(d.pop("contact_id", UNSET))

        def _parse_language(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        language = _parse_language(d.pop("language", UNSET))

        template_test_send_draft = cls(
            to=to,
            contact_id=contact_id,
            language=language,
        )

        return template_test_send_draft
