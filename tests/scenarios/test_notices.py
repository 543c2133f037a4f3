"""Notices of events of a contact: each transition sends exactly one."""

import pytest

EVENTS = ("kyc.assigned", "kyc.verified", "kyc.refuted", "kyc.expired", "name_day.reached", "contact.created")


def _define(portal, events) -> None:
    template = portal.post(
        "/v1/templates", {"name": "N", "bodies": {"email": {"subject": "#first_name: notice", "text": "Hello #first_name"}}}
    )
    kind = portal.post("/v1/notification-types", {"name": "Care", "purpose": "financial"})
    for event in events:
        definition = {
            "event": event,
            "template_id": template["template_id"],
            "channel": "email",
            "notification_type_id": kind["notification_type_id"],
        }
        portal.post("/v1/event-communications", definition)


def _sent(portal, contact_id) -> int:
    history = portal.get(f"/v1/contacts/{contact_id}/communications")["items"]
    return sum(communication["state"] in ("sent", "delivered") for communication in history)


@pytest.mark.feature("S2.109", "S2.67", "S2.66")
def test_each_kyc_transition_sends_one_notice(stack):
    portal = stack.tenant().has_sender()
    stack.set_clock("2026-03-02T09:00:00Z")
    portal.put(
        "/v1/settings/kyc",
        {
            "profiles": [{"profile": "full", "level": 1}],
            "person_rules": [{"field": "identifiers.id_card.number", "required_for": ["full"]}],
        },
    )
    _define(portal, EVENTS[:4])
    card = {"id_card": {"number": "X", "expires_on": "2026-03-10"}}
    person = {"kind": "person", "first_name": "Eleni", "emails": [{"address": "e@example.com"}], "identifiers": card}
    contact_id = portal.post("/v1/contacts", person)["contact_id"]
    portal.post(f"/v1/contacts/{contact_id}/accounts", {"name": "A"})
    stack.drain()
    assert _sent(portal, contact_id) == 1
    portal.post(f"/v1/contacts/{contact_id}/kyc/verify", status=200)
    stack.drain()
    assert _sent(portal, contact_id) == 2
    stack.set_clock("2026-03-10T09:00:00Z")
    for _ in range(2):
        stack.fire("KycExpiry")
    assert _sent(portal, contact_id) == 3


@pytest.mark.feature("S2.65", "S2.67")
def test_a_name_day_sends_one_wish(stack):
    portal = stack.tenant().has_sender()
    stack.set_clock("2026-08-15T09:00:00Z")
    _define(portal, ["name_day.reached"])
    person = {"kind": "person", "first_name": "Maria", "name_day": "08-15", "emails": [{"address": "m@example.com"}]}
    contact_id = portal.post("/v1/contacts", person)["contact_id"]
    stack.drain()
    for _ in range(2):
        stack.fire("NameDays")
    assert _sent(portal, contact_id) == 1
