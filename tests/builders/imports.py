"""Imports for tests: a file in the request, and the job that runs until its queue is empty."""

from typing import Any

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Answer, Api, LambdaContext
from tests.aws_in_process.jobs import drain_queues

PEOPLE = "First,Last,Mail,News\nEleni,Georgiou,eleni@example.com,true\nMaria,Ioannou,maria@example.com,no\n"
COLUMNS = {
    "first_name": "First",
    "last_name": "Last",
    "emails.0.address": "Mail",
    "preferences.direct_marketing": "News",
}
UNIQUE_EMAIL = {"person": [["emails.address"]]}


def work(world: World, *, slices: int = 50, remaining: int = 900_000) -> None:
    """Deliver the import queue's messages until there are none."""
    context = LambdaContext()
    context.remaining = remaining
    drain_queues(world, "contact_import", context=context, rounds=slices)


def start(api: Api, csv: str = PEOPLE, **said: Any) -> Answer:
    """Request an import of persons."""
    return api.post("/v1/imports", {"kind": "person", "format": "csv", "csv": csv, "columns": COLUMNS} | said)


def imported(world: World, api: Api, csv: str = PEOPLE, **said: Any) -> dict[str, Any]:
    """Import persons and return the finished import."""
    begun = start(api, csv, **said)
    assert begun.status == 202, begun.text
    work(world)
    return dict(api.get(f"/v1/imports/{begun.body['import_id']}").body)


def contacts(world: World) -> list[dict[str, Any]]:
    """Return every stored contact, sorted by name."""
    import json

    found = [json.loads(item["document"]["S"]) for item in world.items() if item["kind"]["S"] == "contact"]
    return sorted(found, key=lambda one: (one.get("last_name", ""), one.get("first_name", "")))


def uploaded(world: World, api: Api, content: bytes, **said: Any) -> dict[str, Any]:
    """Upload a file, import persons from it, and return the finished import."""
    file_format = said.get("format", "csv")
    made = api.post("/v1/imports/uploads", {"file_name": f"people.{file_format}", "format": file_format}).body
    key = made["upload_url"].partition("?")[0].partition(f"{world.bucket_name}/")[2]
    world.client("s3").put_object(Bucket=world.bucket_name, Key=key, Body=content)
    begun = api.post("/v1/imports", {"kind": "person", "file_attachment_id": made["file_attachment_id"]} | said)
    assert begun.status == 202, begun.text
    work(world)
    return dict(api.get(begun.headers["Location"]).body)
