"""A contact's consent over HTTP: recorded, refused, kept with its history and its evidence."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Answer, Api
from tests.builders.library import keep_file, upload
from tests.faults.calls import Answer as Answered
from tests.faults.calls import Call, Json
from tests.faults.taps import Tap, tapped

PERSON = {"kind": "person", "first_name": "Eleni", "emails": [{"address": "eleni@example.com"}]}
FILE = {"file_name": "form.pdf", "content_type": "application/pdf", "size": 5, "classification": "consent_form"}


@pytest.fixture
def contact_id(api: Api) -> str:
    return str(api.post("/v1/contacts", PERSON).body["contact_id"])


def record(api: Api, contact_id: str, state: str, **fields: Any) -> Answer:
    return api.put(f"/v1/contacts/{contact_id}/consent", {"state": state, **fields})


def form_of(api: Api, contact_id: str) -> str:
    """A form that is attached to the contact."""
    return upload(api.post(f"/v1/contacts/{contact_id}/attachments", FILE).body["attachment_id"], contact_id)


class JustBeforeItIsWritten(Tap):
    """Does something between what a request read and what it writes, once."""

    def __init__(self, deed: Callable[[], object]) -> None:
        self.deed: Callable[[], object] | None = deed

    def call(self, call: Call, proceed: Callable[[Json], Answered]) -> Answered:
        if call.operation == "TransactWriteItems" and self.deed:
            deed, self.deed = self.deed, None
            deed()
        return proceed(call.params)


def consent_settings(api: Api, **fields: Any) -> None:
    if fields.get("global_form_attachment_id"):
        keep_file(fields["global_form_attachment_id"])
    assert api.put("/v1/settings/consent", fields).status == 200


class TestRecordingAConsent:
    @pytest.mark.feature("S2.110")
    def test_a_new_contact_was_not_asked_yet(self, api: Api, contact_id: str) -> None:
        body = api.get(f"/v1/contacts/{contact_id}/consent").body
        assert (body["state"], body["updated_at"], body["updated_by"], body["version"]) == ("pending", None, None, 1)

    @pytest.mark.feature("S2.116", "S2.118")
    def test_a_recorded_consent_says_when_and_by_whom(self, api: Api, contact_id: str) -> None:
        form = form_of(api, contact_id)
        answer = record(api, contact_id, "accepted", form_attachment_id=form)
        assert answer.status == 200
        assert answer.headers["ETag"] == '"3"'
        profile = api.get(f"/v1/contacts/{contact_id}").body["consent"]
        assert (profile["state"], profile["form_attachment_id"]) == ("accepted", form)
        assert profile["updated_by"] == {"type": "user", "id": "user-1"}
        assert profile["updated_at"] == answer.body["updated_at"] is not None

    @pytest.mark.feature("S2.111")
    @pytest.mark.parametrize("first", [None, "rejected"])
    def test_what_was_never_accepted_cannot_be_withdrawn(self, api: Api, contact_id: str, first: str | None) -> None:
        if first:
            record(api, contact_id, first)
        refused = record(api, contact_id, "withdrawn")
        assert (refused.status, refused.code) == (409, "consent_transition_refused")
        assert api.get(f"/v1/contacts/{contact_id}/consent").body["state"] == (first or "pending")

    @pytest.mark.feature("S2.111")
    def test_what_was_accepted_can_be_withdrawn(self, api: Api, contact_id: str) -> None:
        record(api, contact_id, "accepted")
        assert record(api, contact_id, "withdrawn").body["state"] == "withdrawn"

    @pytest.mark.feature("S2.118")
    def test_the_same_consent_again_changes_nothing(self, api: Api, contact_id: str) -> None:
        form = form_of(api, contact_id)
        first = record(api, contact_id, "accepted", form_attachment_id=form)
        assert record(api, contact_id, "accepted", form_attachment_id=form).body == first.body
        assert record(api, contact_id, "accepted").body == first.body
        assert len(api.get(f"/v1/contacts/{contact_id}/consent/history").body["items"]) == 1

    @pytest.mark.feature("S2.119")
    def test_another_form_is_a_consent_of_its_own(self, api: Api, contact_id: str) -> None:
        first, second = form_of(api, contact_id), form_of(api, contact_id)
        record(api, contact_id, "accepted", form_attachment_id=first)
        assert record(api, contact_id, "accepted", form_attachment_id=second).body["form_attachment_id"] == second
        forms = [item["form_version"] for item in api.get(f"/v1/contacts/{contact_id}/consent/history").body["items"]]
        assert sorted(forms) == [f"attachment:{first}", f"attachment:{second}"]

    def test_a_stale_version_is_refused(self, api: Api, contact_id: str) -> None:
        assert api.put(f"/v1/contacts/{contact_id}/consent", {"state": "accepted"}, if_match='"9"').status == 412

    @pytest.mark.parametrize("body", [{}, {"state": "yes"}, {"state": "accepted", "extra": 1}, {"state": None}])
    def test_anything_else_is_refused(self, api: Api, contact_id: str, body: dict[str, Any]) -> None:
        assert api.put(f"/v1/contacts/{contact_id}/consent", body).status == 422

    def test_another_tenants_contact_is_not_there(self, contact_id: str) -> None:
        stranger = Api(tenant_id="other")
        assert stranger.get(f"/v1/contacts/{contact_id}/consent").status == 404
        assert record(stranger, contact_id, "accepted").status == 404
        assert stranger.get(f"/v1/contacts/{contact_id}/consent/history").status == 404

    @pytest.mark.feature("S2.116")
    def test_a_portals_customer_records_its_own_consent_and_no_others(self, api: Api, contact_id: str) -> None:
        other = api.post("/v1/contacts", {**PERSON, "first_name": "Maria"}).body["contact_id"]
        portal = Api(contact_id=contact_id)
        assert record(portal, contact_id, "accepted").body["updated_by"] == {"type": "contact", "id": contact_id}
        assert record(portal, other, "accepted").status == 404


class TestTheForm:
    @pytest.mark.feature("S2.119")
    def test_a_form_that_is_not_there_is_refused(self, api: Api, contact_id: str) -> None:
        removed = form_of(api, contact_id)
        api.delete(f"/v1/contacts/{contact_id}/attachments/{removed}")
        another = str(api.post("/v1/contacts", {**PERSON, "first_name": "Maria"}).body["contact_id"])
        other_tenant = Api(tenant_id="other")
        for form in (
            removed,
            form_of(api, another),
            "att_1",
            "x#y",
            other_tenant.post("/v1/attachments", FILE).body["attachment_id"],
        ):
            refused = record(api, contact_id, "accepted", form_attachment_id=form)
            assert (refused.status, refused.code) == (422, "validation_failed")
            assert refused.error_codes() == {"/form_attachment_id": "unknown_attachment"}
        assert api.get(f"/v1/contacts/{contact_id}/consent").body["state"] == "pending"
        assert api.get(f"/v1/contacts/{contact_id}/consent/history").body["items"] == []

    @pytest.mark.feature("S2.119")
    def test_a_form_can_be_chosen_from_the_library(self, api: Api, contact_id: str) -> None:
        form = upload(api.post("/v1/attachments", FILE).body["attachment_id"])
        assert record(api, contact_id, "accepted", form_attachment_id=form).body["form_attachment_id"] == form

    @pytest.mark.feature("S2.119", "S2.120")
    def test_what_was_read_can_be_sent_back_whatever_became_of_the_form(self, api: Api, contact_id: str) -> None:
        consent_settings(api, global_form_attachment_id="att_global")
        read = api.get(f"/v1/contacts/{contact_id}/consent").body["form_attachment_id"]
        assert record(api, contact_id, "accepted", form_attachment_id=read).status == 200
        consent_settings(api, global_form_attachment_id=None)
        assert record(api, contact_id, "withdrawn", form_attachment_id=read).body["form_attachment_id"] == "att_global"

    @pytest.mark.feature("S2.119")
    def test_a_form_that_is_removed_at_the_same_moment_is_never_the_consents(self, api: Api, contact_id: str) -> None:
        for path in ("/v1/attachments", f"/v1/contacts/{contact_id}/attachments"):
            form = upload(api.post(path, FILE).body["attachment_id"], None if path == "/v1/attachments" else contact_id)
            with tapped(JustBeforeItIsWritten(partial(api.delete, f"{path}/{form}"))):
                refused = record(api, contact_id, "accepted", form_attachment_id=form)
            assert refused.error_codes() == {"/form_attachment_id": "unknown_attachment"}

    @pytest.mark.feature("S1.23", "S2.119")
    def test_a_form_that_came_with_a_merged_contact_is_the_survivors_own(self, api: Api, contact_id: str) -> None:
        source = str(api.post("/v1/contacts", {**PERSON, "first_name": "Maria"}).body["contact_id"])
        form = form_of(api, source)
        assert record(api, source, "accepted", form_attachment_id=form).status == 200
        merged = api.post(f"/v1/contacts/{contact_id}/merge", {"source_ids": [source]})
        assert merged.status == 200, merged.text
        assert record(api, contact_id, "accepted", form_attachment_id=form).body["form_attachment_id"] == form

    @pytest.mark.feature("S2.120")
    def test_the_global_form_is_attached_to_contacts_before_and_after_it(self, api: Api, contact_id: str) -> None:
        consent_settings(api, global_form_attachment_id="att_global")
        later = api.post("/v1/contacts", {**PERSON, "first_name": "Maria"}).body
        assert later["consent"]["form_attachment_id"] == "att_global"
        assert api.get(f"/v1/contacts/{contact_id}").body["consent"]["form_attachment_id"] == "att_global"
        assert api.get(f"/v1/contacts/{contact_id}/consent").body["form_attachment_id"] == "att_global"

    @pytest.mark.feature("S2.119", "S2.120")
    def test_an_answer_keeps_the_form_it_was_given_to(self, api: Api, contact_id: str) -> None:
        consent_settings(api, global_form_attachment_id="att_global")
        record(api, contact_id, "accepted")
        consent_settings(api, global_form_attachment_id="att_newer")
        assert api.get(f"/v1/contacts/{contact_id}/consent").body["form_attachment_id"] == "att_global"

    @pytest.mark.feature("S2.119")
    def test_the_history_names_the_version_of_a_form_that_is_text(self, api: Api, contact_id: str) -> None:
        consent_settings(api, form_text="We keep your name.")
        record(api, contact_id, "accepted")
        consent_settings(api, form_text="We keep your name and your email.")
        record(api, contact_id, "withdrawn")
        versions = {item["form_version"] for item in api.get(f"/v1/contacts/{contact_id}/consent/history").body["items"]}
        assert len(versions) == 2
        assert all(version.startswith("text:") for version in versions)


class TestWhatAStateAllows:
    @pytest.mark.feature("S2.112", "S2.114")
    def test_without_functionality_nothing_can_be_changed_and_everything_read(self, api: Api, contact_id: str) -> None:
        consent_settings(api, rejected="none")
        assert record(api, contact_id, "rejected").status == 200
        for refused in (
            api.patch(f"/v1/contacts/{contact_id}", {"first_name": "Maria"}),
            api.put(f"/v1/contacts/{contact_id}/preferences", {"direct_marketing": True}),
            api.put(f"/v1/contacts/{contact_id}/preferences", {"direct_marketing": False, "affiliate_marketing": False}),
        ):
            assert (refused.status, refused.code) == (409, "not_functional")
        assert api.get(f"/v1/contacts/{contact_id}").body["first_name"] == "Eleni"

    @pytest.mark.feature("S2.117")
    def test_without_functionality_a_consent_can_still_be_accepted(self, api: Api, contact_id: str) -> None:
        consent_settings(api, withdrawn="none")
        record(api, contact_id, "accepted")
        record(api, contact_id, "withdrawn")
        assert record(api, contact_id, "accepted").body["behaviour"] == "complete"
        assert api.patch(f"/v1/contacts/{contact_id}", {"first_name": "Maria"}).status == 200

    @pytest.mark.feature("S2.112")
    def test_with_complete_functionality_a_rejected_contact_works(self, api: Api, contact_id: str) -> None:
        record(api, contact_id, "rejected")
        assert api.patch(f"/v1/contacts/{contact_id}", {"first_name": "Maria"}).status == 200

    @pytest.mark.feature("S2.113")
    def test_nothing_can_be_configured_for_pending_and_accepted(self, api: Api) -> None:
        assert api.put("/v1/settings/consent", {"accepted": "none"}).status == 422
        assert api.put("/v1/settings/consent", {"pending": "none"}).status == 422

    @pytest.mark.feature("S2.115", "S2.139", "S2.140")
    def test_a_consent_that_asks_for_anonymization_marks_the_contact_and_stops_it(self, api: Api, contact_id: str) -> None:
        consent_settings(api, rejected="anonymize")
        assert record(api, contact_id, "rejected").body["anonymization_pending"] is True
        assert api.patch(f"/v1/contacts/{contact_id}", {"first_name": "Maria"}).code == "not_functional"

    @pytest.mark.feature("S2.131")
    def test_nothing_is_recorded_for_an_anonymized_contact(self, api: Api, contact_id: str, world: World) -> None:
        _erase(contact_id)
        for refused in (record(api, contact_id, "accepted"), api.patch(f"/v1/contacts/{contact_id}", {"first_name": "X"})):
            assert (refused.status, refused.code) == (409, "anonymized")


class TestHistoryAndEvidence:
    @pytest.mark.feature("S2.116", "S2.118")
    def test_the_history_says_who_when_how_and_from_what_to_what(self, api: Api, contact_id: str) -> None:
        record(api, contact_id, "accepted")
        (event,) = api.get(f"/v1/contacts/{contact_id}/consent/history").body["items"]
        assert (event["previous_state"], event["state"], event["through"]) == ("pending", "accepted", "api")
        assert event["by"] == {"type": "user", "id": "user-1"}
        assert event["at"] == api.get(f"/v1/contacts/{contact_id}/consent").body["updated_at"]
        assert not {"source_ip", "user_agent"} & event.keys()

    def test_the_evidence_is_for_whoever_may_read_the_audit(self, api: Api, contact_id: str) -> None:
        record(api, contact_id, "accepted")
        (found,) = api.get(f"/v1/contacts/{contact_id}/consent/evidence").body["items"]
        assert (found["about"], found["source_ip"], found["user_agent"]) == ("consent", "203.0.113.7", "tests")
        assert found["event_id"] == api.get(f"/v1/contacts/{contact_id}/consent/history").body["items"][0]["event_id"]
        reader = Api(scopes=("contacts:read", "contacts:write"))
        assert reader.get(f"/v1/contacts/{contact_id}/consent/evidence").code == "missing_scope"
        assert "203.0.113.7" not in reader.get(f"/v1/contacts/{contact_id}/consent/history").text

    def test_the_history_comes_in_pages(self, api: Api, contact_id: str) -> None:
        for state in ("accepted", "rejected", "accepted"):
            record(api, contact_id, state)
        path = f"/v1/contacts/{contact_id}/consent/history"
        first = api.get(path, limit=2).body
        second = api.get(path, limit=2, cursor=first["next_cursor"]).body
        assert len({item["event_id"] for item in first["items"] + second["items"]}) == 3
        assert second["next_cursor"] is None

    def test_the_change_is_an_event_of_the_contact(self, api: Api, contact_id: str, world: World) -> None:
        record(api, contact_id, "accepted")
        entries = [item for item in world.items(f"TENANT#acme#CONTACT#{contact_id}") if item["sk"]["S"].startswith("HISTORY#")]
        assert sum("consent.changed" in entry["document"]["S"] for entry in entries) == 1


def _erase(contact_id: str) -> None:
    from contactbook.domain.contacts.record import Erasure
    from contactbook.services.base.stores import open_store
    from contactbook.storage.base import table

    contacts = open_store("acme").contacts
    contact = contacts.get(contact_id)
    erased = contact.model_copy(update={"erasure": Erasure.ANONYMIZED, "version": contact.version + 1})
    table.transact([contacts.save_of(erased, replacing=contact.version)])
