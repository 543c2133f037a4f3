"""The operations whose cost has a budget, each carried out once through its public entry under the meter.

`catalogue.py` names them, `test_budgets.py` holds them to `benchmarks/budgets.toml`, and `make bench` prints them.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_stream
from tests.metering.meter import Usage, metered

PERSON: dict[str, Any] = {
    "kind": "person",
    "first_name": "Eleni",
    "last_name": "Georgiou",
    "date_of_birth": "1980-03-04",
    "source": "api",
    "emails": [{"type": "personal", "address": "eleni@example.com", "primary": True}],
    "phones": [{"type": "mobile", "number": "+35799123456", "primary": True}],
    "addresses": [{"type": "home", "line_1": "1 Ledra St", "city": "Nicosia", "postal_code": "1011", "country": "CY"}],
    "identifiers": {"passport": {"number": "K00123456", "country": "CY", "expires_on": "2030-01-31"}},
}
RULES = [["emails.address"], ["phones.number"], ["identifiers.passport.number"]]
RECIPIENTS = 100
ROWS = 200
NOTES = 150


@dataclass(frozen=True)
class Cost:
    """What one unit of an operation costs: DynamoDB requests (or all, as the operation says), write, index and read units."""

    requests: float
    writes: float
    index_writes: float
    reads: float


def cost_of(usage: Usage, units: int = 1, *, every_service: bool = False) -> Cost:
    """Return the cost of one of so many units of work."""
    requests = usage.all_requests if every_service else usage.dynamodb_requests
    return Cost(*(round(each / units, 4) for each in (requests, usage.table_writes, usage.index_writes, usage.reads)))


@contextmanager
def on_empty(world: World) -> Iterator[Api]:
    """Yield a caller of a tenant whose settings the running function has read already."""
    from contactbook.storage.settings.sections import forget_cached

    world.reset()
    forget_cached()
    api = Api()
    api.get("/v1/contacts/con_none")
    yield api


def created(api: Api, **fields: Any) -> str:
    """Create a person and return its id."""
    answer = api.post("/v1/contacts", PERSON | fields)
    assert answer.status == 201, answer.body
    return str(answer.body["contact_id"])


def numbered(number: int) -> dict[str, Any]:
    """Return fields in which one person differs from every other."""
    return {
        "last_name": f"Georgiou{number}",
        "emails": [{"type": "personal", "address": f"c{number}@example.com", "primary": True}],
        "phones": [{"type": "mobile", "number": f"+3579912{number:04}", "primary": True}],
        "identifiers": {"passport": {"number": f"K{number:08}", "country": "CY", "expires_on": "2030-01-31"}},
    }


def create_with_rules(count: int) -> Callable[[World], Cost]:
    """Return the operation that creates a person under so many uniqueness rules."""

    def operation(world: World) -> Cost:
        with on_empty(world) as api:
            if count:
                _set_uniqueness(world, api, count)
            with metered(world) as usage:
                created(api)
            return cost_of(usage)

    return operation


def refused_create(world: World) -> Cost:
    """Create a person whose email is taken."""
    with on_empty(world) as api:
        _set_uniqueness(world, api, 1)
        created(api)
        with metered(world) as usage:
            assert api.post("/v1/contacts", PERSON).status == 409
        return cost_of(usage)


def stream_of_a_create(world: World) -> Cost:
    """Derive what follows from a created person."""
    with on_empty(world) as api:
        created(api)
        with metered(world) as usage:
            drain_stream(world)
        return cost_of(usage)


def change_of_a_field(world: World) -> Cost:
    """Change a person's title."""
    return _change(world, {"title": "Dr"})


def change_of_a_name(world: World) -> Cost:
    """Change a person's last name."""
    return _change(world, {"last_name": "Drakou"})


def read_of_a_profile(world: World) -> Cost:
    """Read a profile, with the audit of the read."""
    with on_empty(world) as api:
        contact_id = created(api)
        with metered(world) as usage:
            assert api.get(f"/v1/contacts/{contact_id}").status == 200
        return cost_of(usage)


def read_of_a_profile_with_notes(world: World) -> Cost:
    """Read a profile that has many notes beside it."""
    from contactbook.services.base.stores import open_store
    from contactbook.storage.base import table
    from contactbook.storage.base.rows import Put
    from tests.builders.children import a_note

    with on_empty(world) as api:
        contact_id, notes = created(api), open_store("acme").notes
        writes = [
            write
            for number in range(NOTES)
            for note in [a_note(f"nte_{number:026}", contact_id=contact_id, text=f"Called back, number {number}. " * 20)]
            for write in notes.add_writes(contact_id, note.note_id, note)
        ]
        table.put_many([write.row for write in writes if isinstance(write, Put)])
        assert len(api.get(f"/v1/contacts/{contact_id}/notes", limit=100).body["items"]) == 100
        with metered(world) as usage:
            assert api.get(f"/v1/contacts/{contact_id}").status == 200
        return cost_of(usage)


def merge_of_two(world: World) -> Cost:
    """Merge one person into another."""
    with on_empty(world) as api:
        survivor, source = created(api, **numbered(1)), created(api, **numbered(2))
        with metered(world) as usage:
            assert api.post(f"/v1/contacts/{survivor}/merge", {"source_ids": [source]}).status == 200
        return cost_of(usage)


def save_of_lists(world: World) -> Cost:
    """Put a person on two lists."""
    with on_empty(world) as api:
        contact_id = created(api)
        lists = [api.post("/v1/lists", {"name": name}).body["list_id"] for name in ("One", "Two")]
        with metered(world) as usage:
            assert api.put(f"/v1/contacts/{contact_id}/lists", {"list_ids": lists}).status == 200
        return cost_of(usage)


def recipient_of_a_run(world: World) -> Cost:
    """Plan, arm, send and mark one recipient of an email run at contact level; requests to every service."""
    from contactbook import clock
    from tests.builders import sending

    # The clock stands still, so that the settings stay cached on a slow machine too.
    with sending.at(clock.now()), on_empty(world) as api:
        run_id = planned_run(world, api)
        with metered(world) as usage:
            _drain_queues(world)
        assert api.get(f"/v1/notification-runs/{run_id}").body["sent"] == RECIPIENTS
        return cost_of(usage, RECIPIENTS, every_service=True)


def look_at_a_run(world: World) -> Cost:
    """Read a finished run of many recipients."""
    with on_empty(world) as api:
        run_id = planned_run(world, api)
        _drain_queues(world)
        with metered(world) as usage:
            assert api.get(f"/v1/notification-runs/{run_id}").body["sent"] == RECIPIENTS
        return cost_of(usage)


def row_of_an_import(world: World) -> Cost:
    """Import one row with a name, an email and a permission, under a uniqueness rule."""
    from tests.builders import imports

    with on_empty(world) as api:
        _set_uniqueness(world, api, 1)
        lines = [f"Person{number},Georgiou,c{number}@example.com,true" for number in range(ROWS)]
        imports.start(api, "First,Last,Mail,News\n" + "\n".join(lines) + "\n")
        with metered(world) as usage:
            imports.work(world)
        return cost_of(usage, ROWS)


def _change(world: World, patch: dict[str, Any]) -> Cost:
    with on_empty(world) as api:
        contact_id = created(api)
        with metered(world) as usage:
            assert api.patch(f"/v1/contacts/{contact_id}", patch).status == 200
        return cost_of(usage)


def _set_uniqueness(world: World, api: Api, count: int) -> None:
    from contactbook.storage.settings.sections import forget_cached
    from tests.aws_in_process.http import LambdaContext
    from uniqueness_build.app import handler

    assert api.put("/v1/settings/uniqueness", {"person": RULES[:count]}).status == 200
    drain_stream(world)
    context: Any = LambdaContext()
    while records := world.take_messages("uniqueness_build"):
        assert handler({"Records": records}, context) == {"batchItemFailures": []}
        drain_stream(world)
    forget_cached()
    api.get("/v1/contacts/con_none")


def planned_run(world: World, api: Api) -> str:
    from tests.builders import sending

    sending.set_up()
    for number in range(RECIPIENTS):
        sending.contact(number)
    # The stream settles them: their refusals are on them.
    drain_stream(world)
    return sending.start_run(api, {"all": True})


def _drain_queues(world: World) -> None:
    from tests.builders import sending

    sending.drain(world)
