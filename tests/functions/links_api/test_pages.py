"""What is behind a signed link, over HTTP: looking changes nothing, a stop is always taken, a yes only where it counts."""

import base64
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from contactbook import clock
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Answer, Api
from tests.builders.library import upload
from tests.builders.refusals import mailed_link
from tests.builders.tokens import forged
from tests.faults.counting import count_calls

PERSON = {
    "kind": "person",
    "first_name": "Eleni",
    "emails": [{"address": "eleni@example.com", "primary": True}],
    "preferences": {"direct_marketing": True, "affiliate_marketing": True},
}
ONE_CLICK = {"List-Unsubscribe": "One-Click"}
visitor = Api(anonymous=True)


def form(path: str, fields: dict[str, Any] | None = None, **options: Any) -> Answer:
    body = urlencode(fields or {}, doseq=True)
    return visitor.call("POST", path, raw=body, content_type="application/x-www-form-urlencoded", **options)


class Person:
    """A contact with a way to links for it."""

    def __init__(self, api: Api, **fields: Any) -> None:
        made = api.post("/v1/contacts", {**PERSON, **fields})
        assert made.status == 201, made.text
        self.api = api
        self.id = str(made.body["contact_id"])

    def link(self, purpose: str, **fields: Any) -> str:
        """Return the path of a link that was mailed to the contact."""
        return urlsplit(mailed_link(self.id, purpose, **fields)).path

    def profile(self) -> dict[str, Any]:
        return dict(self.api.get(f"/v1/contacts/{self.id}").body)

    def flags(self) -> tuple[bool, bool]:
        preferences = self.profile()["preferences"]
        return preferences["direct_marketing"], preferences["affiliate_marketing"]


@pytest.fixture
def person(api: Api) -> Person:
    return Person(api)


Later = Callable[..., None]


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    def pass_time(**time: int) -> None:
        then: datetime = clock.now() + timedelta(**time)
        monkeypatch.setattr(clock, "source", lambda: then)

    return pass_time


class TestLooking:
    @pytest.mark.feature("S2.50")
    @pytest.mark.parametrize("purpose", ["preferences", "consent", "unsubscribe"])
    def test_get_and_head_change_nothing_however_often(self, world: World, person: Person, purpose: str) -> None:
        path = person.link(purpose)
        before = world.items()
        with count_calls() as calls:
            for method in ("GET", "HEAD") * 3:
                assert visitor.call(method, path).status == 200
        assert world.items() == before
        assert calls.of("PutItem", "TransactWriteItems", "UpdateItem", "DeleteItem", "BatchWriteItem") == 0

    def test_the_data_page_and_its_file_change_nothing_either(self, world: World, person: Person) -> None:
        path = person.link("preferences")
        before = world.items()
        for below in ("/data", "/export"):
            for method in ("GET", "HEAD"):
                assert visitor.call(method, path + below).status == 200
        assert world.items() == before

    def test_a_head_has_a_gets_headers_and_no_body(self, person: Person) -> None:
        path = person.link("preferences")
        head, got = visitor.call("HEAD", path), visitor.get(path)
        assert head.text == ""
        assert head.headers.keys() == got.headers.keys()

    @pytest.mark.parametrize("purpose", ["preferences", "consent", "unsubscribe"])
    def test_every_page_is_private_to_the_browser_that_asked(self, person: Person, purpose: str) -> None:
        answer = visitor.get(person.link(purpose))
        headers = answer.headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Robots-Tag"].startswith("noindex")
        policy = dict(part.strip().partition(" ")[::2] for part in headers["Content-Security-Policy"].split(";"))
        nonce = re.findall(r'<style nonce="([^"]+)">', answer.text)
        assert policy == {
            "default-src": "'none'",
            "style-src": f"'nonce-{nonce[0]}'",
            "img-src": "data:",
            "form-action": "'self'",
            "base-uri": "'none'",
            "frame-ancestors": "'none'",
        }
        assert "Set-Cookie" not in headers
        assert "<script" not in answer.text
        assert not re.findall(r'(?:src|href|action)="(?:https?:)?//', answer.text)

    def test_no_two_pages_have_the_same_nonce(self, person: Person) -> None:
        path = person.link("preferences")
        policies = {visitor.get(path).headers["Content-Security-Policy"] for _ in range(3)}
        assert len(policies) == 3

    def test_values_of_a_contact_are_text_and_never_markup(self, api: Api) -> None:
        nasty = Person(api, first_name="<script>alert(1)</script>", last_name='"><img src=x>')
        api.put("/v1/settings/branding", {"name": "<i>Acme</i> & {tenant}"})
        for path in (nasty.link("preferences"), nasty.link("preferences") + "/data", nasty.link("consent")):
            text = visitor.get(path).text
            assert "<script>alert" not in text
            assert "<img src=x" not in text
            assert "<i>Acme" not in text

    def test_the_tenants_name_and_colour_are_those_of_its_settings(self, api: Api, person: Person) -> None:
        api.put("/v1/settings/branding", {"name": "Acme Telecom", "colour": "#0b7a75"})
        text = visitor.get(person.link("preferences")).text
        assert "<title>Your preferences · Acme Telecom</title>" in text
        assert "--brand: #0b7a75" in text

    @pytest.mark.parametrize(
        ("language", "default", "shown"), [("el", "en", "el"), (None, "el", "el"), ("fr", "de", "de"), ("fr", "it", "en")]
    )
    def test_the_contacts_language_comes_first_then_the_tenants(
        self, api: Api, language: str | None, default: str, shown: str
    ) -> None:
        api.put("/v1/settings/localization", {"default_language": default})
        answer = visitor.get(Person(api, language=language).link("preferences"))
        assert f'<html lang="{shown}" dir="ltr">' in answer.text
        assert answer.headers["Content-Language"] == shown


class TestAWrongLink:
    @pytest.mark.feature("S2.50")
    def test_every_wrong_link_gets_the_very_same_answer(self, api: Api, person: Person) -> None:
        good = person.link("preferences")
        gone = Person(api, emails=[], first_name="Gone")
        of_gone = gone.link("preferences")
        assert api.delete(f"/v1/contacts/{gone.id}").status == 204
        wrong = [
            "/p/x",
            "/p/%C3%A9",
            good[:-1],
            good + "A",
            "/p/" + good[3:].swapcase(),
            of_gone,
            f"/p/{person.id}",
            "/p/" + "A" * 900,
        ]
        answers = [visitor.get(path) for path in wrong]
        assert {answer.status for answer in answers} == {404}
        assert len({re.sub(r'nonce="[^"]+"', "", answer.text) for answer in answers}) == 1
        assert person.id not in answers[0].text

    @pytest.mark.feature("S2.50")
    def test_a_wrong_link_does_nothing_whatever_is_sent_to_it(self, world: World, person: Person) -> None:
        path = person.link("preferences")
        before = world.items()
        for wrong in (forged(path), "/p/x"):
            assert form(wrong, {"direct_marketing": "false"}).status == 404
            assert form(f"{wrong}/one-click", ONE_CLICK).status == 404
            assert visitor.get(f"{wrong}/data").status == 404
            assert visitor.get(f"{wrong}/export").status == 404
        assert world.items() == before

    @pytest.mark.feature("S2.50")
    def test_a_link_does_only_what_it_was_made_for(self, person: Person) -> None:
        unsubscribe, consent = person.link("unsubscribe"), person.link("consent")
        assert visitor.get(f"{unsubscribe}/data").status == 404
        assert visitor.get(f"{unsubscribe}/export").status == 404
        assert visitor.get(f"{consent}/data").status == 404
        assert form(f"{consent}/one-click", ONE_CLICK).status == 404
        form(unsubscribe, {"form": "preferences", "direct_marketing": "true", "state": "accepted"})
        assert person.flags() == (False, False)
        assert person.profile()["consent"]["state"] == "pending"

    @pytest.mark.feature("S2.50")
    def test_a_link_acts_for_its_own_contact_whatever_the_form_says(self, api: Api, person: Person) -> None:
        other = Person(api, first_name="Maria")
        form(person.link("preferences"), {"form": "preferences", "contact_id": other.id, "tenant_id": "other"})
        assert person.flags() == (False, False)
        assert other.flags() == (True, True)

    def test_an_anonymised_contact_has_no_pages(self, person: Person) -> None:
        from contactbook.domain.contacts.record import Erasure
        from contactbook.services.base.stores import open_store
        from contactbook.storage.base import table

        paths = [person.link("preferences"), person.link("consent"), person.link("unsubscribe")]
        contacts = open_store("acme").contacts
        contact = contacts.get(person.id)
        erased = contact.model_copy(update={"erasure": Erasure.ERASING, "version": contact.version + 1})
        table.transact([contacts.save_of(erased, replacing=contact.version)])
        for path in paths[:2]:
            assert visitor.get(path).status == form(path, {"state": "accepted", "direct_marketing": "true"}).status == 404
        # A no still counts, and its page shows nothing of the contact.
        assert "Eleni" not in visitor.get(paths[2]).text
        assert form(f"{paths[2]}/one-click", ONE_CLICK).status == 200

    def test_another_method_is_refused_by_name(self, person: Person) -> None:
        answer = visitor.call("DELETE", person.link("unsubscribe"))
        assert (answer.status, answer.headers["Allow"]) == (405, "GET, POST")
        assert person.flags() == (True, True)


class TestOneClick:
    @pytest.mark.feature("S2.49", "S2.50")
    def test_it_unsubscribes_without_redirect_cookie_or_login(self, person: Person) -> None:
        answer = form(person.link("unsubscribe") + "/one-click", ONE_CLICK)
        assert answer.status == 200
        assert not {"Location", "Set-Cookie"} & answer.headers.keys()
        assert person.flags() == (False, False)
        changed = person.profile()["preferences"]
        assert changed["direct_marketing_changed_by"] == {"type": "link", "id": person.id}
        assert changed["direct_marketing_changed_through"] == "one_click"

    @pytest.mark.feature("S2.50")
    def test_it_costs_two_reads_and_one_transaction_and_again_only_the_reads(self, person: Person) -> None:
        path = person.link("unsubscribe") + "/one-click"
        with count_calls() as calls:
            assert form(path, ONE_CLICK).status == 200
        assert calls.names == ["dynamodb.GetItem", "dynamodb.BatchGetItem", "dynamodb.TransactWriteItems"]
        version = person.profile()["version"]
        with count_calls() as calls:
            assert form(path, ONE_CLICK).status == 200
        assert calls.names == ["dynamodb.GetItem", "dynamodb.BatchGetItem"]
        assert person.profile()["version"] == version

    def test_a_mail_program_may_send_it_in_parts(self, person: Person) -> None:
        body = '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'
        path = person.link("unsubscribe") + "/one-click"
        assert visitor.call("POST", path, raw=body, content_type="multipart/form-data; boundary=x").status == 200
        assert person.flags() == (False, False)

    def test_it_may_arrive_in_base64_as_api_gateway_hands_it_over(self, person: Person) -> None:
        from links_api.app import handler
        from tests.aws_in_process.http import LambdaContext

        path = person.link("unsubscribe") + "/one-click"
        event = visitor._event("POST", path, urlencode(ONE_CLICK), {}, {}, "application/x-www-form-urlencoded")
        event |= {"body": base64.b64encode(event["body"].encode()).decode(), "isBase64Encoded": True}
        assert handler(event, LambdaContext())["statusCode"] == 200  # type: ignore[arg-type]  # a stand-in
        assert person.flags() == (False, False)

    @pytest.mark.parametrize(
        ("body", "content_type", "status"),
        [
            ("", "application/x-www-form-urlencoded", 400),
            ("List-Unsubscribe=Yes", "application/x-www-form-urlencoded", 400),
            ("List-Unsubscribe=One-Click", "text/plain", 415),
            ('{"List-Unsubscribe": "One-Click"}', "application/json", 415),
            ("x" * 30_000, "application/x-www-form-urlencoded", 413),
            ("List-Unsubscribe", "multipart/form-data", 400),
        ],
    )
    def test_anything_but_the_body_of_rfc_8058_does_nothing(
        self, person: Person, body: str, content_type: str, status: int
    ) -> None:
        path = person.link("unsubscribe") + "/one-click"
        assert visitor.call("POST", path, raw=body, content_type=content_type).status == status
        assert person.flags() == (True, True)

    @pytest.mark.feature("S2.49")
    @pytest.mark.parametrize("purpose", ["unsubscribe", "preferences"])
    def test_it_works_after_the_email_changed_and_sixty_days_later(
        self, api: Api, person: Person, later: Later, purpose: str
    ) -> None:
        path = person.link(purpose) + "/one-click"
        api.patch(f"/v1/contacts/{person.id}", {"emails": [{"address": "new@example.com"}]})
        later(days=59)
        assert form(path, ONE_CLICK).status == 200
        assert person.flags() == (False, False)


class TestChoosing:
    @pytest.mark.feature("S2.49")
    @pytest.mark.parametrize("direct", [True, False])
    @pytest.mark.parametrize("affiliate", [True, False])
    def test_the_boxes_that_are_ticked_are_what_the_contact_gets(self, person: Person, direct: bool, affiliate: bool) -> None:
        fields = {"form": "preferences"} | ({"direct_marketing": "true"} if direct else {})
        fields |= {"affiliate_marketing": "on"} if affiliate else {}
        path = person.link("preferences")
        assert form(path, fields).status == 200
        assert person.flags() == (direct, affiliate)
        version = person.profile()["version"]
        form(path, fields)
        assert person.profile()["version"] == version

    def test_an_empty_post_that_is_no_form_of_ours_changes_nothing(self, world: World, person: Person) -> None:
        path = person.link("preferences")
        before = world.items()
        assert visitor.call("POST", path).status == 200
        assert form(path, {"something": "else"}).status == 200
        assert world.items() == before

    def test_a_field_alone_changes_only_itself(self, person: Person) -> None:
        form(person.link("preferences"), {"affiliate_marketing": "false"})
        assert person.flags() == (True, False)

    def test_of_two_answers_to_one_question_the_no_counts(self, person: Person) -> None:
        form(person.link("preferences"), {"direct_marketing": ["true", "false"]})
        assert person.flags() == (False, True)

    def test_an_answer_that_is_neither_yes_nor_no_is_refused(self, person: Person) -> None:
        assert form(person.link("preferences"), {"direct_marketing": "maybe"}).status == 400
        assert person.flags() == (True, True)

    @pytest.mark.feature("S2.127")
    @pytest.mark.parametrize("purpose", ["preferences", "export"])
    def test_after_the_address_changed_the_old_link_shows_no_data(self, api: Api, person: Person, purpose: str) -> None:
        path = person.link(purpose)
        of_account = {"name": "A", "contact_information": {"email": "eleni@example.com"}}
        api.patch(f"/v1/contacts/{person.id}", {"emails": [{"address": "new@example.com"}]})
        nonce = re.compile('nonce="[^"]+"')
        wrong = nonce.sub("", visitor.get("/p/wrong/data").text)
        for below in ("/data", "/export"):
            refused = visitor.get(path + below)
            assert (refused.status, nonce.sub("", refused.text)) == (404, wrong)
        if purpose == "preferences":
            page = visitor.get(path)
            assert page.status == 200
            assert "Eleni" not in page.text
            assert "/data" not in page.text
            assert api.post(f"/v1/contacts/{person.id}/accounts", of_account).status == 201
            assert visitor.get(path + "/data").status == 200

    @pytest.mark.feature("S2.49")
    def test_after_the_address_changed_the_old_link_opts_out_and_never_in(self, api: Api) -> None:
        person = Person(api, preferences={"affiliate_marketing": True})
        path = person.link("preferences")
        api.patch(f"/v1/contacts/{person.id}", {"emails": [{"address": "new@example.com"}]})
        answer = form(path, {"form": "preferences", "direct_marketing": "true"})
        assert person.flags() == (False, False)
        assert "no longer yours" in answer.text
        form(path, {"direct_marketing": "true"})
        assert person.flags() == (False, False)
        form(person.link("preferences"), {"direct_marketing": "true"})
        assert person.flags() == (True, False)

    @pytest.mark.feature("S2.49")
    def test_a_link_sent_to_an_accounts_address_may_opt_in(self, api: Api, person: Person) -> None:
        from contactbook.domain.links.links import LinkPurpose
        from contactbook.services.base.stores import open_store
        from contactbook.services.links.links import link_url

        body = {"name": "Business", "contact_information": {"email": "biz@example.com"}}
        assert api.post(f"/v1/contacts/{person.id}/accounts", body).status == 201
        form(person.link("unsubscribe"))

        def choose(sent_to: str) -> tuple[bool, bool]:
            url = link_url(open_store("acme"), person.id, LinkPurpose.PREFERENCES, now=clock.now(), sent_to=sent_to)
            form(urlsplit(url).path, {"direct_marketing": "true"})
            return person.flags()

        assert choose("stranger@example.com") == (False, False)
        assert choose("Biz@example.com") == (True, False)

    @pytest.mark.feature("S2.114", "S2.117")
    def test_a_contact_that_allows_nothing_can_refuse_and_not_agree(self, api: Api) -> None:
        person = Person(api, preferences={"affiliate_marketing": True})
        path = person.link("preferences")
        api.put("/v1/settings/consent", {"rejected": "none"})
        api.put(f"/v1/contacts/{person.id}/consent", {"state": "rejected"})
        form(path, {"form": "preferences", "direct_marketing": "true"})
        assert person.flags() == (False, False)

    def test_a_contact_joins_and_leaves_public_lists_only(self, api: Api, person: Person) -> None:
        news, inner = (
            api.post("/v1/lists", {"name": name, "public": public}).body["list_id"]
            for name, public in (("News", True), ("Inner", False))
        )
        path = person.link("preferences")
        form(path, {"form": "preferences", "list_ids": [news, inner, "lst_none"]})
        assert person.profile()["list_ids"] == [news]
        assert "Inner" not in visitor.get(path).text
        form(path, {"form": "preferences"})
        assert person.profile()["list_ids"] == []


class TestAnsweringTheConsentForm:
    @pytest.mark.feature("S2.116", "S2.119")
    def test_an_answer_is_kept_with_how_it_was_given(self, api: Api, person: Person) -> None:
        api.put("/v1/settings/consent", {"form_text": "We keep your name."})
        path = person.link("consent")
        assert "We keep your name." in visitor.get(path).text
        assert form(path, {"state": "accepted"}).status == 200
        (event,) = api.get(f"/v1/contacts/{person.id}/consent/history").body["items"]
        assert (event["state"], event["through"], event["by"]) == ("accepted", "link", {"type": "link", "id": person.id})
        assert event["form_version"].startswith("text:")
        evidence = api.get(f"/v1/contacts/{person.id}/consent/evidence").body["items"]
        assert (evidence[0]["source_ip"], evidence[0]["event_id"]) == ("203.0.113.7", event["event_id"])

    @pytest.mark.feature("S2.50")
    def test_the_same_answer_again_changes_nothing(self, api: Api, person: Person) -> None:
        path = person.link("consent")
        for _ in range(3):
            assert form(path, {"state": "rejected"}).status == 200
        assert len(api.get(f"/v1/contacts/{person.id}/consent/history").body["items"]) == 1

    @pytest.mark.feature("S2.111")
    def test_a_state_that_cannot_follow_is_refused(self, person: Person) -> None:
        assert form(person.link("consent"), {"state": "withdrawn"}).status == 409
        assert form(person.link("consent"), {"state": "yes"}).status == 400
        assert form(person.link("consent"), {}).status == 400
        assert form(person.link("consent"), {"state": ["accepted", "rejected"]}).status == 400
        assert person.profile()["consent"]["state"] == "pending"

    @pytest.mark.feature("S2.49")
    def test_after_the_address_changed_the_old_link_rejects_and_never_accepts(self, api: Api, person: Person) -> None:
        path = person.link("consent")
        api.patch(f"/v1/contacts/{person.id}", {"emails": [{"address": "new@example.com"}]})
        assert "no longer yours" in form(path, {"state": "accepted"}).text
        assert person.profile()["consent"]["state"] == "pending"
        form(path, {"state": "rejected"})
        assert person.profile()["consent"]["state"] == "rejected"

    @pytest.mark.feature("S2.119")
    def test_a_form_that_is_a_document_can_be_downloaded(self, api: Api, person: Person, world: World) -> None:
        file = {"file_name": "form.pdf", "content_type": "application/pdf", "size": 4, "classification": "consent"}
        attachment = api.post(f"/v1/contacts/{person.id}/attachments", file).body
        upload(attachment["attachment_id"], person.id)
        api.put(f"/v1/contacts/{person.id}/consent", {"state": "pending", "form_attachment_id": attachment["attachment_id"]})
        path = person.link("consent")
        assert "form.pdf" in visitor.get(path).text
        answer = visitor.get(f"{path}/form")
        assert answer.status == 302
        assert attachment["attachment_id"] in answer.headers["Location"]

    def test_there_is_nothing_to_download_where_the_form_is_text(self, person: Person) -> None:
        assert visitor.get(person.link("consent") + "/form").status == 404


class TestWhatWeHave:
    def test_the_file_holds_what_the_api_calls_the_same_and_no_whole_document_number(self, api: Api) -> None:
        person = Person(api, identifiers={"id_card": {"number": "X1234567"}, "vat_number": "CY10259033P"})
        answer = visitor.get(person.link("preferences") + "/export")
        assert answer.headers["Content-Disposition"] == 'attachment; filename="my-data.json"'
        kept = answer.body["about_you"]
        assert (kept["first_name"], kept["emails"][0]["address"]) == ("Eleni", "eleni@example.com")
        assert kept["identifiers"] == {"id_card": "•••567", "vat_number": "•••33P"}
        assert not {"X1234567", "CY10259033P"} & set(re.findall(r"\w+", answer.text))
        assert not {"privacy_level", "owned_by_group", "version"} & kept.keys()

    def test_the_tenants_logo_travels_inside_the_page(self, api: Api, person: Person, world: World) -> None:
        from contactbook.domain.base.callers import Actor, ActorType
        from contactbook.domain.contacts.attachments import Attachment
        from contactbook.gateways import files
        from contactbook.services.base.stores import open_store
        from contactbook.storage.base import table

        key = "attachments/tenants/acme/library/att_logo"
        logo = Attachment(
            attachment_id="att_logo",
            file_name="logo.png",
            content_type="image/png",
            size=4,
            classification="logo",
            file_key=key,
            created_at=clock.now(),
            created_by=Actor(type=ActorType.USER, id="user-1"),
        )
        table.transact([open_store("acme").library.add_of("att_logo", logo)])
        files.put_file(key, b"\x89PNG", content_type="image/png")
        api.put("/v1/settings/branding", {"name": "Acme", "logo_attachment_id": "att_logo"})
        picture = base64.b64encode(b"\x89PNG").decode()
        page = visitor.get(person.link("preferences")).text
        assert f'<img class="logo" src="data:image/png;base64,{picture}" alt="Acme">' in page


class TestAMergedContact:
    @pytest.mark.feature("S1.23")
    def test_its_links_act_for_the_contact_it_lives_on_in(self, api: Api, person: Person) -> None:
        from contactbook.services.base.stores import open_store
        from contactbook.storage.base import table
        from contactbook.storage.base.rows import Put, Row
        from contactbook.storage.contacts.profiles import MergedContact

        path = person.link("unsubscribe")
        survivor = Person(api, first_name="Maria")
        left = MergedContact(contact_id=person.id, merged_into=survivor.id)
        key = open_store("acme").keys.profile(person.id)
        table.transact([Put(Row(key, "merged_contact", left.model_dump_json(), version=2))])
        assert form(f"{path}/one-click", ONE_CLICK).status == 200
        assert survivor.flags() == (False, False)
