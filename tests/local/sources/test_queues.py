from collections.abc import Callable

import httpx

from infra.local.stack.stack import LocalStack

Notes = Callable[[], dict[str, int]]
DEAD_LETTERS = "contactbook-local-DeadLetters"


def test_a_message_reaches_the_function_of_its_queue(client: httpx.Client, notes: Notes) -> None:
    client.post("/v1/send", json=[{"do": "note", "what": "one"}, {"do": "note", "what": "two"}])

    assert notes() == {"received one": 1, "one": 1, "received two": 1, "two": 1}


def test_only_the_failed_messages_of_a_batch_are_delivered_again(client: httpx.Client, notes: Notes) -> None:
    client.post("/v1/send", json=[{"do": "fail_once", "what": "weak"}, {"do": "note", "what": "strong"}])

    assert notes() == {"received weak": 2, "received strong": 1, "strong": 1}


def test_a_message_that_keeps_failing_ends_in_the_dead_letter_queue(client: httpx.Client, notes: Notes) -> None:
    client.post("/v1/send", json=[{"do": "fail", "what": "hopeless"}])

    assert notes() == {"received hopeless": 3}
    assert client.get("/_local/state").json()["queues"][DEAD_LETTERS]["visible"] == 1


def test_a_function_that_raises_gets_the_whole_batch_again(client: httpx.Client, notes: Notes, logged: list[str]) -> None:
    client.post("/v1/send", json=[{"do": "break", "what": "bang"}])

    assert notes() == {"received bang": 3}
    assert client.get("/_local/state").json()["queues"][DEAD_LETTERS]["visible"] == 1
    assert any("RuntimeError: bang" in line for line in logged)


def test_a_failed_message_waits_for_its_time_out_without_a_drain(client: httpx.Client, stack: LocalStack) -> None:
    client.post("/v1/send", json=[{"do": "fail", "what": "later"}])

    _until(lambda: client.post("/v1/state").json()["notes"] == {"received later": 1})
    assert client.get("/_local/state").json()["queues"]["contactbook-local-WorkQueue"]["in_flight"] == 1


def test_a_drain_delivers_delayed_messages_and_their_follow_ups(client: httpx.Client, notes: Notes) -> None:
    client.post("/v1/send", json=[{"do": "continue", "what": "slice", "left": 3, "delay": 600}])

    assert notes() == {"received slice": 4}


def test_a_drain_lists_what_is_left_when_its_time_is_up(client: httpx.Client) -> None:
    client.post("/v1/send", json=[{"do": "continue", "what": "endless", "left": 10_000_000}])

    answer = client.post("/_local/drain", json={"within": 0.3}).json()

    assert answer["drained"] is False
    assert answer["waiting"] or answer["running"]


def _until(holds: Callable[[], bool]) -> None:
    for _ in range(1000):
        if holds():
            return
    raise AssertionError("it never came true")
