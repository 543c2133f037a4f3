"""The catalogue of events: every name has a schema that its example fits, and leaves no room for a person's values."""

from typing import Any

import pytest

from contactbook.domain.communications.event_communications import EventName
from contactbook.domain.events.catalogue import CATALOGUE, catalogue_view, example_of, schema_of
from contactbook.domain.events.of_entries import events_of_entry
from contactbook.domain.events.types import EventType
from tests.checks.published_events import wrong_in

# As the contract names them (api.md).
NAMES = [
    "contact.created",
    "contact.changed",
    "contact.deleted",
    "contact.merged",
    "contact.merge_undone",
    "contact.anonymized",
    "account.created",
    "account.changed",
    "account.deleted",
    "opportunity.added",
    "opportunity.changed",
    "consent.changed",
    "preferences.changed",
    "kyc.assigned",
    "kyc.verified",
    "kyc.refuted",
    "kyc.expired",
    "kyc.changed",
    "list.joined",
    "list.left",
    "communication.sent",
    "communication.delivered",
    "communication.bounced",
    "communication.complained",
    "communication.failed",
    "communication.skipped",
    "run.finished",
    "import.finished",
    "sync.finished",
    "name_day.reached",
    "tenant.closing",
]


@pytest.mark.feature("S7.6")
def test_the_catalogue_has_the_names_of_the_contract() -> None:
    assert [event.value for event in EventType] == NAMES
    assert list(CATALOGUE) == list(EventType)


@pytest.mark.feature("S7.6")
@pytest.mark.parametrize("event", EventType)
def test_an_example_fits_its_schema(event: EventType) -> None:
    assert wrong_in(example_of(event), event.value) is None


@pytest.mark.parametrize("event", EventType)
def test_a_schema_stands_alone_and_describes_every_field(event: EventType) -> None:
    schema = schema_of(event)
    properties: Any = schema["properties"]
    assert "$ref" not in str(schema)
    assert "$defs" not in schema
    undescribed = [
        name for name, one in (properties | properties["data"].get("properties", {})).items() if "description" not in one
    ]
    assert undescribed == []


def test_an_event_that_says_something_else_is_noticed() -> None:
    event: Any = example_of(EventType.CONTACT_CHANGED)
    assert wrong_in(event, "contact.renamed")
    assert wrong_in(event, "contact.created")
    assert wrong_in(event | {"event_id": None}, "contact.changed")
    assert wrong_in(event | {"data": event["data"] | {"email": "eleni"}}, "contact.changed")
    assert wrong_in(event | {"data": event["data"] | {"fields": ["eleni@example.com"]}}, "contact.changed")


def test_the_view_shows_schema_and_example_of_each() -> None:
    views = catalogue_view()
    assert [one.type for one in views] == list(EventType)
    assert all(one.json_schema["title"] == one.type.value and one.example["type"] == one.type.value for one in views)


def test_what_a_communication_may_follow_is_an_event() -> None:
    assert {event.value for event in EventName} <= {event.value for event in EventType}


@pytest.mark.parametrize(
    ("action", "fields", "events"),
    [
        ("contact.created", ["emails", "consent.state", "preferences.direct_marketing"], ["contact.created"]),
        ("address.added", ["addresses"], ["contact.changed"]),
        ("contact.tagged", ["tags"], ["contact.changed"]),
        ("contact.changed", ["consent.state"], ["contact.changed", "consent.changed"]),
        ("consent.changed", ["consent.state"], ["consent.changed"]),
        ("consent.changed", ["consent.state", "preferences.direct_marketing"], ["consent.changed", "preferences.changed"]),
        ("contact.merged", ["preferences.direct_marketing"], ["contact.merged", "preferences.changed"]),
        ("contact.merged_away", [], ["contact.merged"]),
        ("contact.restored", [], ["contact.merge_undone"]),
        ("contact.anonymization_started", ["first_name", "consent.state"], ["contact.changed"]),
        ("contact.anonymized", ["erasure"], ["contact.anonymized"]),
        ("account.transaction_posted", ["transaction.amount"], ["account.changed"]),
        ("account.removed", [], ["account.deleted"]),
        ("opportunity.removed", [], ["opportunity.changed"]),
        ("kyc.maximum_changed", ["kyc.maximum"], ["kyc.changed"]),
        ("communication.queued", ["communication.state"], []),
        ("link.created", ["link.purpose"], []),
    ],
)
def test_an_audit_entry_is_these_events(action: str, fields: list[str], events: list[str]) -> None:
    assert [event.value for event, _ in events_of_entry(action, fields)] == events


def test_a_further_event_names_its_own_fields_only() -> None:
    told = dict(events_of_entry("contact.changed", ["emails", "consent.state"]))
    assert told == {EventType.CONTACT_CHANGED: ("emails", "consent.state"), EventType.CONSENT_CHANGED: ("consent.state",)}
