"""The routes of the sync, as the top account and as its child accounts."""

import json
from pathlib import Path
from typing import Any

import pytest

from contactbook.domain.base.callers import Scope
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api, LambdaContext
from tests.builders.sync import TOP, Group
from tests.checks.permissions import acting_as

SETTINGS = "/v1/tenant-group/sync-settings"
RUNS = "/v1/tenant-group/sync-runs"
SHARED = "/v1/tenant-group/shared-contacts"
LEFT_OUT = "/v1/tenant-group/left-out"
WANTED = {"enabled": True, "mode": "senior_living", "tags": ["multi"], "opportunity_stages": ["inquiry", "tour", "deposit"]}
EMAIL = "eleni@example.com"


@pytest.fixture
def group(world: World, now: Any) -> Group:
    return Group(world, now)


@pytest.fixture
def top(group: Group) -> Api:
    return Api(tenant_id=TOP, scopes=(Scope.TENANT_GROUP_SYNC.value,))


class TestSettings:
    @pytest.mark.feature("S4.2", "S4.3")
    def test_what_is_saved_is_read_with_its_version_and_its_words(self, top):
        assert top.get(SETTINGS).body["enabled"] is False
        saved = top.put(SETTINGS, WANTED)
        assert (saved.status, saved.headers["ETag"]) == (200, '"1"')
        assert saved.body == top.get(SETTINGS).body
        assert saved.body["vocabulary"] == {"account": "community", "opportunity": "prospect"}

    @pytest.mark.feature("S4.6", "S4.19")
    def test_how_contacts_match_and_what_stages_are_called_is_saved_as_it_is_compared(self, top):
        said = {
            "match_on": "both",
            "identify_nobody": ["NoEmail@Example.com", "+357 22 000000"],
            "stage_mapping": {"acme2": {"Deposit paid": "deposit"}},
        }
        saved = top.put(SETTINGS, WANTED | said).body
        assert saved["identify_nobody"] == ["noemail@example.com", "+35722000000"]
        assert (saved["match_on"], saved["stage_mapping"]) == ("both", said["stage_mapping"])
        shown = {name: value for name, value in saved.items() if name not in ("version", "vocabulary")}
        assert top.put(SETTINGS, shown).body == saved

    def test_what_is_left_out_takes_its_default(self, top):
        top.put(SETTINGS, WANTED)
        assert top.put(SETTINGS, {"enabled": True}).body["tags"] == []

    def test_saving_what_stands_changes_nothing(self, top):
        top.put(SETTINGS, WANTED)
        assert top.put(SETTINGS, WANTED).body["version"] == 1

    def test_a_stale_version_is_refused(self, top):
        top.put(SETTINGS, WANTED)
        assert top.put(SETTINGS, {"enabled": False}, if_match='"0"').status == 412

    @pytest.mark.parametrize(
        ("said", "field"),
        [
            ({"tags": ["primary-shared-contact"]}, "/tags"),
            ({"tags": ["engaging-in-North"]}, "/tags"),
            ({"tags": ["a", "a"]}, "/tags"),
            ({"opportunity_stages": ["a", "a"]}, "/opportunity_stages"),
            ({"largest_person": 1}, "/largest_person"),
            ({"mode": "other"}, "/mode"),
            ({"match_on": "name"}, "/match_on"),
            ({"identify_nobody": ["reception"]}, "/identify_nobody/0"),
            ({"identify_nobody": ["a@b.example", "A@b.example"]}, "/identify_nobody"),
            ({"opportunity_stages": ["tour"], "stage_mapping": {"acme2": {"x": "deposit"}}}, "/stage_mapping"),
            ({"opportunity_stages": ["tour"], "stage_mapping": {"acme9": {"x": "Tour"}}}, "/stage_mapping/acme9"),
            ({"run_at": "24:00"}, "/run_at"),
            ({"time_zone": "Mars/North"}, "/time_zone"),
            ({"enabled": "yes"}, "/enabled"),
            ({"colour": "red"}, "/colour"),
        ],
    )
    def test_what_cannot_be_is_refused_by_field(self, top, said, field):
        answer = top.put(SETTINGS, said)
        assert answer.status == 422
        assert list(answer.error_codes()) == [field]


class TestWhoMayAdminister:
    @pytest.mark.feature("S4.2", "S4.29")
    @pytest.mark.parametrize("child", ["acme-corp", "acme2"])
    def test_a_child_account_is_refused_by_every_route_and_learns_no_name(self, group, top, child):
        top.put(SETTINGS, WANTED)
        group.add("acme-corp", EMAIL)
        group.add("acme2", EMAIL)
        run = group.sync()
        api = Api(tenant_id=child)
        answers = [
            api.get(SETTINGS),
            api.put(SETTINGS, WANTED),
            api.post(RUNS, {}),
            api.get(RUNS),
            api.get(f"{RUNS}/{run.sync_run_id}"),
            api.get(f"{RUNS}/{run.sync_run_id}/changes"),
            api.get(SHARED),
        ]
        assert {(answer.status, answer.code) for answer in answers} == {(409, "not_top_account")}
        others = {name for tenant_id, name in group.names.items() if tenant_id != child} | {'Acme"'}
        assert not [name for answer in answers for name in others if name in answer.text]

    @pytest.mark.feature("S4.29")
    def test_what_a_child_account_reads_of_its_contact_names_no_other_account(self, group, top):
        top.put(SETTINGS, {**WANTED, "copy_to_top_account": True})
        group.add("acme-corp", EMAIL)
        mine = group.add("acme2", EMAIL)
        group.sync()
        api = Api(tenant_id="acme2")
        path = f"/v1/contacts/{mine.contact_id}"
        told = api.get(path).text + api.get(f"{path}/audit").text + api.get(f"{path}/export", format="json").text
        assert "secondary-shared-contact" in told
        assert not [name for name in ("acme-corp", "North", "engaging-in") if name in told]

    @pytest.mark.feature("S4.2")
    def test_another_scope_is_not_enough(self, top):
        scopes = tuple(scope.value for scope in Scope if scope is not Scope.TENANT_GROUP_SYNC)
        for path in (SETTINGS, RUNS, SHARED):
            assert Api(tenant_id=TOP, scopes=scopes).get(path).code == "missing_scope"

    def test_a_tenant_that_was_never_registered_is_a_top_account_of_its_own(self, world):
        assert Api(tenant_id="nobody-yet").put(SETTINGS, WANTED).status == 200


class TestRuns:
    @pytest.mark.feature("S4.4")
    def test_a_run_is_taken_in_and_read_when_it_is_done(self, group, top):
        top.put(SETTINGS, WANTED)
        group.add("acme-corp", EMAIL)
        group.add("acme2", EMAIL)
        group.follow_stream()
        asked = top.post(RUNS, {"full": True, "dry_run": False})
        assert (asked.status, asked.body["state"]) == (202, "waiting")
        group.work()
        run = top.get(f"{RUNS}/{asked.body['sync_run_id']}").body
        assert (run["state"], run["contacts_tagged"], run["tags_added"], run["tags_removed"]) == ("finished", 2, 4, 0)
        assert run["accounts"]["acme2"] == {"contacts_tagged": 1, "tags_added": 2, "tags_removed": 0}
        assert not {"place", "after", "basis", "rekeying"} & set(run)
        assert [one["sync_run_id"] for one in top.get(RUNS).body["items"]] == [run["sync_run_id"]]

    @pytest.mark.feature("S4.4")
    def test_while_the_sync_is_off_a_run_is_refused(self, top):
        assert (top.post(RUNS, {}).status, top.post(RUNS, {}).code) == (409, "sync_disabled")

    def test_a_dry_run_lists_what_it_would_change_page_by_page(self, group, top):
        top.put(SETTINGS, WANTED)
        for number in range(3):
            group.add("acme-corp", f"p{number}@example.com")
            group.add("acme2", f"p{number}@example.com")
        run = group.sync(dry_run=True)
        first = top.get(f"{RUNS}/{run.sync_run_id}/changes", limit=4).body
        rest = top.get(f"{RUNS}/{run.sync_run_id}/changes", limit=4, cursor=first["next_cursor"]).body
        assert (len(first["items"]), len(rest["items"]), rest["next_cursor"]) == (4, 2, None)
        assert set(first["items"][0]["add"]) == {"multi", "primary-shared-contact"}

    def test_there_is_no_run_that_nobody_asked_for(self, top):
        assert top.get(f"{RUNS}/syn_01J9ZQ5W3V8K2M4N6P7R8S9T0A").status == 404


@pytest.mark.feature("S4.12", "S4.17")
def test_shared_contacts_are_paged_with_their_accounts_and_why_one_is_primary(group, top):
    top.put(SETTINGS, WANTED)
    for number in range(3):
        group.add("acme-corp", f"p{number}@example.com")
        second = group.add("acme2", f"p{number}@example.com")
    group.deal("acme2", second, "tour")
    group.sync()
    first = top.get(SHARED, limit=2).body
    rest = top.get(SHARED, limit=2, cursor=first["next_cursor"]).body
    persons = [*first["items"], *rest["items"]]
    assert [(person["primary_tenant_id"], person["because"]) for person in persons] == [
        ("acme-corp", "created_first"),
        ("acme-corp", "created_first"),
        ("acme2", "highest_stage"),
    ]
    account = persons[2]["accounts"][1]
    assert (account["name"], account["primary"], account["stages"]) == ("South", True, ["tour"])
    assert account["contact_ids"] == [second.contact_id]


@pytest.mark.parametrize("sample", ["every_tenant", "one_tenant"])
def test_the_sample_events_run(group, top, sample):
    from tenant_sync.app import handler

    top.put(SETTINGS, WANTED)
    event = json.loads((Path(__file__).parents[3] / "events" / "tenant_sync" / f"{sample}.json").read_text())
    context: Any = LambdaContext()
    with acting_as("tenant_sync"):
        assert handler(event, context) == {"batchItemFailures": []}
    group.work()
    assert [run["state"] for run in top.get(RUNS).body["items"]] == ["finished"]


class TestWhoIsLeftOut:
    @pytest.mark.feature("S4.27")
    def test_a_person_whose_copy_was_deleted_is_listed_and_let_in_once_somebody_says_so(self, group, top):
        group.configure(copy_to_top_account=True)
        first = group.add("acme-corp", EMAIL)
        group.add("acme2", EMAIL)
        group.sync()
        (copy,) = group.all(TOP)
        group.delete(TOP, copy)
        run = group.sync(full=True)
        (listed,) = top.get(LEFT_OUT).body["items"]
        assert (listed["left_out_id"], listed["because"]) == (copy.contact_id, "copy_deleted")
        assert listed["accounts"] == ["acme-corp", "acme2"]
        refused = top.get(f"{RUNS}/{run.sync_run_id}/refused").body["items"]
        assert refused == [{"tenant_id": "acme-corp", "contact_id": first.contact_id, "code": "copy_deleted"}]
        assert top.get(f"{RUNS}/{run.sync_run_id}").body["left_out"] == 1
        assert top.delete(f"{LEFT_OUT}/{copy.contact_id}").status == 204
        assert top.delete(f"{LEFT_OUT}/{copy.contact_id}").status == 404
        assert top.get(LEFT_OUT).body["items"] == []
        assert group.sync().copied == 1

    @pytest.mark.feature("S4.2", "S4.29")
    def test_a_child_account_learns_nothing_of_it(self, group):
        api = Api(tenant_id="acme2")
        answers = [api.get(LEFT_OUT), api.delete(f"{LEFT_OUT}/con_1"), api.get(f"{RUNS}/syn_1/refused")]
        assert [(one.status, one.body["code"]) for one in answers] == [(409, "not_top_account")] * 3


@pytest.mark.feature("S4.19")
@pytest.mark.parametrize(
    ("settings", "field"),
    [
        ({"opportunity_stages": ["tour", "Tour "]}, "/opportunity_stages"),
        (
            {"opportunity_stages": ["tour", "deposit"], "stage_mapping": {"acme2": {"X": "tour", "x": "deposit"}}},
            "/stage_mapping/acme2",
        ),
    ],
)
def test_stages_that_differ_in_spelling_only_are_refused(top, settings, field):
    answer = top.put(SETTINGS, {"enabled": True, **settings})
    assert (answer.status, [(one["field"], one["code"]) for one in answer.body["errors"]]) == (422, [(field, "repeated_value")])
