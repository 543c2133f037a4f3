"""Exporting many records into one file over HTTP, and importing what was exported."""

import csv
import io
from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import ShortOfTime
from tests.builders.imports import contacts, imported, start, work
from tests.faults.faults import Fault, WorkerDied, every_injection
from tests.faults.injecting import inject

FORMULA = "=HYPERLINK(1)"


def exported(world: World, api: Api, **said: Any) -> dict[str, Any]:
    begun = api.post("/v1/exports", {"of": "contacts"} | said)
    assert begun.status == 202, begun.text
    work(world)
    return dict(api.get(begun.headers["Location"]).body)


def file_of(world: World, export: dict[str, Any]) -> bytes:
    key = export["download_url"].partition("?")[0].partition(f"{world.bucket_name}/")[2]
    return bytes(world.client("s3").get_object(Bucket=world.bucket_name, Key=key)["Body"].read())


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def a_person(api: Api, **said: Any) -> str:
    made = api.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou"} | said)
    assert made.status == 201, made.text
    return str(made.body["contact_id"])


def test_all_contacts_are_exported_page_by_page(world: World, api: Api) -> None:
    header = "First,Last,Mail,News\n"
    imported(world, api, header + "".join(f"N{n},F{n:03},n{n}@example.com,yes\n" for n in range(130)))
    export = exported(world, api)
    assert (export["state"], export["rows"]) == ("finished", 130)
    rows = rows_of(file_of(world, export))
    assert [row["last_name"] for row in rows] == [f"F{n:03}" for n in range(130)]
    assert (rows[0]["stage"], rows[0]["preferences.direct_marketing"]) == ("lead", "true")


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_text_like_a_formula_leaves_neutral_and_comes_back_identical(world: World, api: Api, file_format: str) -> None:
    import base64

    from contactbook.domain.imports.workbooks import workbook_rows

    said = {
        "first_name": FORMULA,
        "middle_name": "'=quoted",
        "tags": ["@vip", "b"],
        "date_of_birth": "1980-01-02",
        "phones": [{"number": "+35799123456", "type": "mobile"}],
        "addresses": [{"type": "home", "line_1": "-1 Ledra St", "country": "CY"}],
        "preferences": {"direct_marketing": True, "affiliate_marketing": False},
    }
    contact_id = a_person(api, **said)
    before = api.get(f"/v1/contacts/{contact_id}").body
    content = file_of(world, exported(world, api, format=file_format))
    if file_format == "csv":
        (row,) = rows_of(content)
        cells = list(row.values())
    else:
        _, found = workbook_rows(io.BytesIO(content))
        cells = [str(cell) for cell in found.cells if cell is not None]
    assert f"'{FORMULA}" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert api.delete(f"/v1/contacts/{contact_id}").status == 204
    sent = content.decode() if file_format == "csv" else base64.b64encode(content).decode()
    begun = api.post("/v1/imports", {"kind": "person", "format": file_format, file_format: sent})
    assert begun.status == 202, begun.text
    work(world)
    (again,) = contacts(world)
    after = api.get(f"/v1/contacts/{again['contact_id']}").body
    for name in ("first_name", "middle_name", "last_name", "tags", "date_of_birth", "phones", "emails", "identifiers"):
        assert after[name] == before[name], name
    assert after["addresses"][0]["line_1"] == "-1 Ledra St"
    assert after["preferences"]["direct_marketing"] is True


@pytest.mark.feature("S3.16")
def test_an_export_holds_only_whom_its_caller_may_see(world: World, api: Api) -> None:
    a_person(api, last_name="Open")
    a_person(api, last_name="Sales", owned_by_group="sales")
    of_support = Api(user_id="user-2", groups=("support",))
    assert [row["last_name"] for row in rows_of(file_of(world, exported(world, of_support)))] == ["Open"]
    of_sales = Api(user_id="user-3", groups=("sales",))
    export = exported(world, of_sales)
    assert [row["last_name"] for row in rows_of(file_of(world, export))] == ["Open", "Sales"]
    assert of_support.get(f"/v1/exports/{export['export_id']}").status == 404
    assert Api(tenant_id="acme-corp").get(f"/v1/exports/{export['export_id']}").status == 404
    assert Api(scopes=("contacts:read",)).post("/v1/exports", {"of": "contacts"}).code == "missing_scope"


def test_a_list_a_segment_and_an_imports_errors_are_exported(world: World, api: Api) -> None:
    on_it, _ = a_person(api, last_name="On"), a_person(api, last_name="Off")
    made = api.post("/v1/lists", {"name": "L"}).body["list_id"]
    assert api.post(f"/v1/lists/{made}/contacts", {"contact_ids": [on_it]}).status == 200
    assert [row["last_name"] for row in rows_of(file_of(world, exported(world, api, of="list", id=made)))] == ["On"]
    criteria = {"all": [{"field": "last_name", "is": "Off"}]}
    segment = api.post("/v1/segments", {"name": "S", "of": "contact", "criteria": criteria}).body["segment_id"]
    assert [row["last_name"] for row in rows_of(file_of(world, exported(world, api, of="segment", id=segment)))] == ["Off"]
    run = imported(world, api, "First,Last,Mail,News\nA,B,nomail,perhaps\nA,B,nomail,\n")
    errors = rows_of(file_of(world, exported(world, api, of="import_errors", id=run["import_id"])))
    assert [(row["line"], row["code"]) for row in errors] == [("2", "invalid_flag"), ("3", "invalid_email")]


def test_an_export_of_nothing_known_is_refused(world: World, api: Api) -> None:
    assert api.post("/v1/exports", {"of": "list", "id": "lst_01J9ZQ5W3V8K2M4N6P7R8S9T0A"}).status == 404
    assert api.post("/v1/exports", {"of": "list"}).error_codes() == {"/id": "wrong_id"}
    assert api.post("/v1/exports", {"of": "contacts", "id": "x"}).error_codes() == {"/id": "wrong_id"}


def deliver(world: World, *faults: Any) -> None:
    from contact_import.app import handler

    records, injections = world.take_messages("contact_import"), list(faults)
    while records:
        try:
            with inject(*injections):
                assert handler({"Records": records}, ShortOfTime()) == {"batchItemFailures": []}
            records = []
        except WorkerDied:
            injections = []
        records += world.take_messages("contact_import")


def test_an_export_goes_on_in_slices_and_after_death_at_any_call(world: World, api: Api) -> None:
    from contact_import.app import handler
    from tests.faults.counting import count_calls

    header = "First,Last,Mail,News\n"
    start(api, header + "".join(f"N{n},F{n:03},n{n}@example.com,yes\n" for n in range(120)))
    work(world)
    api.post("/v1/exports", {"of": "contacts"})
    with count_calls() as calls:
        while records := world.take_messages("contact_import"):
            handler({"Records": records}, ShortOfTime())
    for injection in every_injection(calls.made, faults=[Fault.DEATH]):
        begun = api.post("/v1/exports", {"of": "contacts"})
        deliver(world, injection)
        export = api.get(begun.headers["Location"]).body
        assert (export["state"], export["rows"]) == ("finished", 120), str(injection)
        assert [row["last_name"] for row in rows_of(file_of(world, export))] == [f"F{n:03}" for n in range(120)]


@pytest.mark.feature("S8.3")
def test_an_export_is_not_given_to_a_caller_who_lost_rights_since(world: World) -> None:
    api = Api(groups=("sales", "support"), privacy_clearance=2)
    at = f"/v1/exports/{exported(world, api)['export_id']}"
    assert api.get(at).body["download_url"]
    for fewer in (Api(groups=("sales",), privacy_clearance=2), Api(groups=("sales", "support")), Api(user_id="other")):
        assert fewer.get(at).status == 404
    assert Api(super_user=True).get(at).status == 200
