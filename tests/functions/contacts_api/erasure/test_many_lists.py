"""A contact on as many lists as are allowed can be made, changed, anonymized and deleted."""

import pytest

from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_queue_and_stream

MOST = 100
AT_ONCE = 40


@pytest.fixture
def lists(api: Api) -> list[str]:
    return [api.post("/v1/lists", {"name": f"List {number}"}).body["list_id"] for number in range(MOST)]


def _on_all(api: Api, lists: list[str]) -> str:
    contact_id = str(
        api.post("/v1/contacts", {"kind": "person", "first_name": "Ann", "list_ids": lists[:AT_ONCE]}).body["contact_id"]
    )
    for most in (2 * AT_ONCE, MOST):
        assert api.put(f"/v1/contacts/{contact_id}/lists", {"list_ids": lists[:most]}).status == 200
    return contact_id


@pytest.mark.feature("S2.141")
def test_a_contact_on_the_most_lists_is_anonymized_and_deleted(api, world, lists):
    erased, deleted = _on_all(api, lists), _on_all(api, lists)
    assert api.post(f"/v1/contacts/{erased}/anonymize").status in {200, 202}
    assert api.delete(f"/v1/contacts/{deleted}").status == 204
    drain_queue_and_stream(world, "anonymization")
    assert api.get(f"/v1/contacts/{erased}").body["erasure"] == "anonymized"
    assert api.get(f"/v1/lists/{lists[-1]}/contacts").body["items"] == []


@pytest.mark.feature("S1.28")
def test_more_lists_than_one_change_takes_are_refused_with_the_way_out(api, world, lists):
    contact_id = _on_all(api, lists)
    before = world.items()
    many = {"kind": "person", "first_name": "Ann", "list_ids": lists[: AT_ONCE + 1]}
    for refused in (api.post("/v1/contacts", many), api.put(f"/v1/contacts/{contact_id}/lists", {"list_ids": []})):
        assert (refused.status, refused.error_codes()) == (422, {"/list_ids": "too_many_lists"})
        assert "in several requests" in refused.body["errors"][0]["message"]
    assert [item for item in world.items() if item not in before and item["kind"] != "look"] == []
