"""An undo after the erasure of a contact says that the contact was erased, and takes the rest back."""

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_queue_and_stream
from tests.builders.imports import contacts, imported, work

NAMES = ("Anna", "Bella", "Clio", "Dora")


@pytest.mark.feature("S2.141")
def test_an_imports_undo_names_the_erased_and_takes_the_rest_back(world: World, api: Api) -> None:
    lines = ["First,Last,Mail,News", *(f"{name},Georgiou,{name.lower()}@example.com," for name in NAMES)]
    at = f"/v1/imports/{imported(world, api, chr(10).join(lines))['import_id']}"
    made = {one["first_name"]: one["contact_id"] for one in contacts(world)}
    assert api.post(f"/v1/contacts/{made['Anna']}/anonymize").status == 200
    assert api.delete(f"/v1/contacts/{made['Bella']}").status == 204
    drain_queue_and_stream(world, "anonymization")
    assert api.post(f"{at}/undo").status == 202
    work(world)
    undo = api.get(at).body["undo"]
    assert (undo["state"], undo["taken_back"], undo["left"]) == ("finished", 2, 2)
    assert [(one["line"], one["reason"]) for one in api.get(f"{at}/left").body["items"]] == [(2, "anonymized"), (3, "deleted")]
    assert [one["contact_id"] for one in contacts(world)] == [made["Anna"]]


@pytest.mark.feature("S2.141", "S1.22")
@pytest.mark.parametrize("done", [True, False])
def test_a_merges_undo_says_that_the_contact_was_anonymized(world: World, api: Api, done: bool) -> None:
    survivor, source = (api.post("/v1/contacts", {"kind": "person", "last_name": name}).headers["Location"] for name in NAMES[:2])
    merge = api.post(f"{survivor}/merge", {"source_ids": [source.rpartition("/")[2]]})
    assert merge.status == 200, merge.text
    assert api.post(f"{survivor}/anonymize").status == 200
    if done:
        drain_queue_and_stream(world, "anonymization")
    refused = api.post(f"/v1/merges/{merge.body['merge_id']}/undo", {})
    assert (refused.status, refused.code) == (409, "anonymized")
