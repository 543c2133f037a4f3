"""A portal's first hour with contacts."""

import pytest


@pytest.mark.feature("S7.6")
def test_a_portal_sees_the_events_that_the_catalogue_announces(stack):
    portal = stack.tenant()
    catalogue = {one["type"]: one for one in portal.get("/v1/events")["items"]}
    made = portal.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou"})
    stack.drain()
    (event,) = stack.http.get(f"/_local/events?tenant_id={portal.tenant_id}").json()["items"]
    assert (event["type"], event["data"]["contact_id"]) == ("contact.created", made["contact_id"])
    assert event.keys() == catalogue[event["type"]]["example"].keys()


@pytest.mark.feature("S2.13", "S2.14")
def test_a_contact_is_created_found_changed_and_deleted(stack):
    portal = stack.tenant()
    made = portal.call("POST", "/v1/contacts", {"kind": "person", "first_name": "Ελένη", "last_name": "Γεωργίου"})
    assert made.status_code == 201
    path = made.headers["location"]
    assert made.headers["etag"] == '"1"'
    stack.drain()
    assert [found["first_name"] for found in portal.get("/v1/contacts?q=eleni")["items"]] == ["Ελένη"]
    assert portal.call("PATCH", path, {"first_name": "Μαρία"}, if_match='"1"').headers["etag"] == '"2"'
    assert portal.call("PATCH", path, {"first_name": "Άννα"}, if_match='"1"').status_code == 412
    assert portal.call("DELETE", path).status_code == 204
    assert portal.call("GET", path).status_code == 404


def test_the_same_idempotency_key_answers_the_same_contact(stack):
    portal = stack.tenant()
    person = {"kind": "person", "last_name": "Georgiou"}
    first = portal.call("POST", "/v1/contacts", person, idempotency_key="k1")
    again = portal.call("POST", "/v1/contacts", person, idempotency_key="k1")
    other = portal.call("POST", "/v1/contacts", {**person, "last_name": "X"}, idempotency_key="k1")
    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 422)
    assert first.json() == again.json()
    assert first.headers["location"] == again.headers["location"]
    assert other.json()["code"] == "idempotency_key_reused"


@pytest.mark.parametrize("token", ["x", "x.y.z", "eyJhbGciOiJub25lIn0.e30."])
def test_an_invalid_token_gets_problem_json(stack, token):
    answer = stack.http.get("/v1/contacts", headers={"authorization": f"Bearer {token}"})
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
