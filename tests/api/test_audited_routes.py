"""Every route of the OpenAPI document that changes something leaves an audit entry: who, what, which fields, when, which record.

A new route is tested here without being named: it is called once with its example, and the audit before and after is compared.
"""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.api.operations import Operation, operations
from tests.aws_in_process.aws import World, moto_world
from tests.aws_in_process.http import Answer, Api
from tests.builders.imports import work
from tests.builders.tenants import Records, with_body

ASKED_AT = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
USER = "user-9"
CONFIGURED = {
    "/v1/tenant-group/sync-settings": {"enabled": True},
    "/v1/settings/anonymization": {"enabled": True, "conditions": [{"field": "kind", "is": "company"}]},
}
# Routes that change nothing of the tenant's, with the reason. Whether they write nothing is tested too.
NO_CHANGE = {
    "POST /v1/segments/preview": "reads",
    "POST /v1/templates/{template_id}/preview": "reads",
    "POST /v1/contacts/{contact_id}/merge/preview": "reads",
    "POST /v1/settings/kyc/preview": "reads",
    "POST /v1/contacts/{contact_id}/links": "signs a link, which nothing stores",
    "POST /v1/imports/uploads": "signs an address, which nothing stores",
}
# Items that are no change of the tenant's records: the audit itself, and the caller's own repeated request.
_NOT_CHANGES = frozenset({"history", "tenant_history", "look", "look_page", "look_export", "request", "request_pointer"})
ENTRIES = ("history", "tenant_history")


def writing() -> list[Operation]:
    with moto_world():
        return [one for one in operations() if one.secured and one.method != "GET"]


def reading() -> list[Operation]:
    with moto_world():
        return [one for one in operations() if one.secured and one.method == "GET"]


@pytest.fixture(scope="module")
def made() -> Iterator[Records]:
    """Yield a tenant with a record of every kind."""
    from contactbook.storage.settings.sections import forget_cached

    with moto_world() as world:
        world.reset()
        forget_cached()
        records = Records(Api(super_user=True))
        assert records.api.post("/v1/tenants", {"tenant_id": "acme", "name": "Acme"}).status == 201
        for path, body in CONFIGURED.items():
            assert records.api.put(path, body).status == 200
        for operation in operations():
            if operation.secured:
                records.path(operation.path)
                records.body(with_body(operation))
        world.keep()
        yield records
        world.reset()


@pytest.fixture
def records(made: Records, monkeypatch: pytest.MonkeyPatch) -> Records:
    from contactbook.storage.settings.sections import forget_cached

    monkeypatch.setattr("contactbook.clock.source", lambda: ASKED_AT)
    with moto_world() as world:
        world.restore()
    forget_cached()
    return made


def _finished_import(world: World, records: Records) -> None:
    work(world)


def _new_list(world: World, records: Records) -> dict[str, str]:
    return {"lists/{list_id}": records.api.post("/v1/lists", {"name": "Empty"}).body["list_id"]}


# What has to happen before a route can do its work once.
EXAMPLES: dict[str, Callable[[Records, Any], Any]] = {}
PATHS: dict[str, Callable[[Records], str]] = {}
PREPARED: dict[str, Callable[[World, Records], Any]] = {
    "POST /v1/imports/{import_id}/undo": _finished_import,
}


def items(world: World, *, entries: bool) -> dict[tuple[str, str], Any]:
    """Return the audit entries, or everything else that a change can concern, by key."""
    return {
        (one["pk"]["S"], one["sk"]["S"]): one
        for one in world.items(looks=True)
        if (one["kind"]["S"] in ENTRIES if entries else one["kind"]["S"] not in _NOT_CHANGES)
    }


def called(records: Records, operation: Operation) -> tuple[Answer, bool, list[dict[str, Any]]]:
    """Call the route. Return the answer, whether anything changed, and the new audit entries."""
    with moto_world() as world:
        if prepare := PREPARED.get(str(operation)):
            prepare(world, records)
        body = EXAMPLES.get(str(operation), lambda records, body: body)(records, records.body(with_body(operation)))
        path = PATHS.get(str(operation), lambda records: records.path(operation.path))(records)
        before, known = items(world, entries=False), items(world, entries=True)
        api = Api(super_user=True, user_id=USER)
        answer = api.call(operation.method, path, body)
        after, entries = items(world, entries=False), items(world, entries=True)
    found = [json.loads(one["document"]["S"]) | {"key": key} for key, one in entries.items() if key not in known]
    return answer, before != after, found


@pytest.mark.feature("S2.127")
@pytest.mark.parametrize("operation", writing(), ids=str)
def test_a_route_that_changes_something_leaves_an_entry(records: Records, operation: Operation) -> None:
    answer, is_changed, entries = called(records, operation)
    assert answer.status < 300, f"give {operation} what it needs to succeed once: {answer.text[:300]}"
    if str(operation) in NO_CHANGE:
        assert not is_changed, "it changes something: take it out of NO_CHANGE"
        return
    assert is_changed, "its example changes nothing: choose one that does"
    assert entries, f"{operation} wrote, and no audit entry says so: use commit_change or commit_tenant_change"
    own = [one for one in entries if one["actor"] == {"type": "user", "id": USER}]
    assert own, f"no entry is under the one who asked: {[one['actor'] for one in entries]}"
    for entry in own:
        assert datetime.fromisoformat(entry["at"]) == ASKED_AT
        assert "." in entry["action"]
        assert entry.get("subject") or "#CONTACT#" in entry["key"][0], entry
    assert any(one.get("fields") for one in own) or operation.method == "DELETE", "no entry says which fields"


@pytest.mark.feature("S2.127")
@pytest.mark.parametrize("operation", reading(), ids=str)
def test_a_route_that_reads_changes_nothing(records: Records, operation: Operation) -> None:
    answer, is_changed, _ = called(records, operation)
    assert answer.status < 500
    assert not is_changed
