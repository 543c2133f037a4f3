from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from ..models.election_criterion import ElectionCriterion

if TYPE_CHECKING:
    from ..models.shared_account import SharedAccount


@dataclass(kw_only=True, slots=True)
class SharedPerson:
    """A shared person with its accounts, which of them is primary, and the criterion that decided it."""

    accounts: list[SharedAccount]
    """ The child accounts in which the person is. """
    primary_tenant_id: str
    """ The id of the account in which the person is primary. """
    because: ElectionCriterion
    """ The criterion that decided an election, for people to read. """

    def to_dict(self) -> dict[str, Any]:
        accounts = []
        for accounts_item_data in self.accounts:
            accounts_item = accounts_item_data.to_dict()
            accounts.append(accounts_item)

        primary_tenant_id = self.primary_tenant_id

        because = self.because.value

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "accounts": accounts,
                "primary_tenant_id": primary_tenant_id,
                "because": because,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.shared_account import SharedAccount  # noqa: PLC0415

        d = dict(src_dict)
        accounts = []
        _accounts = d.pop("accounts")
        for accounts_item_data in _accounts:
            accounts_item = SharedAccount.from_dict(accounts_item_data)

            accounts.append(accounts_item)

        primary_tenant_id = d.pop("primary_tenant_id")

        because = ElectionCriterion(d.pop("because"))

        shared_person = cls(
            accounts=accounts,
            primary_tenant_id=primary_tenant_id,
            because=because,
        )

        return shared_person
