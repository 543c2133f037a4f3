"""Rebuilds of what is derived from a tenant's contacts."""

from contactbook.domain.derived_rebuild import DerivedRebuild
from contactbook.storage.children import ConfiguredRepository
from contactbook.storage.keys import TenantKeys


class RebuildRepository(ConfiguredRepository[DerivedRebuild]):
    """The rebuilds of one tenant."""

    def __init__(self, keys: TenantKeys) -> None:
        super().__init__(keys, "REBUILD", DerivedRebuild)
