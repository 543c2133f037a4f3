"""No route changes the records under a contact that is closed, hidden or another tenant's."""

from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Answer, Api
from tests.builders.offboarding import files_of
from tests.builders.sending import set_up

HOME = {"type": "home", "line_1": "1 Ledra St", "country": "CY"}
OFFICE = {"type": "business", "line_1": "9 Makarios Ave", "country": "CY"}
FILE = {"file_name": "a.pdf", "content_type": "application/pdf", "size": 5}
BILL = {"external_id": "i", "amount": "1.00", "currency": "EUR", "occurred_at": "2026-01-01T00:00:00Z"}


class Scene:
    """A contact of group sales with one child of each noun, and every request that would change any of it."""

    def __init__(self) -> None:
        api = Api(groups=("sales",))
        self.api = api
        made = api.post(
            "/v1/contacts",
            {"kind": "person", "last_name": "Georgiou", "owned_by_group": "sales", "addresses": [HOME, OFFICE]},
        ).body
        self.contact_id = str(made["contact_id"])
        self.contact = f"/v1/contacts/{self.contact_id}"
        self.other = str(api.post("/v1/contacts", {"kind": "person", "last_name": "Nicolaou"}).body["contact_id"])
        self.office = f"{self.contact}/addresses/{made['addresses'][1]['address_id']}"
        self.list_id = api.post("/v1/lists", {"name": "News"}).body["list_id"]
        api.put(f"{self.contact}/lists", {"list_ids": [self.list_id]})
        self.new_list = api.post("/v1/lists", {"name": "More"}).body["list_id"]
        self.account = self._made("accounts", {"name": "Checking"})
        self.opportunity = self._made("opportunities", {"name": "Kitchen"})
        self.note = self._made("notes", {"text": "Called."})
        self.engagement = self._made("engagements", {"type": "job", "status": "closed"})
        self.relation = self._made("relations", {"related_contact_id": self.other, "relation_type": "other"})
        self.attachment = self._made("attachments", FILE)

    def _made(self, noun: str, body: dict[str, Any]) -> str:
        answer = self.api.post(f"{self.contact}/{noun}", body)
        assert answer.status == 201
        return answer.headers["Location"]

    def changes(self) -> list[tuple[str, str, Any]]:
        contact = self.contact
        return [
            ("POST", f"{contact}/addresses", {**HOME, "type": "billing"}),
            ("PATCH", self.office, {"city": "Paphos"}),
            ("DELETE", self.office, None),
            ("POST", f"{self.office}/deactivate", None),
            ("POST", f"{self.office}/activate", None),
            ("POST", f"{self.office}/make-primary", None),
            ("POST", f"{contact}/accounts", {"name": "Second"}),
            ("PATCH", self.account, {"name": "Second"}),
            ("POST", f"{contact}/opportunities", {"name": "Bath"}),
            ("PATCH", self.opportunity, {"closed": True}),
            ("DELETE", self.opportunity, None),
            ("POST", f"{contact}/notes", {"text": "Again."}),
            ("PATCH", self.note, {"text": "Again."}),
            ("DELETE", self.note, None),
            ("POST", f"{contact}/engagements", {"type": "job"}),
            ("PATCH", self.engagement, {"subject": "Roof"}),
            ("POST", f"{contact}/conversions", {"occurred_at": "2026-01-01T00:00:00Z"}),
            ("POST", f"{contact}/relations", {"related_contact_id": self.other, "relation_type": "spouse"}),
            ("DELETE", self.relation, None),
            ("POST", f"{contact}/attachments", FILE),
            ("DELETE", self.attachment, None),
            ("PUT", f"{contact}/lists", {"list_ids": [self.new_list]}),
            ("DELETE", f"/v1/lists/{self.list_id}/contacts/{self.contact_id}", None),
        ]

    def reads(self) -> list[str]:
        nouns = ("accounts", "opportunities", "notes", "engagements", "conversions", "relations", "attachments", "addresses")
        return [
            self.contact,
            f"{self.contact}/contact-information",
            *(f"{self.contact}/{noun}" for noun in nouns),
            self.office,
            self.account,
            f"{self.account}/transactions",
            self.opportunity,
            self.note,
            self.engagement,
            self.relation,
            self.attachment,
        ]

    def close(self, **update: Any) -> None:
        """The contact as consent or anonymisation leaves it."""
        from contactbook.services.base.stores import open_store
        from contactbook.storage.base import table

        store = open_store("acme")
        contact = store.contacts.get(self.contact_id)
        closed = contact.model_validate({**contact.model_dump(), **update, "version": contact.version + 1})
        table.transact([store.contacts.save_of(closed, replacing=contact.version)])

    def send(self, caller: Api) -> list[Answer]:
        return [caller.call(method, path, body) for method, path, body in (*self.changes(), ("DELETE", self.contact, None))]


@pytest.fixture
def scene(world: World) -> Scene:
    return Scene()


@pytest.mark.feature("S2.131")
def test_nothing_is_changed_on_an_anonymized_contact(scene: Scene, world: World) -> None:
    scene.close(erasure="anonymized")
    before = world.items()
    assert {(answer.status, answer.code) for answer in scene.send(scene.api)} == {(409, "anonymized")}
    from_the_other = scene.api.post(
        f"/v1/contacts/{scene.other}/relations", {"related_contact_id": scene.contact_id, "relation_type": "spouse"}
    )
    assert from_the_other.status == 409
    joining = scene.api.post(f"/v1/lists/{scene.new_list}/contacts", {"contact_ids": [scene.contact_id]})
    assert joining.error_codes() == {"/contact_ids/0": "anonymized"}
    assert world.items() == before


@pytest.mark.feature("S2.114")
def test_nothing_is_changed_while_consent_allows_no_functionality(scene: Scene, world: World) -> None:
    assert scene.api.put("/v1/settings/consent", {"withdrawn": "none"}).status == 200
    scene.close(consent={"state": "withdrawn"})
    before = world.items()
    answers = [scene.api.call(method, path, body) for method, path, body in scene.changes()]
    answers.append(scene.api.post(f"{scene.account}/transactions", BILL))
    assert {(answer.status, answer.code) for answer in answers} == {(409, "not_functional")}
    assert world.items() == before
    assert {scene.api.get(path).status for path in scene.reads()} == {200}


@pytest.mark.feature("S2.114", "S2.19", "S2.141")
@pytest.mark.parametrize("behaviour", ["none", "anonymize"])
def test_a_contact_whose_consent_allows_nothing_can_be_deleted(api: Api, behaviour: str) -> None:
    assert api.put("/v1/settings/consent", {"rejected": behaviour}).status == 200
    blocked = {"associations": [{"type": "unit", "id": "u"}]}
    at = api.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou", **blocked}).headers["Location"]
    assert api.put(f"{at}/consent", {"state": "rejected"}).status == 200
    assert api.post(f"{at}/notes", {"text": "Called."}).code == "not_functional"
    assert api.delete(at).status == 204
    assert api.get(at).status == 404


@pytest.mark.feature("S2.114", "S2.126")
def test_an_export_of_a_contact_whose_consent_allows_nothing_is_downloaded_and_not_mailed(api: Api, world: World) -> None:
    set_up()
    assert api.put("/v1/settings/consent", {"rejected": "none"}).status == 200
    person = {"kind": "person", "last_name": "Georgiou", "emails": [{"address": "eleni@example.com"}]}
    at = api.post("/v1/contacts", person).headers["Location"]
    assert api.put(f"{at}/consent", {"state": "rejected"}).status == 200
    refused = api.post(f"{at}/export/email", {})
    assert (refused.status, refused.code) == (409, "not_functional")
    assert "format=zip" in refused.body["detail"]
    assert files_of(world) == []
    assert api.get(f"{at}/export", format="zip").status == 200


@pytest.mark.feature("S3.14", "S3.16")
@pytest.mark.parametrize(
    "stranger",
    [
        Api(groups=("support",)),
        Api(tenant_id="acme-corp", groups=("sales",), super_user=True),
        Api(contact_id="con_00000000000000000000000000"),
    ],
    ids=["another group", "another tenant", "another customer"],
)
def test_a_stranger_finds_nothing_on_any_route(scene: Scene, world: World, stranger: Api) -> None:
    before = world.items()
    answers = scene.send(stranger) + [stranger.get(path) for path in scene.reads()]
    refused = (404, "not_found"), (403, "missing_scope")
    allowed = set(refused) if stranger.contact_id else {refused[0]}
    assert {(answer.status, answer.code) for answer in answers} <= allowed
    assert all(scene.contact_id not in answer.text.replace(answer.body["instance"], "") for answer in answers)
    assert world.items() == before


@pytest.mark.feature("S3.15")
def test_a_group_that_may_only_view_changes_nothing(scene: Scene, world: World) -> None:
    groups = {
        "groups": ["sales", "support"],
        "collaborations": [{"owner": "sales", "with": "support", "rights": ["view"]}],
    }
    assert scene.api.put("/v1/settings/groups", groups).status == 200
    support = Api(groups=("support",))
    assert {support.get(path).status for path in scene.reads()} == {200}
    before = world.items()
    assert {(answer.status, answer.code) for answer in scene.send(support)} == {(404, "not_found")}
    assert world.items() == before
