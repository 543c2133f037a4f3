"""What callers send of one communication to one contact, and what of it may still be changed (S0.7, S0.11, S0.23-S0.27)."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, JsonValue, StringConstraints, model_validator

from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.base.values import Draft, Id, Key, Line, Moment, Value
from contactbook.domain.communications.communications import Communication
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.templates.bodies import Bodies

ServiceName = Annotated[Key, StringConstraints(max_length=100)]
EITHER_OF_SERVICE = "Send either an `account_id` or a `service`: an account has its own service."


class CommunicationDraft(Draft):
    """What a caller sends for one communication to one contact.

    With `account_id` it is about that account, with `service` about the accounts of that product or product group (S0.11, S0.18).
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "bodies": {"email": {"subject": "Your request", "text": "Dear #first_name, it is done."}},
                    "channel": "email",
                    "notification_type_id": "nty_01J9Z3V6T4N8Q2W5R7Y0B1C3D5",
                }
            ]
        },
    )
    template_id: Id | None = None
    bodies: Bodies | None = None
    channel: Channel
    notification_type_id: Id
    account_id: Id | None = None
    service: ServiceName | None = None
    scheduled_for: Moment | None = None

    @model_validator(mode="after")
    def _has_one_content(self) -> Self:
        if (self.template_id is None) == (self.bodies is None):
            raise ValueError("Send either a `template_id` or `bodies`.")
        if self.account_id is not None and self.service is not None:
            raise ValueError(EITHER_OF_SERVICE)
        return self


class ResolutionDraft(Draft):
    """What became of a communication of which nobody knows whether it was sent, and how the user knows."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={"examples": [{"outcome": "delivered", "reason": "She answered it on the phone."}]},
    )
    outcome: Literal["delivered", "not_delivered"]
    reason: Annotated[Line, StringConstraints(min_length=1, max_length=500)]


class CommunicationFields(Value):
    """What may be changed of a queued communication. Null `service` and `account_id` mean contact level (S0.24, S0.27)."""

    template_id: Id | None = None
    bodies: Bodies | None = None
    channel: Channel
    notification_type_id: Id
    account_id: Id | None = None
    service: ServiceName | None = None
    scheduled_for: Moment | None = None


def communication_fields(found: Communication) -> CommunicationFields:
    """Return the present values of what may be changed; `service` is null if the Service names an account."""
    return CommunicationFields(
        template_id=found.template_id,
        bodies=found.bodies.bodies if found.bodies else None,
        channel=found.channel,
        notification_type_id=found.notification_type_id,
        account_id=found.service.account_id if found.service else None,
        service=found.service.service if found.service and not found.service.account_id else None,
        scheduled_for=found.scheduled_for,
    )


def changed_content(fields: CommunicationFields, patch: Mapping[str, JsonValue]) -> tuple[str | None, Bodies | None]:
    """Return the template or the bodies of a changed communication: bodies in the patch replace a template.

    Raises ValidationFailed for both or neither.
    """
    takes_bodies = patch.get("bodies") is not None and "template_id" not in patch
    template_id = None if takes_bodies else fields.template_id
    bodies = fields.bodies if template_id is None or "bodies" in patch else None
    if (template_id is None) == (bodies is None):
        raise ValidationFailed.of("", "invalid", "Send either a `template_id` or `bodies`.")
    return template_id, bodies
