"""Engagements of contacts."""

from contactbook.domain.contacts.engagements import Engagement
from contactbook.storage.base.children import ChildRepository
from contactbook.storage.base.keys import TenantKeys


class EngagementRepository(ChildRepository[Engagement]):
    """The engagements of one tenant's contacts."""

    def __init__(self, keys: TenantKeys) -> None:
        super().__init__(keys, "ENGAGEMENT", Engagement)
