"""Attachments over HTTP; files are uploaded to the bucket at signed URLs."""

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.uploads import take_over

ID_CARD = {"file_name": "id card.pdf", "content_type": "application/pdf", "size": 5, "classification": "id_card"}


def new_contact(api: Api) -> str:
    return f"/v1/contacts/{api.post('/v1/contacts', {'kind': 'person', 'last_name': 'Georgiou'}).body['contact_id']}"


def key_of(upload_url: str) -> str:
    return urlsplit(upload_url).path.partition("/contactbook-files/")[2]


def upload(world: World, announced: dict[str, Any], content: bytes = b"%PDF-") -> None:
    world.client("s3").put_object(Bucket=world.bucket_name, Key=key_of(announced["upload_url"]), Body=content)


def uploaded(world: World, announced: dict[str, Any]) -> None:
    """Upload a file, and let it be taken over."""
    upload(world, announced)
    take_over(world)


def files(world: World) -> list[str]:
    return [found["Key"] for found in world.client("s3").list_objects_v2(Bucket=world.bucket_name).get("Contents", [])]


@pytest.mark.feature("S2.82")
def test_the_upload_url_is_signed_for_key_type_and_size(api: Api) -> None:
    contact = new_contact(api)
    made = api.post(f"{contact}/attachments", ID_CARD)
    assert (made.status, made.body["state"], made.body["classification"]) == (201, "pending", "id_card")
    assert made.headers["Location"] == f"{contact}/attachments/{made.body['attachment_id']}"
    own = f"contacts/{contact.rpartition('/')[2]}/{made.body['attachment_id']}"
    assert key_of(made.body["upload_url"]) == f"uploads/tenants/acme/{own}"
    signed = parse_qs(urlsplit(made.body["upload_url"]).query)["X-Amz-SignedHeaders"][0].split(";")
    assert {"content-length", "content-type"} <= set(signed)
    assert made.body["upload_headers"] == {"Content-Type": "application/pdf", "Content-Length": "5"}


@pytest.mark.feature("S2.82")
def test_an_attachment_is_stored_after_its_upload(api: Api, world: World) -> None:
    contact = new_contact(api)
    made = api.post(f"{contact}/attachments", ID_CARD)
    address = made.headers["Location"]
    waiting = api.get(address).body
    assert (waiting["state"], waiting["download_url"], waiting["version"]) == ("pending", None, 1)
    upload(world, made.body)
    assert api.get(address).body == waiting
    take_over(world)
    found = api.get(address).body
    assert (found["state"], found["version"]) == ("stored", 2)
    assert "id%20card.pdf" in parse_qs(urlsplit(found["download_url"]).query)["response-content-disposition"][0]
    assert found["stored_at"] is not None
    assert api.get(address).body["version"] == 2
    (listed,) = api.get(f"{contact}/attachments").body["items"]
    assert (listed["attachment_id"], listed["state"], listed["upload_url"]) == (found["attachment_id"], "stored", None)


@pytest.mark.feature("S2.82")
def test_only_what_was_uploaded_is_taken_over(api: Api, world: World) -> None:
    contact = new_contact(api)
    first, second = (api.post(f"{contact}/attachments", ID_CARD).body for _ in range(2))
    uploaded(world, second)
    # The bucket may tell twice.
    world.client("s3").put_object(Bucket=world.bucket_name, Key=key_of(second["upload_url"]), Body=b"other")
    take_over(world)
    states = {found["attachment_id"]: found["state"] for found in api.get(f"{contact}/attachments").body["items"]}
    assert states == {first["attachment_id"]: "pending", second["attachment_id"]: "stored"}


def test_a_file_of_another_size_leaves_the_attachment_pending(api: Api, world: World) -> None:
    made = api.post(f"{new_contact(api)}/attachments", ID_CARD)
    upload(world, made.body, b"longer than announced")
    take_over(world)
    assert api.get(made.headers["Location"]).body["state"] == "pending"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"content_type": "text/html"}, "/content_type"),
        ({"content_type": "image/svg+xml"}, "/content_type"),
        ({"size": 0}, "/size"),
        ({"size": 50 * 1024 * 1024 + 1}, "/size"),
        ({"size": "5"}, "/size"),
        ({"file_name": " "}, "/file_name"),
    ],
)
def test_an_invalid_draft_is_refused(api: Api, change: dict[str, Any], field: str) -> None:
    refused = api.post(f"{new_contact(api)}/attachments", {**ID_CARD, **change})
    assert (refused.status, list(refused.error_codes())) == (422, [field])


def test_removing_an_attachment_deletes_its_file(api: Api, world: World) -> None:
    contact = new_contact(api)
    made = api.post(f"{contact}/attachments", ID_CARD)
    upload(world, made.body)
    assert api.delete(made.headers["Location"]).status == 204
    assert (files(world), api.get(made.headers["Location"]).status) == ([], 404)
    assert api.get(f"{contact}/attachments").body["items"] == []


def test_a_portals_customer_keeps_its_own_documents_only(api: Api, world: World) -> None:
    contact, other = new_contact(api), new_contact(api)
    customer = Api(contact_id=contact.rpartition("/")[2], scopes=("contacts:read", "contacts:write"))
    made = customer.post(f"{contact}/attachments", ID_CARD)
    assert made.status == 201
    uploaded(world, made.body)
    assert customer.get(made.headers["Location"]).body["state"] == "stored"
    assert customer.get(f"{other}/attachments").status == 404
    assert customer.post(f"{other}/attachments", ID_CARD).status == 404
    assert customer.get("/v1/attachments").code == "missing_scope"
    assert Api(tenant_id="acme-corp").get(made.headers["Location"]).status == 404


def test_the_number_of_attachments_is_limited(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    from contactbook.services.contacts import attachments

    monkeypatch.setattr(attachments, "ATTACHMENTS", replace(attachments.ATTACHMENTS, most=1))
    contact = new_contact(api)
    api.post(f"{contact}/attachments", ID_CARD)
    assert api.post(f"{contact}/attachments", ID_CARD).code == "too_many_attachments"


@pytest.mark.feature("S2.119")
def test_the_library_keeps_the_tenants_own_files(api: Api, world: World) -> None:
    made = api.post("/v1/attachments", {**ID_CARD, "classification": "consent_form"})
    assert (made.status, made.headers["Location"]) == (201, f"/v1/attachments/{made.body['attachment_id']}")
    uploaded(world, made.body)
    found = api.get(made.headers["Location"]).body
    assert (found["state"], found["contact_id"]) == ("stored", None)
    assert [key.startswith(f"attachments/tenants/acme/library/{found['attachment_id']}/") for key in files(world)] == [True]
    assert [listed["attachment_id"] for listed in api.get("/v1/attachments").body["items"]] == [found["attachment_id"]]
    assert Api(tenant_id="acme-corp").get(made.headers["Location"]).status == 404
    assert Api(scopes=("contacts:read",)).post("/v1/attachments", ID_CARD).code == "missing_scope"
    assert api.delete(made.headers["Location"]).status == 204
    assert (files(world), api.get(made.headers["Location"]).status) == ([], 404)


@pytest.mark.feature("S2.82", "S2.83")
def test_pending_uploads_are_confirmed_before_a_verification(api: Api, world: World, now: Any) -> None:
    from contactbook.domain.base.callers import job
    from contactbook.services.base.stores import open_store
    from contactbook.services.contacts.attachments import confirm_uploads

    contact = new_contact(api)
    arrived = api.post(f"{contact}/attachments", ID_CARD).body
    api.post(f"{contact}/attachments", {**ID_CARD, "classification": "passport"})
    upload(world, arrived)
    contact_id = contact.rpartition("/")[2]
    found, is_new = confirm_uploads(open_store("acme"), contact_id, by=job("kyc"), now=now)
    assert (list(found), is_new) == (["id_card"], True)
    states = {one["classification"]: one["state"] for one in api.get(f"{contact}/attachments").body["items"]}
    assert states == {"id_card": "stored", "passport": "pending"}
    assert confirm_uploads(open_store("acme"), contact_id, by=job("kyc"), now=now) == (found, False)


def test_a_stale_version_of_a_document_is_not_removed(api: Api) -> None:
    for made in (api.post(f"{new_contact(api)}/attachments", ID_CARD), api.post("/v1/attachments", ID_CARD)):
        refused = api.delete(made.headers["Location"], If_Match='"9"')
        assert (refused.status, refused.code) == (412, "version_mismatch")
        assert api.delete(made.headers["Location"], If_Match=made.headers["ETag"]).status == 204
