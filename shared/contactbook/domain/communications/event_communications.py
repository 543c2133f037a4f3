"""Definitions of communications that follow an event of a contact (S2.67, S2.109)."""

from enum import StrEnum

from pydantic import ConfigDict

from contactbook.domain.base.values import Draft, Flag, Id, Moment, Record, Value
from contactbook.domain.decisions.exclude import Exclude
from contactbook.domain.notification_types.channels import Channel


class EventName(StrEnum):
    """The events of a contact that a communication may follow."""

    CONTACT_CREATED = "contact.created"
    CONTACT_CHANGED = "contact.changed"
    CONSENT_CHANGED = "consent.changed"
    PREFERENCES_CHANGED = "preferences.changed"
    KYC_ASSIGNED = "kyc.assigned"
    KYC_VERIFIED = "kyc.verified"
    KYC_REFUTED = "kyc.refuted"
    KYC_CHANGED = "kyc.changed"
    KYC_EXPIRED = "kyc.expired"
    ACCOUNT_CREATED = "account.created"
    OPPORTUNITY_ADDED = "opportunity.added"
    OPPORTUNITY_CHANGED = "opportunity.changed"
    NAME_DAY_REACHED = "name_day.reached"


class _EventRule(Value):
    event: EventName
    template_id: Id
    channel: Channel
    enabled: Flag = True
    exclude: Exclude = Exclude()


class EventCommunicationFields(_EventRule):
    """What a caller may set of a definition (S2.67, S2.109)."""

    notification_type_id: Id


class EventCommunicationDraft(_EventRule, Draft):
    """What a caller sends to create a definition; without a notification type it is customer care."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "event": "kyc.expired",
                    "template_id": "tpl_01J9Z3V6T4N8Q2W5R7Y0B1C3D5",
                    "channel": "email",
                    "notification_type_id": "nty_01J9Z3V6T4N8Q2W5R7Y0B1C3D5",
                }
            ]
        },
    )

    notification_type_id: Id | None = None


class EventCommunication(EventCommunicationFields, Record):
    """A stored definition."""

    event_communication_id: str
    created_at: Moment
    updated_at: Moment
