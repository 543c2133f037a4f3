"""Tenants over HTTP: the registry, and the caller's own. Who may do what there is in test_registry_rights.py."""

from typing import Any

import pytest

from tests.aws_in_process.http import Answer, Api
from tests.faults.counting import count_calls

OPERATOR = Api(tenant_id="operations", scopes=("platform:admin",))


@pytest.fixture
def family(world) -> tuple[Api, Api]:
    top, child = Api(tenant_id="acme"), Api(tenant_id="acme-north")
    top.register(name="Acme", time_zone="Europe/Nicosia")
    assert top.post("/v1/tenants", {"tenant_id": "acme-north", "name": "North", "parent_id": "acme"}).status == 201
    assert top.post("/v1/tenants", {"tenant_id": "acme-south", "name": "South", "parent_id": "acme"}).status == 201
    return top, child


def ids(answer: Answer) -> list[str]:
    return [tenant["tenant_id"] for tenant in answer.body["items"]]


def move(tenant_id: str, parent_id: str | None) -> Answer:
    return OPERATOR.patch(f"/v1/tenants/{tenant_id}", {"parent_id": parent_id})


def registry_trail(tenant_id: str) -> list[dict[str, Any]]:
    """What the tenant's audit says about the registry, newest first: the values afterwards, of which tenant, and who did it."""
    entries = Api(tenant_id=tenant_id, super_user=True).get("/v1/audit").body["items"]
    return [
        {change["field"]: change["to"] for change in entry["changes"]} | {"of": entry["subject"], "by": entry["actor"]["id"]}
        for entry in entries
        if entry["action"].startswith("tenant.")
    ]


@pytest.mark.feature("S4.1")
def test_a_registered_tenant_has_its_time_zone_at_once(family):
    assert family[0].get("/v1/settings/localization").body["time_zone"] == "Europe/Nicosia"
    assert family[0].get("/v1/tenant").body["time_zone"] == "Europe/Nicosia"


@pytest.mark.feature("S8.1")
@pytest.mark.parametrize("limit", [1, 2, 3])
def test_a_top_account_pages_through_itself_and_its_children(family, limit):
    Api(tenant_id="globex").register()
    found, cursor = [], None
    while page := family[0].get("/v1/tenants", limit=limit, cursor=cursor):
        assert len(page.body["items"]) <= limit
        found += ids(page)
        cursor = page.body["next_cursor"]
        if cursor is None:
            break
    assert found == ["acme", "acme-north", "acme-south"]


@pytest.mark.feature("S8.1")
def test_the_operator_pages_through_every_tenant(family):
    Api(tenant_id="globex").register()
    first = OPERATOR.get("/v1/tenants", limit=3).body
    rest = OPERATOR.get("/v1/tenants", limit=3, cursor=first["next_cursor"])
    assert [one["tenant_id"] for one in first["items"]] + ids(rest) == ["acme", "acme-north", "acme-south", "globex"]
    assert rest.body["next_cursor"] is None


@pytest.mark.feature("S8.1")
def test_a_list_of_children_costs_three_requests_however_many_other_tenants_there_are(family):
    with count_calls() as calls:
        family[0].get("/v1/tenants")
    assert calls.names == ["dynamodb.GetItem", "dynamodb.Query", "dynamodb.BatchGetItem"]


@pytest.mark.feature("S4.29")
def test_a_child_account_learns_no_other_name(family):
    assert [tenant["name"] for tenant in family[1].get("/v1/tenants").body["items"]] == ["North"]


def test_an_id_is_taken_once(family):
    for api in (family[0], OPERATOR):
        refused = api.post("/v1/tenants", {"tenant_id": "acme-south", "name": "Other", "parent_id": "acme"})
        assert (refused.status, refused.code) == (409, "tenant_exists")


@pytest.mark.parametrize("parent", ["acme-north", "nobody", "new"])
def test_a_parent_is_a_registered_top_account(family, parent):
    refused = OPERATOR.post("/v1/tenants", {"tenant_id": "new", "name": "New", "parent_id": parent})
    assert refused.error_codes() == {"/parent_id": "unknown_parent"}


@pytest.mark.parametrize("tenant_id", ["Acme", "a", "acme-", "-acme", "ac#me", "a" * 41])
def test_an_impossible_id_is_refused(world, tenant_id):
    assert OPERATOR.post("/v1/tenants", {"tenant_id": tenant_id, "name": "X"}).status == 422
    assert OPERATOR.get(f"/v1/tenants/{tenant_id.replace('#', '%23')}").status == 404


@pytest.mark.feature("S8.1")
@pytest.mark.parametrize("has", ["a contact", "a setting"])
def test_nobody_takes_up_a_tenant_that_works_without_being_registered(family, has):
    """Its contacts would be copied to the stranger's top account by the next sync."""
    working = Api(tenant_id="working")
    if has == "a contact":
        assert working.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou"}).status == 201
    else:
        assert working.put("/v1/settings/localization", {"time_zone": "Asia/Nicosia"}).status == 200
    refused = family[0].post("/v1/tenants", {"tenant_id": "working", "name": "Mine", "parent_id": "acme"})
    assert (refused.status, refused.code) == (409, "tenant_exists")
    assert working.get("/v1/tenant").status == 404
    zone = working.register(time_zone="Europe/Athens").body["time_zone"]
    assert zone == ("Europe/Athens" if has == "a contact" else "Asia/Nicosia")


@pytest.mark.feature("S4.26")
def test_a_tenant_renames_itself_and_a_stale_rename_is_refused(family):
    renamed = family[1].patch("/v1/tenant", {"name": "Far North"}, if_match='"1"')
    assert (renamed.status, renamed.body["name"]) == (200, "Far North")
    assert family[1].patch("/v1/tenant", {"name": "X"}, if_match='"1"').status == 412
    assert family[0].patch("/v1/tenants/acme-north", {"name": "X"}, if_match='"1"').status == 412


@pytest.mark.feature("S4.22", "S4.26")
@pytest.mark.parametrize("name", ["North-primary", "North-PRIMARY "])
def test_no_account_is_named_like_the_tag_of_a_primary_one(family, name):
    top, child = family
    asked = [
        top.post("/v1/tenants", {"tenant_id": "acme-west", "name": name, "parent_id": "acme"}),
        top.patch("/v1/tenants/acme-north", {"name": name}),
        child.patch("/v1/tenant", {"name": name}),
        OPERATOR.patch("/v1/tenants/acme-north", {"name": name}),
    ]
    assert [list(refused.error_codes()) for refused in asked] == [["/name"]] * 4
    assert [one["name"] for one in top.get("/v1/tenants").body["items"]] == ["Acme", "North", "South"]


def test_an_unregistered_tenant_is_not_found(world):
    assert Api(tenant_id="ghost").get("/v1/tenant").status == 404
    assert Api(tenant_id="ghost").get("/v1/tenants").body["items"] == []


@pytest.mark.feature("S8.1")
def test_a_parent_changes_the_name_and_time_zone_of_its_child(family):
    top, child = family
    changed = top.patch("/v1/tenants/acme-north", {"name": "Far North", "time_zone": "Europe/Athens"})
    assert (changed.status, changed.headers["ETag"]) == (200, '"2"')
    assert changed.body == top.get("/v1/tenants/acme-north").body == child.get("/v1/tenant").body
    assert child.get("/v1/settings/localization").body["time_zone"] == "Europe/Athens"
    assert top.patch("/v1/tenants/acme-north", {"name": "Far North", "time_zone": "Europe/Athens"}).body["version"] == 2


@pytest.mark.parametrize("field", ["name", "time_zone", "sms_sender_ids"])
def test_what_a_tenant_must_have_is_not_removed(family, field):
    assert OPERATOR.patch("/v1/tenants/acme-north", {field: None}).status == 422


@pytest.mark.feature("S8.1")
def test_the_operator_alone_gives_sender_ids(family):
    top, child = family
    for api in (top, child):
        refused = api.patch("/v1/tenants/acme-north", {"sms_sender_ids": ["ACME"]})
        assert (refused.status, refused.code) == (403, "missing_scope")
    assert OPERATOR.patch("/v1/tenants/acme-north", {"sms_sender_ids": ["ACME", "+35799123456"]}).status == 200
    assert child.get("/v1/tenant").body["sms_sender_ids"] == ["ACME", "+35799123456"]
    # What an answer shows may be sent back with a change.
    assert top.patch("/v1/tenants/acme-north", {"name": "X", "sms_sender_ids": ["ACME", "+35799123456"]}).status == 200
    assert OPERATOR.patch("/v1/tenants/acme-north", {"sms_sender_ids": ["far too long a sender"]}).status == 422


@pytest.mark.feature("S8.2")
@pytest.mark.parametrize(
    "sender_id",
    ["", " ", "-", "A B", "12", "Acme\n", "+0123456789", "+123", "123456789", "ACME!", "АСМЕ", "-ACME", "ACMEACMEACME"],
)
def test_a_sender_id_that_no_carrier_takes_is_refused(family, sender_id):
    refused = OPERATOR.patch("/v1/tenants/acme-north", {"sms_sender_ids": ["ACME", sender_id]})
    assert (refused.status, list(refused.error_codes())) == (422, ["/sms_sender_ids/1"])


@pytest.mark.parametrize("sender_id", ["A", "Acme-North1", "12345", "+35799123456"])
def test_a_sender_id_that_carriers_take_is_given(family, sender_id):
    assert OPERATOR.patch("/v1/tenants/acme-north", {"sms_sender_ids": [sender_id]}).status == 200


class TestParents:
    @pytest.mark.feature("S8.1")
    def test_the_operator_moves_a_child_and_both_groups_follow(self, family):
        globex = Api(tenant_id="globex")
        globex.register()
        assert move("acme-north", "globex").body["parent_id"] == "globex"
        assert ids(family[0].get("/v1/tenants")) == ["acme", "acme-south"]
        assert ids(globex.get("/v1/tenants")) == ["globex", "acme-north"]
        assert family[0].get("/v1/tenants/acme-north").status == 404
        assert [api.get("/v1/tenant").body["children"] for api in (family[0], globex)] == [1, 1]

    @pytest.mark.feature("S8.1")
    def test_a_child_becomes_a_top_account_and_a_child_again(self, family):
        assert move("acme-north", None).body["parent_id"] is None
        assert family[1].post("/v1/tenants", {"tenant_id": "deep", "name": "Deep", "parent_id": "acme-north"}).status == 201
        refused = move("acme-north", "acme")
        assert (refused.status, refused.code) == (409, "has_children")
        assert move("deep", None).status == 200
        assert move("acme-north", "acme").status == 200
        assert ids(family[0].get("/v1/tenants")) == ["acme", "acme-north", "acme-south"]

    @pytest.mark.feature("S4.2", "S8.1")
    @pytest.mark.parametrize(
        ("tenant_id", "parent_id"),
        [("acme-north", "acme-north"), ("acme-north", "acme-south"), ("acme-north", "nobody"), ("globex", "globex")],
    )
    def test_there_is_no_grandchild_and_no_circle(self, family, tenant_id, parent_id):
        Api(tenant_id="globex").register()
        assert move(tenant_id, parent_id).error_codes() == {"/parent_id": "unknown_parent"}

    @pytest.mark.feature("S4.2", "S8.1")
    def test_a_top_account_with_children_goes_under_no_other(self, family):
        Api(tenant_id="globex").register()
        assert move("acme", "globex").code == "has_children"
        assert move("globex", "acme").status == 200

    @pytest.mark.feature("S8.1")
    @pytest.mark.parametrize("parent_id", ["globex", "nobody"])
    def test_a_parent_does_not_give_its_child_away(self, family, parent_id):
        Api(tenant_id="globex").register()
        for api in family:
            refused = api.patch("/v1/tenants/acme-north", {"parent_id": parent_id})
            assert (refused.status, refused.code) == (403, "missing_scope")

    @pytest.mark.feature("S4.25", "S8.1")
    def test_a_parent_lets_its_child_go_and_a_child_does_not_leave_by_itself(self, family):
        refused = family[1].patch("/v1/tenants/acme-north", {"parent_id": None})
        assert (refused.status, refused.code) == (403, "missing_scope")
        gone = family[0].patch("/v1/tenants/acme-north", {"parent_id": None})
        assert (gone.status, gone.body["parent_id"]) == (200, None)
        assert "takes_back_tags" not in gone.text
        assert ids(family[0].get("/v1/tenants")) == ["acme", "acme-south"]
        assert family[0].patch("/v1/tenants/acme-north", {"parent_id": None}).status == 404

    def test_a_top_account_has_a_bounded_number_of_children(self, family, monkeypatch):
        monkeypatch.setattr("contactbook.domain.tenants.rights.MOST_CHILDREN", 2)
        refused = family[0].post("/v1/tenants", {"tenant_id": "acme-west", "name": "West", "parent_id": "acme"})
        assert (refused.status, refused.code) == (409, "too_many_children")


@pytest.mark.feature("S2.127", "S8.1")
class TestAudit:
    def test_a_registration_is_told_to_the_parent_and_the_child(self, family):
        parent, child = registry_trail("acme")[0], registry_trail("acme-north")[0]
        assert (parent["of"], parent["through"], parent["by"]) == ("acme-south", "parent", "user-1")
        assert (child["of"], child["parent_id"], child["through"]) == ("acme-north", "acme", "parent")

    def test_a_change_is_told_to_who_made_it_and_whom_it_concerns(self, family):
        family[0].patch("/v1/tenants/acme-north", {"name": "Far North", "time_zone": "Europe/Athens"})
        OPERATOR.patch("/v1/tenants/acme-north", {"sms_sender_ids": ["ACME"]})
        assert [one["through"] for one in registry_trail("acme-north")] == ["operator", "parent", "parent"]
        assert registry_trail("acme")[0]["name"] == "Far North"
        assert registry_trail("operations")[0]["sms_sender_ids"] == ["ACME"]

    def test_a_parent_that_a_child_leaves_does_not_learn_where_it_went(self, family):
        Api(tenant_id="globex").register()
        move("acme-north", "globex")
        assert registry_trail("acme")[0]["parent_id"] is None
        assert registry_trail("globex")[0]["parent_id"] == registry_trail("acme-north")[0]["parent_id"] == "globex"

    def test_a_new_parent_does_not_learn_where_its_child_came_from(self, family):
        globex = Api(tenant_id="globex", super_user=True)
        globex.register()
        move("acme-north", "globex")
        (moved,) = [one for one in globex.get("/v1/audit").body["items"] if one["action"] == "tenant.changed"]
        assert [one["from"] for one in moved["changes"] if one["field"] == "parent_id"] == [None]

    def test_what_changes_nothing_leaves_no_entry(self, family):
        before = registry_trail("acme-north")
        family[0].patch("/v1/tenants/acme-north", {"name": "North", "parent_id": "acme"})
        assert registry_trail("acme-north") == before
