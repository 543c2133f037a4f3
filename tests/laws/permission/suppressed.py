"""What users put on the tenant's suppression lists, as the model knows it."""

from dataclasses import dataclass, field

from tests.laws.permission.tenant import one_form


@dataclass
class Listed:
    """One suppression list: whether it applies always, and its entries by their ids. A deleted one still counts for runs that name it."""

    always: bool
    entries: dict[str, tuple[str, str]] = field(default_factory=dict)
    is_deleted: bool = False


@dataclass
class Suppressed:
    """The tenant's lists by their ids."""

    lists: dict[str, Listed] = field(default_factory=dict)

    @property
    def there(self) -> list[str]:
        return [one for one, found in self.lists.items() if not found.is_deleted]

    def stops(self, named: tuple[str, ...], contact_ids: set[str], address: str | None) -> bool:
        """True if a list that applies has the contact, under any of its ids, or the address or its domain."""
        applied = [found for one, found in self.lists.items() if one in named or (found.always and not found.is_deleted)]
        return any(_matches(*entry, contact_ids, address) for found in applied for entry in found.entries.values())


def _matches(kind: str, value: str, contact_ids: set[str], address: str | None) -> bool:
    if kind == "contact_id":
        return value in contact_ids
    if address is None:
        return False
    if kind == "domain":
        return one_form(address.rpartition("@")[2]) == one_form(value)
    return one_form(value) == one_form(address)
