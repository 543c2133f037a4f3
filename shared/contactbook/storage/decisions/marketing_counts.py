"""How much marketing each contact got lately: one item a contact, beside its profile, while the tenant has a cap (S7.9)."""

from collections.abc import Iterable
from datetime import datetime

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.decisions.marketing_counts import KEPT, MarketingCount
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Put, Row, at_version


class MarketingCountRepository:
    """The counts of one tenant's contacts."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def get_many(self, contact_ids: Iterable[str]) -> dict[str, MarketingCount]:
        """Return the count of each of these contacts, stored or not. Batch reads."""
        wanted = list(dict.fromkeys(contact_ids))
        found = [row.read(MarketingCount) for row in table.get_many([self._key(one) for one in wanted])]
        stored = {count.contact_id: count for count in found}
        return {one: stored.get(one) or MarketingCount(contact_id=one) for one in wanted}

    def save_of(self, count: MarketingCount, now: datetime) -> Put:
        """Return the write that replaces the version before. It raises ConcurrentUpdate.

        A count without messages stays as well: one that is removed and begun again would have its former versions again.
        """
        row = Row(
            self._key(count.contact_id),
            "marketing_count",
            count.model_dump_json(exclude_defaults=True),
            version=count.version,
            expires_at=int((now + KEPT).timestamp()),
        )
        expect = at_version(count.version - 1)
        return Put(row, expect, lambda _: ConcurrentUpdate("Another message to the contact was counted meanwhile."))

    def _key(self, contact_id: str) -> Key:
        return self._keys.beside_profile(contact_id, "MARKETING-COUNT", "SENT")
