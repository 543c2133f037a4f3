"""Routes of webhooks and their deliveries."""

from typing import TYPE_CHECKING, Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends
from pydantic import BaseModel

from contactbook.api.dependencies import IfMatch, Now, Pages, Store, needs
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.base.partial import partial_of
from contactbook.domain.webhooks.deliveries import DeliveryView
from contactbook.domain.webhooks.webhooks import NewSecret, RotationDraft, WebhookDraft, WebhookStateFields, WebhookView
from contactbook.services.webhooks import webhooks

if TYPE_CHECKING:
    WebhookChanges = BaseModel
else:
    WebhookChanges = partial_of("WebhookChanges", WebhookStateFields)

router = Router()
User = Annotated[Caller, Depends(needs(Scope.WEBHOOKS_WRITE))]


@router.post("/v1/webhooks", status_code=201, tags=["Webhooks"])
def create_webhook(draft: WebhookDraft, caller: User, store: Store, now: Now) -> NewSecret:
    """Create a webhook. The answer shows its secret this once.

    It is `unverified` until its receiver has answered a signed POST of `{"type": "webhook.verify", "challenge": "…"}` with 2xx and
    `{"challenge": "…"}`. It is asked at once.
    """
    return webhooks.create_webhook(store, draft, by=caller, now=now)


@router.get("/v1/webhooks", tags=["Webhooks"])
def list_webhooks(_: User, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None) -> Page[WebhookView]:
    """List the webhooks with their states."""
    return pages.page(*webhooks.page_of_webhooks(store, limit=limit, after=pages.after(cursor)))


@router.get("/v1/webhooks/<webhook_id>", tags=["Webhooks"])
def read_webhook(webhook_id: str, _: User, store: Store) -> WebhookView:
    """Read one webhook with its state, and since when its receiver fails."""
    return webhooks.read_webhook(store, webhook_id)


@router.patch("/v1/webhooks/<webhook_id>", tags=["Webhooks"])
def change_webhook(
    webhook_id: str, changes: WebhookChanges, caller: User, store: Store, now: Now, if_match: IfMatch
) -> WebhookView:
    """Change a webhook by merge-patch. Another `url` has to be verified first; `"state": "paused"` pauses it."""
    patch = changes.model_dump(mode="json", exclude_unset=True)
    return webhooks.change_webhook(store, webhook_id, patch, by=caller, now=now, if_match=if_match)


@router.delete("/v1/webhooks/<webhook_id>", status_code=204, tags=["Webhooks"])
def delete_webhook(webhook_id: str, caller: User, store: Store, now: Now, if_match: IfMatch) -> None:
    """Delete a webhook. Nothing more is sent to it."""
    webhooks.delete_webhook(store, webhook_id, by=caller, now=now, if_match=if_match)


@router.post("/v1/webhooks/<webhook_id>/verify", status_code=202, tags=["Webhooks"])
def verify_webhook(webhook_id: str, caller: User, store: Store, now: Now, if_match: IfMatch) -> WebhookView:
    """Ask the receiver for the challenge again. The webhook becomes `active` within seconds once it has answered."""
    return webhooks.verify_webhook(store, webhook_id, by=caller, now=now, if_match=if_match)


@router.post("/v1/webhooks/<webhook_id>/rotate-secret", tags=["Webhooks"])
def rotate_secret(
    webhook_id: str, caller: User, store: Store, now: Now, if_match: IfMatch, draft: RotationDraft | None = None
) -> NewSecret:
    """Give the webhook another secret, which the answer shows this once.

    For `overlap_hours` deliveries are signed with the former secret as well; 0 ends it at once.
    """
    return webhooks.rotate_secret(store, webhook_id, draft or RotationDraft(), by=caller, now=now, if_match=if_match)


@router.get("/v1/webhooks/<webhook_id>/deliveries", tags=["Webhooks"])
def list_deliveries(
    webhook_id: str, _: User, store: Store, now: Now, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[DeliveryView]:
    """List the deliveries of the last 14 days, newest first, each with its attempts and what the receiver answered."""
    found = webhooks.page_of_deliveries(store, webhook_id, now, limit=limit, after=pages.after(cursor))
    return pages.page(*found)


@router.get("/v1/webhooks/<webhook_id>/deliveries/<delivery_id>", tags=["Webhooks"])
def read_delivery(webhook_id: str, delivery_id: str, _: User, store: Store, now: Now) -> DeliveryView:
    """Read one delivery of the last 14 days with its attempts."""
    return webhooks.read_delivery(store, webhook_id, delivery_id, now)


@router.post("/v1/webhooks/<webhook_id>/deliveries/<delivery_id>/retry", status_code=202, tags=["Webhooks"])
def retry_delivery(webhook_id: str, delivery_id: str, caller: User, store: Store, now: Now, if_match: IfMatch) -> DeliveryView:
    """Send a delivery again, whatever became of it. It keeps its `webhook-id`."""
    return webhooks.retry_delivery(store, webhook_id, delivery_id, by=caller, now=now, if_match=if_match)
