from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as _attrs_field
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from ..models.account_counts import AccountCounts


@dataclass(kw_only=True, slots=True)
class SyncRunAccounts:
    """The counts of each child account, by its id."""

    additional_properties: dict[str, AccountCounts] = _attrs_field(init=False, default_factory=dict)

    def to_dict(self) -> dict[str, Any]:

        field_dict: dict[str, Any] = {}
        for prop_name, prop in self.additional_properties.items():
            field_dict[prop_name] = prop.to_dict()

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.account_counts import AccountCounts  # noqa: PLC0415

        d = dict(src_dict)
        sync_run_accounts = cls()

        additional_properties = {}
        for prop_name, prop_dict in d.items():
            additional_property = AccountCounts.from_dict(prop_dict)

            additional_properties[prop_name] = additional_property

        sync_run_accounts.additional_properties = additional_properties
        return sync_run_accounts

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> AccountCounts:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: AccountCounts) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
