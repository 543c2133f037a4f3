"""What an erasure reaches beside the contact itself (S2.141); `tests/canary` looks for every value in every store."""

import json

import pytest

from tests.aws_in_process.http import Api
from tests.checks.residue import encodings_of, hits
from tests.functions.contacts_api.erasure.test_anonymization import work  # noqa: F401 - a fixture

# Letters that have several encodings; each value is one of a kind.
WORDS = tuple(f"Κανάρι{number:02}é" for number in range(1, 5))


@pytest.mark.feature("S2.141", "S1.22")
def test_what_was_merged_into_a_contact_is_erased_with_it(api, world, work):  # noqa: F811 - the fixture
    source, survivor = (
        api.post("/v1/contacts", {"kind": "person", "first_name": name, "last_name": "G", "title": name}).body["contact_id"]
        for name in (WORDS[0], WORDS[1])
    )
    api.patch(f"/v1/contacts/{source}", {"middle_name": WORDS[2]})
    assert api.put(f"/v1/contacts/{source}/consent", {"state": "accepted"}).status == 200
    assert api.post(f"/v1/contacts/{source}/notes", {"text": WORDS[3]}).status == 201
    assert api.post(f"/v1/contacts/{survivor}/merge", {"source_ids": [source]}).status == 200
    work()
    exported = json.dumps(api.get(f"/v1/contacts/{survivor}/export").body, ensure_ascii=False)
    assert [one for one in WORDS[:4] if one not in exported] == []
    done = api.post(f"/v1/contacts/{survivor}/anonymize")
    assert (done.status, done.body["state"]) == (200, "anonymized"), done.text
    work()
    assert hits(world, WORDS[:4]) == []


@pytest.mark.feature("S2.141")
@pytest.mark.parametrize("form", list(encodings_of("x")))
def test_the_scan_finds_each_encoding(world, form):
    value = WORDS[0]
    content = encodings_of(value)[form]
    world.client("s3").put_object(Bucket=world.bucket_name, Key="planted", Body=b"before " + content)
    assert any(f"as {form} in object planted" in hit for hit in hits(world, [value]))


@pytest.mark.feature("S2.141")
def test_the_answer_to_a_repeated_request_is_erased_and_the_request_is_not_carried_out_again(api, world):
    keyed = Api(headers={"idempotency_key": "create-1"})
    person = {"kind": "person", "last_name": WORDS[0]}
    contact_id = keyed.post("/v1/contacts", person).body["contact_id"]
    assert api.post(f"/v1/contacts/{contact_id}/anonymize").status == 200
    again = keyed.post("/v1/contacts", person)
    assert (again.status, again.code) == (409, "anonymized")
    assert [item for item in world.items() if item["kind"]["S"] == "contact"] != []
    assert len([item for item in world.items() if item["kind"]["S"] == "contact"]) == 1
