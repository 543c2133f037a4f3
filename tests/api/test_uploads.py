"""Every route that answers an upload address: what is PUT there is taken over once, and later changes nothing (S2.141)."""

import json
from typing import Any

import pytest

from tests.api.operations import Operation, document, operations
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders import imports
from tests.canary.planting import upload

CONTENT = b"First,Last,Mail,News\nEleni,Georgiou,eleni@example.com,true\n"
OTHER = b"First,Last,Mail,News\nOther,Georgiou,other@example.com,true\n"


def _answers_an_address(operation: Operation) -> bool:
    answers = document()["paths"][operation.path][operation.method.lower()]["responses"]
    return "upload_url" in json.dumps([_schema(one) for status, one in answers.items() if status.startswith("2")])


def _schema(answer: dict[str, Any]) -> Any:
    schema = answer.get("content", {}).get("application/json", {}).get("schema", {})
    return document()["components"]["schemas"].get(schema.get("$ref", "").rpartition("/")[2], schema)


ANNOUNCING = [one for one in operations() if one.method == "POST" and _answers_an_address(one)]


def _announced(api: Api, operation: Operation) -> dict[str, Any]:
    """Announce a file of this size, and return the answer with the address under which it is found."""
    contact_id = api.post("/v1/contacts", {"kind": "company", "company_name": "Holder"}).body["contact_id"]
    draft = json.loads(operation.body or "{}")
    sized = {"file_name": "people.csv", "content_type": "text/csv", "size": len(CONTENT)}
    body = draft | {name: value for name, value in sized.items() if name in draft}
    made = api.post(operation.at(contact_id=contact_id), body)
    assert made.status == 201, made.text
    return dict(made.body)


def _imported_names(world: World, api: Api, file_id: str, *, before_the_job: bytes | None, url: str) -> list[str]:
    begun = api.post("/v1/imports", {"kind": "person", "file_attachment_id": file_id, "columns": imports.COLUMNS})
    assert begun.status == 202, begun.text
    if before_the_job is not None:
        upload(world, url, before_the_job)
    imports.work(world)
    return [one["first_name"] for one in imports.contacts(world) if one.get("first_name")]


def test_the_routes_are_found() -> None:
    assert {one.path for one in ANNOUNCING} >= {
        "/v1/contacts/{contact_id}/attachments",
        "/v1/attachments",
        "/v1/imports/uploads",
    }


@pytest.mark.feature("S2.141", "S2.82")
@pytest.mark.parametrize("operation", ANNOUNCING, ids=str)
def test_what_is_put_after_a_file_was_taken_over_changes_nothing(world: World, api: Api, operation: Operation) -> None:
    made = _announced(api, operation)
    assert f"/{world.bucket_name}/uploads/tenants/acme/" in made["upload_url"]
    upload(world, made["upload_url"], CONTENT)
    file_id = made.get("file_attachment_id") or made["attachment_id"]
    # Importing is what every route's file can be used for, and takes it over.
    assert _imported_names(world, api, file_id, before_the_job=OTHER, url=made["upload_url"]) == ["Eleni"]
    kept = [one["Key"] for one in world.client("s3").list_objects_v2(Bucket=world.bucket_name)["Contents"]]
    bodies = {key: world.client("s3").get_object(Bucket=world.bucket_name, Key=key)["Body"].read() for key in kept}
    assert {key for key, body in bodies.items() if OTHER in body} == {key for key in kept if key.startswith("uploads/")}
    assert _imported_names(world, api, file_id, before_the_job=None, url="") == ["Eleni", "Eleni"]
