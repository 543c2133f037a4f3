"""Cancelling and changing somebody else's runs and schedules: who may (S8.3)."""

import pytest

from contactbook.domain.base.callers import Scope
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.sending import contact, drain, notification_type, set_up, settings, start_run, template

SUPER = Api(user_id="root", super_user=True)
SALES = Api(user_id="sam", groups=("sales",))
SUPPORT = Api(user_id="uma", groups=("support",))
PICKER = Api(user_id="pia", groups=("pickers",))
SERVICE = Api(user_id="vera", groups=("service",))
OPEN_TO = {"owner": "sales", "with": "service", "rights": ["edit"]}
# A group that may only select or view does not stop the other group's work.
SHOWN_TO = {"owner": "sales", "with": "support", "rights": ["select", "view"]}
PICKED_BY = {"owner": "sales", "with": "pickers", "rights": ["select"]}


@pytest.fixture(autouse=True)
def _tenant(world: World) -> None:
    set_up()
    settings("groups", {"groups": ["sales", "support", "service", "pickers"], "collaborations": [OPEN_TO, SHOWN_TO, PICKED_BY]})


@pytest.mark.feature("S8.3")
def test_who_may_cancel_a_run(world: World, api: Api) -> None:
    contact_id = contact(1)
    of_sales, of_all = (f"/v1/notification-runs/{start_run(one, {'contact_ids': [contact_id]})}" for one in (SALES, SUPER))
    assert [SUPPORT.post(f"{at}/cancel").status for at in (of_sales, of_all)] == [404, 404]
    cancelled = SERVICE.post(f"{of_sales}/cancel")
    assert (cancelled.status, cancelled.body["cancelled_by"]) == (200, {"type": "user", "id": "vera"})
    assert SUPER.post(f"{of_all}/cancel").status == 200


@pytest.mark.feature("S8.3")
def test_who_may_change_and_delete_a_schedule(world: World, api: Api) -> None:
    body = {
        "name": "Daily",
        "notification_type_id": notification_type(api),
        "template_id": template(api),
        "channel": "email",
        "audience": {"all": True},
        "expression": "cron(0 9 * * ? *)",
    }
    of_sales, of_all = (one.post("/v1/notification-schedules", body).headers["Location"] for one in (SALES, SUPER))
    for at in (of_sales, of_all):
        assert SUPPORT.patch(at, {"enabled": False}).status == 404
        assert SUPPORT.delete(at).status == 404
    assert SERVICE.patch(of_sales, {"enabled": False}).status == 200
    assert SUPER.delete(of_all).status == 204


@pytest.mark.feature("S8.3")
def test_without_groups_everybody_stops_everybodys_work(world: World) -> None:
    settings("groups", {"groups": []})
    run_id = start_run(SUPER, {"contact_ids": [contact(1)]})
    assert SUPPORT.post(f"/v1/notification-runs/{run_id}/cancel").status == 200


@pytest.mark.feature("S8.3", "S3.15")
def test_the_audience_of_a_run_is_no_oracle_about_whom_one_may_only_select(world: World, api: Api) -> None:
    contact(1, owned_by_group="sales", tags=["vip"])
    tagged, mailed = ({"field": "tags", "contains": "vip"}, {"field": "emails", "is": "c1@example.com"})

    def planned(criteria: dict[str, object]) -> int:
        segment_id = api.post("/v1/segments", {"name": "S", "criteria": criteria}).body["segment_id"]
        run_id = start_run(PICKER, {"segment_id": segment_id}, dry_run=True)
        drain(world)
        return int(PICKER.get(f"/v1/notification-runs/{run_id}").body["planned"])

    assert [planned(one) for one in (tagged, mailed, {"all": [tagged, {"not": mailed}]})] == [0, 0, 0]


@pytest.mark.feature("S8.3", "S3.15")
def test_a_decision_about_whom_one_may_only_select_says_whether_it_is_contacted(world: World, api: Api) -> None:
    ours, theirs = contact(1, owned_by_group="pickers"), contact(2, owned_by_group="service")
    run_id = start_run(Api(user_id="both", groups=("pickers", "sales")), {"contact_ids": [ours]})
    drain(world)
    at = f"/v1/notification-runs/{run_id}/decisions"
    SUPER.patch(f"/v1/contacts/{ours}", {"owned_by_group": "sales"})
    (only,) = PICKER.get(at).body["items"]
    shown = {name for name, value in only.items() if value is not None}
    assert (only["contact_id"], shown) == (ours, {"contact_id", "contacted", "channel", "display_name"})
    of_all = start_run(SUPER, {"contact_ids": [ours, theirs]})
    drain(world)
    assert [api.get(at).body["items"][0]["address"] for api in (SERVICE, SALES)] == ["c1@example.com", "c1@example.com"]
    assert len(SUPER.get(f"/v1/notification-runs/{of_all}/decisions").body["items"]) == 2


@pytest.mark.feature("S8.3", "S3.15")
def test_a_decision_names_the_contact_to_whoever_may_read_contacts_until_it_is_gone(world: World, api: Api) -> None:
    here, gone = contact(1), contact(2)
    run_id = start_run(SALES, {"contact_ids": [here, gone]})
    drain(world)

    def names(*scopes: Scope) -> dict[str, str | None]:
        caller = Api(user_id="sam", groups=("sales",), scopes=tuple(scope.value for scope in scopes))
        decisions = caller.get(f"/v1/notification-runs/{run_id}/decisions").body["items"]
        return {one["contact_id"]: one["display_name"] for one in decisions}

    assert names(Scope.COMMUNICATIONS_SEND) == {here: None, gone: None}
    assert names(Scope.COMMUNICATIONS_SEND, Scope.CONTACTS_READ) == {here: "Person1 Georgiou", gone: "Person2 Georgiou"}
    assert SUPER.delete(f"/v1/contacts/{gone}").status == 204
    assert names(Scope.COMMUNICATIONS_SEND, Scope.CONTACTS_READ) == {here: "Person1 Georgiou", gone: None}


@pytest.mark.feature("S8.3", "S3.16")
def test_a_run_is_shown_to_who_may_cancel_it(world: World, api: Api) -> None:
    of_sales, of_all = (start_run(one, {"contact_ids": [contact(1)]}) for one in (SALES, SUPER))

    def seen(caller: Api) -> list[str]:
        at = [f"/v1/notification-runs/{one}{end}" for one in (of_sales, of_all) for end in ("", "/decisions")]
        answers = [caller.get(one) for one in at]
        assert [one.status for one in answers[::2]] == [one.status for one in answers[1::2]]
        listed = {one["run_id"] for one in caller.get("/v1/notification-runs").body["items"]}
        assert listed == {one for one, answer in zip((of_sales, of_all), answers[::2], strict=True) if answer.status == 200}
        return sorted(listed)

    assert [seen(one) for one in (SUPPORT, PICKER)] == [[], []]
    assert [seen(one) for one in (SALES, SERVICE)] == [[of_sales], [of_sales]]
    assert seen(SUPER) == sorted([of_sales, of_all])


@pytest.mark.feature("S8.3", "S3.15")
def test_the_counts_of_a_run_tell_nothing_of_whom_one_may_only_select(world: World, api: Api) -> None:
    hidden = contact(1, owned_by_group="sales")
    list_id = PICKER.post("/v1/suppression-lists", {"name": "Guess"}).body["suppression_list_id"]
    PICKER.post(f"/v1/suppression-lists/{list_id}/entries", {"entries": [{"email": "c1@example.com"}]})
    body = {
        "notification_type_id": notification_type(api),
        "template_id": template(api),
        "channel": "email",
        "dry_run": True,
        "exclude": {"suppression_list_ids": [list_id]},
    }
    refused = PICKER.post("/v1/notification-runs", body | {"audience": {"contact_ids": [hidden]}})
    assert (refused.status, refused.error_codes()) == (422, {"/audience/contact_ids/0": "unknown_contact"})
    news = SUPER.post("/v1/lists", {"name": "News"}).body["list_id"]
    assert SUPER.post(f"/v1/lists/{news}/contacts", {"contact_ids": [hidden]}).status < 300
    for audience in ({"all": True}, {"list_id": news}):
        run_id = PICKER.post("/v1/notification-runs", body | {"audience": audience}).body["run_id"]
        drain(world)
        run = PICKER.get(f"/v1/notification-runs/{run_id}").body
        assert (run["planned"], run["skipped_because"]) == (0, {})
    shown = SUPPORT.post("/v1/notification-runs", body | {"audience": {"contact_ids": [hidden]}}).body["run_id"]
    drain(world)
    assert SUPPORT.get(f"/v1/notification-runs/{shown}").body["skipped_because"] == {"suppressed": 1}


@pytest.mark.feature("S8.3")
def test_the_ids_of_entries_confirm_no_guess(world: World, api: Api) -> None:
    def add(caller: Api) -> tuple[str, str]:
        at = f"/v1/suppression-lists/{api.post('/v1/suppression-lists', {'name': 'No'}).body['suppression_list_id']}/entries"
        return at, caller.post(at, {"entries": [{"email": "c1@example.com"}]}).body["items"][0]["entry_id"]

    (at, theirs), (guessed_at, guessed) = add(SALES), add(SUPPORT)
    assert theirs != guessed
    assert SUPPORT.delete(f"{at}/{theirs}").status == SUPPORT.delete(f"{at}/{guessed}").status == 404
    assert SUPPORT.delete(f"{at}/{theirs}").body["detail"] == SUPPORT.delete(f"{at}/{guessed}").body["detail"]
    assert SUPPORT.delete(f"{guessed_at}/{guessed}").status == SALES.delete(f"{at}/{theirs}").status == 204


@pytest.mark.feature("S8.3")
def test_a_suppression_entry_shows_no_value_of_a_contact_that_one_may_not_view(world: World, api: Api) -> None:
    contact(1, owned_by_group="sales")
    at = f"/v1/suppression-lists/{api.post('/v1/suppression-lists', {'name': 'No'}).body['suppression_list_id']}/entries"
    SALES.post(at, {"entries": [{"email": "c1@example.com"}, {"domain": "example.org"}]})

    def values(caller: Api) -> list[str]:
        return sorted(one["email"] or one["domain"] or one["kind"] for one in caller.get(at).body["items"])

    assert values(SALES) == values(SUPER) == ["c1@example.com", "example.org"]
    assert values(PICKER) == values(SUPPORT) == ["email", "example.org"]
    settings("groups", {"groups": []})
    assert values(SUPPORT) == ["c1@example.com", "example.org"]
