"""Creating, changing, verifying and deleting webhooks, and their secrets (S7.5).

Each change also saves, in the same transaction, which events the active webhooks get: the stream reads that with the settings.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from pydantic import JsonValue

from contactbook.domain.audit.entries import AuditKind, Change
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.base.merge_patch import patched_fields
from contactbook.domain.base.paging import After
from contactbook.domain.base.versions import next_version, require_version, with_fields
from contactbook.domain.webhooks import webhooks as rules
from contactbook.domain.webhooks.deliveries import DeliveryView, asked_again, delivery_view
from contactbook.domain.webhooks.destinations import destination_of
from contactbook.domain.webhooks.signatures import secret_of
from contactbook.domain.webhooks.webhooks import (
    NewSecret,
    PausedBecause,
    RotationDraft,
    SigningSecret,
    Webhook,
    WebhookDraft,
    WebhookState,
    WebhookStateFields,
    WebhookView,
    webhook_view,
    with_secret,
)
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.tenant_changes import TenantChange, commit_tenant_change
from contactbook.services.webhooks.challenges import new_challenge
from contactbook.services.webhooks.dispatching import send_attempt
from contactbook.services.webhooks.loopback import is_loopback_allowed
from contactbook.storage.base.rows import Write
from contactbook.storage.tenant_store import TenantStore


@retried_when_raced
def create_webhook(store: TenantStore, draft: WebhookDraft, *, by: Caller, now: datetime) -> NewSecret:
    """Create a webhook, and ask its receiver whether it wants to be one.

    Raises RuleBroken `too_many_webhooks`, ValidationFailed, Throttled.
    """
    _require_callable(draft.url)
    made = Webhook.model_validate(
        {
            **dict(draft),
            "webhook_id": new_id("whk", now),
            "secrets": (SigningSecret(number=1, key_id=store.key_ring.current),),
            "created_at": now,
            "updated_at": now,
        }
    )
    challenge = new_challenge(store, made, now)
    save_webhook(store, "webhook.created", None, made, store.deliveries.save_of(challenge), by=by, now=now)
    send_attempt(store, challenge)
    return with_secret(made, _newest_secret(store, made))


def page_of_webhooks(store: TenantStore, *, limit: int, after: After | None) -> tuple[list[WebhookView], After | None]:
    """Return a page of webhooks in the order of their ids. One query."""
    found, further = store.webhooks.page(limit=limit, after=after)
    return [webhook_view(one) for one in found], further


def read_webhook(store: TenantStore, webhook_id: str) -> WebhookView:
    """Return one webhook. Raises NotFound."""
    return webhook_view(store.webhooks.get(webhook_id))


@retried_when_raced
def change_webhook(
    store: TenantStore, webhook_id: str, patch: dict[str, JsonValue], *, by: Caller, now: datetime, if_match: int | None = None
) -> WebhookView:
    """Apply a merge-patch. A webhook with another address is unverified until that answers the challenge, which it is asked at once.

    `state` may be sent as `paused`; only a verification makes a webhook active. Raises ValidationFailed, VersionMismatch, NotFound, Throttled.
    """
    stored = store.webhooks.get(webhook_id)
    require_version(stored.version, if_match)
    changes = patched_fields(WebhookStateFields, stored, patch)
    changed = with_fields(stored, url=changes.url, events=changes.events, description=changes.description)
    moved = changes.url != stored.url
    if moved:
        _require_callable(changes.url)
        changed = with_fields(changed, state=WebhookState.UNVERIFIED, paused_because=None, failing_since=None)
    elif changes.state is not stored.state:
        _require_pausing(changes.state)
        changed = with_fields(changed, state=WebhookState.PAUSED, paused_because=PausedBecause.USER)
    if changed == stored:
        return webhook_view(stored)
    changed = next_version(changed, updated_at=now)
    challenge = new_challenge(store, changed, now) if moved else None
    writes = [store.deliveries.save_of(challenge)] if challenge else []
    save_webhook(store, "webhook.changed", stored, changed, *writes, by=by, now=now)
    if challenge:
        send_attempt(store, challenge)
    return webhook_view(changed)


@retried_when_raced
def delete_webhook(store: TenantStore, webhook_id: str, *, by: Caller, now: datetime, if_match: int | None = None) -> None:
    """Delete a webhook: nothing more is sent to it. Raises VersionMismatch, NotFound."""
    stored = store.webhooks.get(webhook_id)
    require_version(stored.version, if_match)
    save_webhook(store, "webhook.deleted", stored, None, by=by, now=now)


def verify_webhook(store: TenantStore, webhook_id: str, *, by: Caller, now: datetime, if_match: int | None = None) -> WebhookView:
    """Ask the receiver again. The webhook becomes active once it has answered the challenge. Raises VersionMismatch, NotFound, Throttled."""
    webhook = store.webhooks.get(webhook_id)
    require_version(webhook.version, if_match)
    challenge = new_challenge(store, webhook, now)
    asked = Change(field="challenge", to=challenge.delivery_id)
    change = TenantChange("webhook.verification_started", webhook_id, details=(asked,), kind=AuditKind.JOBS)
    commit_tenant_change(store, change, store.deliveries.save_of(challenge), by=by, now=now)
    send_attempt(store, challenge)
    return webhook_view(webhook)


@retried_when_raced
def rotate_secret(
    store: TenantStore, webhook_id: str, draft: RotationDraft, *, by: Caller, now: datetime, if_match: int | None = None
) -> NewSecret:
    """Give the webhook another secret. Until the overlap ends its deliveries are signed with the former ones as well.

    Raises RuleBroken `too_many_secrets`, VersionMismatch, NotFound.
    """
    stored = store.webhooks.get(webhook_id)
    require_version(stored.version, if_match)
    changed = rules.rotated(stored, store.key_ring.current, timedelta(hours=draft.overlap_hours), now)
    save_webhook(store, "webhook.secret_rotated", stored, changed, by=by, now=now)
    return with_secret(changed, _newest_secret(store, changed))


def page_of_deliveries(
    store: TenantStore, webhook_id: str, now: datetime, *, limit: int, after: After | None
) -> tuple[list[DeliveryView], After | None]:
    """Return a page of the webhook's deliveries of the last 14 days, newest first. Raises NotFound."""
    store.webhooks.get(webhook_id)
    found, further = store.deliveries.page(webhook_id, now, limit=limit, after=after)
    return [delivery_view(one) for one in found], further


def read_delivery(store: TenantStore, webhook_id: str, delivery_id: str, now: datetime) -> DeliveryView:
    """Return one delivery of the last 14 days. Raises NotFound."""
    store.webhooks.get(webhook_id)
    return delivery_view(store.deliveries.get(webhook_id, delivery_id, now))


@retried_when_raced
def retry_delivery(
    store: TenantStore, webhook_id: str, delivery_id: str, *, by: Caller, now: datetime, if_match: int | None = None
) -> DeliveryView:
    """Send a delivery again, whatever became of it. Raises RuleBroken `webhook_not_active`, VersionMismatch, NotFound."""
    rules.require_active(store.webhooks.get(webhook_id))
    stored = store.deliveries.get(webhook_id, delivery_id, now)
    require_version(stored.version, if_match)
    again = asked_again(stored, now)
    state = Change(field="state", from_=stored.state.value, to=again.state.value)
    change = TenantChange("webhook.delivery_retried", delivery_id, details=(state,), kind=AuditKind.JOBS)
    commit_tenant_change(store, change, store.deliveries.save_of(again), by=by, now=now)
    send_attempt(store, again)
    return delivery_view(again)


def save_webhook(
    store: TenantStore, action: str, before: Webhook | None, after: Webhook | None, *writes: Write, by: Caller, now: datetime
) -> None:
    """Save a webhook (None: there was or will be none) with what listens now, and the audit entry. Raises ConcurrentUpdate."""
    version = store.webhooks.subscriptions_version()
    stored = {one.webhook_id: one for one in store.webhooks.all()}
    webhook = after or before
    if webhook is None:
        return
    if before is None:
        rules.require_room(len(stored))
        write: Write = store.webhooks.add_of(webhook.webhook_id, webhook)
    elif after is None:
        write = store.webhooks.remove_of(before.webhook_id, version=before.version)
    else:
        write = store.webhooks.save_of(after.webhook_id, after, replacing=before.version)
    others = [one for webhook_id, one in stored.items() if webhook_id != webhook.webhook_id]
    listening = store.webhooks.subscriptions_after([*others, *([after] if after else [])], replacing=version)
    change = TenantChange(action, webhook.webhook_id, before, after)
    commit_tenant_change(store, change, write, listening, *writes, by=by, now=now)
    store.settings.forget()


def secrets_of(store: TenantStore, webhook: Webhook, secrets: Sequence[SigningSecret]) -> list[str]:
    """Return these secrets of a webhook."""
    return [secret_of(store.key_ring, store.tenant_id, webhook.webhook_id, one) for one in secrets]


def _newest_secret(store: TenantStore, webhook: Webhook) -> str:
    return secrets_of(store, webhook, webhook.secrets[-1:])[0]


def _require_callable(url: str) -> None:
    if destination_of(url).is_loopback and not is_loopback_allowed():
        message = "The address must name a public host by its domain, such as hooks.acme.example."
        raise ValidationFailed.of("/url", "invalid_value", message)


def _require_pausing(state: WebhookState) -> None:
    if state is not WebhookState.PAUSED:
        message = "A webhook becomes active when its receiver answers: POST /v1/webhooks/{webhook_id}/verify."
        raise ValidationFailed.of("/state", "verification_needed", message)
