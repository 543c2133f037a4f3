"""An erasure refuses every address that the person had, also those that it had no more (S2.141, S5.4)."""

import pytest

from contactbook import clock
from contactbook.services.base.stores import open_store
from contactbook.services.erasure.marking import mark_contact
from tests.builders.contacts import a_caller
from tests.functions.contacts_api.erasure.test_anonymization import work  # noqa: F401 - a fixture

OLD, NEW, OF_ACCOUNT = "old@example.com", "new@example.com", "account@example.com"


def _created(api, address: str, **said) -> str:
    made = api.post("/v1/contacts", {"kind": "person", "last_name": "G", "emails": [{"address": address}], **said})
    assert made.status == 201, made.text
    return made.body["contact_id"]


def _moved(api) -> str:
    contact_id = _created(api, OLD)
    account = {"name": "A", "contact_information": {"email": OF_ACCOUNT}}
    account_id = api.post(f"/v1/contacts/{contact_id}/accounts", account).body["account_id"]
    assert api.patch(f"/v1/accounts/{account_id}", {"contact_information": {"email": None}}).status == 200
    assert api.patch(f"/v1/contacts/{contact_id}", {"emails": [{"address": NEW}]}).status == 200
    return contact_id


def _refused(address: str) -> tuple[str, ...]:
    store = open_store("acme")
    (refusal,) = store.refusals.standing([store.refusals.name_of(address)])
    return tuple(event.through.value for event in refusal.events)


@pytest.mark.feature("S2.141", "S5.4")
def test_former_addresses_are_refused_too_and_whoever_holds_one_is_marked(api, world, work):  # noqa: F811 - the fixture
    contact_id, holder = _moved(api), _created(api, OLD)
    list_id = api.post("/v1/suppression-lists", {"name": "L", "always": True}).body["suppression_list_id"]
    assert api.post(f"/v1/suppression-lists/{list_id}/entries", {"entries": [{"email": OLD}]}).status in (200, 201)
    work()
    assert api.post(f"/v1/contacts/{contact_id}/anonymize").body["state"] == "anonymized"
    work()
    assert [one["email"] for one in api.get(f"/v1/suppression-lists/{list_id}/entries").body["items"]] == [None]
    assert [_refused(address) for address in (OLD, NEW, OF_ACCOUNT)] == [("anonymization",)] * 3
    later = _created(api, OLD)
    work()
    store = open_store("acme")
    marks = [[mark.through.value for mark in store.contacts.get(one).refusals] for one in (holder, later)]
    assert marks == [["anonymization"]] * 2
    again = api.post("/v1/contacts", {"kind": "person", "last_name": "G", "emails": [{"address": OF_ACCOUNT}],
                                      "preferences": {"direct_marketing": True}})  # fmt: skip
    assert (again.status, again.code) == (409, "refusal_stands")


@pytest.mark.feature("S2.141")
def test_the_mark_refuses_them_so_a_worker_that_dies_after_it_loses_none(api, world, work):  # noqa: F811 - the fixture
    contact_id = _moved(api)
    work()
    mark_contact(open_store("acme"), contact_id, by=a_caller(), now=clock.now())
    assert [_refused(address) for address in (OLD, NEW, OF_ACCOUNT)] == [("anonymization",)] * 3


@pytest.mark.feature("S2.141", "S2.34")
def test_an_undone_merge_leaves_the_addresses_of_the_other_person_alone(api, world, work):  # noqa: F811 - the fixture
    contact_id, other = _created(api, NEW), _created(api, OLD)
    merged = api.post(f"/v1/contacts/{contact_id}/merge", {"source_ids": [other]})
    assert merged.status == 200, merged.text
    work()
    undone = api.post(f"/v1/merges/{merged.body['merge_id']}/undo")
    assert undone.status == 200, undone.text
    work()
    assert api.post(f"/v1/contacts/{contact_id}/anonymize").body["state"] == "anonymized"
    work()
    assert (_refused(NEW), _refused(OLD)) == (("anonymization",), ())
