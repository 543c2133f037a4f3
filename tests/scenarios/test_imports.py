"""An import and an export on the running stack: a file in, the persons out."""

import csv
import io

import httpx
import pytest

COLUMNS = {
    "first_name": "First",
    "last_name": "Last",
    "emails.0.address": "Mail",
    "preferences.direct_marketing": "News",
}


@pytest.mark.feature("S2.20", "S2.21", "S1.2")
def test_a_small_file_is_imported_onto_a_list(stack):
    portal = stack.tenant()
    made = portal.post("/v1/lists", {"name": "Newsletter"})
    file = "First,Last,Mail,News\nEleni,Georgiou,eleni@example.com,true\nMaria,Ioannou,maria@example.com,false\nBad,Row,nomail,\n"
    body = {"kind": "person", "format": "csv", "csv": file, "columns": COLUMNS, "list_id": made["list_id"]}
    begun = portal.call("POST", "/v1/imports", body)
    assert begun.status_code == 202
    stack.drain()
    run = portal.get(begun.headers["location"])
    assert [run[name] for name in ("state", "rows", "done", "created", "failed")] == ["finished", 3, 3, 2, 1]
    (error,) = portal.get(f"{begun.headers['location']}/errors")["items"]
    assert (error["line"], error["field"], error["code"]) == (4, "/emails/0/address", "invalid_email")
    assert len(portal.get(f"/v1/lists/{made['list_id']}/contacts")["items"]) == 2
    assert [found["first_name"] for found in portal.get("/v1/contacts?q=georgiou")["items"]] == ["Eleni"]


@pytest.mark.feature("S2.20", "S2.22")
def test_the_template_and_a_large_file_use_signed_addresses(stack):
    portal = stack.tenant()
    template = portal.call("GET", "/v1/imports/template?kind=person&format=csv")
    header = next(csv.reader(io.StringIO(template.content.decode("utf-8-sig"))))
    row = dict.fromkeys(header, "") | {"last_name": "Georgiou", "emails.0.address": "eleni@example.com", "tags": "vip;gold"}
    content = io.StringIO()
    writer = csv.DictWriter(content, header)
    writer.writeheader()
    writer.writerow(row)
    upload = portal.post("/v1/imports/uploads", {"file_name": "people.csv"})
    sent = httpx.put(upload["upload_url"], content=content.getvalue().encode(), headers=upload["headers"])
    assert sent.status_code == 200, sent.text
    begun = portal.call("POST", "/v1/imports", {"kind": "person", "file_attachment_id": upload["file_attachment_id"]})
    assert begun.status_code == 202, begun.text
    stack.drain()
    run = portal.get(begun.headers["location"])
    assert (run["state"], run["created"]) == ("finished", 1), run
    export = portal.call("POST", "/v1/exports", {"of": "contacts", "format": "csv"})
    stack.drain()
    finished = portal.get(export.headers["location"])
    downloaded = httpx.get(finished["download_url"])
    (found,) = csv.DictReader(io.StringIO(downloaded.content.decode("utf-8-sig"), newline=""))
    assert (found["last_name"], found["tags"], found["emails.0.address"]) == ("Georgiou", "vip;gold", "eleni@example.com")
    workbook = portal.call("GET", "/v1/imports/template?kind=company&format=xlsx")
    assert workbook.content[:4] == b"PK\x03\x04"
