"""A top account with a child account that leaves and one of a similar name that stays, and time that passes when a test says so."""

import io
import json
import zipfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Answer, Api
from tests.aws_in_process.jobs import Record, drain_queues, drain_stream, invoke, message

OPERATOR = Api(tenant_id="operations", scopes=("platform:admin",))
PARENT, LEAVING, STAYING = Api(tenant_id="acme"), Api(tenant_id="acme-north"), Api(tenant_id="acme-north2")
ONE = "/v1/tenants/acme-north/offboarding"
BEGAN = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
PERSON = {"kind": "person", "last_name": "Georgiou", "emails": [{"address": "eleni@example.com"}]}


@dataclass
class Clock:
    """The time, which passes when a test says so."""

    now: datetime = field(default=BEGAN)

    def passes(self, **time: float) -> None:
        self.now += timedelta(**time)


def make_family(world: World) -> None:
    PARENT.register(name="Acme")
    for api in (LEAVING, STAYING):
        body = {"tenant_id": api.tenant_id, "name": api.tenant_id, "parent_id": PARENT.tenant_id}
        assert PARENT.post("/v1/tenants", body).status == 201
        add_person(api)
    drain_stream(world)


def add_person(api: Api, **fields: Any) -> str:
    """Create a person with a note; return the path of the contact."""
    made = api.post("/v1/contacts", PERSON | fields)
    assert made.status == 201, made.text
    path = f"/v1/contacts/{made.body['contact_id']}"
    assert api.post(f"{path}/notes", {"text": "a note"}).status == 201
    return path


def begin(by: Api = PARENT, path: str = ONE, **body: Any) -> Answer:
    answer = by.post(path, body)
    assert answer.status == 202, answer.text
    return answer


def delivery(**body: Any) -> Record:
    """Return a message of the job's queue, as Lambda gets it."""
    return message(body) | {"eventSourceARN": "arn:aws:sqs:eu-west-1:123456789012:contactbook-offboarding"}


def tick(world: World) -> None:
    """The schedule fires, and the job works until it has nothing to do."""
    assert invoke("offboarding", [delivery(every_tenant=True)]) == []
    drain_queues(world, "offboarding")


def handed_over(world: World, clock: Clock) -> None:
    """Begin, and let the job hand over."""
    begin()
    clock.passes(minutes=16)
    tick(world)


def erased(world: World, clock: Clock) -> None:
    """Let the time pass that the data waits, and the job erase."""
    clock.passes(days=31)
    tick(world)
    drain_stream(world)


def archive_of(world: World, tenant_id: str = "acme-north") -> bytes:
    """Return the ZIP of the tenant."""
    keys = [key for key in files_of(world, f"handover/{tenant_id}/") if key.endswith(".zip")]
    assert len(keys) == 1, keys
    return bytes(world.client("s3").get_object(Bucket=world.bucket_name, Key=keys[0])["Body"].read())


def lines_in(archive: zipfile.ZipFile, noun: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in archive.read(f"{noun}.jsonl").decode().splitlines()]


def opened(content: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(content))


def files_of(world: World, prefix: str = "") -> list[str]:
    found = world.client("s3").list_objects_v2(Bucket=world.bucket_name, Prefix=prefix).get("Contents", [])
    return [one["Key"] for one in found]


def items_of(world: World, tenant_id: str) -> list[Any]:
    return [item for item in world.items(looks=True) if item["pk"]["S"].startswith(f"TENANT#{tenant_id}#")]
