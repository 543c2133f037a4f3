"""A request that succeeds for each route that writes something of a webhook."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.aws_in_process.http import Api


def new_webhook(api: Api) -> str:
    """Create a webhook, which nobody calls; return its path."""
    made = api.post("/v1/webhooks", {"url": "https://hooks.acme.example/", "events": ["contact.created"]})
    assert made.status == 201, made.text
    return f"/v1/webhooks/{made.body['webhook_id']}"


def a_delivery(api: Api) -> str:
    """Return the path of a delivery of an active webhook."""
    from contactbook import clock
    from contactbook.domain.base.callers import job
    from contactbook.domain.webhooks.webhooks import verified
    from contactbook.services.base.stores import open_store
    from contactbook.services.webhooks.webhooks import save_webhook

    path, now = new_webhook(api), clock.now()
    store = open_store(api.tenant_id)
    found = store.webhooks.get(path.rpartition("/")[2])
    save_webhook(store, "webhook.verified", found, verified(found, now), by=job("test"), now=now)
    return f"{path}/deliveries/{api.get(f'{path}/deliveries').body['items'][0]['delivery_id']}"


OF_WEBHOOKS: Mapping[str, Callable[[Api], tuple[str, Any]]] = {
    "DELETE /v1/webhooks/{webhook_id}": lambda api: (new_webhook(api), None),
    "PATCH /v1/webhooks/{webhook_id}": lambda api: (new_webhook(api), {"description": "For the shop"}),
    "POST /v1/webhooks/{webhook_id}/verify": lambda api: (f"{new_webhook(api)}/verify", None),
    "POST /v1/webhooks/{webhook_id}/rotate-secret": lambda api: (f"{new_webhook(api)}/rotate-secret", {"overlap_hours": 1}),
    "POST /v1/webhooks/{webhook_id}/deliveries/{delivery_id}/retry": lambda api: (f"{a_delivery(api)}/retry", None),
}
