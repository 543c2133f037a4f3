"""How an import runs: in slices, resumable at the row, cancelled, rehearsed, taken back; and what it costs."""

from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api, LambdaContext
from tests.aws_in_process.jobs import ShortOfTime
from tests.builders.imports import COLUMNS, PEOPLE, UNIQUE_EMAIL, contacts, imported, start, work
from tests.faults.counting import count_calls

HEADER = "First,Last,Mail,News\n"


def people(count: int, *, begin: int = 0) -> str:
    return HEADER + "".join(f"Name{n},Family{n:05},n{n}@example.com,yes\n" for n in range(begin, begin + count))


def unique_emails(api: Api) -> None:
    assert api.put("/v1/settings/uniqueness", UNIQUE_EMAIL).status == 200


@pytest.mark.feature("S2.20")
@pytest.mark.parametrize("with_list", [False, True])
def test_a_row_costs_at_most_015_requests_with_one_uniqueness_rule(world: World, api: Api, with_list: bool) -> None:
    unique_emails(api)
    said: dict[str, Any] = {"list_id": api.post("/v1/lists", {"name": "L"}).body["list_id"]} if with_list else {}
    begun = start(api, people(300), **said)
    with count_calls() as calls:
        work(world)
    assert api.get(begun.headers["Location"]).body["created"] == 300
    assert calls.of("dynamodb") / 300 <= 0.15, calls.counts


def test_a_file_of_duplicates_costs_no_more(world: World, api: Api) -> None:
    unique_emails(api)
    imported(world, api, people(150))
    for mode in ("skip", "update", "fail"):
        start(api, people(150).replace("Name", "Other"), on_duplicate=mode)
        with count_calls() as calls:
            work(world)
        assert calls.of("dynamodb") / 150 <= 0.16, (mode, calls.counts)


def run_in_slices(world: World, looks: int = 1) -> int:
    from contact_import.app import handler

    slices = 0
    while records := world.take_messages("contact_import"):
        slices += 1
        assert handler({"Records": records}, ShortOfTime(looks)) == {"batchItemFailures": []}
        assert slices < 100
    return slices


@pytest.mark.feature("S2.20")
def test_slices_go_on_at_the_row_and_show_their_progress(world: World, api: Api) -> None:
    from contact_import.app import handler

    unique_emails(api)
    begun = start(api, people(120))
    handler({"Records": world.take_messages("contact_import")}, ShortOfTime(2))
    half = api.get(begun.headers["Location"]).body
    assert half["state"] == "running"
    assert 0 < half["done"] < 120
    assert half["done"] == half["created"] == len(contacts(world))
    assert run_in_slices(world) > 1
    run = api.get(begun.headers["Location"]).body
    assert (run["state"], run["done"], run["created"], len(contacts(world))) == ("finished", 120, 120, 120)


def test_a_message_that_comes_again_creates_nothing_twice(world: World, api: Api) -> None:
    from contact_import.app import handler

    start(api, people(60))
    records = world.take_messages("contact_import")
    handler({"Records": records}, ShortOfTime(1))
    handler({"Records": records}, LambdaContext())
    work(world)
    handler({"Records": records}, LambdaContext())
    assert len(contacts(world)) == 60


def test_a_cancelled_import_stops_where_it_is(world: World, api: Api) -> None:
    from contact_import.app import handler

    begun = start(api, people(120))
    handler({"Records": world.take_messages("contact_import")}, ShortOfTime(1))
    cancelled = api.post(f"{begun.headers['Location']}/cancel")
    assert (cancelled.status, cancelled.body["state"]) == (200, "cancelled")
    work(world)
    run = api.get(begun.headers["Location"]).body
    assert run["state"] == "cancelled"
    assert run["done"] == len(contacts(world)) < 120
    assert api.post(f"{begun.headers['Location']}/cancel").status == 200


@pytest.mark.parametrize("mode", ["skip", "update", "fail"])
@pytest.mark.parametrize("looks", [1, 1000])
def test_a_dry_run_writes_no_contact_and_predicts_exactly(world: World, api: Api, mode: str, looks: int) -> None:
    unique_emails(api)
    imported(world, api, people(20))
    file = (
        people(90, begin=10) + "Bad,Row,nomail,\n" + "Again,Family,n95@example.com,no\n" * 2 + "Other,Family,n96@example.com,\n"
    )
    before = contacts(world)
    rehearsed = start(api, file, dry_run=True, on_duplicate=mode)
    run_in_slices(world, looks)
    assert contacts(world) == before
    really = start(api, file, on_duplicate=mode)
    run_in_slices(world, looks)
    shown = [api.get(one.headers["Location"]).body for one in (rehearsed, really)]
    names = ("state", "rows", "done", "created", "updated", "skipped", "failed")
    assert [shown[0][name] for name in names] == [shown[1][name] for name in names]
    assert shown[0]["created"] == 80
    errors = [api.get(f"{one.headers['Location']}/errors", limit=100).body["items"] for one in (rehearsed, really)]
    assert errors[0] == errors[1]


def test_an_import_is_taken_back_but_for_what_others_have_touched(world: World, api: Api) -> None:
    unique_emails(api)
    imported(world, api, PEOPLE)
    before = {one["contact_id"]: api.get(f"/v1/contacts/{one['contact_id']}").body for one in contacts(world)}
    file = (
        PEOPLE.replace("Eleni", "Helena").replace("Maria", "Mary") + "New,One,new1@example.com,yes\nNew,Two,new2@example.com,\n"
    )
    run = imported(
        world,
        api,
        file,
        on_duplicate="update",
        constants={"tags": "vip", "addresses.0.line_1": "1 Ledra St"} | {"addresses.0.country": "CY"},
    )
    assert (run["created"], run["updated"]) == (2, 2)
    eleni, maria, one, two = contacts(world)
    assert (eleni["last_name"], maria["last_name"], one["last_name"]) == ("Georgiou", "Ioannou", "One")
    for touched in (maria, two):
        assert api.patch(f"/v1/contacts/{touched['contact_id']}", {"gender": "female"}).status == 200
    asked = api.post(f"/v1/imports/{run['import_id']}/undo")
    assert (asked.status, asked.body["undo"]["state"]) == (202, "waiting")
    work(world)
    after = api.get(f"/v1/imports/{run['import_id']}").body["undo"]
    assert (after["state"], after["taken_back"], after["left"]) == ("finished", 2, 2)
    left = api.get(f"/v1/imports/{run['import_id']}/left").body["items"]
    assert [(entry["line"], entry["contact_id"], entry["reason"]) for entry in left] == [
        (3, maria["contact_id"], "changed_since"),
        (5, two["contact_id"], "changed_since"),
    ]
    assert api.get(f"/v1/contacts/{one['contact_id']}").status == 404
    restored = api.get(f"/v1/contacts/{eleni['contact_id']}").body
    own = {"version", "updated_at", "updated_by"}
    expected = before[eleni["contact_id"]]
    assert {name: value for name, value in restored.items() if name not in own} == {
        name: value for name, value in expected.items() if name not in own
    }
    work(world)
    assert imported(world, api, "First,Last,Mail,News\nNew,One,new1@example.com,\n")["created"] == 1


def test_the_undo_of_what_stored_nothing_is_refused(world: World, api: Api) -> None:
    run = imported(world, api, dry_run=True)
    assert api.post(f"/v1/imports/{run['import_id']}/undo").code == "nothing_to_undo"
    begun = start(api)
    assert api.post(f"{begun.headers['Location']}/undo").code == "still_running"


def test_a_stop_that_a_file_brought_outlives_its_undo(world: World, api: Api) -> None:
    unique_emails(api)
    imported(world, api, PEOPLE)
    run = imported(world, api, PEOPLE.replace("true", "false"), on_duplicate="update")
    assert (run["updated"], run["skipped"]) == (1, 1)
    api.post(f"/v1/imports/{run['import_id']}/undo")
    work(world)
    eleni = api.get(f"/v1/contacts/{contacts(world)[0]['contact_id']}").body
    assert eleni["preferences"]["direct_marketing"] is False


def test_imports_are_listed_newest_first_and_belong_to_their_tenant(world: World, api: Api) -> None:
    first, second = imported(world, api), imported(world, api)
    listed = api.get("/v1/imports").body["items"]
    assert {one["import_id"] for one in listed} == {first["import_id"], second["import_id"]}
    stranger = Api(tenant_id="acme-corp")
    assert stranger.get("/v1/imports").body["items"] == []
    for path in ("", "/errors", "/left"):
        assert stranger.get(f"/v1/imports/{first['import_id']}{path}").status == 404
    assert stranger.post(f"/v1/imports/{first['import_id']}/undo").status == 404


def test_errors_are_paged_by_row_and_come_as_csv(world: World, api: Api) -> None:
    bad = HEADER + "A,B,nomail,perhaps\n" * 70
    run = imported(world, api, bad)
    assert (run["rows"], run["failed"]) == (70, 70)
    path, lines, cursor = f"/v1/imports/{run['import_id']}/errors", [], None
    while True:
        page = api.get(path, limit=9, cursor=cursor).body
        lines += [one["line"] for one in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert lines == list(range(2, 72))
    download = api.get(path, format="csv")
    assert download.headers["Content-Type"].startswith("text/csv")
    header, first = download.text.splitlines()[:2]
    assert header == "line,header,field,value,code,message,same_as_line"
    assert first.startswith("2,News,/preferences/direct_marketing,")
    assert ',invalid_flag,"A flag must be a word' in first
    assert len(download.text.splitlines()) == 71


@pytest.mark.feature("S2.20")
@pytest.mark.parametrize("place", ["uploads", "library", "contact"])
def test_an_uploaded_file_is_imported(world: World, api: Api, place: str) -> None:
    content = people(40).encode("utf-16")
    draft = {"file_name": "people.csv", "content_type": "text/csv", "size": len(content)}
    if place == "library":
        made = api.post("/v1/attachments", draft)
    elif place == "contact":
        holder = api.post("/v1/contacts", {"kind": "company", "company_name": "Holder"}).headers["Location"]
        made = api.post(f"{holder}/attachments", draft)
    else:
        made = api.post("/v1/imports/uploads", {"file_name": "people.csv"})
    assert made.status == 201, made.text
    file_id = made.body.get("file_attachment_id") or made.body["attachment_id"]
    body = {"kind": "person", "file_attachment_id": file_id, "columns": COLUMNS}
    early = api.post("/v1/imports", body)
    assert (early.status, early.error_codes()) == (422, {"/file_attachment_id": "no_file"})
    key = made.body["upload_url"].partition("?")[0].partition(f"{world.bucket_name}/")[2]
    world.client("s3").put_object(Bucket=world.bucket_name, Key=key, Body=content)
    begun = api.post("/v1/imports", body)
    assert (begun.status, begun.body["rows"]) == (202, None)
    work(world)
    run = api.get(begun.headers["Location"]).body
    assert (run["state"], run["rows"], run["created"]) == ("finished", 40, 40)
    assert Api(tenant_id="acme-corp").post("/v1/imports", body).error_codes() == {"/file_attachment_id": "no_file"}


def test_a_sheet_of_a_contact_that_the_caller_may_not_see_is_not_there(world: World, api: Api) -> None:
    body = {"kind": "company", "company_name": "Holder", "owned_by_group": "sales"}
    sales = Api(groups=("sales",))
    holder = sales.post("/v1/contacts", body).headers["Location"]
    draft = {"file_name": "people.csv", "content_type": "text/csv", "size": 5}
    made = sales.post(f"{holder}/attachments", draft).body
    key = made["upload_url"].partition("?")[0].partition(f"{world.bucket_name}/")[2]
    world.client("s3").put_object(Bucket=world.bucket_name, Key=key, Body=b"First")
    ask = {"kind": "person", "file_attachment_id": made["attachment_id"], "columns": {"first_name": "First"}}
    assert api.post("/v1/imports", ask).error_codes() == {"/file_attachment_id": "no_file"}
    assert sales.post("/v1/imports", ask).status == 202
    assert sales.delete(f"{holder}/attachments/{made['attachment_id']}").status == 204
    assert sales.post("/v1/imports", ask).error_codes() == {"/file_attachment_id": "no_file"}


def test_an_uploaded_file_that_cannot_be_read_fails_the_import_with_its_reason(world: World, api: Api) -> None:
    made = api.post("/v1/imports/uploads", {"file_name": "people.csv"}).body
    key = made["upload_url"].partition("?")[0].partition(f"{world.bucket_name}/")[2]
    world.client("s3").put_object(Bucket=world.bucket_name, Key=key, Body=b'First,Last,Mail,"News\nA,B,c,d\n')
    begun = api.post("/v1/imports", {"kind": "person", "file_attachment_id": made["file_attachment_id"], "columns": COLUMNS})
    work(world)
    run = api.get(begun.headers["Location"]).body
    assert (run["state"], run["problem"]["code"], contacts(world)) == ("failed", "unclosed_quote", [])


def test_an_undo_takes_many_contacts_back_in_one_transaction(world: World, api: Api) -> None:
    unique_emails(api)
    run = imported(world, api, people(100))
    api.post(f"/v1/imports/{run['import_id']}/undo")
    with count_calls() as calls:
        work(world)
    assert api.get(f"/v1/imports/{run['import_id']}").body["undo"]["taken_back"] == 100
    assert contacts(world) == []
    assert calls.of("dynamodb") / 100 <= 0.35, calls.counts


def test_a_workbook_in_a_request_has_narrower_bounds(world: World, api: Api) -> None:
    import base64
    import io

    import xlsxwriter

    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["last_name"])
        sheet.write(400_000, 2, "x")
    body = {"kind": "person", "format": "xlsx", "xlsx": base64.b64encode(content.getvalue()).decode()}
    refused = api.post("/v1/imports", body)
    assert (refused.status, refused.code, refused.error_codes()) == (422, "sheet_too_large", {"/file": "sheet_too_large"})


def test_what_later_rows_of_the_same_file_changed_is_taken_back_with_it(world: World, api: Api) -> None:
    unique_emails(api)
    file = HEADER + "Eleni,One,e@example.com,\nHelena,Two,e@example.com,yes\nElena,Three,e@example.com,\n"
    run = imported(world, api, file, on_duplicate="update")
    assert (run["created"], run["updated"]) == (1, 2)
    api.post(f"/v1/imports/{run['import_id']}/undo")
    work(world)
    undo = api.get(f"/v1/imports/{run['import_id']}").body["undo"]
    assert (undo["taken_back"], undo["left"], contacts(world)) == (3, 0, [])
