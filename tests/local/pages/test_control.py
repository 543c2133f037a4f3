import json
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from contactbook.domain.base.callers import Scope
from infra.local.stack.stack import LocalStack

Notes = Callable[[], dict[str, int]]


def _claims(client: httpx.Client, **wanted: object) -> dict[str, str]:
    token = client.post("/_local/token", json=wanted).json()["access_token"]
    echoed = client.get("/v1/who", headers={"authorization": f"Bearer {token}"}).json()
    claims: dict[str, str] = echoed["echo"]["requestContext"]["authorizer"]["jwt"]["claims"]
    return claims


def test_a_token_s_claims_arrive_as_strings(client: httpx.Client) -> None:
    claims = _claims(
        client,
        tenant_id="acme",
        user_id="ann",
        groups=["sales", "support"],
        scope="contacts:read",
        super_user=True,
        contact_id="con_1",
        privacy_clearance=2,
    )

    assert claims["sub"] == "ann"
    assert claims["tenant_id"] == "acme"
    assert claims["groups"] == "[sales support]"
    assert claims["scope"] == "contacts:read"
    assert claims["super_user"] == "true"
    assert claims["contact_id"] == "con_1"
    assert claims["privacy_clearance"] == "2"
    assert claims["exp"].isdigit()


def test_a_token_without_a_scope_has_every_scope(client: httpx.Client) -> None:
    scopes = _claims(client, tenant_id="acme")["scope"].split()

    assert len(scopes) == 17
    assert set(scopes) == {scope.value for scope in Scope} - {"platform:admin"}


def test_a_token_s_scope_can_be_a_list_or_nothing(client: httpx.Client) -> None:
    assert _claims(client, scope=["contacts:read", "audit:read"])["scope"] == "contacts:read audit:read"
    assert _claims(client, scope="")["scope"] == ""


@pytest.mark.parametrize(
    "body",
    [
        {"tenant_id": "Acme"},
        {"tenant_id": 1},
        {"groups": "sales"},
        {"super_user": "yes"},
        {"privacy_clearance": True},
        {"scope": [1]},
        {"who": "me"},
        [],
    ],
)
def test_a_token_with_invalid_claims_is_refused(client: httpx.Client, body: object) -> None:
    answer = client.post("/_local/token", json=body)

    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/_local/token", "/_local/drain", "/_local/feedback", "/_local/reset"])
@pytest.mark.parametrize("body", [b"{", b"\xff", b"[" * 100_000, b'{"a": 1'])
def test_a_body_that_is_not_json_is_refused(client: httpx.Client, path: str, body: bytes) -> None:
    assert client.post(path, content=body).status_code == 400


def test_the_clock_goes_on_from_where_it_was_set(client: httpx.Client, stack: LocalStack) -> None:
    there = datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)

    assert client.put("/_local/clock", json={"now": "2031-05-06T10:08:09+03:00"}).status_code == 200

    first, second = (datetime.fromisoformat(client.post("/v1/state").json()["now"]) for _ in range(2))
    assert there < first < second < there + timedelta(minutes=1)


def test_the_clock_goes_back_to_real_time(client: httpx.Client) -> None:
    client.put("/_local/clock", json={"now": "2031-05-06T07:08:09Z"})

    assert client.delete("/_local/clock").status_code == 200

    assert client.get("/_local/state").json()["clock_is_real"] is True
    assert client.post("/v1/state").json()["now"] < "2031"


def test_a_token_expires_by_this_machine_s_clock(client: httpx.Client) -> None:
    client.put("/_local/clock", json={"now": "2099-01-01T00:00:00Z"})

    assert client.get("/v1/anything").status_code == 200


@pytest.mark.parametrize("now", [None, 5, "tomorrow", "2031-05-06", "2031-05-06T07:08:09", "0001-01-01T00:00:00Z"])
def test_an_invalid_instant_is_refused(client: httpx.Client, now: object) -> None:
    assert client.put("/_local/clock", json={"now": now}).status_code == 422


def test_a_schedule_is_fired_by_its_name_with_its_input(client: httpx.Client, notes: Notes) -> None:
    assert client.post("/_local/schedules/DailySchedule/fire").status_code == 202
    assert client.post("/_local/schedules/Hourly/fire").status_code == 202

    assert notes() == {"received daily": 1, "daily": 1, "received hourly": 1, "hourly": 1}


def test_a_schedule_is_found_without_its_suffix(client: httpx.Client) -> None:
    assert client.post("/_local/schedules/Daily/fire").json()["schedule"] == "DailySchedule"


def test_an_unknown_schedule_is_not_found(client: httpx.Client) -> None:
    assert client.post("/_local/schedules/Never/fire").status_code == 404


def test_a_reset_empties_every_store(client: httpx.Client, stack: LocalStack, notes: Notes) -> None:
    client.post("/v1/write", json=["a"])
    client.post("/v1/mail", json={"to": "a@example.com", "subject": "s"})
    client.post("/v1/print", json=[{"communication_id": "com_3"}])
    client.post("/v1/send", json=[{"do": "fail", "what": "x"}])
    client.put("/_local/clock", json={"now": "2031-05-06T07:08:09Z"})
    notes()

    assert client.post("/_local/reset").status_code == 200

    state = client.get("/_local/state").json()
    assert client.post("/v1/state").json()["notes"] == {}
    assert client.get("/_local/outbox").json() == {"items": []}
    assert all(sum(depth.values()) == 0 for depth in state["queues"].values())
    assert state["clock_is_real"] is True


def test_a_reset_clears_the_caches_of_functions(client: httpx.Client) -> None:
    client.post("/v1/remember")
    assert client.post("/v1/remember").json() == {"calls": 2}

    client.post("/_local/reset")

    assert client.post("/v1/remember").json() == {"calls": 1}


def test_a_reset_waits_for_running_functions_and_deletes_their_data(client: httpx.Client, stack: LocalStack) -> None:
    client.post("/v1/send", json=[{"do": "continue", "what": f"chain{number}", "left": 1_000_000} for number in range(5)])
    stop, started = threading.Event(), threading.Event()
    statuses: set[int] = set()

    def write_on() -> None:
        with httpx.Client(base_url=stack.url, headers=stack.authorization()) as writer:
            while not stop.is_set():
                statuses.add(writer.post("/v1/write", json=["a", "b"]).status_code)
                started.set()

    writer = threading.Thread(target=write_on)
    writer.start()
    assert started.wait(10)
    for _ in range(5):
        assert client.post("/_local/reset").status_code == 200
    stop.set()
    writer.join()
    client.post("/_local/reset")

    assert statuses == {200}
    assert client.post("/_local/drain").json() == {"drained": True, "waiting": {}, "running": []}
    assert client.post("/v1/state").json()["notes"] == {}


def test_health_names_the_functions_that_cannot_be_imported(client: httpx.Client) -> None:
    health = client.get("/_local/health").json()

    assert health["status"] == "degraded"
    assert list(health["failures"]) == ["Broken"]


def test_resources_that_do_not_run_are_listed(stack: LocalStack) -> None:
    assert stack.not_run() == ["AWS::CloudWatch::Alarm (1)", "Broken: ModuleNotFoundError: No module named 'sample.missing'"]


def test_the_page_sends_requests_to_the_stack_only(client: httpx.Client) -> None:
    page = client.get("/_local")

    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "http://" not in page.text
    assert "https://" not in page.text


def test_a_wrong_method_gets_the_allowed_ones(client: httpx.Client) -> None:
    answer = client.post("/_local/clock")

    assert answer.status_code == 405
    assert answer.headers["allow"] == "DELETE, PUT"


def test_an_unknown_route_is_a_problem(client: httpx.Client) -> None:
    answer = client.get("/_local/nothing")

    assert answer.status_code == 404
    assert json.loads(answer.text)["code"] == "not_found"
