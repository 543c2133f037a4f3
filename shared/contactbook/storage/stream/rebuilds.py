"""Rebuilds of the data that is derived from a tenant's contacts."""

from contactbook.domain.stream.rebuild import DerivedRebuild
from contactbook.storage.base.children import ConfiguredRepository
from contactbook.storage.base.keys import TenantKeys


class RebuildRepository(ConfiguredRepository[DerivedRebuild]):
    """The rebuilds of one tenant."""

    def __init__(self, keys: TenantKeys) -> None:
        super().__init__(keys, "REBUILD", DerivedRebuild)
