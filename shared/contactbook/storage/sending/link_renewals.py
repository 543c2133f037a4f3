"""When a new link was last asked for at an address: one item an address, by its keyed hash, which is deleted after an hour (S5.12)."""

from datetime import datetime, timedelta

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.storage.base import table
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.base.rows import Put, Row, at_version

EVERY = timedelta(hours=1)


class LinkRenewalRepository:
    """The new links that were asked for in the last hour, of one tenant."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def asked_of(self, address: str, now: datetime) -> Put | None:
        """Return the write that notes the request for the address (a keyed hash); None if one was noted in the last hour. One read.

        The write raises ConcurrentUpdate if another request was noted meanwhile.
        """
        key = self._keys.item("LINK-RENEWAL", address, "ASKED")
        found = table.get(key)
        if found and datetime.fromisoformat(found.document) + EVERY > now:
            return None
        version = found.version if found else 0
        row = Row(key, "link_renewal", now.isoformat(), version=version + 1, expires_at=int((now + EVERY).timestamp()))
        return Put(row, at_version(version), lambda _: ConcurrentUpdate("Another request for the address was noted meanwhile."))
