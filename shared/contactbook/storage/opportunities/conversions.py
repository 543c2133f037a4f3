"""Conversions of contacts."""

from contactbook.domain.opportunities.conversions import Conversion
from contactbook.storage.base.children import ChildRepository
from contactbook.storage.base.keys import TenantKeys


class ConversionRepository(ChildRepository[Conversion]):
    """The conversions of one tenant's contacts."""

    def __init__(self, keys: TenantKeys) -> None:
        super().__init__(keys, "CONVERSION", Conversion)
