from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.channel import Channel
from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class TemplatePreviewDraft:
    """The contact whose values fill the template; `account_id` makes it account-level."""

    contact_id: str
    """ The id of the contact, `con_…`. """
    channel: Channel
    """ How a communication reaches the contact. """
    account_id: None | str | Unset = UNSET
    """ The id of the account; null where it is about the contact itself. """
    language: None | str | Unset = UNSET
    """ The language: two letters of ISO 639-1, such as `el`. """

    def to_dict(self) -> dict[str, Any]:
        contact_id = self.contact_id

        channel = self.channel.value

        account_id: None | str | Unset
        if isinstance(self.account_id, Unset):
            account_id = UNSET
        else:
            account_id = self.account_id

        language: None | str | Unset
        if isinstance(self.language, Unset):
            language = UNSET
        else:
            language = self.language

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "contact_id": contact_id,
                "channel": channel,
            }
        )
        if account_id is not UNSET:
            field_dict["account_id"] = account_id
        if language is not UNSET:
            field_dict["language"] = language

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        contact_id = d.pop("contact_id")

        channel = Channel(d.pop("channel"))

        def _parse_account_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        account_id = _parse_account_id(d.pop("account_id", UNSET))

        def _parse_language(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        language = _parse_language(d.pop("language", UNSET))

        template_preview_draft = cls(
            contact_id=contact_id,
            channel=channel,
            account_id=account_id,
            language=language,
        )

        return template_preview_draft
