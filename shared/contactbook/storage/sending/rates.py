"""The bucket of each channel that limits a tenant's sending rate: one item for each channel, deleted a day after its last use."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.sending.rates import SendingRate
from contactbook.storage.base import table
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.base.rows import Absent, AtVersion, Put, Row

_KEPT = timedelta(days=1)


@dataclass(frozen=True)
class StoredRate:
    """A stored bucket; before its first use `rate` is None and `version` is 0."""

    rate: SendingRate | None = None
    version: int = 0


class SendingRateRepository:
    """The sending rate buckets of one tenant."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def read(self, channel: Channel) -> StoredRate:
        """Return the channel's bucket. One read."""
        row = table.get(self._keys.item("SENDING-RATE", channel.value, "BUCKET"))
        return StoredRate(SendingRate.model_validate_json(row.document), row.version) if row else StoredRate()

    def save(self, channel: Channel, rate: SendingRate, *, replacing: StoredRate, now: datetime) -> None:
        """Replace the bucket that was read. Raises ConcurrentUpdate if another sender booked in between."""
        row = Row(
            self._keys.item("SENDING-RATE", channel.value, "BUCKET"),
            "sending_rate",
            rate.model_dump_json(),
            version=replacing.version + 1,
            expires_at=int((now + _KEPT).timestamp()),
        )
        expect = AtVersion(replacing.version) if replacing.version else Absent()
        table.put(Put(row, expect, lambda _: ConcurrentUpdate("Another sender of this tenant booked meanwhile.")))
