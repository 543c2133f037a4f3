from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class AudienceDraft:
    """Whom a run is for: exactly one of a list, a segment, chosen contacts or everyone."""

    list_id: None | str | Unset = UNSET
    """ The id of the list, `lst_…`. """
    segment_id: None | str | Unset = UNSET
    """ The id of the segment, `seg_…`. """
    contact_ids: list[str] | None | Unset = UNSET
    """ Ids of chosen contacts. """
    all_: bool | Unset = False
    """ True if everyone is meant. """

    def to_dict(self) -> dict[str, Any]:
        list_id: None | str | Unset
        if isinstance(self.list_id, Unset):
            list_id = UNSET
        else:
            list_id = self.list_id

        segment_id: None | str | Unset
        if isinstance(self.segment_id, Unset):
            segment_id = UNSET
        else:
            segment_id = self.segment_id

        contact_ids: list[str] | None | Unset
        if isinstance(self.contact_ids, Unset):
            contact_ids = UNSET
        elif isinstance(self.contact_ids, list):
            contact_ids = self.contact_ids

        else:
            contact_ids = self.contact_ids

        all_ = self.all_

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if list_id is not UNSET:
            field_dict["list_id"] = list_id
        if segment_id is not UNSET:
            field_dict["segment_id"] = segment_id
        if contact_ids is not UNSET:
            field_dict["contact_ids"] = contact_ids
        if all_ is not UNSET:
            field_dict["all"] = all_

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_list_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        list_id = _parse_list_id(d.pop("list_id", UNSET))

        def _parse_segment_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        segment_id = _parse_segment_id(d.pop("segment_id", UNSET))

        def _parse_contact_ids(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                contact_ids_type_0 = cast(list[str], data)

                return contact_ids_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        contact_ids = _parse_contact_ids(d.pop("contact_ids", UNSET))

        all_ = d.pop("all", UNSET)

        audience_draft = cls(
            list_id=list_id,
            segment_id=segment_id,
            contact_ids=contact_ids,
            all_=all_,
        )

        return audience_draft
