"""Name days through the public entry: routes, schedule, queue and stream."""

from datetime import UTC, datetime
from unittest.mock import patch

import pytest

from contactbook import clock
from tests.aws_in_process.jobs import drain_queue_and_stream
from tests.faults.counting import count_calls

RULES = {"rules": [{"names": "Mary, Maria, Mario", "month": 8, "day": 15}], "apply_to": "without"}


@pytest.fixture
def work(world):
    """Run the job's messages and the stream until nothing is left."""
    return lambda: drain_queue_and_stream(world, "name_days")


@pytest.fixture
def fire(world, work):
    """Fire the schedule."""

    def once() -> None:
        from contactbook.config import config
        from contactbook.domain.name_days.messages import NameDaysMessage
        from contactbook.gateways import queues

        queues.send(config().name_days_queue_url, [NameDaysMessage(every_tenant=True)])
        work()

    return once


def _contact(api, **said):
    return api.post("/v1/contacts", {"kind": "person", "last_name": "G"} | said).body["contact_id"]


def _entries(api, contact_id, action):
    from contactbook.services.base.stores import open_store

    entries, _ = open_store(api.tenant_id).history.page(contact_id, limit=50)
    return [entry for entry, _ in entries if entry.action == action]


@pytest.mark.feature("S2.56", "S2.57")
def test_a_run_sets_the_name_day_of_contacts_that_a_rule_matches(api, work):
    api.put("/v1/settings/name_days", RULES)
    maria, anna = _contact(api, first_name="Maria"), _contact(api, first_name="Anna")
    run = api.post("/v1/name-days/runs")
    assert run.status == 202
    work()
    assert api.get(f"/v1/contacts/{maria}").body["name_day"] == "08-15"
    assert api.get(f"/v1/contacts/{anna}").body["name_day"] is None
    finished = api.get(f"/v1/name-days/runs/{run.body['run_id']}").body
    assert (finished["state"], finished["contacts"], finished["changed"]) == ("finished", 2, 1)


@pytest.mark.feature("S2.57")
def test_a_run_delivered_twice_changes_nothing_more(api, work, world):
    api.put("/v1/settings/name_days", RULES)
    maria = _contact(api, first_name="Maria")
    api.post("/v1/name-days/runs")
    again = world.messages("name_days")
    work()
    from contactbook.config import config
    from contactbook.domain.name_days.messages import NameDaysMessage
    from contactbook.gateways import queues

    queues.send(config().name_days_queue_url, [NameDaysMessage.model_validate_json(body) for body in again])
    work()
    assert len(_entries(api, maria, "name_day.set")) == 1


@pytest.mark.feature("S2.56")
def test_the_schedule_runs_the_rules_of_every_tenant_once_a_day(api, fire, monkeypatch):
    api.register()
    api.put("/v1/settings/name_days", RULES)
    maria = _contact(api, first_name="Maria")
    fire()
    assert api.get(f"/v1/contacts/{maria}").body["name_day"] == "08-15"


@pytest.mark.feature("S2.65")
def test_a_name_day_is_reported_once_a_year_on_the_tenants_own_day(api, fire, work, monkeypatch):
    api.register(time_zone="Pacific/Kiritimati")
    maria = _contact(api, first_name="Maria", name_day="08-15")
    work()
    for moment, told in (
        (datetime(2026, 8, 14, 9, 59, tzinfo=UTC), 0),
        (datetime(2026, 8, 14, 10, 0, tzinfo=UTC), 1),
        (datetime(2026, 8, 14, 11, 0, tzinfo=UTC), 1),
        (datetime(2027, 8, 15, 0, 0, tzinfo=UTC), 2),
    ):
        monkeypatch.setattr(clock, "source", lambda moment=moment: moment)
        fire()
        assert len(_entries(api, maria, "name_day.reached")) == told


def test_a_tenant_whose_day_is_done_costs_one_read(api, fire, world):
    api.register()
    fire()
    from contactbook.services.base.stores import open_store
    from contactbook.services.name_days.daily import do_daily_work

    store = open_store("acme")
    store.settings.current()
    with count_calls() as calls:
        do_daily_work(store, now=clock.now(), has_time=lambda: True)
    assert calls.names == ["dynamodb.GetItem"]


@pytest.mark.feature("S2.61")
def test_rules_are_exported_and_imported_as_csv(api):
    api.put("/v1/settings/name_days", RULES)
    file = api.get("/v1/name-days/rules").text
    assert file.splitlines()[0] == "names,month,day"
    api.put("/v1/settings/name_days", {"rules": []})
    assert api.put("/v1/name-days/rules", {"csv": file}).status == 200
    assert api.get("/v1/settings/name_days").body["rules"] == RULES["rules"]


def test_the_starter_set_can_be_saved_as_it_is(api):
    rules = api.get("/v1/name-days/starter-set", year=2026).body["rules"]
    assert len(rules) > 40
    assert api.put("/v1/settings/name_days", {"rules": rules}).status == 200


@pytest.mark.feature("S2.55", "S2.57")
def test_a_day_that_moves_with_easter_is_another_one_in_the_next_year(api, fire, work):
    with patch("contactbook.clock.source", lambda: datetime(2026, 3, 1, 9, tzinfo=UTC)):
        api.register()
        rules = api.get("/v1/name-days/starter-set").body["rules"]
        api.put("/v1/settings/name_days", {"rules": rules, "apply_to": "without", "frequency": "never"})
        moved, set_by_hand = _contact(api, first_name="Lazaros"), _contact(api, first_name="Lazaros", name_day="06-01")
        fixed, unnamed = _contact(api, first_name="Maria"), _contact(api, first_name="Zoe")
        api.post("/v1/name-days/runs")
        work()
        fire()
        assert [api.get(f"/v1/contacts/{one}").body["name_day"] for one in (moved, set_by_hand, fixed)] == [
            "04-04",
            "06-01",
            "08-15",
        ]
        added = _contact(api, first_name="Lazaros")
    with patch("contactbook.clock.source", lambda: datetime(2027, 1, 1, 9, tzinfo=UTC)):
        fire()
        found = [api.get(f"/v1/contacts/{one}").body["name_day"] for one in (moved, set_by_hand, fixed, unnamed, added)]
    assert found == ["04-24", "06-01", "08-15", None, None]
    with patch("contactbook.clock.source", lambda: datetime(2027, 4, 24, 9, tzinfo=UTC)):
        fire()
        assert len(_entries(api, moved, "name_day.reached")) == 1


@pytest.mark.feature("S2.56")
def test_a_run_counts_and_names_those_to_whom_it_could_not_give_their_day(api, work):
    from contactbook.domain.base.errors import RuleBroken
    from contactbook.services.changes.commit import commit_change
    from contactbook.services.name_days import runs
    from tests.aws_in_process.http import Api

    api.put("/v1/settings/name_days", RULES)
    _contact(api, first_name="Maria")
    large, deleted = _contact(api, first_name="Maria"), _contact(api, first_name="Mary")
    usual = commit_change

    def commit(store, change, **given):
        if change.after.contact_id in (large, deleted):
            raise RuleBroken("It is too large.", code="record_too_large")
        return usual(store, change, **given)

    with patch.object(runs, "commit_change", commit):
        run_id = api.post("/v1/name-days/runs", {"apply_to": "all"}).body["run_id"]
        work()
    run = api.get(f"/v1/name-days/runs/{run_id}").body
    assert (run["state"], run["contacts"], run["changed"], run["failed"]) == ("finished", 3, 1, 2)
    api.delete(f"/v1/contacts/{deleted}")
    path = f"/v1/name-days/runs/{run_id}/refused"
    assert api.get(path).body == {"items": [{"contact_id": large, "code": "record_too_large"}], "next_cursor": None}
    assert api.get("/v1/name-days/runs/run_none/refused").status == 404
    assert Api(tenant_id="other").get(path).status == 404
    assert Api(scopes=("settings:read",)).get(path).code == "missing_scope"
