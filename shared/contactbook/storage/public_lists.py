"""The lists that a tenant makes public: those a contact may join and leave by itself."""

from contactbook.domain.public_lists import PublicList
from contactbook.storage.children import ConfiguredRepository
from contactbook.storage.keys import TenantKeys


class PublicListRepository(ConfiguredRepository[PublicList]):
    """Reads the tenant's lists as a contact sees them."""

    def __init__(self, keys: TenantKeys) -> None:
        super().__init__(keys, "LIST", PublicList)

    def offered(self) -> list[PublicList]:
        """The lists that are public and active, by name: one query."""
        return sorted((found for found in self.all() if found.public and found.active), key=lambda found: found.name.casefold())
