"""Webhooks of one tenant, and beside its settings which events the active ones get."""

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.webhooks.subscriptions import Subscriptions
from contactbook.domain.webhooks.webhooks import Webhook, WebhookState
from contactbook.storage.base import table
from contactbook.storage.base.children import ConfiguredRepository
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.base.rows import Put, Row, at_version

SECTION = "webhooks"


class WebhookRepository(ConfiguredRepository[Webhook]):
    """The webhooks of one tenant."""

    def __init__(self, keys: TenantKeys) -> None:
        super().__init__(keys, "WEBHOOK", Webhook)

    def subscriptions_version(self) -> int:
        """Return the version of what the active webhooks get, as stored now (0: never saved). One read."""
        row = table.get(self._keys.section(SECTION))
        return row.version if row else 0

    def subscriptions_after(self, webhooks: list[Webhook], *, replacing: int) -> Put:
        """Return the write of what these webhooks get; it raises ConcurrentUpdate."""
        active = {one.webhook_id: one.events for one in webhooks if one.state is WebhookState.ACTIVE}
        document = Subscriptions(events=active).model_dump_json()
        row = Row(self._keys.section(SECTION), "webhook_subscriptions", document, version=replacing + 1)
        return Put(row, at_version(replacing), lambda _: ConcurrentUpdate("The webhooks of the tenant changed meanwhile."))
