"""What was known at an earlier time, and an audit that equals what happened (S2.127)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contactbook.domain.accounts.accounts import AccountDraft
from contactbook.domain.audit.entries import changes_between
from contactbook.domain.base.callers import Actor, ActorType
from contactbook.domain.base.errors import ContactbookError
from contactbook.domain.contacts.drafts import ContactDraft, PreferencesDraft
from contactbook.domain.contacts.notes import NoteDraft
from contactbook.domain.contacts.record import Contact
from contactbook.domain.decisions.decision import Decision
from contactbook.domain.decisions.suppressions import Suppressions
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.notification_types.notification_types import NotificationType, Purpose
from contactbook.services.accounts import accounts
from contactbook.services.audit import chain as audit_chain
from contactbook.services.audit.as_of import decision_as_of, past_contact
from contactbook.services.base.stores import open_store
from contactbook.services.consent import answers, preferences
from contactbook.services.consent.answers import ConsentDraft
from contactbook.services.contacts import notes, registration
from contactbook.services.decisions.deciding import Decider
from contactbook.storage.tenant_store import TenantStore
from tests.builders.contacts import a_caller

# The record's own standing is that of today. The limits and the times are said with the accounts and the identifiers.
OWN = {"version", "history", "claims", "updated_at", "updated_by", "gained", "credit_limits", "identifiers_since"}
NAMES = st.sampled_from(["Eleni", "Maria", "Πηνελόπη", None])
ADDRESS = {"type": "home", "line_1": "1 Ledra St", "country": "CY"}
PATCHES = st.fixed_dictionaries(
    {},
    optional={
        "first_name": NAMES,
        "title": NAMES,
        "date_of_birth": st.sampled_from(["1971-11-23", None]),
        "tags": st.lists(st.sampled_from(["vip", "cold"]), unique=True),
        "emails": st.sampled_from(
            [[], [{"address": "a@example.com"}], [{"address": "b@example.com"}, {"address": "c@example.com"}]]
        ),
        "addresses": st.sampled_from([[], [ADDRESS], [ADDRESS | {"city": "Nicosia"}]]),
        "identifiers": st.sampled_from(
            [{"vat_number": None}, {"tax_number": "T1"}, {"id_card": {"number": "X1", "country": "CY"}}]
        ),
        "owned_by_group": st.sampled_from([None, "sales"]),
    },
)
STEPS = st.one_of(
    st.tuples(st.just("patch"), PATCHES),
    st.tuples(st.just("consent"), st.sampled_from(["accepted", "rejected", "withdrawn", "pending"])),
    st.tuples(st.just("preferences"), st.booleans()),
    st.tuples(st.just("account"), st.just(None)),
    st.tuples(st.just("note"), st.just(None)),
)
USERS = st.sampled_from(["user-1", "user-2"])


@pytest.fixture
def store(world) -> TenantStore:
    return open_store("acme")


def _take(store: TenantStore, contact_id: str, step: tuple[str, Any], user: str, now: datetime) -> None:
    by = a_caller(actor=Actor(type=ActorType.USER, id=user), groups=frozenset({"sales"}))
    what, said = step
    match what:
        case "patch":
            registration.change_contact(store, contact_id, said, by=by, now=now)
        case "consent":
            draft = ConsentDraft.model_validate({"state": said})
            answers.record_consent(store, contact_id, draft, by=by, now=now, if_match=None)
        case "preferences":
            stated = PreferencesDraft.model_validate({"direct_marketing": said})
            preferences.set_preferences(store, contact_id, stated, by=by, now=now, if_match=None)
        case "account":
            accounts.open_account(store, contact_id, AccountDraft(name="A"), by=by, now=now)
        case "note":
            notes.add_note(store, contact_id, NoteDraft(text="x"), by=by, now=now)


def _known(contact: Contact) -> dict[str, Any]:
    return contact.model_dump(mode="json", exclude=OWN)


def _play(
    store: TenantStore, now: datetime, steps: list[tuple[tuple[str, Any], str]]
) -> tuple[str, list[tuple[datetime, Contact, str]]]:
    """Live through a history; what was so at each moment, and who made it so."""
    by = a_caller()
    draft = ContactDraft.model_validate({"kind": "person", "first_name": "Eleni", "last_name": "Georgiou"})
    contact = registration.register_contact(store, draft, by=by, now=now)
    lived = [(now, contact, by.actor.id)]
    for step, user in steps:
        now += timedelta(hours=1)
        try:
            _take(store, contact.contact_id, step, user, now)
        except ContactbookError:
            continue
        after = store.contacts.get(contact.contact_id)
        if after.version != lived[-1][1].version:
            lived.append((now, after, user))
    return contact.contact_id, lived


def _law(store: TenantStore, now: datetime, steps: list[tuple[tuple[str, Any], str]]) -> None:
    contact_id, lived = _play(store, now, steps)
    end = now + timedelta(days=30)
    by = a_caller(groups=frozenset({"sales"}))
    # As of every moment, what is known is what was so.
    for at, contact, _ in lived:
        assert _known(past_contact(store, contact_id, at + timedelta(minutes=1), by=by, now=end)) == _known(contact)
    # The audit is what happened: who, when, and from what to what.
    told, _ = store.history.page(contact_id, limit=1000)
    made = [(entry, values) for entry, values in reversed(told) if entry.action != "kyc.assigned"]
    assert [(entry.at, entry.actor.id) for entry, _ in made] == [(at, user) for at, _, user in lived]
    for (entry, values), (_, before, _), (_, after, _) in zip(made[1:], lived, lived[1:], strict=False):
        own = {change.field: change for change in changes_between(before, after) if change.field.split(".")[0] not in OWN}
        said = {change.field: change for change in values.changes} if values else {}
        assert own.items() <= said.items(), entry.action
    verdict, further = audit_chain.verify_chain(store, contact_id, by=by, after=None)
    assert (verdict.whole, verdict.checked, further) == (True, len(told), None)


HISTORIES = st.lists(st.tuples(STEPS, USERS), max_size=12)
_RELAXED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@pytest.mark.feature("S2.127", "S2.128")
@settings(max_examples=15, deadline=None, suppress_health_check=_RELAXED)
@given(steps=HISTORIES)
def test_the_audit_equals_what_happened(world, now, steps):
    world.reset()
    _law(open_store("acme"), now, steps)


@pytest.mark.torture
@pytest.mark.feature("S2.127", "S2.128")
@settings(max_examples=500, deadline=None, suppress_health_check=_RELAXED)
@given(steps=HISTORIES)
def test_the_audit_equals_what_happened_five_hundred_times(world, now, steps):
    world.reset()
    _law(open_store("acme"), now, steps)


class TestAsOf:
    @pytest.mark.feature("S2.127")
    def test_the_routes_answer_what_was_known_then(self, api):
        contact_id = api.post("/v1/contacts", {"kind": "person", "first_name": "Eleni", "last_name": "Georgiou"}).body[
            "contact_id"
        ]
        before = api.put(f"/v1/contacts/{contact_id}/consent", {"state": "accepted"})
        then = api.get(f"/v1/contacts/{contact_id}").body["updated_at"]
        api.patch(f"/v1/contacts/{contact_id}", {"first_name": "Maria"})
        api.put(f"/v1/contacts/{contact_id}/consent", {"state": "withdrawn"})
        past = api.get(f"/v1/contacts/{contact_id}", as_of=then)
        assert past.status == 200, past.text
        assert past.body["contact"]["first_name"] == "Eleni"
        assert past.body["contact"]["consent"]["state"] == "accepted"
        assert "ETag" not in past.headers
        assert api.get(f"/v1/contacts/{contact_id}/consent", as_of=then).body["state"] == before.body["state"] == "accepted"
        assert api.get(f"/v1/contacts/{contact_id}/consent").body["state"] == "withdrawn"

    def test_what_is_kept_beside_the_contact_is_in_the_audit_and_not_in_what_was_known(self, api):
        contact_id = api.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou"}).body["contact_id"]
        account_id = api.post(f"/v1/contacts/{contact_id}/accounts", {"name": "Checking"}).body["account_id"]
        api.post(f"/v1/contacts/{contact_id}/opportunities", {"name": "Upgrade", "stage": "tour"})
        then = api.get(f"/v1/contacts/{contact_id}").body["updated_at"]
        told = api.get(f"/v1/contacts/{contact_id}", as_of=then).body["contact"]
        assert (told["life_cycle_state"], told["stage"]) == ("financial", "customer")
        assert not {"accounts", "opportunities"} & told.keys()
        audit = api.get(f"/v1/contacts/{contact_id}/audit").body["items"]
        (opened,) = [one for one in audit if one["action"] == "account.created"]
        changes = {one["field"]: one["to"] for one in opened["changes"]}
        assert (changes["account.account_id"], changes["account.name"]) == (account_id, "Checking")

    @pytest.mark.feature("S2.127", "S2.141")
    def test_what_was_known_of_an_anonymized_contact_is_erased(self, api):
        contact_id = api.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou"}).body["contact_id"]
        then = api.get(f"/v1/contacts/{contact_id}").body["updated_at"]
        api.post(f"/v1/contacts/{contact_id}/anonymize")
        past = api.get(f"/v1/contacts/{contact_id}", as_of=then)
        assert (past.status, past.code) == (409, "history_erased")

    def test_before_it_was_made_there_was_no_contact_and_what_will_be_is_not_known(self, api):
        contact_id = api.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou"}).body["contact_id"]
        assert api.get(f"/v1/contacts/{contact_id}", as_of="2020-01-01T00:00:00Z").status == 404
        assert api.get(f"/v1/contacts/{contact_id}", as_of="2999-01-01T00:00:00Z").status == 422


@pytest.mark.feature("S2.127")
def test_a_past_decision_can_be_derived_again(store, now):
    by, later = a_caller(), now + timedelta(days=2)
    person = {"kind": "person", "last_name": "G", "emails": [{"address": "a@example.com", "primary": True}]}
    draft = ContactDraft.model_validate(person | {"preferences": {"direct_marketing": True}})
    contact_id = registration.register_contact(store, draft, by=by, now=now).contact_id
    offer = NotificationType(
        notification_type_id="nty_1",
        name="Offers",
        purpose=Purpose.DIRECT_MARKETING,
        apply_direct_marketing_preference=True,
        apply_affiliate_marketing_preference=False,
        created_at=now,
        updated_at=now,
    )
    decider = Decider(store, now=now)

    def decided() -> Decision:
        addressee = decider.load({contact_id: False})[contact_id]
        return decider.decide(
            addressee, channel=Channel.EMAIL, notification_type=offer, service=None, suppressions=Suppressions()
        )

    then = decided()
    assert then.contacted
    refusal = PreferencesDraft.model_validate({"direct_marketing": False})
    preferences.set_preferences(store, contact_id, refusal, by=by, now=now + timedelta(days=1))
    registration.change_contact(store, contact_id, {"emails": []}, by=by, now=now + timedelta(days=1))
    assert decided() != then
    again = decision_as_of(
        store, contact_id, now + timedelta(hours=1), channel=Channel.EMAIL, notification_type=offer, by=by, now=later
    )
    assert again == then


def test_a_chain_can_be_read_while_it_grows(store, now):
    contact_id, _ = _play(store, now, [(("note", None), "user-1")] * 3)
    verdict, _ = audit_chain.verify_chain(store, contact_id, by=a_caller(), after=None)
    assert (verdict.whole, verdict.checked) == (True, 4)
