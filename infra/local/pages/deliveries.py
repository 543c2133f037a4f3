"""What webhooks were sent, for the page of the stack: the deliveries that the functions keep in the table."""

import re
from collections.abc import Iterable

from infra.local.engine.engine import Engine
from infra.local.pages.progress import documents_of
from infra.local.template.json_values import Json
from infra.local.template.resources import TABLE
from infra.local.template.template import Template

_KIND = "webhook_delivery"
_MOST = 200
_TENANT = re.compile(r"TENANT#([^#]+)#")
_FIELDS = ("delivery_id", "webhook_id", "type", "event_id", "state", "next_attempt_at", "created_at", "attempts", "body")


def deliveries_in(engine: Engine, template: Template, tenant_id: str | None) -> list[dict[str, Json]]:
    """Return the newest deliveries, newest first, of one tenant or of all. Each says what the API says of it, and its tenant."""
    return _deliveries(
        [item for table in template.resources(TABLE) for item in engine.items(table.name, _KIND, _MOST)], tenant_id
    )


def _deliveries(items: Iterable[dict[str, Json]], tenant_id: str | None) -> list[dict[str, Json]]:
    found: list[dict[str, Json]] = []
    for item in items:
        owner = _TENANT.match(item["pk"]["S"])
        if owner is None or tenant_id not in (None, owner[1]):
            continue
        # A field at its default is not stored.
        found += [
            {"tenant_id": owner[1], "state": "pending", "attempts": []} | {name: one[name] for name in _FIELDS if name in one}
            for one in documents_of([item])
        ]
    return found
