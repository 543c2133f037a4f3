"""A change of settings that lets more people be contacted says how many, and needs their number confirmed (S5.13)."""

from typing import Any

import pytest

from contactbook import clock
from contactbook.domain.base.callers import Scope
from contactbook.domain.settings.sections import SECTIONS
from contactbook.services.base import first_contacts
from contactbook.services.decisions import more_contactable
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Answer, Api
from tests.builders.refusals import refuse

STRICT = {"rejected": "none", "withdrawn": "anonymize", "marketing_requires_accepted": True}


def person(api: Api, name: str, state: str = "pending", **fields: Any) -> str:
    """Create a contact who permits direct marketing, with its answer to the consent."""
    known: dict[str, Any] = {"kind": "person", "last_name": name, "emails": [{"address": f"{name}@example.com"}]}
    known |= {"preferences": {"direct_marketing": True, "affiliate_marketing": False}}
    contact_id = str(api.post("/v1/contacts", known | fields).body["contact_id"])
    if state != "pending":
        answered = api.put(f"/v1/contacts/{contact_id}/consent", {"state": state})
        assert answered.status == 200, answered.text
    return contact_id


def save(api: Api, section: str = "consent", **body: Any) -> Answer:
    return api.put(f"/v1/settings/{section}", body)


def preview(api: Api, section: str = "consent", **body: Any) -> Answer:
    return api.call("PUT", f"/v1/settings/{section}", body, query={"preview": "true"})


def needed(answer: Answer) -> int:
    assert (answer.status, answer.code) == (409, "acknowledgement_needed"), answer.text
    return int(answer.body["more_contactable"])


@pytest.mark.feature("S5.13", "S5.3")
def test_a_form_text_alone_frees_nobody_who_rejected(world: World, api: Api) -> None:
    """The rest of the section takes its defaults, which are the permissive ones."""
    person(api, "rejected", "rejected")
    save(api, rejected="none")
    before = world.items()
    assert needed(save(api, form_text="We keep your address.")) == 1
    assert world.items() == before
    assert save(api, form_text="We keep your address.", rejected="none").status == 200


@pytest.mark.feature("S5.13")
def test_the_number_that_is_confirmed_must_be_that_of_now(world: World, api: Api) -> None:
    save(api, **STRICT)
    person(api, "first")
    assert needed(save(api)) == 1
    person(api, "second")
    before = world.items()
    assert needed(save(api, acknowledge={"more_contactable": 1})) == 2
    assert world.items() == before
    assert save(api, acknowledge={"more_contactable": 2}).status == 200
    again = save(api, acknowledge={"more_contactable": 2})
    assert (again.status, "acknowledge" in again.body) == (200, False), "it loosens nothing any more"


@pytest.mark.feature("S5.13")
def test_the_number_confirmed_is_in_the_audit_entry(world: World, api: Api) -> None:
    save(api, rejected="none")
    person(api, "rejected", "rejected")
    save(api, acknowledge={"more_contactable": 1})
    entries = api.get("/v1/audit", kind="settings").body["items"]
    changes = [change for entry in entries for change in entry["changes"] if change["field"] == "acknowledged.more_contactable"]
    assert [change["to"] for change in changes] == [1]


@pytest.mark.feature("S5.13")
def test_a_preview_gives_the_number_with_a_sample_and_saves_nothing(world: World, api: Api) -> None:
    save(api, **STRICT)
    rejected = person(api, "rejected", "rejected", preferences={"direct_marketing": False, "affiliate_marketing": False})
    pending = person(api, "pending")
    person(api, "accepted", "accepted")
    before = world.items()
    answer = preview(api)
    assert answer.status == 200
    assert (answer.body["more_contactable"], answer.body["more"]) == (2, False)
    assert {one["contact_id"]: one["purposes"] for one in answer.body["sample"]} == {
        rejected: ["financial", "customer_care"],
        pending: ["direct_marketing"],
    }
    assert {one["display_name"] for one in answer.body["sample"]} == {"rejected", "pending"}
    writer = Api(scopes=(Scope.SETTINGS_WRITE.value,))
    assert {one["display_name"] for one in preview(writer).body["sample"]} == {None}
    assert preview(api, nothing=1).error_codes() == {"/nothing": "unknown_field"}
    assert world.items() == before


@pytest.mark.feature("S5.13")
def test_only_whom_the_change_opens_to_a_purpose_is_counted(world: World, api: Api) -> None:
    save(api, **STRICT)
    person(api, "nowhere", emails=[])
    person(api, "never", preferences={"direct_marketing": False, "affiliate_marketing": False})
    person(api, "suppressed")
    person(api, "bounced")
    refuse("bounced@example.com")
    made = api.post("/v1/suppression-lists", {"name": "L", "always": True}).body["suppression_list_id"]
    api.post(f"/v1/suppression-lists/{made}/entries", {"entries": [{"email": "suppressed@example.com"}]})
    assert preview(api).body["more_contactable"] == 0
    assert save(api, rejected="none").status == 200


@pytest.mark.feature("S5.13")
def test_an_accounts_own_address_counts(world: World, api: Api) -> None:
    save(api, **STRICT)
    contact_id = person(api, "client", emails=[])
    account = {"name": "A", "service": "loans", "contact_information": {"email": "client@example.com"}}
    assert api.post(f"/v1/contacts/{contact_id}/accounts", account).status == 201
    assert preview(api).body["more_contactable"] == 1


@pytest.mark.feature("S5.13")
def test_of_more_contacts_than_one_request_looks_at_the_number_so_far_is_confirmed(
    world: World, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_contacts, "_PAGE", 2)
    monkeypatch.setattr(first_contacts, "MOST", 4)
    save(api, **STRICT)
    for place in range(5):
        person(api, f"person{place}")
    refused = save(api)
    assert (needed(refused), refused.body["more"]) == (4, True)
    assert save(api, acknowledge={"more_contactable": 5}).status == 409
    assert save(api, acknowledge={"more_contactable": 4}).status == 200


@pytest.mark.feature("S5.13")
def test_a_change_that_cannot_loosen_reads_no_contact(world: World, api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(more_contactable, "_Count", None)
    person(api, "person")
    assert save(api, **STRICT).status == 200
    assert save(api, "preferences", direct_marketing=True).status == 200
    assert preview(api, "uniqueness").body == {"more_contactable": 0, "more": False, "sample": []}


@pytest.mark.feature("S5.13", "S2.52")
def test_a_type_that_ignores_preferences_counts_as_it_is(world: World, api: Api) -> None:
    save(api, **STRICT)
    person(api, "default", preferences={})
    assert preview(api).body["more_contactable"] == 0
    ignoring = {"name": "All", "purpose": "direct_marketing", "apply_direct_marketing_preference": False}
    assert api.post("/v1/notification-types", ignoring).status == 201
    assert preview(api).body["more_contactable"] == 1


@pytest.mark.feature("S2.52", "S5.13")
@pytest.mark.parametrize("has_type", [True, False], ids=["a type without its switch", "no such type yet"])
def test_passing_over_what_persons_said_is_acknowledged_and_audited(world: World, api: Api, has_type: bool) -> None:
    refused = person(api, "refused")
    assert Api(contact_id=refused).put(f"/v1/contacts/{refused}/preferences", {"direct_marketing": False}).status == 200
    person(api, "default", preferences={})
    if has_type:
        ignoring = {"name": "All", "purpose": "direct_marketing", "apply_direct_marketing_preference": False}
        assert api.post("/v1/notification-types", ignoring).status == 201
    everything = {"apply_off_passes_over": "everything"}
    assert Api(scopes=("communications:send", "settings:read")).put("/v1/settings/preferences", everything).status == 403
    assert preview(api, "preferences", **everything).body["sample"][0]["contact_id"] == refused
    number = needed(save(api, "preferences", **everything))
    assert number == 1
    assert save(api, "preferences", **everything, acknowledge={"more_contactable": number}).status == 200
    entry = api.get("/v1/audit", kind="settings").body["items"][0]
    assert "apply_off_passes_over" in str(entry)
    assert "more_contactable" in str(entry)
    assert save(api, "preferences").status == 200


@pytest.mark.feature("S5.13", "S3.14")
def test_the_sample_names_no_contact_that_the_caller_may_not_see(world: World, api: Api) -> None:
    save(api, **STRICT)
    person(api, "secret")
    save(api, "privacy_levels", default=5)
    person(api, "hidden")
    answer = preview(Api(privacy_clearance=0))
    assert (answer.body["more_contactable"], len(answer.body["sample"])) == (2, 0)
    assert len(preview(Api(super_user=True)).body["sample"]) == 2


@pytest.mark.feature("S5.13")
@pytest.mark.parametrize("said", [1, "1", None, [], {"more_contactable": True}, {"more_contactable": "1"}, {"n": 1}])
def test_an_acknowledgement_has_one_number(world: World, api: Api, said: Any) -> None:
    answer = save(api, acknowledge=said)
    assert answer.status == 422
    assert all(field.startswith("/acknowledge") for field in answer.error_codes())


@pytest.mark.feature("S5.13", "S5.3")
def test_no_section_frees_anybody_by_taking_its_defaults(world: World, api: Api) -> None:
    """Every section whose body leaves out everything: nobody more is contacted, or their number is asked for."""
    save(api, **STRICT)
    save(api, "privacy_levels", default=3)
    save(api, "uniqueness", person=[["emails.address"]])
    save(api, "mandatory_fields", person=["last_name"])
    boss = Api(super_user=True)
    contact_ids = [person(boss, "rejected", "rejected"), person(boss, "pending"), person(boss, "accepted", "accepted")]
    before = reachable(boss, contact_ids)
    for section in sorted(SECTIONS):
        answer = save(boss, section)
        assert (answer.status == 200) is (section != "consent"), answer.text
        assert reachable(boss, contact_ids) - before == set(), section
    assert needed(save(boss)) == 2


def reachable(api: Api, contact_ids: list[str]) -> set[tuple[str, str]]:
    """The contacts that a dry run of each purpose would contact."""
    from contactbook.domain.decisions.more_contactable import plain_ways
    from contactbook.domain.notification_types.channels import Channel
    from contactbook.services.base.stores import open_store
    from contactbook.services.decisions.deciding import Decider

    store = open_store(api.tenant_id)
    store.settings.forget()
    decider = Decider(store, now=clock.now())
    found = decider.load(dict.fromkeys(contact_ids, False))
    known = decider.suppressions(list(found.values()), Channel.EMAIL)
    return {
        (contact_id, way.purpose.value)
        for contact_id, addressee in found.items()
        for way in plain_ways()
        if decider.decide(addressee, channel=Channel.EMAIL, notification_type=way, service=None, suppressions=known).contacted
    }
