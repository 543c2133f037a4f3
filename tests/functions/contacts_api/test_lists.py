"""Lists and list associations over HTTP."""

from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.faults.counting import count_calls


def new_contact(api: Api, **fields: Any) -> str:
    return str(api.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou", **fields}).body["contact_id"])


def new_list(api: Api, **fields: Any) -> str:
    return str(api.post("/v1/lists", {"name": "Newsletter", **fields}).body["list_id"])


def members_of(api: Api, list_id: str) -> list[str]:
    return [member["contact_id"] for member in api.get(f"/v1/lists/{list_id}/contacts").body["items"]]


def test_a_list_is_created_read_changed_and_listed(api: Api) -> None:
    made = api.post("/v1/lists", {"name": "Newsletter", "public": True})
    assert (made.status, made.body["active"], made.body["public"]) == (201, True, True)
    address = made.headers["Location"]
    assert address == f"/v1/lists/{made.body['list_id']}"
    changed = api.patch(address, {"name": "News", "public": False}, if_match='"1"')
    assert (changed.body["name"], changed.body["public"], changed.body["version"]) == ("News", False, 2)
    assert api.patch(address, {"name": "Late"}, if_match='"1"').status == 412
    assert api.get(address).body == changed.body
    uncounted = {name: value for name, value in changed.body.items() if name not in ("member_count", "more_members")}
    assert api.get("/v1/lists").body["items"] == [uncounted]
    assert Api(tenant_id="acme-corp").get(address).status == 404


@pytest.mark.feature("S1.25", "S1.26", "S1.28", "S1.29")
def test_associations_are_saved_as_a_whole_in_one_transaction_and_hold_at_once(api: Api) -> None:
    contact = new_contact(api)
    api.post(f"/v1/contacts/{contact}/accounts", {"name": "Checking"})
    first, second, third = (new_list(api, name=name) for name in "ABC")
    api.put(f"/v1/contacts/{contact}/lists", {"list_ids": [first, second]})
    with count_calls() as calls:
        saved = api.put(f"/v1/contacts/{contact}/lists", {"list_ids": [second, third]})
    assert (saved.status, set(saved.body["list_ids"]), saved.headers["ETag"]) == (200, {second, third}, '"4"')
    assert calls.counts["dynamodb.TransactWriteItems"] == 1
    assert [members_of(api, list_id) for list_id in (first, second, third)] == [[], [contact], [contact]]
    assert set(api.get(f"/v1/contacts/{contact}").body["list_ids"]) == {second, third}


@pytest.mark.feature("S1.30")
def test_saving_the_same_associations_again_changes_nothing(api: Api) -> None:
    contact, list_id = new_contact(api), new_list(api)
    api.put(f"/v1/contacts/{contact}/lists", {"list_ids": [list_id]})
    with count_calls() as calls:
        again = api.put(f"/v1/contacts/{contact}/lists", {"list_ids": [list_id, list_id]})
    assert (again.status, again.body["list_ids"], again.body["version"]) == (200, [list_id], 2)
    assert "dynamodb.TransactWriteItems" not in calls.counts


@pytest.mark.feature("S1.27")
def test_an_inactive_list_accepts_no_new_contact_and_keeps_its_members(api: Api) -> None:
    contact, other, list_id = new_contact(api), new_contact(api), new_list(api)
    api.put(f"/v1/contacts/{contact}/lists", {"list_ids": [list_id]})
    api.patch(f"/v1/lists/{list_id}", {"active": False})
    for refused in (
        api.put(f"/v1/contacts/{other}/lists", {"list_ids": [list_id]}),
        api.post(f"/v1/lists/{list_id}/contacts", {"contact_ids": [other]}),
        api.post("/v1/contacts", {"kind": "person", "last_name": "X", "list_ids": [list_id]}),
    ):
        assert (refused.status, refused.code) == (409, "inactive_list")
    more = new_list(api)
    kept = api.put(f"/v1/contacts/{contact}/lists", {"list_ids": [list_id, more]})
    assert set(kept.body["list_ids"]) == {list_id, more}
    assert members_of(api, list_id) == [contact]
    assert api.put(f"/v1/contacts/{contact}/lists", {"list_ids": []}).status == 200
    assert members_of(api, list_id) == []


@pytest.mark.feature("S1.27")
def test_the_active_lists_are_shown_for_editing(api: Api) -> None:
    active, inactive = new_list(api, name="A"), new_list(api, name="B", active=False)
    shown = {
        asked: [found["list_id"] for found in api.get("/v1/lists", active=asked).body["items"]] for asked in ("true", "false")
    }
    assert shown == {"true": [active], "false": [inactive]}
    assert len(api.get("/v1/lists").body["items"]) == 2


def test_an_unknown_list_is_refused(api: Api) -> None:
    contact, list_id = new_contact(api), new_list(api)
    refused = api.put(f"/v1/contacts/{contact}/lists", {"list_ids": [list_id, "lst_0"]})
    assert (refused.status, refused.error_codes()) == (422, {"/list_ids/1": "unknown_list"})
    created = api.post("/v1/contacts", {"kind": "person", "last_name": "X", "list_ids": ["lst_0"]})
    assert (created.status, created.error_codes()) == (422, {"/list_ids/0": "unknown_list"})
    assert api.get("/v1/lists/lst_0/contacts").status == 404


@pytest.mark.feature("S1.25", "S1.29")
def test_a_contact_created_on_a_list_is_on_it(api: Api) -> None:
    list_id = new_list(api)
    contact = new_contact(api, list_ids=[list_id])
    assert members_of(api, list_id) == [contact]


@pytest.mark.feature("S1.26", "S1.30")
def test_adding_and_removing_members_is_idempotent(api: Api) -> None:
    list_id = new_list(api)
    contacts = [new_contact(api) for _ in range(23)]
    with count_calls() as calls:
        first = api.post(f"/v1/lists/{list_id}/contacts", {"contact_ids": contacts[:22]})
    assert (first.status, sorted(first.body["added"]), first.body["unchanged"]) == (200, sorted(contacts[:22]), [])
    assert calls.counts["dynamodb.TransactWriteItems"] == 2
    again = api.post(f"/v1/lists/{list_id}/contacts", {"contact_ids": contacts[20:]})
    assert (again.body["added"], sorted(again.body["unchanged"])) == ([contacts[22]], sorted(contacts[20:22]))
    assert api.get(f"/v1/contacts/{contacts[0]}").body["version"] == 2
    for _ in range(2):
        assert api.delete(f"/v1/lists/{list_id}/contacts/{contacts[0]}").status == 204
    assert api.get(f"/v1/contacts/{contacts[0]}").body["list_ids"] == []
    page = api.get(f"/v1/lists/{list_id}/contacts", limit=20).body
    rest = api.get(f"/v1/lists/{list_id}/contacts", limit=20, cursor=page["next_cursor"]).body
    assert sorted(member["contact_id"] for member in page["items"] + rest["items"]) == sorted(contacts[1:])


@pytest.mark.feature("S3.16")
def test_no_contact_is_added_if_one_cannot_be(api: Api) -> None:
    list_id, contact = new_list(api), new_contact(api)
    hidden = new_contact(Api(groups=("sales",)), owned_by_group="sales")
    refused = api.post(f"/v1/lists/{list_id}/contacts", {"contact_ids": [contact, hidden, "con_0"]})
    assert (refused.status, refused.error_codes()) == (422, {"/contact_ids/1": "not_found", "/contact_ids/2": "not_found"})
    assert members_of(api, list_id) == []
    Api(groups=("sales",)).post(f"/v1/lists/{list_id}/contacts", {"contact_ids": [contact, hidden]})
    assert members_of(api, list_id) == [contact]
    assert api.delete(f"/v1/lists/{list_id}/contacts/{hidden}").status == 404


@pytest.mark.feature("S1.14", "S1.15")
def test_lists_need_their_scope(api: Api) -> None:
    contact, list_id = new_contact(api), new_list(api)
    reader = Api(scopes=("contacts:read", "contacts:write"))
    for refused in (
        reader.post("/v1/lists", {"name": "X"}),
        reader.put(f"/v1/contacts/{contact}/lists", {"list_ids": []}),
        reader.post(f"/v1/lists/{list_id}/contacts", {"contact_ids": [contact]}),
        reader.delete(f"/v1/lists/{list_id}"),
    ):
        assert (refused.status, refused.code) == (403, "missing_scope")
    assert reader.get(f"/v1/lists/{list_id}").status == 200


def test_a_deleted_list_leaves_nothing_behind(api: Api, world: World) -> None:
    list_id, other = new_list(api), new_list(api)
    contacts = [new_contact(api, list_ids=[list_id, other]) for _ in range(3)]
    hidden = new_contact(Api(groups=("sales",)), owned_by_group="sales", list_ids=[list_id])
    assert api.delete(f"/v1/lists/{list_id}", if_match='"9"').status == 412
    assert api.delete(f"/v1/lists/{list_id}").status == 204
    assert api.get(f"/v1/lists/{list_id}").status == 404
    assert [api.get(f"/v1/contacts/{contact}").body["list_ids"] for contact in contacts] == [[other]] * 3
    assert Api(groups=("sales",)).get(f"/v1/contacts/{hidden}").body["list_ids"] == []
    assert world.items(f"TENANT#acme#LIST#{list_id}") == []
    assert api.delete(f"/v1/lists/{list_id}").status == 404


def test_a_long_list_is_deleted_in_several_requests(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    from contactbook.services.lists import lists

    monkeypatch.setattr(lists, "CHUNK", 1)
    monkeypatch.setattr(lists, "_MOST_AT_ONCE", 2)
    list_id = new_list(api)
    contacts = [new_contact(api, list_ids=[list_id]) for _ in range(3)]
    refused = api.delete(f"/v1/lists/{list_id}")
    assert (refused.status, refused.code) == (409, "list_has_contacts")
    assert api.put(f"/v1/contacts/{contacts[0]}/lists", {"list_ids": []}).status == 200
    assert api.delete(f"/v1/lists/{list_id}").status == 204
    assert all(api.get(f"/v1/contacts/{contact}").body["list_ids"] == [] for contact in contacts)


def test_the_number_of_lists_of_a_contact_is_limited(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    from contactbook.domain.lists import lists
    from contactbook.services.lists import members

    monkeypatch.setattr(lists, "MAXIMUM_LISTS_OF_A_CONTACT", 1)
    monkeypatch.setattr(members, "MAXIMUM_LISTS_OF_A_CONTACT", 1)
    contact, first, second = new_contact(api), new_list(api), new_list(api)
    assert api.put(f"/v1/contacts/{contact}/lists", {"list_ids": [first, second]}).code == "too_many_lists"
    api.put(f"/v1/contacts/{contact}/lists", {"list_ids": [first]})
    refused = api.post(f"/v1/lists/{second}/contacts", {"contact_ids": [contact]})
    assert refused.error_codes() == {"/contact_ids/0": "too_many_lists"}


@pytest.mark.feature("S1.29")
def test_a_list_counts_its_contacts(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    from contactbook.services.lists import lists

    list_id = new_list(api)
    assert (api.get(f"/v1/lists/{list_id}").body["member_count"], members_of(api, list_id)) == (0, [])
    for _ in range(3):
        new_contact(api, list_ids=[list_id])
    counted = api.get(f"/v1/lists/{list_id}").body
    assert (counted["member_count"], counted["more_members"]) == (3, False)
    monkeypatch.setattr(lists, "_MOST_COUNTED", 2)
    counted = api.get(f"/v1/lists/{list_id}").body
    assert (counted["member_count"], counted["more_members"]) == (2, True)


@pytest.mark.feature("S1.25")
def test_a_profile_names_the_lists_of_the_contact(api: Api) -> None:
    first, second = new_list(api, name="Newsletter"), new_list(api, name="Club")
    contact = new_contact(api, list_ids=[second, first])
    read = api.get(f"/v1/contacts/{contact}").body
    named = [{"name": "Club", "list_id": second}, {"name": "Newsletter", "list_id": first}]
    assert sorted(read["lists"], key=lambda one: str(one["name"])) == named
    assert [one["list_id"] for one in read["lists"]] == read["list_ids"]
    assert api.patch(f"/v1/contacts/{contact}", {"first_name": "Maria"}).body["lists"] == read["lists"]
    alone = new_contact(api)
    with count_calls() as calls:
        assert api.get(f"/v1/contacts/{alone}").body["lists"] == []
    assert "dynamodb.BatchGetItem" not in calls.counts


@pytest.mark.feature("S3.15", "S3.16")
def test_a_member_that_the_caller_may_only_select_shows_its_name_only(api: Api) -> None:
    groups = {
        "groups": ["sales", "support"],
        "collaborations": [{"owner": "sales", "with": "support", "rights": ["select"]}],
    }
    assert api.put("/v1/settings/groups", groups).status == 200
    list_id = new_list(api)
    sales = Api(groups=("sales",))
    contact = new_contact(sales, owned_by_group="sales", emails=[{"address": "eleni@example.com"}], list_ids=[list_id])
    (seen,) = sales.get(f"/v1/lists/{list_id}/contacts").body["items"]
    assert (seen["contact_id"], seen["email"], seen["stage"]) == (contact, "eleni@example.com", "lead")
    (picked,) = Api(groups=("support",)).get(f"/v1/lists/{list_id}/contacts").body["items"]
    assert {name for name, value in picked.items() if value is not None} == {"contact_id", "kind", "display_name"}
    assert members_of(Api(groups=("other",)), list_id) == []
