"""Deliveries of one tenant's webhooks, each webhook's in a partition of its own. They are gone after 14 days."""

from collections.abc import Sequence
from datetime import datetime

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.base.paging import After
from contactbook.domain.webhooks.deliveries import Delivery
from contactbook.storage.base import table
from contactbook.storage.base.due import place_when_due
from contactbook.storage.base.keys import Key, TenantKeys, last_part
from contactbook.storage.base.rows import Put, Row, at_version

_NOUN = "WEBHOOK-DELIVERIES"


class DeliveryRepository:
    """The deliveries of one tenant's webhooks."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def find(self, webhook_id: str, delivery_id: str) -> Delivery | None:
        """Return the delivery, or None. One read."""
        row = table.get(self._keys.item(_NOUN, webhook_id, delivery_id))
        return row.read(Delivery) if row else None

    def get(self, webhook_id: str, delivery_id: str, now: datetime) -> Delivery:
        """Return the delivery. Raises NotFound, also when its 14 days are over."""
        found = self.find(webhook_id, delivery_id)
        if found is None or found.expires_at <= now:
            raise NotFound("There is no such record.")
        return found

    def get_many(self, ids: Sequence[tuple[str, str]]) -> list[Delivery]:
        """Return these deliveries, each named by its webhook and itself, in batch reads; missing ones are left out."""
        return [row.read(Delivery) for row in table.get_many([self._keys.item(_NOUN, *one) for one in ids])]

    def page(self, webhook_id: str, now: datetime, *, limit: int, after: After | None) -> tuple[list[Delivery], After | None]:
        """Return a page of the deliveries of the last 14 days, newest first. One query."""
        page = table.query(self._keys.partition(_NOUN, webhook_id), limit=limit, after=after, newest_first=True)
        found = [row.read(Delivery) for row in page.rows]
        return [one for one in found if one.expires_at > now], page.after

    def save_of(self, delivery: Delivery) -> Put:
        """Return the write that replaces the previous version, or creates version 1. It raises ConcurrentUpdate."""
        row = Row(
            self._keys.item(_NOUN, delivery.webhook_id, delivery.delivery_id),
            "webhook_delivery",
            delivery.model_dump_json(exclude_defaults=True),
            version=delivery.version,
            gsi2=place_when_due(self._keys, delivery.due_at, f"{delivery.webhook_id}.{delivery.delivery_id}"),
            expires_at=int(delivery.expires_at.timestamp()),
        )
        return Put(row, at_version(delivery.version - 1), lambda _: ConcurrentUpdate("The delivery changed meanwhile."))

    def ids_in(self, key: Key) -> tuple[str, str] | None:
        """Return the webhook and the delivery that a key belongs to, or None if it is not the key of a delivery."""
        webhook_id = last_part(key.pk)
        return (webhook_id, key.sk) if key.pk == self._keys.partition(_NOUN, webhook_id) else None
