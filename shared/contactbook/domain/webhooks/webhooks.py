"""Webhooks: where a tenant wants which events, and in which state the receiver is (S7.5)."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field

from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.base.values import Draft, Line, Moment, Record, Value
from contactbook.domain.base.versions import fields_in, next_version, with_fields
from contactbook.domain.events.types import EventType
from contactbook.domain.webhooks.destinations import destination_of

MOST_WEBHOOKS = 20
# Of a tenant: each is a call to an address where nobody has agreed yet.
MOST_CHALLENGES_AN_HOUR = 60
# Secrets that sign at once: the newest, and those of a rotation that receivers have not followed yet.
MOST_SECRETS = 3
_LONGEST_URL = 500


def _checked(url: str) -> str:
    if len(url) > _LONGEST_URL:
        raise ValueError(f"The address may have at most {_LONGEST_URL} characters.")
    destination_of(url)
    return url


def _sorted(events: tuple[EventType, ...]) -> tuple[EventType, ...]:
    return tuple(sorted(set(events)))


Url = Annotated[str, AfterValidator(_checked)]
Events = Annotated[tuple[EventType, ...], Field(min_length=1, max_length=100), AfterValidator(_sorted)]


class WebhookState(StrEnum):
    """Only an active webhook gets events. A receiver becomes active by answering the challenge."""

    UNVERIFIED = "unverified"
    ACTIVE = "active"
    PAUSED = "paused"


class PausedBecause(StrEnum):
    """Why a webhook is paused: a user did it, its receiver failed for three days, or it said that it is gone (410)."""

    USER = "user"
    ENDPOINT_FAILING = "endpoint_failing"
    ENDPOINT_GONE = "endpoint_gone"


class WebhookFields(Value):
    """What a caller may set."""

    url: Url = Field(description="Where events go: an https address of a public host.")
    events: Events = Field(description="The events that it gets, of those that `GET /v1/events` lists.")
    description: Line | None = Field(default=None, description="What it is for.")


class WebhookStateFields(WebhookFields):
    """What a merge-patch may change. `state` may be set to `paused`."""

    state: WebhookState


class WebhookDraft(WebhookFields, Draft):
    """What a caller sends to create a webhook."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={
            "examples": [{"url": "https://hooks.acme.example/contactbook", "events": ["contact.changed", "consent.changed"]}]
        },
    )


class RotationDraft(Draft):
    """The request for another secret."""

    overlap_hours: Annotated[int, Field(strict=True, ge=0, le=72)] = Field(
        default=24, description="How long deliveries are signed with the former secret as well. 0 ends it at once."
    )


class SigningSecret(Value):
    """A secret, known by its number and the key that it is derived from: it is stored nowhere."""

    number: int
    key_id: str
    until: Moment | None = None


class WebhookView(Record, WebhookFields):
    """A webhook as callers see it."""

    webhook_id: str
    state: WebhookState = WebhookState.UNVERIFIED
    paused_because: PausedBecause | None = None
    verified_at: Moment | None = None
    # Since when every delivery has failed.
    failing_since: Moment | None = None
    created_at: Moment
    updated_at: Moment


class NewSecret(WebhookView):
    """A webhook with its new secret, which is shown this once."""

    secret: str


class Webhook(WebhookView):
    """A stored webhook. The last secret is the newest."""

    secrets: tuple[SigningSecret, ...]

    def secrets_at(self, now: datetime) -> tuple[SigningSecret, ...]:
        """Return the secrets that sign at this time, the newest first."""
        return tuple(reversed([one for one in self.secrets if one.until is None or one.until > now]))


def webhook_view(webhook: Webhook) -> WebhookView:
    """Return the webhook as callers see it."""
    return WebhookView.model_validate(fields_in(WebhookView, webhook))


def with_secret(webhook: Webhook, secret: str) -> NewSecret:
    """Return the webhook with its secret, for the one answer that shows it."""
    return NewSecret.model_validate({**dict(webhook_view(webhook)), "secret": secret})


def paused(webhook: Webhook, because: PausedBecause, now: datetime) -> Webhook:
    """Return the webhook as it gets nothing more until its receiver answers the challenge again."""
    return next_version(webhook, state=WebhookState.PAUSED, paused_because=because, updated_at=now)


def verified(webhook: Webhook, now: datetime) -> Webhook:
    """Return the webhook whose receiver has answered the challenge."""
    return next_version(
        webhook, state=WebhookState.ACTIVE, paused_because=None, failing_since=None, verified_at=now, updated_at=now
    )


def rotated(webhook: Webhook, key_id: str, overlap: timedelta, now: datetime) -> Webhook:
    """Return the webhook with one more secret; the former ones end with the overlap. Raises RuleBroken `too_many_secrets`."""
    ends = now + overlap
    former = [with_fields(one, until=min(one.until or ends, ends)) for one in webhook.secrets]
    kept = [one for one in former if one.until and one.until > now]
    if len(kept) >= MOST_SECRETS:
        message = f"The webhook has {MOST_SECRETS} secrets that still sign. Wait until one ends, or send `overlap_hours` 0."
        raise RuleBroken(message, code="too_many_secrets")
    newest = SigningSecret(number=max(one.number for one in webhook.secrets) + 1, key_id=key_id)
    return next_version(webhook, secrets=(*kept, newest), updated_at=now)


def require_room(webhooks: int) -> None:
    """Raise RuleBroken `too_many_webhooks` if the tenant has its maximum."""
    if webhooks >= MOST_WEBHOOKS:
        message = f"A tenant can have at most {MOST_WEBHOOKS} webhooks, and this one has as many. Delete one first."
        raise RuleBroken(message, code="too_many_webhooks")


def require_active(webhook: Webhook) -> None:
    """Raise RuleBroken `webhook_not_active`."""
    if webhook.state is not WebhookState.ACTIVE:
        message = f"The webhook is {webhook.state.value}. POST /v1/webhooks/{{webhook_id}}/verify makes it active once its receiver answers."
        raise RuleBroken(message, code="webhook_not_active")
