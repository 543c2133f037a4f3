"""What a recorded consent rests on cannot be removed, and a withdrawn contact can bring a newly signed form (S2.119)."""

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Answer, Api
from tests.aws_in_process.jobs import drain_queue_and_stream
from tests.builders.library import keep_file, upload

FILE = {"file_name": "signed.pdf", "content_type": "application/pdf", "size": 3, "classification": "consent_form"}


@pytest.fixture
def contact_id(api: Api) -> str:
    return str(api.post("/v1/contacts", {"kind": "person", "first_name": "Ann"}).body["contact_id"])


def _own(api: Api, contact_id: str, **said: str) -> str:
    return upload(api.post(f"/v1/contacts/{contact_id}/attachments", FILE | said).body["attachment_id"], contact_id)


def _record(api: Api, contact_id: str, state: str, **said: object) -> Answer:
    return api.put(f"/v1/contacts/{contact_id}/consent", {"state": state} | said)


@pytest.mark.feature("S2.119")
def test_neither_the_own_scan_nor_one_of_an_earlier_consent_can_be_removed(api: Api, contact_id: str) -> None:
    first, second = _own(api, contact_id), _own(api, contact_id)
    unused = _own(api, contact_id)
    _record(api, contact_id, "accepted", form_attachment_id=first)
    _record(api, contact_id, "withdrawn", form_attachment_id=second)
    path = f"/v1/contacts/{contact_id}/attachments"
    for form in (first, second):
        refused = api.delete(f"{path}/{form}")
        assert (refused.status, refused.code) == (409, "form_in_use")
        assert api.get(f"{path}/{form}").status == 200
    assert api.delete(f"{path}/{unused}").status == 204


@pytest.mark.feature("S2.119", "S5.5")
@pytest.mark.parametrize("where", ["contact", "library"])
def test_the_document_of_an_evidence_cannot_be_removed(api: Api, contact_id: str, where: str) -> None:
    folder = "/v1/attachments" if where == "library" else f"/v1/contacts/{contact_id}/attachments"
    form = upload(api.post(folder, FILE).body["attachment_id"], contact_id if where == "contact" else None)
    evidence = {"said_at": "2026-01-01T00:00:00Z", "said_through": "paper", "attachment_id": form}
    said = api.put(f"/v1/contacts/{contact_id}/preferences", {"direct_marketing": True, "evidence": evidence})
    assert said.status == 200, said.text
    assert api.delete(f"{folder}/{form}").code == "form_in_use"


@pytest.mark.feature("S2.119", "S2.120")
def test_a_form_of_the_library_is_kept_once_a_consent_rests_on_it(api: Api, contact_id: str) -> None:
    chosen, unused = (upload(api.post("/v1/attachments", FILE).body["attachment_id"]) for _ in range(2))
    _record(api, contact_id, "accepted", form_attachment_id=chosen)
    assert api.delete(f"/v1/attachments/{chosen}").code == "form_in_use"
    assert api.delete(f"/v1/attachments/{unused}").status == 204


@pytest.mark.feature("S2.120")
def test_a_form_that_is_or_was_the_global_one_is_kept(api: Api, contact_id: str) -> None:
    keep_file("att_global")
    settings = api.get("/v1/settings/consent").body
    api.put("/v1/settings/consent", settings | {"global_form_attachment_id": "att_global"})
    assert api.delete("/v1/attachments/att_global").code == "form_in_use"
    _record(api, contact_id, "accepted")
    settings = api.get("/v1/settings/consent").body
    assert api.put("/v1/settings/consent", settings | {"global_form_attachment_id": None}).status == 200
    assert api.delete("/v1/attachments/att_global").code == "form_in_use"


@pytest.mark.feature("S2.117", "S2.119")
def test_a_withdrawn_contact_may_get_its_newly_signed_form(api: Api, contact_id: str) -> None:
    api.put("/v1/settings/consent", {"withdrawn": "none"})
    _record(api, contact_id, "accepted")
    _record(api, contact_id, "withdrawn")
    path = f"/v1/contacts/{contact_id}/attachments"
    assert api.post(path, FILE | {"classification": "passport"}).code == "not_functional"
    form = api.post(path, FILE)
    assert form.status == 201
    accepted = _record(api, contact_id, "accepted", form_attachment_id=upload(form.body["attachment_id"], contact_id))
    assert (accepted.status, accepted.body["state"]) == (200, "accepted")


@pytest.mark.feature("S2.119", "S2.141")
def test_an_erasure_takes_the_form_with_it(api: Api, contact_id: str, world: object) -> None:
    form = _own(api, contact_id)
    _record(api, contact_id, "accepted", form_attachment_id=form)
    assert api.post(f"/v1/contacts/{contact_id}/anonymize").status == 200
    drain_queue_and_stream(world, "anonymization")  # type: ignore[arg-type] # the fixture has no type
    assert api.get(f"/v1/contacts/{contact_id}/attachments/{form}").status == 404


@pytest.mark.feature("S2.119")
@pytest.mark.parametrize("where", ["contact", "library"])
def test_a_document_that_was_announced_and_not_uploaded_is_no_form_and_no_evidence(
    api: Api, contact_id: str, world: World, where: str
) -> None:
    folder = "/v1/attachments" if where == "library" else f"/v1/contacts/{contact_id}/attachments"
    form = api.post(folder, FILE).body["attachment_id"]
    evidence = {"said_at": "2026-01-01T00:00:00Z", "said_through": "paper", "attachment_id": form}
    before = world.items()
    asked = [
        (_record(api, contact_id, "accepted", form_attachment_id=form), "/form_attachment_id"),
        (_record(api, contact_id, "accepted", evidence=evidence), "/evidence/attachment_id"),
        (
            api.put(f"/v1/contacts/{contact_id}/preferences", {"direct_marketing": True, "evidence": evidence}),
            "/evidence/attachment_id",
        ),
        (api.post("/v1/consent/require-reconsent", {"form_attachment_id": form}), "/form_attachment_id"),
    ]
    for refused, field in asked:
        assert (refused.status, refused.error_codes()) == (422, {field: "unknown_attachment"})
    assert all("not uploaded yet" in refused.body["errors"][0]["message"] for refused, _ in asked[:3])
    assert world.items() == before
    # Once its file has come in, it is taken over with the consent: nothing is left where the sender could write.
    upload(form, contact_id if where == "contact" else None)
    assert _record(api, contact_id, "accepted", form_attachment_id=form).status == 200
    assert api.get(f"{folder}/{form}").body["state"] == "stored"
    assert api.delete(f"{folder}/{form}").code == "form_in_use"
