from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast


@dataclass(kw_only=True, slots=True)
class Audience:
    """Whom a run is for: exactly one of a list, a segment, chosen contacts or everyone."""

    list_id: None | str
    """ The id of the list, `lst_…`. """
    segment_id: None | str
    """ The id of the segment, `seg_…`. """
    contact_ids: list[str] | None
    """ Ids of chosen contacts. """
    all_: bool
    """ True if everyone is meant. """

    def to_dict(self) -> dict[str, Any]:
        list_id: None | str
        list_id = self.list_id

        segment_id: None | str
        segment_id = self.segment_id

        contact_ids: list[str] | None
        if isinstance(self.contact_ids, list):
            contact_ids = self.contact_ids

        else:
            contact_ids = self.contact_ids

        all_ = self.all_

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "list_id": list_id,
                "segment_id": segment_id,
                "contact_ids": contact_ids,
                "all": all_,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_list_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        list_id = _parse_list_id(d.pop("list_id"))

        def _parse_segment_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        segment_id = _parse_segment_id(d.pop("segment_id"))

        def _parse_contact_ids(data: object) -> list[str] | None:
            if data is None:
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                contact_ids_type_0 = cast(list[str], data)

                return contact_ids_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None, data)

        contact_ids = _parse_contact_ids(d.pop("contact_ids"))

        all_ = d.pop("all")

        audience = cls(
            list_id=list_id,
            segment_id=segment_id,
            contact_ids=contact_ids,
            all_=all_,
        )

        return audience
