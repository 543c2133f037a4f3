"""Anonymization runs, and whose anonymization is due."""

from datetime import timedelta

import pytest

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.base.versions import next_version
from contactbook.domain.erasure.runs import AnonymizationRun
from contactbook.services.base.stores import open_store
from contactbook.storage.base import table
from tests.builders.contacts import NOW, a_contact

RUN = AnonymizationRun(run_id="anr_1", started_at=NOW)


def test_a_run_is_saved_on_its_previous_version(world):
    runs = open_store("acme").anonymization_runs
    table.transact([runs.add_of(RUN)])
    runs.save(next_version(RUN, anonymized=3))
    with pytest.raises(ConcurrentUpdate):
        runs.save(next_version(RUN, anonymized=5))
    assert runs.get("anr_1").anonymized == 3


def test_a_run_that_does_not_exist_is_not_found(world):
    with pytest.raises(NotFound):
        open_store("acme").anonymization_runs.get("anr_1")


def test_requested_and_unfinished_anonymizations_are_due(world):
    store = open_store("acme")
    states = {
        "con_1": {"anonymization_pending": True},
        "con_2": {"erasure": "erasing"},
        "con_3": {"erasure": "anonymized"},
        "con_4": {},
    }
    for contact_id, state in states.items():
        table.transact([store.contacts.add_of(a_contact(contact_id=contact_id, **state))])
    due, _ = store.anonymization_runs.page_of_due(now=NOW + timedelta(days=1), limit=9, after=None)
    assert sorted(one.contact_id for one in due) == ["con_1", "con_2"]
