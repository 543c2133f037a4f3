"""Who may read and change which tenant: every kind of caller against every route of the registry (S8.1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.api.operations import operations
from tests.aws_in_process.aws import World, moto_world
from tests.aws_in_process.http import EVERY_SCOPE, Answer, Api

ADMIN, OPERATOR = ("tenants:admin",), ("platform:admin",)
TENANTS = {"acme": None, "acme-north": "acme", "acme-south": "acme", "globex": None, "globex-east": "globex", "acme-n": None}
CALLERS = {
    "the operator": Api(tenant_id="operations", scopes=OPERATOR),
    "the operator with a customer's token": Api(tenant_id="globex", scopes=(*EVERY_SCOPE, *OPERATOR)),
    "the parent": Api(tenant_id="acme", scopes=ADMIN),
    "itself": Api(tenant_id="acme-north", scopes=ADMIN),
    "a sibling": Api(tenant_id="acme-south", scopes=ADMIN, super_user=True),
    "another top account": Api(tenant_id="globex", scopes=EVERY_SCOPE, super_user=True, privacy_clearance=9),
    "another's child": Api(tenant_id="globex-east", scopes=ADMIN),
    "a tenant of a similar name": Api(tenant_id="acme-n", scopes=ADMIN),
    "a tenant that is not registered": Api(tenant_id="ghost", scopes=ADMIN),
    "the parent's user without the scope": Api(tenant_id="acme", scopes=tuple(set(EVERY_SCOPE) - set(ADMIN)), super_user=True),
    "the parent's customer": Api(tenant_id="acme", scopes=(*EVERY_SCOPE, *OPERATOR), contact_id="con_1", super_user=True),
    "nobody": Api(anonymous=True),
}
OPERATORS = ("the operator", "the operator with a customer's token")
CUSTOMERS = ("another top account", "a tenant of a similar name")
# Callers for whom the tenant acme-north does not exist.
STRANGERS = ("a sibling", "another's child", "a tenant that is not registered", *CUSTOMERS)
REFUSED = {
    "the parent's user without the scope": (403, "missing_scope"),
    "the parent's customer": (403, "missing_scope"),
    "nobody": (401, "unauthorized"),
}
ABSENT, FORBIDDEN, FOUND = (404, "not_found"), (403, "missing_scope"), (200, "")
GIVEN = {"tenant_id": "new", "name": "New", "parent_id": "acme"}


@dataclass(frozen=True)
class Row:
    """One request about the tenant acme-north: what each kind of caller gets for it, and the others 404."""

    method: str
    path: str
    body: Any
    expected: dict[str, tuple[int, str]]


def only_operator() -> dict[str, tuple[int, str]]:
    return dict.fromkeys(OPERATORS, FOUND) | {"the parent": FORBIDDEN, "itself": FORBIDDEN} | REFUSED


OWN = dict.fromkeys((*OPERATORS, "the parent", "itself"), FOUND) | REFUSED
ONE = "/v1/tenants/{tenant_id}"
LEAVING = f"{ONE}/offboarding"
NOT_LEAVING = dict.fromkeys((*OPERATORS, "the parent"), ABSENT) | {"itself": FORBIDDEN} | REFUSED
ROWS = {
    "off-board": Row("POST", LEAVING, {}, NOT_LEAVING | dict.fromkeys((*OPERATORS, "the parent"), (202, ""))),
    "see how it leaves": Row("GET", LEAVING, None, NOT_LEAVING),
    "call it off": Row("DELETE", LEAVING, None, NOT_LEAVING),
    "read": Row("GET", ONE, None, OWN),
    "rename": Row("PATCH", ONE, {"name": "Renamed"}, OWN),
    "move the clock": Row("PATCH", ONE, {"time_zone": "Asia/Tokyo"}, OWN),
    "change nothing": Row("PATCH", ONE, {}, OWN),
    "give a sender id": Row("PATCH", ONE, {"sms_sender_ids": ["ACME"]}, only_operator()),
    "take it": Row("PATCH", ONE, {"parent_id": "globex"}, only_operator()),
    "let it go": Row("PATCH", ONE, {"parent_id": None}, only_operator() | {"the parent": FOUND}),
    "register beside it": Row(
        "POST", "/v1/tenants", GIVEN, dict.fromkeys((*OPERATORS, "the parent"), (201, "")) | {"itself": ABSENT} | REFUSED
    ),
    "register a top account": Row(
        "POST",
        "/v1/tenants",
        {"tenant_id": "new", "name": "New"},
        dict.fromkeys(CALLERS, FORBIDDEN) | dict.fromkeys(OPERATORS, (201, "")) | REFUSED,
    ),
    "register under itself": Row(
        "POST",
        "/v1/tenants",
        GIVEN | {"parent_id": "acme-north"},
        dict.fromkeys(OPERATORS, (422, "validation_failed"))
        | {"the parent": ABSENT, "itself": (409, "not_top_account")}
        | REFUSED,
    ),
}
# Each list that a caller gets.
LISTS = {
    "the operator": ["acme", "acme-n", "acme-north", "acme-south", "globex", "globex-east"],
    "the operator with a customer's token": ["acme", "acme-n", "acme-north", "acme-south", "globex", "globex-east"],
    "the parent": ["acme", "acme-north", "acme-south"],
    "itself": ["acme-north"],
    "a sibling": ["acme-south"],
    "another top account": ["globex", "globex-east"],
    "another's child": ["globex-east"],
    "a tenant of a similar name": ["acme-n"],
    "a tenant that is not registered": [],
}
# Routes about the caller's own tenant, which take no id.
OF_THE_CALLER = {"GET /v1/tenant", "PATCH /v1/tenant"}


@pytest.fixture(scope="module")
def registered() -> Iterator[World]:
    from contactbook.storage.settings.sections import forget_cached

    with moto_world() as world:
        world.reset()
        forget_cached()
        for tenant_id, parent_id in TENANTS.items():
            Api(tenant_id=tenant_id).register(parent_id=parent_id)
        world.keep()
        yield world
        world.reset()


@pytest.fixture
def kept(registered: World) -> World:
    restore(registered)
    return registered


def restore(world: World) -> None:
    from contactbook.storage.settings.sections import forget_cached

    world.restore()
    forget_cached()


def told(answer: Answer) -> tuple[int, str]:
    return answer.status, answer.code if answer.status >= 400 else ""


def stored(world: World) -> list[Any]:
    return [item for item in world.items() if "REQUEST" not in item["pk"]["S"]]


@pytest.mark.feature("S8.1")
@pytest.mark.parametrize("caller", CALLERS)
@pytest.mark.parametrize("row", ROWS)
def test_each_caller_gets_what_is_its_own(kept: World, row: str, caller: str) -> None:
    api, one, before = CALLERS[caller], ROWS[row], stored(kept)
    answer = api.call(one.method, one.path.replace("{tenant_id}", "acme-north"), one.body)
    assert told(answer) == one.expected.get(caller, ABSENT), answer.text
    if answer.status >= 400:
        assert stored(kept) == before
    if answer.status == 404:
        missing = api.call(one.method, one.path.replace("{tenant_id}", "acme-nobody"), with_missing(one.body))
        assert missing.text.replace("acme-nobody", "acme-north") == answer.text


def with_missing(body: Any) -> Any:
    """Return the body with a parent that does not exist."""
    return {**body, "parent_id": "acme-nobody"} if isinstance(body, dict) and "tenant_id" in body else body


@pytest.mark.feature("S8.1")
@pytest.mark.parametrize("caller", CALLERS)
def test_each_caller_lists_what_is_its_own(kept: World, caller: str) -> None:
    answer = CALLERS[caller].get("/v1/tenants")
    if caller in REFUSED:
        assert told(answer) == REFUSED[caller]
    else:
        assert [one["tenant_id"] for one in answer.body["items"]] == LISTS[caller]


@pytest.mark.feature("S8.1")
@pytest.mark.parametrize("caller", CALLERS)
def test_the_cursor_of_one_caller_opens_nothing_to_another(kept: World, caller: str) -> None:
    cursor = CALLERS["the operator with a customer's token"].get("/v1/tenants", limit=2).body["next_cursor"]
    if caller in REFUSED or caller in OPERATORS:
        return
    # A token of the same tenant that is not the operator's is refused as well, and the other way round.
    assert told(CALLERS[caller].get("/v1/tenants", limit=2, cursor=cursor)) == (422, "bad_cursor")
    for limit in (1, 2):
        own = CALLERS["another top account"].get("/v1/tenants", limit=limit).body["next_cursor"]
        answer = CALLERS["the operator with a customer's token"].get("/v1/tenants", limit=limit, cursor=own)
        assert own is None or told(answer) == (422, "bad_cursor")


@pytest.mark.feature("S8.1")
@pytest.mark.parametrize("caller", STRANGERS)
def test_an_id_that_is_taken_says_no_more_than_that(kept: World, caller: str) -> None:
    """Ids are one for all of the installation. Whose an id is, and of what kind, nobody learns."""
    api = CALLERS[caller]
    answers = {
        (found.status, found.text)
        for taken in ("acme", "acme-north", "acme-south")
        if (found := api.post("/v1/tenants", {"tenant_id": taken, "name": "X", "parent_id": api.tenant_id}))
    }
    assert len(answers) == 1
    assert answers.pop()[0] in (404, 409)


@pytest.mark.feature("S8.1")
def test_every_route_of_the_registry_is_in_the_matrix(kept: World) -> None:
    routes = {str(one) for one in operations() if one.path.split("/")[2] in ("tenant", "tenants")}
    assert routes == {f"{row.method} {row.path}" for row in ROWS.values()} | {"GET /v1/tenants"} | OF_THE_CALLER
    assert {caller for row in ROWS.values() for caller in row.expected} <= set(CALLERS)


@pytest.mark.feature("S8.1", "S4.29")
def test_nobody_learns_from_the_syncs_tags_who_anothers_contacts_are(kept: World) -> None:
    """The attack: a child of one's own under the other's top account, with a list of addresses to ask about."""
    sync = {"enabled": True, "tags": ["multi"]}
    assert Api(tenant_id="globex").put("/v1/tenant-group/sync-settings", sync).status == 200
    attacker = CALLERS["the parent"]
    for parent_id in ("globex", "globex-east"):
        spy = {"tenant_id": "spy", "name": "Spy", "parent_id": parent_id}
        assert told(attacker.post("/v1/tenants", spy)) == ABSENT
    own = attacker.post("/v1/tenants", {"tenant_id": "spy", "name": "Spy", "parent_id": "acme"})
    assert own.status == 201
    assert told(attacker.patch("/v1/tenants/spy", {"parent_id": "globex"})) == FORBIDDEN
    assert told(attacker.post("/v1/tenants", {"tenant_id": "globex-east", "name": "X", "parent_id": "acme"})) == (
        409,
        "tenant_exists",
    )


@pytest.mark.feature("S8.1")
@pytest.mark.parametrize("row", ["read", "rename"])
def test_a_registry_that_looks_a_tenant_up_among_all_is_caught(kept: World, row: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The broken variant: whoever names a tenant finds it."""
    from contactbook.services.tenants import registry as service
    from contactbook.storage.tenants import registry

    monkeypatch.setattr(service, "find_tenant_for", lambda _, tenant_id, by: registry.find_tenant(tenant_id))
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        test_each_caller_gets_what_is_its_own(kept, row, "another top account")
