"""On every route, an id of another tenant gives the same answer as an id that does not exist."""

import base64
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.api.operations import Operation, operations
from tests.aws_in_process.aws import World, moto_world
from tests.aws_in_process.http import Answer, Api
from tests.builders.tenants import (
    CHOSEN,
    NAMES,
    NO_RECORDS,
    UNMADE,
    Records,
    filled,
    missing_id,
    names_in,
    parameters_of,
    replaced,
    with_body,
)
from tests.checks.isolation import Isolation, calling_as
from tests.faults.counting import Calls, count_calls
from tests.faults.taps import tapped

MINE, THEIRS, SIMILAR = "acme", "acme-corp", "acme2"
ROLES = {
    "user": Api(tenant_id=MINE, user_id="user-9"),
    "super user": Api(tenant_id=MINE, user_id="user-9", super_user=True, privacy_clearance=9),
    "tenant of a similar name": Api(tenant_id=SIMILAR, user_id="user-9"),
    # The contact is known once it has been created. test_portal_isolation.py tests what else is closed to this caller.
    "a portal's customer": Api(tenant_id=MINE, user_id="user-9", contact_id="its own"),
}

# Settings without which some records cannot be created.
CONFIGURED = {
    "/v1/tenant-group/sync-settings": {"enabled": True},
    "/v1/settings/anonymization": {"enabled": True, "conditions": [{"field": "kind", "is": "company"}]},
}


def secured() -> list[Operation]:
    with moto_world():
        return [one for one in operations() if one.secured]


def naming_records() -> list[Operation]:
    return [one for one in secured() if set(parameters_of(one.path)) - NO_RECORDS]


def naming_records_in_bodies() -> list[Operation]:
    return [one for one in secured() if names_in(with_body(one))]


@pytest.fixture(scope="module")
def tenants() -> Iterator[dict[str, Records]]:
    """Yield three tenants with similar names, each with a record of every kind."""
    from contactbook.storage.settings.sections import forget_cached

    with moto_world() as world:
        world.reset()
        forget_cached()
        made = {tenant_id: Records(Api(tenant_id=tenant_id, super_user=True)) for tenant_id in (MINE, THEIRS, SIMILAR)}
        for records in made.values():
            api = records.api
            api.register()
            for path, body in CONFIGURED.items():
                assert api.put(path, body).status == 200
            for operation in secured():
                records.path(operation.path)
                records.body(with_body(operation))
        world.keep()
        yield made
        world.reset()


@pytest.fixture
def kept(tenants: dict[str, Records], monkeypatch: pytest.MonkeyPatch) -> dict[str, Records]:
    moment = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
    monkeypatch.setattr("contactbook.clock.source", lambda: moment)
    restore()
    return tenants


def test_a_request_that_touches_another_tenant_fails_its_test(world: World) -> None:
    from contactbook.services.base.stores import open_store

    with tapped(Isolation()), calling_as(MINE):
        open_store(MINE).contacts.find("con_1")
        for reach in (open_store(THEIRS).contacts.find, open_store(SIMILAR).accounts.all_of):
            with pytest.raises(pytest.fail.Exception, match="a request of acme touches"):
                reach("con_1")


def caller_in(role: str, kept: dict[str, Records]) -> Api:
    caller = ROLES[role]
    return replace(caller, contact_id=kept[caller.tenant_id].id_of("contacts/{contact_id}")) if caller.contact_id else caller


def restore() -> None:
    from contactbook.storage.settings.sections import forget_cached

    with moto_world() as world:
        world.restore()
    forget_cached()


def answered(api: Api, operation: Operation, path: str, body: Any = None, **query: Any) -> tuple[Answer, Calls, list[Any]]:
    """Return the answer, the AWS calls and the other tenant's items afterwards. Every request starts from the same state."""
    restore()
    with moto_world() as world, count_calls() as calls:
        answer = api.call(operation.method, path, body, query=query)
    return answer, calls, theirs(world)


def theirs(world: World) -> list[Any]:
    return [item for item in world.items() if item["pk"]["S"].startswith(f"TENANT#{THEIRS}#")]


def masked(answer: Answer, *ids: str) -> tuple[int, str]:
    """Return status and text of the answer, with the requested ids and the ids that the answer itself created masked."""
    text = answer.text
    for one in ids:
        text = text.replace(one, "<id>")
    made = (answer.body or {}).get("run_id") if answer.status in (201, 202) and isinstance(answer.body, dict) else None
    return answer.status, text.replace(str(made), "<made>") if made else text


def assert_same(one: tuple[Answer, Calls, list[Any]], other: tuple[Answer, Calls, list[Any]], ids: tuple[str, ...]) -> None:
    assert masked(one[0], *ids) == masked(other[0], *ids)
    assert one[2] == other[2]
    for _, calls, _ in (one, other):
        assert foreign_keys(calls) == set()


def foreign_keys(calls: Calls) -> set[tuple[str, str]]:
    """Return the keys of the other tenant's partitions, or of its group's, that the calls touched."""
    return {key for key in calls.keys if key[0].startswith((f"TENANT#{THEIRS}#", f"GROUP#{THEIRS}#"))}


@pytest.mark.feature("S4.29", "S1.24")
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("operation", naming_records(), ids=str)
def test_another_tenants_id_in_the_path_is_not_found(kept: dict[str, Records], operation: Operation, role: str) -> None:
    caller, own, foreign = caller_in(role, kept), kept[ROLES[role].tenant_id], kept[THEIRS]
    kinds = [kind for kind in parameters_of(operation.path) if kind not in NO_RECORDS]
    body = own.body(with_body(operation))
    for place, kind in enumerate(kinds):
        # From this parameter on the ids are the other tenant's: a foreign contact, or a foreign child of an own contact.
        mine = {one: own.id_of(one) for one in kinds[:place]}
        wanted = mine | {one: foreign.id_of(one) for one in kinds[place:]}
        nothing = mine | {one: missing_id(foreign.id_of(one)) for one in kinds[place:]}
        found = answered(caller, operation, filled(operation.path, wanted), body)
        ids = tuple({*wanted.values(), *nothing.values()} - set(mine.values()))
        assert_same(found, answered(caller, operation, filled(operation.path, nothing), body), ids)
        assert found[0].status >= 400 or kind in UNMADE or operation.method == "DELETE", kind


@pytest.mark.feature("S4.29", "S1.24")
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("operation", naming_records_in_bodies(), ids=str)
def test_another_tenants_id_in_a_body_is_unknown(kept: dict[str, Records], operation: Operation, role: str) -> None:
    caller, own, foreign = caller_in(role, kept), kept[ROLES[role].tenant_id], kept[THEIRS]
    example = with_body(operation)
    for place in names_in(example):
        name = next(step for step in reversed(place) if isinstance(step, str))
        wanted, nothing = foreign.id_of(NAMES[name]), missing_id(foreign.id_of(NAMES[name]))
        path = own.path(operation.path)
        found = answered(caller, operation, path, replaced(own.body(example), place, wanted))
        none = answered(caller, operation, path, replaced(own.body(example), place, nothing))
        assert_same(found, none, (wanted, nothing))


@pytest.mark.feature("S4.29")
@pytest.mark.parametrize("operation", [one for one in secured() if set(one.query) & set(NAMES)], ids=str)
def test_another_tenants_id_in_a_query_is_unknown(kept: dict[str, Records], operation: Operation) -> None:
    own, foreign = kept[MINE], kept[THEIRS]
    for name in sorted(set(operation.query) & set(NAMES)):
        wanted, nothing = foreign.id_of(NAMES[name]), missing_id(foreign.id_of(NAMES[name]))
        path = own.path(operation.path)
        found = answered(ROLES["user"], operation, path, **{name: wanted})
        assert_same(found, answered(ROLES["user"], operation, path, **{name: nothing}), (wanted, nothing))


@pytest.mark.feature("S4.29")
@pytest.mark.parametrize("operation", [one for one in secured() if "cursor" in one.query], ids=str)
def test_a_cursor_of_another_tenant_is_malformed(kept: dict[str, Records], operation: Operation) -> None:
    """Send the cursor that the other tenant would get for the same path and query."""
    from contactbook.api.paging import Paging
    from contactbook.gateways.secrets import key_ring

    own = kept[MINE]
    path = own.path(operation.path)
    after = {"pk": f"TENANT#{THEIRS}#CONTACTS", "sk": "PROFILE"}
    with moto_world():
        cursor = Paging(key_ring(), THEIRS, path, {}).page([], after).next_cursor
    forged = base64.urlsafe_b64encode(b"0" * 16 + b'{"pk":"x"}').decode()
    found = answered(ROLES["user"], operation, path, cursor=cursor)
    assert_same(found, answered(ROLES["user"], operation, path, cursor=forged), (str(cursor), forged))
    assert found[0].status == 422


def test_every_record_in_a_path_is_in_the_matrix() -> None:
    kinds = {kind for operation in secured() for kind in parameters_of(operation.path)}
    with moto_world() as world:
        world.reset()
        assert kinds >= set(UNMADE) | NO_RECORDS, "a row of the matrix names no route any more"


def test_every_id_in_a_body_or_query_is_in_the_matrix() -> None:
    in_bodies = {
        next(step for step in reversed(place) if isinstance(step, str)) for one in secured() for place in names_in(with_body(one))
    }
    in_queries = {name for one in secured() for name in one.query if name.endswith(("_id", "_ids"))} - CHOSEN
    assert (in_bodies | in_queries) - set(NAMES) == set()
