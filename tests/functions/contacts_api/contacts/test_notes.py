"""Notes over HTTP."""

from dataclasses import replace

import pytest

from tests.aws_in_process.http import Api
from tests.faults.counting import count_calls


def new_contact(api: Api) -> str:
    return f"/v1/contacts/{api.post('/v1/contacts', {'kind': 'person', 'last_name': 'Georgiou'}).body['contact_id']}"


@pytest.mark.feature("S1.14")
def test_a_note_is_added_read_changed_and_removed(api: Api) -> None:
    contact = new_contact(api)
    made = api.post(f"{contact}/notes", {"text": " Called twice.\r\nWill call again. "})
    assert (made.status, made.body["text"], made.body["version"]) == (201, "Called twice.\nWill call again.", 1)
    assert made.body["created_by"] == {"type": "user", "id": "user-1"}
    note = made.headers["Location"]
    assert note == f"{contact}/notes/{made.body['note_id']}"
    changed = Api(user_id="user-2").patch(note, {"text": "Done."})
    assert (changed.body["text"], changed.body["version"], changed.body["updated_by"]["id"]) == ("Done.", 2, "user-2")
    assert api.get(note).body == changed.body
    assert api.patch(note, {"text": "Late."}, if_match='"1"').status == 412
    assert api.delete(note).status == 204
    assert api.get(note).status == 404
    assert api.get(f"{contact}/notes").body == {"items": [], "next_cursor": None}


def test_notes_are_listed_newest_first_in_pages(api: Api) -> None:
    contact = new_contact(api)
    made = [api.post(f"{contact}/notes", {"text": str(number)}).body["note_id"] for number in range(3)]
    first = api.get(f"{contact}/notes", limit=2).body
    last = api.get(f"{contact}/notes", limit=2, cursor=first["next_cursor"]).body
    assert {note["note_id"] for note in first["items"] + last["items"]} == set(made)
    assert (len(first["items"]), last["next_cursor"]) == (2, None)
    ids = [note["note_id"] for note in first["items"] + last["items"]]
    assert ids == sorted(ids, reverse=True)


@pytest.mark.parametrize("text", ["", "  \n", "x" * 4001])
def test_the_length_of_a_note_is_limited(api: Api, text: str) -> None:
    contact = new_contact(api)
    refused = api.post(f"{contact}/notes", {"text": text})
    assert (refused.status, list(refused.error_codes())) == (422, ["/text"])
    note = api.post(f"{contact}/notes", {"text": "x" * 4000}).headers["Location"]
    assert api.patch(note, {"text": text}).status == 422


def test_the_number_of_notes_is_limited_and_the_contact_stays_editable(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    from contactbook.services.contacts import notes

    monkeypatch.setattr(notes, "NOTES", replace(notes.NOTES, most=2))
    contact = new_contact(api)
    for _ in range(2):
        last = api.post(f"{contact}/notes", {"text": "x"}).headers["Location"]
    refused = api.post(f"{contact}/notes", {"text": "x"})
    assert (refused.status, refused.code) == (409, "too_many_notes")
    assert api.patch(contact, {"first_name": "Eleni"}).status == 200
    api.delete(last)
    assert api.post(f"{contact}/notes", {"text": "x"}).status == 201


@pytest.mark.feature("S1.15")
def test_notes_need_their_scope_and_follow_the_access_rules(api: Api) -> None:
    contact = new_contact(api)
    note = api.post(f"{contact}/notes", {"text": "x"}).headers["Location"]
    assert Api(scopes=("contacts:read",)).post(f"{contact}/notes", {"text": "x"}).code == "missing_scope"
    assert Api(scopes=("contacts:read",)).patch(note, {"text": "y"}).code == "missing_scope"
    # What is written about a customer is not for the customer.
    assert Api(contact_id=contact.rpartition("/")[2]).get(f"{contact}/notes").code == "missing_scope"
    assert Api(tenant_id="acme-corp").get(note).status == 404


def test_a_note_is_one_transaction_with_its_audit_entry(api: Api) -> None:
    contact = new_contact(api)
    with count_calls() as calls:
        api.post(f"{contact}/notes", {"text": "x"})
    assert calls.counts == {"dynamodb.GetItem": 1, "dynamodb.Query": 1, "dynamodb.TransactWriteItems": 1}


def test_a_profile_with_accounts_notes_and_opportunities_is_one_query(api: Api) -> None:
    contact = new_contact(api)
    for number in range(3):
        api.post(f"{contact}/accounts", {"name": f"Account {number}"})
    for number in range(5):
        api.post(f"{contact}/notes", {"text": str(number)})
    for number in range(2):
        api.post(f"{contact}/opportunities", {"name": f"Opportunity {number}"})
    with count_calls() as calls:
        profile = api.get(contact).body
    assert calls.to("GetItem", "Query", "BatchGetItem").names == ["dynamodb.Query"]
    assert (len(profile["accounts"]), len(profile["opportunities"])) == (3, 2)
