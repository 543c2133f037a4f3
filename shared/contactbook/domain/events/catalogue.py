"""The catalogue of events: each name with when it happens, its JSON Schema and an example (S7.6).

The bus and the webhooks carry the same events. Each arrives at least once and in no promised order; `event_id` is the same each time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from contactbook.domain.base.values import Moment
from contactbook.domain.events import bodies
from contactbook.domain.events.bodies import EventBody
from contactbook.domain.events.types import EventType

_T = EventType
_CONTACT = {"contact_id": "con_01J9ZQ5W3V8K2M4N6P7R8S9T0A"}
_MERGE = {**_CONTACT, "merge_id": "mrg_01J9ZQ5W3V8K2M4N6P7R8S9T0A", "role": "survivor"}
_LIST = {**_CONTACT, "list_id": "lst_01J9ZQ5W3V8K2M4N6P7R8S9T0A"}
_SENT = {
    **_CONTACT,
    "communication_id": "com_01J9ZQ5W3V8K2M4N6P7R8S9T0A01J9ZQ6B4C5D6E7F8G9H0J1K2M",
    "channel": "email",
    "notification_type_id": "nty_01J9ZQ5W3V8K2M4N6P7R8S9T0A",
    "run_id": "run_01J9ZQ5W3V8K2M4N6P7R8S9T0A",
}


class Event(BaseModel):
    """One event, as the bus and the webhooks carry it."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    type: EventType = Field(description="What has happened.")
    event_id: str = Field(description="Know a repetition by it: an event that arrives again has the same id.")
    timestamp: Moment = Field(description="When it happened. Events arrive in no promised order.")
    tenant_id: str = Field(description="The tenant whose event it is.")
    data: dict[str, JsonValue] = Field(description="What it is about: ids and names of changed fields, no value of a person.")


class EventTypeView(BaseModel):
    """One event of the catalogue as callers see it."""

    model_config = ConfigDict(frozen=True)

    type: EventType
    description: str
    json_schema: dict[str, JsonValue] = Field(alias="schema", description="The JSON Schema (2020-12) of the event.")
    example: dict[str, JsonValue]


@dataclass(frozen=True)
class Described:
    """One event of the catalogue: when it happens, the shape of its data, and an example of them."""

    when: str
    body: type[EventBody]
    example: Mapping[str, JsonValue]


def _contact(when: str, action: str, *fields: str, body: type[EventBody] = bodies.ContactBody, **ids: str) -> Described:
    return Described(when, body, {**_CONTACT, "action": action, "fields": list(fields), **ids})


def _account(when: str, action: str, *fields: str) -> Described:
    return _contact(when, action, *fields, body=bodies.AccountBody, account_id="acc_01J9ZQ5W3V8K2M4N6P7R8S9T0A")


def _opportunity(when: str, action: str, *fields: str) -> Described:
    return _contact(when, action, *fields, body=bodies.OpportunityBody, opportunity_id="opp_01J9ZQ5W3V8K2M4N6P7R8S9T0A")


def _merge(when: str, action: str) -> Described:
    return Described(when, bodies.MergeBody, {**_MERGE, "action": action, "fields": ["emails"]})


def _list(when: str) -> Described:
    return Described(when, bodies.ListBody, _LIST)


def _communication(when: str, reason: str | None = None) -> Described:
    return Described(when, bodies.CommunicationBody, {**_SENT, "reason": reason} if reason else _SENT)


CATALOGUE: Mapping[EventType, Described] = {
    _T.CONTACT_CREATED: _contact("A contact was created.", "contact.created", "first_name", "last_name", "emails"),
    _T.CONTACT_CHANGED: _contact(
        "A contact, or something that belongs to it and has no event of its own, was changed.", "address.added", "addresses"
    ),
    _T.CONTACT_DELETED: _contact("A contact was deleted.", "contact.deleted"),
    _T.CONTACT_MERGED: _merge(
        "Contacts were merged: one event for the contact that stays, and one for each other.", "contact.merged"
    ),
    _T.CONTACT_MERGE_UNDONE: _merge("A merge was undone: one event for each of its contacts.", "contact.merge_undone"),
    _T.CONTACT_ANONYMIZED: _contact("A contact was anonymized, and all its traces are erased.", "contact.anonymized", "erasure"),
    _T.ACCOUNT_CREATED: _account("An account was opened.", "account.created", "account.name"),
    _T.ACCOUNT_CHANGED: _account(
        "An account was changed, or something was posted to it.", "account.changed", "account.credit_limit"
    ),
    _T.ACCOUNT_DELETED: _account("An account was deleted.", "account.removed", "account.name"),
    _T.OPPORTUNITY_ADDED: _opportunity("An opportunity was added.", "opportunity.added", "opportunity.stage"),
    _T.OPPORTUNITY_CHANGED: _opportunity("An opportunity was changed or removed.", "opportunity.changed", "opportunity.stage"),
    _T.CONSENT_CHANGED: _contact("A consent was given, refused, withdrawn or asked for.", "consent.changed", "consent.state"),
    _T.PREFERENCES_CHANGED: _contact(
        "The preferences of a contact were changed.", "preferences.changed", "preferences.direct_marketing"
    ),
    _T.KYC_ASSIGNED: _contact("A contact got a KYC profile.", "kyc.assigned", "kyc.profile", "kyc.state"),
    _T.KYC_VERIFIED: _contact("A KYC profile was verified.", "kyc.verified", "kyc.state"),
    _T.KYC_REFUTED: _contact("A KYC profile was refuted.", "kyc.refuted", "kyc.state"),
    _T.KYC_EXPIRED: _contact("A KYC profile expired.", "kyc.expired", "kyc.state"),
    _T.KYC_CHANGED: _contact("A contact's KYC profile, its term or its limit was changed.", "kyc.changed", "kyc.profile"),
    _T.LIST_JOINED: _list("A contact joined a list."),
    _T.LIST_LEFT: _list("A contact left a list. A contact that was deleted or merged away has no such event."),
    _T.COMMUNICATION_SENT: _communication("A communication was handed over to the provider."),
    _T.COMMUNICATION_DELIVERED: _communication("The provider says that a communication was delivered."),
    _T.COMMUNICATION_BOUNCED: _communication("The provider says that a communication bounced."),
    _T.COMMUNICATION_COMPLAINED: _communication("The recipient reported a communication as unwanted."),
    _T.COMMUNICATION_FAILED: _communication("A communication could not be sent."),
    _T.COMMUNICATION_SKIPPED: _communication("A contact was not contacted.", "direct_marketing_opted_out"),
    _T.RUN_FINISHED: Described(
        "A run of notifications, a bulk change, or a run of anonymizations or re-consents ended.",
        bodies.RunBody,
        {"run_id": "run_01J9ZQ5W3V8K2M4N6P7R8S9T0A", "kind": "notification", "state": "finished"},
    ),
    _T.IMPORT_FINISHED: Described(
        "An import ended.",
        bodies.ImportBody,
        {"import_id": "imp_01J9ZQ5W3V8K2M4N6P7R8S9T0A", "state": "finished", "dry_run": False},
    ),
    _T.SYNC_FINISHED: Described(
        "A run of the daily sync ended. The top account gets the event.",
        bodies.SyncBody,
        {"sync_run_id": "syn_01J9ZQ5W3V8K2M4N6P7R8S9T0A", "state": "finished", "dry_run": False},
    ),
    _T.NAME_DAY_REACHED: _contact("It is the name day of a contact.", "name_day.reached"),
    _T.TENANT_CLOSING: Described("The off-boarding of the tenant began: it takes no more changes.", bodies.ClosingBody, {}),
}


def catalogue_view() -> tuple[EventTypeView, ...]:
    """Return every event with its JSON Schema and an example."""
    return tuple(
        EventTypeView(type=one, description=described.when, schema=schema_of(one), example=example_of(one))
        for one, described in CATALOGUE.items()
    )


@cache
def schema_of(event: EventType) -> dict[str, JsonValue]:
    """Return the JSON Schema (2020-12) of an event: fields may be added to it, and none is taken away or changes its meaning."""
    described = CATALOGUE[event]
    schema = Event.model_json_schema()
    schema.pop("$defs", None)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"], schema["description"] = event.value, described.when
    schema["properties"]["type"] = {"const": event.value, "description": "What has happened."}
    body = _inlined(described.body.model_json_schema())
    schema["properties"]["data"] = {**body, "description": "What it is about."}
    return _open(schema)


def example_of(event: EventType) -> dict[str, JsonValue]:
    """Return an example of an event as it is carried."""
    return {
        "type": event.value,
        "event_id": "evt_01J9ZQ5W3V8K2M4N6P7R8S9T0A",
        "timestamp": "2026-03-02T09:00:00.000Z",
        "tenant_id": "acme",
        "data": dict(CATALOGUE[event].example),
    }


def _inlined(schema: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """Return the schema with each definition in the place that names it."""
    kept = schema.pop("$defs", None)
    definitions = kept if isinstance(kept, dict) else {}

    def inlined(part: JsonValue) -> JsonValue:
        if isinstance(part, list):
            return [inlined(one) for one in part]
        if not isinstance(part, dict):
            return part
        named = definitions.get(str(part.get("$ref", "")).rpartition("/")[2])
        whole = {**named, **part} if isinstance(named, dict) else part
        return {name: inlined(one) for name, one in whole.items() if name not in ("$ref", "title")}

    return {name: inlined(part) for name, part in schema.items() if name != "title"}


def _open(schema: dict[str, Any]) -> dict[str, JsonValue]:
    """Return the schema so that a receiver who checks by it is not broken by a new field."""
    for part in (schema, schema["properties"]["data"]):
        part.pop("additionalProperties", None)
        for one in part.get("properties", {}).values():
            one.pop("title", None)
    return schema
