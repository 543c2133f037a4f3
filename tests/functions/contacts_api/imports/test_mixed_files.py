"""A file of persons and companies comes in at once: the row says its kind, or its contact does (S6.8)."""

import csv
import io

import pytest

from contactbook.domain.base.spreadsheets import csv_line
from contactbook.domain.exports.columns import contact_columns, contact_row
from contactbook.services.base.stores import open_store
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_stream
from tests.builders.imports import contacts, imported

BOTH_UNIQUE = {"person": [["emails.address"]], "company": [["emails.address"]]}


def made(api: Api, kind: str, name: str, mail: str) -> str:
    named = {"last_name": name} if kind == "person" else {"company_name": name}
    answer = api.post("/v1/contacts", {"kind": kind, **named, "emails": [{"type": "work", "address": mail}]})
    assert answer.status == 201, answer.text
    return str(answer.body["contact_id"])


def exported(ids: list[str], without: str = "") -> list[dict[str, str]]:
    store = open_store("acme")
    settings = store.settings.current()
    found = [contact_row(one, settings) for one in store.contacts.get_many(ids)]
    text = "".join([csv_line(contact_columns(settings)), *map(csv_line, found)])
    return [{name: cell for name, cell in row.items() if name != without} for row in csv.DictReader(io.StringIO(text))]


def written(rows: list[dict[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@pytest.fixture
def both(world: World, api: Api) -> list[str]:
    api.put("/v1/settings/uniqueness", BOTH_UNIQUE)
    # A person and a company share an address, as the owner of a small company does.
    people = [made(api, "person", f"Person {number}", f"p{number}@example.com") for number in range(2)]
    companies = [made(api, "company", f"Company {number}", f"p{number}@example.com") for number in range(2)]
    drain_stream(world)
    return [*people, *companies]


@pytest.mark.feature("S6.8")
@pytest.mark.parametrize("without", ["", "kind", "contact_id"])
@pytest.mark.parametrize("kind", ["person", "company"])
def test_a_mixed_export_with_two_edited_cells_changes_these_two_contacts(
    world: World, api: Api, both: list[str], without: str, kind: str
) -> None:
    rows = exported(both, without)
    for row in rows:
        row["last_name"] = "Edited" if row["last_name"] == "Person 1" else row["last_name"]
        row["company_name"] = "Edited" if row["company_name"] == "Company 0" else row["company_name"]
    groups = [["emails"]] if without == "contact_id" else [["contact_id"]]
    run = imported(world, api, written(rows), columns={}, kind=kind, match_on=groups, on_duplicate="update")
    assert api.get(f"/v1/imports/{run['import_id']}/errors").body["items"] == []
    assert {name: run[name] for name in ("created", "updated", "skipped")} == {"created": 0, "updated": 2, "skipped": 2}
    named = {one["contact_id"]: one.get("last_name") or one["company_name"] for one in contacts(world)}
    assert named == dict(zip(both, ["Person 0", "Edited", "Edited", "Company 1"], strict=True))


@pytest.mark.feature("S6.8")
def test_the_preview_of_a_mixed_export_suggests_the_fields_of_both(world: World, api: Api, both: list[str]) -> None:
    rows = exported(both)
    found = api.post("/v1/imports/preview", {"csv": written(rows)}).body["columns"]
    assert {"kind", "contact_id", "company_name", "last_name"} <= set(found)
    rows[2]["company_name"] = "Edited"
    run = imported(world, api, written(rows), columns=found, on_duplicate="update")
    assert (run["updated"], run["skipped"], run["failed"]) == (1, 3, 0)


@pytest.mark.feature("S6.8")
def test_the_kind_of_each_row_makes_persons_and_companies(world: World, api: Api) -> None:
    columns = {"kind": "What", "last_name": "Last", "company_name": "Firm"}
    maps = {"kind": {"Organization": "company"}}
    file = "What,Last,Firm\nPerson,Ann,\nOrganization,,Acme\n,Bob,\nclub,Cat,\n"
    run = imported(world, api, file, columns=columns, value_maps=maps)
    found = api.get(f"/v1/imports/{run['import_id']}/errors").body["items"]
    assert [(one["line"], one["field"], one["value"], one["code"]) for one in found] == [(5, "/kind", "club", "unknown_kind")]
    assert sorted((one["kind"], one.get("last_name") or one["company_name"]) for one in contacts(world)) == [
        ("company", "Acme"),
        ("person", "Ann"),
        ("person", "Bob"),
    ]


@pytest.mark.feature("S6.8")
def test_a_contact_keeps_its_kind(world: World, api: Api, both: list[str]) -> None:
    file = f"contact_id,kind,last_name\n{both[0]},company,\n{both[2]},person,\n"
    run = imported(world, api, file, columns={}, match_on=[["contact_id"]], on_duplicate="update")
    found = api.get(f"/v1/imports/{run['import_id']}/errors").body["items"]
    assert [(one["line"], one["field"], one["code"]) for one in found] == [(2, "/kind", "wrong_kind"), (3, "/kind", "wrong_kind")]


@pytest.mark.feature("S6.8")
def test_groups_match_the_rows_of_the_kind_that_has_them(world: World, api: Api, both: list[str]) -> None:
    groups = [["company_name"], ["last_name"]]
    file = "kind,company_name,last_name,tags\ncompany,Company 1,,vip\nperson,,Person 0,vip\n"
    run = imported(world, api, file, columns={}, match_on=groups, on_duplicate="update")
    assert (run["updated"], run["failed"]) == (2, 0)
    refused = api.post("/v1/imports", {"kind": "person", "csv": file, "columns": {"last_name": "last_name"}, "match_on": groups})
    assert refused.error_codes() == {"/match_on/0": "unknown_field"}


@pytest.mark.feature("S6.1")
def test_a_column_of_other_kinds_is_not_suggested(api: Api) -> None:
    found = api.post("/v1/imports/preview", {"csv": "kind,Last Name\nVIP,Ann\n"}).body
    assert list(found["columns"]) == ["last_name"]
    constant = {"kind": "person", "csv": "Last\nAnn\n", "columns": {"last_name": "Last"}, "constants": {"kind": "company"}}
    assert api.post("/v1/imports", constant).error_codes() == {"/constants/kind": "field_named_twice"}
