"""`GET /events` lists the catalogue."""

from jsonschema_rs import Draft202012Validator

from contactbook.domain.events.types import EventType
from tests.aws_in_process.http import Api


def test_each_event_is_listed_with_a_schema_that_its_example_fits(api: Api) -> None:
    page = api.get("/v1/events").body
    assert [one["type"] for one in page["items"]] == sorted(event.value for event in EventType)
    assert page["next_cursor"] is None
    for one in page["items"]:
        assert one["description"]
        assert Draft202012Validator(one["schema"]).is_valid(one["example"])
        assert not Draft202012Validator(one["schema"]).is_valid({**one["example"], "data": None})


def test_the_catalogue_has_pages(api: Api) -> None:
    first = api.get("/v1/events?limit=30").body
    rest = api.get(f"/v1/events?limit=30&cursor={first['next_cursor']}").body
    assert [one["type"] for one in (*first["items"], *rest["items"])] == sorted(event.value for event in EventType)


def test_who_configures_reads_it_and_an_end_customer_does_not() -> None:
    for scope in ("webhooks:write", "settings:read", "settings:write"):
        assert Api(scopes=(scope,)).get("/v1/events").status == 200
    assert Api(scopes=("contacts:read",)).get("/v1/events").code == "missing_scope"
    assert Api(contact_id="con_01J9ZQ5W3V8K2M4N6P7R8S9T0A").get("/v1/events").code == "missing_scope"
