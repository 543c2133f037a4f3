"""Importing contacts over HTTP: the file in, the job, what became of each row."""

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.imports import COLUMNS, PEOPLE, UNIQUE_EMAIL, contacts, imported, start, work

COUNTS = ("rows", "done", "created", "updated", "skipped", "failed")


def counts(run: dict[str, object]) -> tuple[object, ...]:
    return tuple(run[name] for name in COUNTS)


@pytest.mark.feature("S2.20", "S2.21", "S1.2", "S1.10")
def test_a_file_in_the_request_makes_leads(world: World, api: Api) -> None:
    begun = start(api, constants={"emails.0.type": "personal", "language": "en"})
    assert (begun.status, begun.body["state"], begun.body["rows"]) == (202, "waiting", 2)
    assert begun.headers["Location"] == f"/v1/imports/{begun.body['import_id']}"
    work(world)
    run = api.get(begun.headers["Location"])
    assert (run.body["state"], *counts(run.body)) == ("finished", 2, 2, 2, 0, 0, 0)
    assert run.headers["ETag"] == f'"{run.body["version"]}"'
    eleni, maria = (api.get(f"/v1/contacts/{one['contact_id']}").body for one in contacts(world))
    assert (eleni["stage"], eleni["origin"], eleni["language"]) == ("lead", "list_upload", "en")
    assert eleni["emails"] == [{"type": "personal", "label": "Personal", "address": "eleni@example.com", "primary": True}]
    assert (eleni["preferences"]["direct_marketing"], maria["preferences"]["direct_marketing"]) == (True, False)
    assert eleni["preferences"]["direct_marketing_changed_through"] == "list_upload"


@pytest.mark.feature("S2.23", "S1.17")
def test_bad_rows_are_named_by_line_and_good_ones_imported(world: World, api: Api) -> None:
    file = PEOPLE + "Bad,Mail,nomail,maybe\n\nToo,Many,a@example.com,1,x\nAnna,Lamprou,anna@example.com,YES\n"
    run = imported(world, api, file)
    assert counts(run) == (5, 5, 3, 0, 0, 2)
    errors = api.get(f"/v1/imports/{run['import_id']}/errors").body["items"]
    assert [(one["line"], one["field"], one["code"], one["header"]) for one in errors] == [
        (4, "/preferences/direct_marketing", "invalid_flag", "News"),
        (6, "", "too_many_cells", None),
    ]


@pytest.mark.feature("S1.17")
def test_a_value_is_refused_with_the_same_code_as_on_the_profile(world: World, api: Api) -> None:
    refused = api.post("/v1/contacts", {"kind": "person", "last_name": "X", "emails": [{"address": "nomail"}]})
    run = imported(world, api, "First,Last,Mail,News\nX,Y,nomail,\n")
    errors = api.get(f"/v1/imports/{run['import_id']}/errors").body["items"]
    assert {one["field"]: one["code"] for one in errors} == refused.error_codes() == {"/emails/0/address": "invalid_email"}


@pytest.mark.feature("S2.24")
def test_duplicates_inside_the_file_count_as_against_the_store(world: World, api: Api) -> None:
    assert api.put("/v1/settings/uniqueness", UNIQUE_EMAIL).status == 200
    twice = PEOPLE + "Elena,Georgiou,ELENI@example.com,no\n"
    assert counts(imported(world, api, twice)) == (3, 3, 2, 0, 1, 0)
    assert counts(imported(world, api, twice, on_duplicate="fail")) == (3, 3, 0, 0, 0, 3)
    assert len(contacts(world)) == 2


@pytest.mark.feature("S1.7")
def test_an_update_changes_what_the_file_says_and_never_demotes_a_prospect(world: World, api: Api) -> None:
    assert api.put("/v1/settings/uniqueness", UNIQUE_EMAIL).status == 200
    imported(world, api)
    eleni = contacts(world)[0]["contact_id"]
    assert api.post(f"/v1/contacts/{eleni}/opportunities", {"name": "Fibre", "stage": "inquiry"}).status == 201
    run = imported(world, api, PEOPLE.replace("Eleni", "Helena"), on_duplicate="update", constants={"tags": "vip"})
    assert counts(run) == (2, 2, 0, 2, 0, 0)
    after = api.get(f"/v1/contacts/{eleni}").body
    assert (after["first_name"], after["stage"], after["tags"]) == ("Helena", "prospect", ["vip"])
    again = imported(world, api, PEOPLE.replace("Eleni", "Helena"), on_duplicate="update", constants={"tags": "vip"})
    assert counts(again) == (2, 2, 0, 0, 2, 0)


def test_a_stop_is_never_lifted_by_a_file(world: World, api: Api) -> None:
    assert api.put("/v1/settings/uniqueness", UNIQUE_EMAIL).status == 200
    imported(world, api)
    imported(world, api, PEOPLE.replace(",no", ",yes").replace(",true", ",false"), on_duplicate="update")
    found = [api.get(f"/v1/contacts/{one['contact_id']}").body["preferences"]["direct_marketing"] for one in contacts(world)]
    assert found == [False, False]


@pytest.mark.feature("S1.2", "S1.27")
def test_a_list_upload_puts_everyone_on_the_list(world: World, api: Api) -> None:
    made = api.post("/v1/lists", {"name": "Newsletter"}).body["list_id"]
    imported(world, api, list_id=made)
    members = api.get(f"/v1/lists/{made}/contacts").body["items"]
    assert len(members) == 2
    assert api.patch(f"/v1/lists/{made}", {"active": False}).status == 200
    refused = start(api, list_id=made)
    assert (refused.status, refused.code) == (409, "inactive_list")
    assert start(api, list_id="lst_01J9ZQ5W3V8K2M4N6P7R8S9T0A").status == 422


@pytest.mark.feature("S0.5")
def test_a_customers_accounts_come_along_and_nothing_is_copied_into_them(world: World, api: Api) -> None:
    columns = COLUMNS | {"accounts.0.name": "Account", "accounts.1.name": "Second"}
    file = "First,Last,Mail,News,Account,Second\nEleni,Georgiou,eleni@example.com,,Checking,\nMaria,Ioannou,m@example.com,,,\n"
    assert counts(imported(world, api, file, columns=columns)) == (2, 2, 2, 0, 0, 0)
    eleni, maria = (api.get(f"/v1/contacts/{one['contact_id']}").body for one in contacts(world))
    assert (eleni["stage"], eleni["life_cycle_state"], maria["stage"]) == ("customer", "financial", "lead")
    (account,) = eleni["accounts"]
    assert (account["name"], account["contact_information"]) == (
        "Checking",
        {"email": None, "phone": None, "mailing_address": None},
    )
    assert eleni["emails"][0]["address"] == "eleni@example.com"
    events = [one["action"] for one in api.get(f"/v1/contacts/{eleni['contact_id']}").body.get("history", [])]
    assert events == []


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
@pytest.mark.parametrize("kind", ["person", "company"])
@pytest.mark.feature("S2.22")
def test_the_template_imports_as_it_is(world: World, api: Api, kind: str, file_format: str) -> None:
    template = api.get("/v1/imports/template", kind=kind, format=file_format)
    assert template.status == 200
    run = api.post("/v1/imports", {"kind": kind, "format": file_format, file_format: template.text})
    assert run.status == 202, run.text
    work(world)
    assert counts(api.get(f"/v1/imports/{run.body['import_id']}").body) == (0, 0, 0, 0, 0, 0)


def test_an_unknown_field_or_column_is_refused_at_once(world: World, api: Api) -> None:
    refused = start(api, columns={"first_nam": "First", "stage": "Last", "emails.0": "Mail"})
    assert (refused.status, refused.error_codes()) == (
        422,
        {"/columns/first_nam": "unknown_field", "/columns/stage": "unknown_field", "/columns/emails.0": "unknown_field"},
    )
    refused = start(api, columns=COLUMNS | {"last_name": "Surname"})
    assert (refused.status, refused.code, refused.error_codes()) == (
        422,
        "unknown_column",
        {"/columns/last_name": "unknown_column"},
    )
    assert world.items() == []


def test_permissions_and_accounts_need_their_own_scopes(world: World, api: Api) -> None:
    importer = Api(scopes=("imports:write",))
    assert start(importer).code == "missing_scope"
    plain = {name: column for name, column in COLUMNS.items() if not name.startswith("preferences")}
    assert start(importer, columns=plain).status == 202
    assert start(importer, columns=plain, constants={"consent.state": "accepted"}).code == "missing_scope"
    headers = "preferences.direct_marketing,last_name\ntrue,X\n"
    assert start(importer, headers, columns={}).code == "missing_scope"
    assert start(Api(scopes=("contacts:write",))).code == "missing_scope"


@pytest.mark.parametrize("text", ["no base64", "A", "\u0141\u00f3d\u017a"], ids=["spaces", "cut", "not ASCII"])
def test_a_workbook_that_is_no_base64_is_refused(world: World, api: Api, text: str) -> None:
    answer = api.post("/v1/imports", {"kind": "person", "format": "xlsx", "xlsx": text})
    assert (answer.status, answer.error_codes()) == (422, {"/xlsx": "not_base64"})
