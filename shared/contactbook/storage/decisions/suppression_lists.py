"""The suppression lists that a tenant keeps."""

from contactbook.domain.decisions.suppression_lists import SuppressionList
from contactbook.storage.base.children import ConfiguredRepository
from contactbook.storage.base.keys import TenantKeys


class SuppressionListRepository(ConfiguredRepository[SuppressionList]):
    """The suppression lists of one tenant."""

    def __init__(self, keys: TenantKeys) -> None:
        super().__init__(keys, "SUPPRESSION-LIST", SuppressionList)
