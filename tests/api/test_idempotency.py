"""Idempotency-Key: the same answer again, and never the same change twice, whatever dies in between."""

import json
from datetime import timedelta

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Answer, Api
from tests.conftest import NOW
from tests.faults.exploring import Schedule, explore_all
from tests.faults.faults import Fault, Injection, Level, Moment, WorkerDied, every_injection, to
from tests.faults.injecting import inject

PERSON = {"kind": "person", "last_name": "Georgiou", "emails": [{"address": "eleni@example.com"}]}


def contacts(world: World) -> list[dict[str, object]]:
    return [json.loads(item["document"]["S"]) for item in world.items() if item["kind"] == {"S": "contact"}]


def create(api: Api, body: object = PERSON, key: str = "key-1") -> Answer:
    return api.post("/v1/contacts", body, idempotency_key=key)


def test_a_repeated_request_gets_the_first_answer_again(world: World, api: Api) -> None:
    first, second = create(api), create(api)
    assert (first.status, first.text, first.headers["Location"]) == (second.status, second.text, second.headers["Location"])
    assert first.headers["Location"] == f"/v1/contacts/{first.body['contact_id']}"
    assert second.headers["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first.headers
    assert len(contacts(world)) == 1


def test_the_same_key_with_another_body_is_refused(world: World, api: Api) -> None:
    create(api)
    answer = create(api, {**PERSON, "last_name": "Other"})
    assert (answer.status, answer.code) == (422, "idempotency_key_reused")
    assert len(contacts(world)) == 1


def test_a_key_belongs_to_its_caller_its_tenant_and_its_path(world: World, api: Api) -> None:
    ids = {create(caller).body["contact_id"] for caller in (api, Api(user_id="user-2"), Api(tenant_id="other"))}
    assert len(ids) == 3


def test_a_refused_request_leaves_its_key_free(world: World, api: Api) -> None:
    for body in ({"kind": "person"}, {"kind": "robot"}, {**PERSON, "unknown": 1}):
        assert create(api, body).status == 422
    assert create(Api(scopes=())).status == 403
    assert create(api).status == 201


@pytest.mark.parametrize("key", ["", "x" * 256, "a\nb"])
def test_an_impossible_key_is_refused(world: World, api: Api, key: str) -> None:
    assert create(api, key=key).error_codes() == {"/Idempotency-Key": "invalid"}
    assert world.items() == []


def test_a_second_request_while_the_first_runs_is_told_so(world: World, api: Api) -> None:
    answers: list[Answer] = []

    def scenario(schedule: Schedule) -> None:
        world.reset()
        outcome = schedule.run({"first": lambda: create(api), "second": lambda: create(api)})
        answers.extend(outcome.results.values())
        made = [answer for answer in outcome.results.values() if answer.status == 201]
        others = [answer for answer in outcome.results.values() if answer.status != 201]
        assert len(contacts(world)) == 1
        assert len({answer.body["contact_id"] for answer in made}) == 1
        assert all((answer.status, answer.code) == (409, "request_in_progress") for answer in others)

    assert explore_all(scenario).complete
    assert {answer.status for answer in answers} == {201, 409}


def later(seconds: int) -> None:
    from contactbook import clock

    clock.source = lambda: NOW + timedelta(seconds=seconds)


@pytest.fixture
def clean_clock() -> object:
    from contactbook import clock

    before = clock.source
    clock.source = lambda: NOW
    yield
    clock.source = before


def test_a_death_at_any_call_never_makes_two_and_the_retry_answers_as_the_first_would_have(
    world: World, api: Api, clean_clock: object
) -> None:
    create(api)
    world.reset()
    from contactbook.storage.settings.sections import forget_cached

    forget_cached()
    clean = Schedule(0).run({"client": lambda: create(api)})
    expected = clean.results["client"]
    injections = [one for one in every_injection(clean.calls_of("client")) if one.level is Level.ABOVE]
    assert len(injections) > 10
    for injection in injections:
        world.reset()
        forget_cached()
        later(0)
        try:
            with inject(injection):
                first = create(api)
        except WorkerDied:
            first = None
        later(60)
        second = create(api)
        assert (second.status, second.text) == (expected.status, expected.text) or second.status == 201, injection
        assert len(contacts(world)) == 1, injection
        assert second.body["contact_id"] == contacts(world)[0]["contact_id"], injection
        if first is not None and first.status == 201:
            assert first.text == second.text, injection
        assert len([item for item in world.items() if item["kind"] == {"S": "history"}]) == 1, injection


def test_a_death_after_the_commit_is_repeated_with_the_very_answer_that_was_lost(
    world: World, api: Api, clean_clock: object
) -> None:
    death = Injection(0, Fault.DEATH, Moment.AFTER, Level.ABOVE, which=to("TransactWriteItems"))
    with pytest.raises(WorkerDied), inject(death):
        create(api)
    stored = contacts(world)[0]
    assert (create(api).status, create(api).code) == (409, "request_in_progress")
    later(60)
    repeated = create(api)
    assert (repeated.status, repeated.body["contact_id"]) == (201, stored["contact_id"])
    assert repeated.body["created_at"] == stored["created_at"]
    assert create(api).text == repeated.text


def test_a_key_is_free_again_after_24_hours(world: World, api: Api, clean_clock: object) -> None:
    create(api)
    later(24 * 3600 - 1)
    assert create(api).headers.get("Idempotency-Replayed") == "true"
    later(24 * 3600 + 1)
    assert "Idempotency-Replayed" not in create(api).headers
    assert len(contacts(world)) == 2
