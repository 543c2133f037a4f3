"""Opportunities of contacts."""

from contactbook.domain.opportunities.opportunities import Opportunity
from contactbook.storage.base.children import ChildRepository
from contactbook.storage.base.keys import TenantKeys


class OpportunityRepository(ChildRepository[Opportunity]):
    """The opportunities of one tenant's contacts."""

    def __init__(self, keys: TenantKeys) -> None:
        super().__init__(keys, "OPPORTUNITY", Opportunity)
