"""Documents of an earlier schema are rewritten beside live traffic; the walk may stop anywhere and goes on (S8.5)."""

import json
from contextlib import suppress
from typing import Any

import pytest

from contactbook.domain.base.errors import ContactbookError
from contactbook.storage.base import migrating, schemas
from contactbook.storage.base.documents import packed
from infra.operate.__main__ import main
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_stream
from tests.faults.counting import count_calls
from tests.faults.faults import Fault, Injection, Level, WorkerDied, every_injection, to
from tests.faults.injecting import inject

pytestmark = pytest.mark.feature("S8.5")
PEOPLE = ("Adamou", "Georgiou", "Petrou")


@pytest.fixture(autouse=True)
def _stack(monkeypatch: pytest.MonkeyPatch) -> None:
    # The environment of the tests is that of the stack.
    monkeypatch.setattr("infra.operate.__main__.use_environment_of", lambda stack: None)


@pytest.fixture
def two() -> tuple[Api, Api]:
    """Return callers of the two tenants that there are."""
    found = Api(tenant_id="acme"), Api(tenant_id="zeta")
    for one in found:
        one.register(name=one.tenant_id)
    return found


def customers(world: World, api: Api, *names: str) -> list[str]:
    """Create persons with an opportunity that an earlier version closed; return the paths of the opportunities."""
    paths = []
    for name in names:
        contact = api.post("/v1/contacts", {"kind": "person", "last_name": name}).body["contact_id"]
        made = api.post(f"/v1/contacts/{contact}/opportunities", {"name": f"Flat of {name}", "closed": True})
        paths.append(f"/v1/contacts/{contact}/opportunities/{made.body['opportunity_id']}")
    drain_stream(world)
    for item in opportunities(world):
        document = json.loads(item["document"]["S"])
        document.pop("outcome", None)
        older = {name: value for name, value in item.items() if name != "schema"}
        older["document"] = {"B": packed(json.dumps(document | {"closed": True}))}
        world.client("dynamodb").put_item(TableName=world.table_name, Item=older)
    return paths


def opportunities(world: World) -> list[dict[str, Any]]:
    return [item for item in world.items() if item["kind"]["S"] == "opportunity"]


def outcomes(world: World) -> list[str | None]:
    return [json.loads(item["document"]["S"]).get("outcome") for item in opportunities(world)]


def without_documents(world: World) -> list[dict[str, Any]]:
    return [{name: value for name, value in item.items() if name not in {"document", "schema"}} for item in world.items()]


def said(capsys: pytest.CaptureFixture[str]) -> str:
    captured = capsys.readouterr()
    return captured.out + captured.err


def test_documents_are_rewritten_and_nothing_else_of_an_item(world: World, two: tuple[Api, Api], capsys: Any) -> None:
    (api, other), (path, *_) = two, customers(world, two[0], *PEOPLE)
    customers(world, other, "Savva")
    before, read = without_documents(world), api.get(path)
    assert (read.body["outcome"], outcomes(world)) == ("won", [None] * 4)
    assert main(["migrate", "--dry-run"]) == 0
    assert outcomes(world) == [None] * 4
    assert main(["migrate"]) == 0
    assert outcomes(world) == ["won"] * 4
    assert {item["schema"]["N"] for item in opportunities(world)} == {"2"}
    assert without_documents(world) == before
    again = api.get(path)
    assert (again.body, again.headers["ETag"]) == (read.body, read.headers["ETag"])
    told = said(capsys)
    assert "4 documents would be rewritten; 0 could not be." in told
    assert "acme: 3 of 3 contacts in walk 1, 3 documents rewritten; go on with --after acme/con_" in told
    assert "4 documents were rewritten; 0 could not be." in told
    assert main(["migrate"]) == 0
    assert "0 documents were rewritten" in said(capsys)


def test_nobody_is_told_of_a_rewrite(world: World, two: tuple[Api, Api]) -> None:
    customers(world, two[0], "Petrou")
    drain_stream(world)
    before = world.items()
    with count_calls() as calls:
        assert main(["migrate"]) == 0
        drain_stream(world)
    after = [item for item in world.items() if item["kind"]["S"] != "opportunity"]
    assert after == [item for item in before if item["kind"]["S"] != "opportunity"]
    assert [call for call in calls.made if call.operation == "PutEvents"] == []


def test_a_walk_that_was_stopped_goes_on_behind_the_last_contact(
    world: World, two: tuple[Api, Api], monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    customers(world, two[0], *PEOPLE)
    customers(world, two[1], *PEOPLE)
    monkeypatch.setattr("contactbook.services.stream.migrating._PAGE", 1)
    told: list[str] = []

    def stop(progress: Any) -> None:
        told.append(f"{progress.tenant_id}/{progress.contact_id}")
        if len(told) == 2:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("infra.operate.migrating._tell", stop)
        assert main(["migrate"]) == 1
    assert "go on behind the last contact" in said(capsys)
    assert outcomes(world).count("won") == 2
    with count_calls() as calls:
        assert main(["migrate", "--after", told[1]]) == 0
    assert outcomes(world) == ["won"] * 6
    assert len([call for call in calls.made if call.operation == "UpdateItem"]) == 4
    assert main(["migrate", "--after", "nope/con_1"]) == 1
    assert main(["migrate", "--after", "acme/con_1"]) == 1
    assert "There is no contact con_1 any more. Begin with its tenant again." in said(capsys)


def test_a_contact_that_moves_behind_the_page_is_found_by_the_next_walk(
    world: World, two: tuple[Api, Api], monkeypatch: pytest.MonkeyPatch
) -> None:
    api = two[0]
    last = customers(world, api, *PEOPLE)[2].partition("/opportunities")[0]
    monkeypatch.setattr("contactbook.services.stream.migrating._PAGE", 1)
    renamed: list[int] = []

    def rename(_: object) -> None:
        if not renamed:
            renamed.append(api.patch(last, {"last_name": "Aaa"}).status)

    monkeypatch.setattr("infra.operate.migrating._tell", rename)
    assert main(["migrate"]) == 0
    assert (renamed, outcomes(world)) == ([200], ["won"] * 3)


def test_a_change_between_the_read_and_the_write_is_kept(
    world: World, two: tuple[Api, Api], monkeypatch: pytest.MonkeyPatch
) -> None:
    api = two[0]
    (path,) = customers(world, api, "Petrou")
    save = migrating._save
    changed: list[int] = []

    def late(found: Any, row: Any) -> bool:
        if not changed:
            changed.append(api.patch(path, {"name": "A house", "outcome": "lost"}).status)
        return save(found, row)

    monkeypatch.setattr(migrating, "_save", late)
    assert main(["migrate"]) == 0
    read = api.get(path).body
    assert (changed, read["name"], read["outcome"], read["version"]) == ([200], "A house", "lost", 2)


def test_what_would_not_fit_is_left_as_it_is(
    world: World, two: tuple[Api, Api], monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    (path,) = customers(world, two[0], "Petrou")
    monkeypatch.setattr(migrating, "LARGEST_DOCUMENT", 50)
    assert main(["migrate"]) == 1
    assert "0 documents were rewritten; 1 could not be." in said(capsys)
    assert (outcomes(world), two[0].get(path).body["outcome"]) == ([None], "won")


def test_every_place_of_a_kind_with_upgrades_is_walked(
    world: World, two: tuple[Api, Api], monkeypatch: pytest.MonkeyPatch
) -> None:
    api = two[0]
    source, survivor = (customers(world, api, name)[0].split("/")[3] for name in ("Petrou", "Savva"))
    api.put(f"/v1/contacts/{source}/consent", {"state": "accepted"})
    assert api.post("/v1/lists", {"name": "Newsletter"}).status == 201
    # The consent events of a contact stay with it when it is merged.
    assert api.post(f"/v1/contacts/{survivor}/merge", {"source_ids": [source]}).status == 200
    for kind, place in (("list", schemas.Place.SETTINGS), ("consent_event", schemas.Place.CONTACT)):
        monkeypatch.setitem(schemas.UPGRADES, kind, (lambda document: document | {"newer": 1},))
        monkeypatch.setitem(schemas.PLACES, kind, place)
    assert main(["migrate"]) == 0
    kinds = {item["kind"]["S"] for item in world.items() if item.get("schema") == {"N": "2"}}
    assert kinds == {"opportunity", "list", "consent_event"}


def test_whatever_call_fails_the_walk_is_finished_by_another_one(world: World, two: tuple[Api, Api]) -> None:
    customers(world, two[0], "Petrou", "Savva")
    before = without_documents(world)
    world.keep()
    with count_calls() as calls:
        assert main(["migrate"]) == 0
    made = [call for call in calls.made if call.service == "dynamodb"]
    injections = list(every_injection(made, faults=(Fault.TIMED_OUT, Fault.CONFLICT, Fault.DEATH), levels=(Level.ABOVE,)))
    assert len(injections) > 20
    for injection in injections:
        world.restore()
        with inject(injection) as injected, suppress(WorkerDied, ContactbookError):
            main(["migrate"])
        assert injected.fired, injection
        assert main(["migrate"]) == 0, injection
        assert (outcomes(world), without_documents(world)) == (["won"] * 2, before), injection


def test_a_conflict_with_live_traffic_stops_nothing(world: World, two: tuple[Api, Api]) -> None:
    customers(world, two[0], "Petrou")
    with inject(Injection(0, Fault.CONFLICT, which=to("UpdateItem"))) as injected:
        assert main(["migrate"]) == 0
    assert (len(injected.fired), outcomes(world)) == (1, ["won"])
