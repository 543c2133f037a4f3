from collections.abc import Callable

import httpx

Notes = Callable[[], dict[str, int]]
GIVEN_UP = "contactbook-local-GivenUp"


def test_every_write_reaches_the_reader_of_the_stream(client: httpx.Client, notes: Notes) -> None:
    client.post("/v1/write", json=["a", "b"])

    assert notes() == {"saw INSERT a": 1, "saw INSERT b": 1}


def test_the_event_source_s_filter_keeps_records_from_the_function(client: httpx.Client, notes: Notes) -> None:
    client.post("/v1/write", json=["a", "ignored", "b"])

    assert notes() == {"saw INSERT a": 1, "saw INSERT b": 1}


def test_a_record_that_keeps_failing_is_given_up_and_the_rest_goes_on(client: httpx.Client, notes: Notes) -> None:
    client.post("/v1/write", json=["a", "poison", "b"])

    noted = notes()
    assert noted["saw INSERT a"] == 1
    assert noted["saw INSERT b"] >= 1
    assert client.get("/_local/state").json()["queues"][GIVEN_UP]["visible"] == 1


def test_a_failing_batch_is_halved_until_the_bad_record_is_alone(client: httpx.Client, notes: Notes) -> None:
    client.post("/v1/write", json=["a", "b", "c", "bomb", "d", "e"])

    noted = notes()
    assert {key for key in noted if key.startswith("saw")} == {f"saw INSERT {key}" for key in "abcde"}
    assert client.get("/_local/state").json()["queues"][GIVEN_UP]["visible"] == 1


def test_nothing_is_left_on_the_stream_after_a_drain(client: httpx.Client, notes: Notes) -> None:
    client.post("/v1/write", json=[f"order{number}" for number in range(120)])

    notes()

    assert client.get("/_local/state").json()["streams"] == {"contactbook-local-Table": 0}
