"""What a contact permits, over HTTP: the ledger, what decides, and a no that nothing but the person lifts."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest

from contactbook import clock
from contactbook.services.base.stores import open_store
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Answer, Api
from tests.builders.refusals import mailed_link, refuse

EMAIL = "eleni@example.com"
PERSON = {"kind": "person", "first_name": "Eleni", "emails": [{"address": EMAIL, "primary": True}]}
YES = {"direct_marketing": True, "affiliate_marketing": True}
visitor = Api(anonymous=True)
Later = Callable[..., datetime]


@pytest.fixture
def contact_id(api: Api) -> str:
    return created(api)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    def pass_time(**time: int) -> datetime:
        then: datetime = clock.now() + timedelta(**(time or {"minutes": 5}))
        monkeypatch.setattr(clock, "source", lambda: then)
        return then

    return pass_time


def created(api: Api, **fields: Any) -> str:
    return str(api.post("/v1/contacts", {**PERSON, "preferences": YES, **fields}).body["contact_id"])


def prefer(api: Api, contact_id: str, **said: Any) -> Answer:
    return api.put(f"/v1/contacts/{contact_id}/preferences", said)


def consent(api: Api, contact_id: str, state: str, **said: Any) -> Answer:
    return api.put(f"/v1/contacts/{contact_id}/consent", {"state": state, **said})


def page_of(api: Api, contact_id: str, purpose: str) -> str:
    return urlsplit(mailed_link(contact_id, purpose)).path


def post(path: str, body: str) -> Answer:
    return visitor.call("POST", path, raw=body, content_type="application/x-www-form-urlencoded")


def click(api: Api, contact_id: str) -> Answer:
    return post(page_of(api, contact_id, "unsubscribe") + "/one-click", "List-Unsubscribe=One-Click")


def permissions(api: Api, contact_id: str, **query: Any) -> dict[str, Any]:
    answer = api.get(f"/v1/contacts/{contact_id}/permissions", **query)
    assert answer.status == 200, answer.text
    return {one["scope"]: one for one in answer.body["items"]}


def evidence(at: datetime, **fields: Any) -> dict[str, Any]:
    return {"said_through": "phone", "said_at": at.isoformat(), **fields}


@pytest.mark.feature("S5.9", "S5.2")
def test_each_scope_says_whether_and_because_of_which_event(api: Api, contact_id: str, later: Later) -> None:
    later()
    click(api, contact_id)
    found = permissions(api, contact_id)
    assert list(found) == [
        *("direct_marketing", "affiliate_marketing", "processing", "channel:email", "channel:sms", "channel:print"),
    ]
    because = found["direct_marketing"]["because"]
    assert found["direct_marketing"]["allowed"] is False
    assert (because["said"], because["through"], because["own"]) == ("no", "one_click", True)
    assert because["by"] == {"type": "link", "id": contact_id}
    assert found["processing"]["allowed"] is True
    assert (found["processing"]["because"]["through"], found["processing"]["because"]["event_id"]) == ("default", None)


@pytest.mark.feature("S5.9")
def test_a_past_time_is_answered_by_what_was_said_until_then(api: Api, contact_id: str, later: Later) -> None:
    then = clock.now()
    later(days=1)
    click(api, contact_id)
    assert permissions(api, contact_id)["direct_marketing"]["allowed"] is False
    found = permissions(api, contact_id, as_of=then.isoformat())
    assert (found["direct_marketing"]["allowed"], found["direct_marketing"]["because"]["through"]) == (True, "user")


@pytest.mark.feature("S5.1", "S5.9")
def test_the_history_is_paged_newest_first_and_has_what_was_said_again(api: Api, contact_id: str, later: Later) -> None:
    for _ in range(2):
        later()
        click(api, contact_id)
    whole = api.get(f"/v1/contacts/{contact_id}/permissions/history").body["items"]
    scopes = ["affiliate_marketing", "direct_marketing"]
    assert [(one["scope"], one["said"], one["through"]) for one in whole] == [
        *((scope, "no", "one_click") for scope in scopes * 2),
        *((scope, "yes", "user") for scope in scopes),
    ]
    paged, cursor = [], None
    while True:
        page = api.get(f"/v1/contacts/{contact_id}/permissions/history", limit=1, cursor=cursor).body
        paged += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert paged == whole


@pytest.mark.feature("S5.2")
def test_the_contact_carries_what_a_rebuild_from_its_history_gives(api: Api, later: Later) -> None:
    from contactbook.domain.permissions.derivation import rebuilt, view_of
    from contactbook.services.permissions.reading import ledger_of

    contact_id = created(api)
    portal = Api(contact_id=contact_id)
    deeds: list[Callable[[], Answer]] = [
        lambda: prefer(api, contact_id, channels={"sms": False}),
        lambda: click(api, contact_id),
        lambda: prefer(api, contact_id, direct_marketing=True),
        lambda: prefer(api, contact_id, direct_marketing=True, evidence=evidence(clock.now())),
        lambda: consent(portal, contact_id, "rejected"),
        lambda: consent(api, contact_id, "accepted"),
        lambda: consent(portal, contact_id, "pending"),
        lambda: prefer(portal, contact_id, affiliate_marketing=True, channels={"sms": True, "print": False}),
        lambda: consent(portal, contact_id, "accepted"),
        lambda: prefer(api, contact_id, affiliate_marketing=False),
    ]
    store = open_store("acme")
    for deed in deeds:
        later()
        assert deed().status in (200, 409)
        stored = store.contacts.get(contact_id)
        assert rebuilt(ledger_of(store, stored)) == dict(view_of(stored))


class TestANoOfThePerson:
    @pytest.mark.feature("S5.5")
    def test_a_users_yes_needs_evidence_that_is_younger(self, api: Api, contact_id: str, later: Later) -> None:
        before = clock.now()
        later()
        click(api, contact_id)
        later()
        refused = prefer(api, contact_id, **YES)
        assert (refused.status, refused.code) == (409, "refusal_stands")
        assert refused.error_codes() == {f"/{flag}": "refusal_stands" for flag in YES}
        assert prefer(api, contact_id, **YES, evidence=evidence(before)).code == "refusal_stands"
        future = prefer(api, contact_id, **YES, evidence=evidence(clock.now() + timedelta(days=1)))
        assert future.error_codes() == {"/evidence/said_at": "in_the_future"}
        assert prefer(api, contact_id, **YES, evidence=evidence(clock.now(), note="Rang us, shop 4")).status == 200
        because = permissions(api, contact_id)["direct_marketing"]["because"]
        assert (because["said"], because["through"], because["evidence"]["note"]) == ("yes", "user", "Rang us, shop 4")

    @pytest.mark.feature("S5.5")
    def test_what_a_user_recorded_a_user_lifts(self, api: Api, contact_id: str) -> None:
        assert prefer(api, contact_id, direct_marketing=False).status == 200
        assert prefer(api, contact_id, direct_marketing=True).status == 200

    @pytest.mark.feature("S5.3")
    def test_the_person_lifts_it_itself(self, api: Api, contact_id: str, later: Later) -> None:
        click(api, contact_id)
        later()
        portal = Api(contact_id=contact_id)
        assert prefer(portal, contact_id, direct_marketing=True).body["direct_marketing"] is True
        assert prefer(portal, contact_id, direct_marketing=True, evidence=evidence(clock.now())).status == 422

    @pytest.mark.feature("S5.5", "S2.116")
    @pytest.mark.parametrize("state", ["pending", "accepted"])
    def test_a_user_lifts_no_rejection_of_the_person(self, api: Api, contact_id: str, later: Later, state: str) -> None:
        consent(Api(contact_id=contact_id), contact_id, "rejected")
        later()
        refused = consent(api, contact_id, state)
        assert (refused.code, refused.error_codes()) == ("refusal_stands", {"/state": "refusal_stands"})
        assert consent(api, contact_id, state, evidence=evidence(clock.now())).status == 200
        assert permissions(api, contact_id)["processing"]["allowed"] is (state == "accepted")

    @pytest.mark.feature("S2.116", "S5.3")
    def test_asking_again_lifts_no_rejection_that_a_user_recorded(self, api: Api, contact_id: str) -> None:
        consent(api, contact_id, "rejected")
        assert consent(api, contact_id, "pending").body["answer_required"] is True
        assert permissions(api, contact_id)["processing"]["allowed"] is False

    @pytest.mark.feature("S2.116", "S5.3")
    def test_an_old_link_asks_nobody_again(self, world: World, api: Api, contact_id: str) -> None:
        """The page offers no such answer, and the link went to an address that is not the person's any more."""
        path = page_of(api, contact_id, "consent")
        consent(Api(contact_id=contact_id), contact_id, "rejected")
        api.patch(f"/v1/contacts/{contact_id}", {"emails": [{"address": "new@example.com"}]})
        before = world.items()
        assert post(path, "state=pending").status == 409
        assert world.items() == before
        assert api.get(f"/v1/contacts/{contact_id}/consent").body["state"] == "rejected"

    @pytest.mark.feature("S5.4", "S5.5")
    def test_a_new_contact_says_no_yes_for_an_address_that_refuses(self, api: Api, later: Later) -> None:
        refuse("ELENI@example.com", "one_click")
        refused = api.post("/v1/contacts", {**PERSON, "preferences": YES})
        assert (refused.status, refused.code) == (409, "refusal_stands")
        assert refused.error_codes() == {f"/preferences/{flag}": "refusal_stands" for flag in YES}
        assert api.post("/v1/contacts", PERSON).status == 201
        told = {**YES, "evidence": evidence(clock.now())}
        assert api.post("/v1/contacts", {**PERSON, "preferences": told}).status == 201

    @pytest.mark.feature("S5.5", "S2.119")
    def test_the_document_of_an_evidence_must_be_there(self, api: Api, contact_id: str, later: Later) -> None:
        later()
        answer = prefer(api, contact_id, channels={"email": True}, evidence=evidence(clock.now(), attachment_id="att_none"))
        assert answer.error_codes() == {"/evidence/attachment_id": "unknown_attachment"}

    @pytest.mark.feature("S5.1", "S2.141")
    def test_the_note_is_erased_with_the_person_and_the_event_stays(self, api: Api, contact_id: str, later: Later) -> None:
        later()
        prefer(api, contact_id, direct_marketing=False, evidence=evidence(clock.now(), note="Rang from Larnaca"))
        api.post(f"/v1/contacts/{contact_id}/anonymize", {})
        told = api.get(f"/v1/contacts/{contact_id}/permissions/history")
        assert told.status in (200, 409)
        kept = [one["evidence"] for one in told.body["items"] if one["evidence"]]
        assert [(one["said_through"], one["note"]) for one in kept] == [("phone", None)]


@pytest.mark.feature("S5.6")
def test_channels_are_refused_apart(api: Api, contact_id: str) -> None:
    assert api.get(f"/v1/contacts/{contact_id}/preferences").body["channels"] == {"email": True, "sms": True, "print": True}
    answer = prefer(api, contact_id, channels={"sms": False})
    assert answer.body["channels"] == {"email": True, "sms": False, "print": True}
    assert permissions(api, contact_id)["channel:sms"]["because"]["said"] == "no"
    assert prefer(api, contact_id, channels={"fax": False}).status == 422


class TestAskingAboutAnAddress:
    @pytest.mark.feature("S5.4", "S5.9")
    def test_it_answers_whether_or_not_a_contact_has_it_and_is_audited(self, api: Api) -> None:
        refuse(EMAIL, "one_click")
        answer = api.post("/v1/permissions/check", {"email": "Eleni@Example.com"})
        assert [(one["scope"], one["through"]) for one in answer.body["items"]] == [
            ("affiliate_marketing", "one_click"),
            ("direct_marketing", "one_click"),
        ]
        assert api.post("/v1/permissions/check", {"phone": "+35799123456"}).body == {"items": []}
        asked = [one for one in api.get("/v1/audit", kind="jobs").body["items"] if one["action"] == "permissions.checked"]
        assert len(asked) == 2
        assert EMAIL not in str(asked)

    @pytest.mark.parametrize("body", [{}, {"email": EMAIL, "phone": "+35799123456"}, {"email": None}])
    def test_it_needs_one_address(self, api: Api, body: dict[str, Any]) -> None:
        assert api.post("/v1/permissions/check", body).status == 422

    @pytest.mark.feature("S5.9", "S5.11")
    @pytest.mark.parametrize(
        "body",
        [
            {"email": f"Eleni <{EMAIL}>"},
            {"email": f"mailto:{EMAIL}"},
            {"email": f"{EMAIL};"},
            {"email": "eleni"},
            {"phone": "123"},
        ],
    )
    def test_it_gives_no_all_clear_for_what_it_cannot_read(self, api: Api, body: dict[str, Any]) -> None:
        refuse(EMAIL, "one_click")
        answer = api.post("/v1/permissions/check", body)
        (field,) = body
        assert (answer.status, answer.body["errors"][0]["code"]) == (422, f"invalid_{field}")
