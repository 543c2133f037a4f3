from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.link_draft_answer_type_0 import LinkDraftAnswerType0
from ..models.link_draft_notification_purpose_type_0 import LinkDraftNotificationPurposeType0
from ..models.link_draft_purpose import LinkDraftPurpose
from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class LinkDraft:
    """The request for a link to a contact's page."""

    purpose: LinkDraftPurpose
    """ What the link opens. """
    expires_in_days: int | Unset = 180
    """ For how many days the link works. """
    notification_purpose: LinkDraftNotificationPurposeType0 | None | Unset = UNSET
    """ The purpose of the notification whose link it is. """
    list_id: None | str | Unset = UNSET
    """ The id of the topic that the link is about; left out for all marketing. """
    answer: LinkDraftAnswerType0 | None | Unset = UNSET
    """ The answer that the link gives by itself, for a person who said it already. """

    def to_dict(self) -> dict[str, Any]:
        purpose = self.purpose.value

        expires_in_days = self.expires_in_days

        notification_purpose: None | str | Unset
        if isinstance(self.notification_purpose, Unset):
            notification_purpose = UNSET
        elif isinstance(self.notification_purpose, LinkDraftNotificationPurposeType0):
            notification_purpose = self.notification_purpose.value
        else:
            notification_purpose = self.notification_purpose

        list_id: None | str | Unset
        if isinstance(self.list_id, Unset):
            list_id = UNSET
        else:
            list_id = self.list_id

        answer: None | str | Unset
        if isinstance(self.answer, Unset):
            answer = UNSET
        elif isinstance(self.answer, LinkDraftAnswerType0):
            answer = self.answer.value
        else:
            answer = self.answer

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "purpose": purpose,
            }
        )
        if expires_in_days is not UNSET:
            field_dict["expires_in_days"] = expires_in_days
        if notification_purpose is not UNSET:
            field_dict["notification_purpose"] = notification_purpose
        if list_id is not UNSET:
            field_dict["list_id"] = list_id
        if answer is not UNSET:
            field_dict["answer"] = answer

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        purpose = LinkDraftPurpose(d.pop("purpose"))

        expires_in_days = d.pop("expires_in_days", UNSET)

        def _parse_notification_purpose(data: object) -> LinkDraftNotificationPurposeType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                notification_purpose_type_0 = LinkDraftNotificationPurposeType0(data)

                return notification_purpose_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(LinkDraftNotificationPurposeType0 | None | Unset, data)

        notification_purpose = _parse_notification_purpose(d.pop("notification_purpose", UNSET))

        def _parse_list_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        list_id = _parse_list_id(d.pop("list_id", UNSET))

        def _parse_answer(data: object) -> LinkDraftAnswerType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                answer_type_0 = LinkDraftAnswerType0(data)

                return answer_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(LinkDraftAnswerType0 | None | Unset, data)

        answer = _parse_answer(d.pop("answer", UNSET))

        link_draft = cls(
            purpose=purpose,
            expires_in_days=expires_in_days,
            notification_purpose=notification_purpose,
            list_id=list_id,
            answer=answer,
        )

        return link_draft
