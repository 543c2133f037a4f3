"""Consent events and their evidence in the table."""

from datetime import timedelta

import pytest

from contactbook.domain.base.errors import NotFound
from contactbook.domain.consent.events import ConsentEvent, Evidence
from contactbook.services.base.stores import open_store
from contactbook.storage.base import table
from tests.builders.contacts import NOW, USER

CONTACT = "con_1"


def an_event(number: int) -> ConsentEvent:
    at = NOW + timedelta(minutes=number)
    return ConsentEvent(event_id=f"cns_{number}", at=at, state="accepted", previous_state="pending", by=USER, through="api")


def test_a_saved_event_is_read_by_its_id(world):
    store = open_store("acme")
    table.transact([store.consents.put_of(CONTACT, an_event(1))])
    assert store.consents.get(CONTACT, "cns_1") == an_event(1)


def test_an_event_of_another_contact_is_not_found(world):
    store = open_store("acme")
    table.transact([store.consents.put_of(CONTACT, an_event(1))])
    with pytest.raises(NotFound):
        store.consents.get("con_2", "cns_1")


def test_events_are_paged_newest_first(world):
    store = open_store("acme")
    table.transact([store.consents.put_of(CONTACT, an_event(number)) for number in (1, 2, 3)])
    first, after = store.consents.page(CONTACT, limit=2, after=None)
    rest, _ = store.consents.page(CONTACT, limit=2, after=after)
    assert [event.event_id for event in (*first, *rest)] == ["cns_3", "cns_2", "cns_1"]


def test_evidence_is_kept_apart_from_its_event(world):
    store = open_store("acme")
    evidence = Evidence(event_id="cns_1", at=NOW, about="consent", source_ip="192.0.2.1")
    table.transact([store.consents.put_of(CONTACT, an_event(1)), store.consents.evidence_of(CONTACT, evidence)])
    assert store.consents.page(CONTACT, limit=9, after=None)[0] == [an_event(1)]
    assert store.consents.page_of_evidence(CONTACT, limit=9, after=None)[0] == [evidence]
