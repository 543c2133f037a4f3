"""The export of everything that is held about one person."""

import base64
import io
import json
import zipfile
from urllib.parse import urlsplit

import pytest

from contactbook.domain.erasure.census import CENSUS, OnExport
from contactbook.domain.erasure.person_export import PLACES, PersonExport
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import deliver
from tests.builders.sending import mails, set_up
from tests.builders.uploads import take_over

MARK = "Πηνελόπη Canary"


def whole_person(api: Api, world: World, *, text: str = "Dear #first_name", has_senders: bool = False, **fields: object) -> str:
    """A contact with one of everything that an export includes. `text` is that of a message to it."""
    if not has_senders:
        set_up()
    listed = api.post("/v1/lists", {"name": "Newsletter"}).body["list_id"]
    person = {"kind": "person", "first_name": "Πηνελόπη", "last_name": "Georgiou", "list_ids": [listed]}
    emails = [{"address": "penelope@example.com", "primary": True}]
    contact_id = api.post("/v1/contacts", person | {"emails": emails} | fields).body["contact_id"]
    at = f"/v1/contacts/{contact_id}"
    other = api.post("/v1/contacts", {"kind": "company", "company_name": "Acme Ltd"}).body["contact_id"]
    account_id = api.post(f"{at}/accounts", {"name": "Checking"}).body["account_id"]
    transaction = {
        "external_id": "t1",
        "amount": "10.00",
        "currency": "EUR",
        "billed": True,
        "occurred_at": "2026-03-01T00:00:00Z",
    }
    made = [
        api.post(f"/v1/accounts/{account_id}/transactions", transaction),
        api.post(f"{at}/opportunities", {"name": "Loan", "stage": "open"}),
        api.post(f"{at}/notes", {"text": f"a note on {MARK}"}),
        api.post(f"{at}/conversions", {"occurred_at": "2026-01-01T00:00:00Z", "source": "web"}),
        api.post(f"{at}/engagements", {"type": "job"}),
        api.post(f"{at}/relations", {"related_contact_id": other, "relation_type": "employee"}),
        api.post(
            f"{at}/attachments",
            {"file_name": "../id card.pdf", "content_type": "application/pdf", "size": 4, "classification": "id_card"},
        ),
        api.put(f"{at}/consent", {"state": "accepted"}),
    ]
    assert {answer.status for answer in made} <= {200, 201}, [answer.text for answer in made if answer.status > 201]
    attachment = next(item for item in world.items() if item["kind"]["S"] == "attachment")
    key = json.loads(attachment["document"]["S"])["file_key"]
    world.client("s3").put_object(Bucket=world.bucket_name, Key=key, Body=b"%PDF")
    take_over(world)
    _communicate(api, at, text)
    api.get(at)
    api.get("/v1/contacts")
    return contact_id


def _communicate(api: Api, at: str, text: str) -> None:
    kind = api.post("/v1/notification-types", {"name": "Care", "purpose": "customer_care"})
    assert kind.status == 201, kind.text
    sent = api.post(
        f"{at}/communications",
        {
            "channel": "email",
            "notification_type_id": kind.body["notification_type_id"],
            "bodies": {"email": {"subject": "Hello", "text": text}},
        },
    )
    assert sent.status in (201, 202), sent.text


@pytest.mark.feature("S2.126")
def test_every_included_kind_of_the_census_has_a_place():
    included = {kind for kind, treatment in CENSUS.items() if treatment.export is OnExport.INCLUDED}
    assert included == set(PLACES)
    assert set(PLACES.values()) <= set(PersonExport.model_fields)


@pytest.mark.feature("S2.126")
def test_an_export_is_complete(api, world):
    contact_id = whole_person(api, world)
    exported = api.get(f"/v1/contacts/{contact_id}/export")
    assert exported.status == 200, exported.text
    empty = [place for place in set(PLACES.values()) if not exported.body[place]]
    assert empty == []
    assert exported.body["schema_version"] == "2.0"
    assert exported.body["lists"][0]["name"] == "Newsletter"
    assert {look["action"] for look in exported.body["looks"]} == {"contact.read", "contact.listed"}
    PersonExport.model_validate(exported.body)


@pytest.mark.feature("S2.126")
def test_the_readable_page_says_all_of_it_and_runs_nothing(api, world):
    contact_id = whole_person(api, world)
    api.post(f"/v1/contacts/{contact_id}/notes", {"text": "<script>alert(1)</script>"})
    page = api.get(f"/v1/contacts/{contact_id}/export", format="html")
    assert page.headers["Content-Type"].startswith("text/html")
    assert MARK in page.text
    assert "<script" not in page.text


@pytest.mark.feature("S2.126")
def test_the_pdf_has_greek_letters(api, world):
    contact_id = whole_person(api, world)
    answer = api.get(f"/v1/contacts/{contact_id}/export", format="pdf")
    content = base64.b64decode(answer.text)
    assert content.startswith(b"%PDF")
    assert b"DejaVuSans" in content


@pytest.mark.feature("S2.126")
def test_a_zip_holds_the_files_too_and_its_address_ends(api, world):
    contact_id = whole_person(api, world)
    made = api.get(f"/v1/contacts/{contact_id}/export", format="zip")
    assert made.status == 200, made.text
    assert "X-Amz-Expires=900" in made.body["download_url"]
    with zipfile.ZipFile(io.BytesIO(_file_of(world, made.body["download_url"]))) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert json.loads(archive.read("data.json"))["contact_id"] == contact_id
        (attachment,) = [name for name in names if name.startswith("attachments/")]
        assert ".." not in attachment.split("/")
        assert archive.read(attachment) == b"%PDF"
    assert {"data.json", "data.html", "data.pdf"} < set(names)


@pytest.mark.feature("S2.126")
def test_an_emailed_export_is_a_queued_communication_with_a_link_that_ends(api, world):
    contact_id = whole_person(api, world)
    set_up()
    queued = api.post(f"/v1/contacts/{contact_id}/export/email", {})
    assert (queued.status, queued.body["state"], queued.body["channel"]) == (202, "queued", "email")
    assert deliver(world, "notification_sender") == []
    *_, mail = mails(world)
    url = next(word for word in str(mail.get_body(("plain",)).get_content()).split() if word.startswith("https://"))
    opened = Api(anonymous=True).get(urlsplit(url).path)
    assert opened.status == 302
    assert b"data.json" in _file_of(world, opened.headers["Location"])
    assert Api(anonymous=True).get(urlsplit(url).path.removesuffix("/export")).status == 404


@pytest.mark.feature("S2.126", "S2.141")
def test_an_export_is_erased_with_its_contact(api, world):
    contact_id = api.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou"}).body["contact_id"]
    api.get(f"/v1/contacts/{contact_id}/export", format="zip")
    assert api.post(f"/v1/contacts/{contact_id}/anonymize").status == 200
    found = world.client("s3").list_objects_v2(Bucket=world.bucket_name, Prefix="exports/")
    assert found["KeyCount"] == 0


@pytest.mark.feature("S2.126")
def test_who_may_export(api, world):
    contact_id = api.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou"}).body["contact_id"]
    other = api.post("/v1/contacts", {"kind": "person", "last_name": "Ioannou"}).body["contact_id"]
    at = f"/v1/contacts/{contact_id}/export"
    assert Api(scopes=("contacts:read",)).get(at).status == 403
    own = Api(scopes=("contacts:export",), contact_id=contact_id)
    assert own.get(at).status == 200
    assert own.get(f"/v1/contacts/{other}/export").status == 404
    assert Api(tenant_id="acme-corp").get(at).status == 404


def test_the_link_of_an_export_cannot_be_asked_for(api):
    contact_id = api.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou"}).body["contact_id"]
    assert api.post(f"/v1/contacts/{contact_id}/links", {"purpose": "export"}).status == 422


def _file_of(world: World, url: str) -> bytes:
    key = urlsplit(url).path.split("/", 2)[2]
    content: bytes = world.client("s3").get_object(Bucket=world.bucket_name, Key=key)["Body"].read()
    return content
