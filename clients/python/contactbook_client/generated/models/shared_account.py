from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast


@dataclass(kw_only=True, slots=True)
class SharedAccount:
    """One child account that a shared person is in, with the facts that the election compared."""

    tenant_id: str
    """ The id of the tenant. """
    closed: bool
    """ Whether the contact is closed in this account. """
    stages: list[str]
    """ The stages of the person's opportunities in this account. """
    conversions: int
    """ How many conversions the person has in this account. """
    first_conversion_at: datetime.datetime | None
    """ When the first conversion was: a time in UTC; null without one. """
    created_at: datetime.datetime
    """ When it was created: a time in UTC, ISO 8601. """
    name: str
    """ The name of the account. """
    primary: bool
    """ Whether the person is primary in this account. """
    contact_ids: list[str]
    """ Ids of the contacts. """
    display_names: list[None | str] | None
    """ The names of its contacts; null where names are not shown. """

    def to_dict(self) -> dict[str, Any]:
        tenant_id = self.tenant_id

        closed = self.closed

        stages = self.stages

        conversions = self.conversions

        first_conversion_at: None | str
        if isinstance(self.first_conversion_at, datetime.datetime):
            first_conversion_at = self.first_conversion_at.isoformat()
        else:
            first_conversion_at = self.first_conversion_at

        created_at = self.created_at.isoformat()

        name = self.name

        primary = self.primary

        contact_ids = self.contact_ids

        display_names: list[None | str] | None
        if isinstance(self.display_names, list):
            display_names = []
            for display_names_type_0_item_data in self.display_names:
                display_names_type_0_item: None | str
                display_names_type_0_item = display_names_type_0_item_data
                display_names.append(display_names_type_0_item)

        else:
            display_names = self.display_names

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "tenant_id": tenant_id,
                "closed": closed,
                "stages": stages,
                "conversions": conversions,
                "first_conversion_at": first_conversion_at,
                "created_at": created_at,
                "name": name,
                "primary": primary,
                "contact_ids": contact_ids,
                "display_names": display_names,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        tenant_id = d.pop("tenant_id")

        closed = d.pop("closed")

        stages = cast(list[str], d.pop("stages"))

        conversions = d.pop("conversions")

        def _parse_first_conversion_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                first_conversion_at_type_0 = datetime.datetime.fromisoformat(data)

                return first_conversion_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        first_conversion_at = _parse_first_conversion_at(d.pop("first_conversion_at"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        name = d.pop("name")

        primary = d.pop("primary")

        contact_ids = cast(list[str], d.pop("contact_ids"))

        def _parse_display_names(data: object) -> list[None | str] | None:
            if data is None:
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                display_names_type_0 = []
                _display_names_type_0 = data
                for display_names_type_0_item_data in _display_names_type_0:

                    def _parse_display_names_type_0_item(data: object) -> None | str:
                        if data is None:
                            return data
                        return cast(None | str, data)

                    display_names_type_0_item = _parse_display_names_type_0_item(display_names_type_0_item_data)

                    display_names_type_0.append(display_names_type_0_item)

                return display_names_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[None | str] | None, data)

        display_names = _parse_display_names(d.pop("display_names"))

        shared_account = cls(
            tenant_id=tenant_id,
            closed=closed,
            stages=stages,
            conversions=conversions,
            first_conversion_at=first_conversion_at,
            created_at=created_at,
            name=name,
            primary=primary,
            contact_ids=contact_ids,
            display_names=display_names,
        )

        return shared_account
