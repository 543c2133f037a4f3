"""A portal token follows the merges of its contact, as a link does, and opens nothing else (S5.3)."""

from typing import Any

import pytest

from tests.aws_in_process.http import Api

YES = {"direct_marketing": True, "affiliate_marketing": True}
NO = {"direct_marketing": False}


def made(api: Api, name: str) -> str:
    return str(api.post("/v1/contacts", {"kind": "person", "first_name": name, "preferences": YES}).body["contact_id"])


def merge(api: Api, survivor: str, source: str) -> str:
    merged = api.post(f"/v1/contacts/{survivor}/merge", {"source_ids": [source]})
    assert merged.status == 200, merged.text
    return str(merged.body["merge_id"])


def flag(api: Api, contact_id: str) -> Any:
    return api.get(f"/v1/contacts/{contact_id}").body["preferences"]["direct_marketing"]


@pytest.mark.feature("S5.3")
@pytest.mark.parametrize("merges", [1, 2])
def test_who_was_merged_says_no_at_the_survivor(api: Api, merges: int) -> None:
    first, last = made(api, "Eleni"), made(api, "Helen")
    portal, survivor = Api(contact_id=first), first
    for following in [last] if merges == 1 else [made(api, "Lena"), last]:
        merge(api, following, survivor)
        survivor = following
    for method, path, body in (
        ("PUT", "preferences", NO),
        ("PUT", "consent", {"state": "rejected"}),
        ("GET", "preferences", None),
    ):
        told = portal.call(method, f"/v1/contacts/{first}/{path}", body)
        assert (told.status, told.body["code"], told.body["merged_into"]) == (410, "merged", last)
    assert portal.get(f"/v1/contacts/{last}").status == 200
    assert portal.put(f"/v1/contacts/{last}/preferences", NO).status == 200
    assert portal.put(f"/v1/contacts/{last}/consent", {"state": "rejected"}).status == 200
    assert flag(api, last) is False
    # It is the person's own no: no user lifts it without evidence.
    assert api.put(f"/v1/contacts/{last}/preferences", {"direct_marketing": True}).body["code"] == "refusal_stands"


@pytest.mark.feature("S5.3")
def test_it_opens_no_other_contact(api: Api) -> None:
    source, survivor, other = made(api, "Eleni"), made(api, "Helen"), made(api, "Maria")
    merge(api, survivor, source)
    for caller, hidden in ((source, other), (other, survivor), (other, source)):
        portal = Api(contact_id=caller)
        assert portal.get(f"/v1/contacts/{hidden}").status == 404
        assert portal.put(f"/v1/contacts/{hidden}/preferences", NO).status == 404
    assert Api(contact_id=source, tenant_id="other").put(f"/v1/contacts/{survivor}/preferences", NO).status == 404
    assert flag(api, survivor) is True


@pytest.mark.feature("S5.3")
def test_after_an_undo_each_token_opens_its_own_contact_again(api: Api) -> None:
    source, survivor = made(api, "Eleni"), made(api, "Helen")
    assert api.post(f"/v1/merges/{merge(api, survivor, source)}/undo", {}).status == 200
    for caller, hidden in ((source, survivor), (survivor, source)):
        portal = Api(contact_id=caller)
        assert portal.get(f"/v1/contacts/{hidden}").status == 404
        assert portal.put(f"/v1/contacts/{caller}/preferences", NO).status == 200
