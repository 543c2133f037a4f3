"""Creating, reading, changing and deleting contacts."""

import pytest
from pydantic import JsonValue

from contactbook.domain.base.callers import ActorType
from contactbook.domain.base.errors import (
    DuplicateContact,
    MissingScope,
    NotFound,
    ValidationFailed,
    VersionMismatch,
)
from contactbook.domain.contacts.drafts import ContactDraft
from contactbook.domain.contacts.record import Contact
from contactbook.domain.settings.fields import Formatting, MandatoryFields, NameCase, Uniqueness
from contactbook.services.base.stores import open_store
from contactbook.services.contacts import registration
from contactbook.services.settings.sections import save_section
from tests.builders.contacts import a_caller
from tests.faults.counting import count_calls
from tests.services.contacts.validations import count_validations


@pytest.fixture
def store(world):
    return open_store("acme")


def _person(**said):
    return ContactDraft.model_validate({"kind": "person", "first_name": "Eleni", "last_name": "Georgiou"} | said)


def _register(store, now, **said) -> Contact:
    return registration.register_contact(store, _person(**said), by=a_caller(), now=now)


class TestRegistering:
    @pytest.mark.feature("S2.13", "S2.17")
    def test_a_new_contact_is_stored_as_it_is_answered(self, store, now):
        contact = _register(store, now)
        assert store.contacts.get(contact.contact_id) == contact

    @pytest.mark.feature("S2.15")
    def test_every_missing_mandatory_field_is_named(self, store, now):
        _save(store, "mandatory_fields", MandatoryFields(person=("title", "emails")), now)
        with pytest.raises(ValidationFailed) as refused:
            _register(store, now)
        assert {error.field for error in refused.value.errors} == {"/title", "/emails"}

    @pytest.mark.feature("S2.29", "S3.9")
    def test_a_taken_value_refuses_the_contact_and_names_the_other(self, store, now):
        _save(store, "uniqueness", Uniqueness(person=(("identifiers.social_security_number",),)), now)
        first = _register(store, now, identifiers={"social_security_number": "12 34-5"})
        with pytest.raises(DuplicateContact) as refused:
            _register(store, now, identifiers={"social_security_number": "12345"})
        assert refused.value.conflicts[0].contact_id == first.contact_id

    @pytest.mark.feature("S2.29", "S3.15")
    def test_a_refusal_names_the_other_only_to_who_may_see_it_now_and_reads_nothing(self, store, now):
        _save(store, "uniqueness", Uniqueness(person=(("last_name",),)), now)
        first = _register(store, now)

        def named() -> str | None:
            with pytest.raises(DuplicateContact) as refused, count_calls() as calls:
                _register(store, now)
            assert calls.names == ["dynamodb.TransactWriteItems"]
            return refused.value.conflicts[0].contact_id

        insider = a_caller(groups=frozenset({"sales"}))
        for group, shown in (("sales", None), (None, first.contact_id)):
            registration.change_contact(store, first.contact_id, {"owned_by_group": group}, by=insider, now=now)
            store.settings.current()
            assert named() == shown

    def test_creating_takes_one_transaction_and_no_read_but_the_settings(self, store, now):
        _save(store, "uniqueness", Uniqueness(person=(("last_name",),)), now)
        store.settings.current()
        with count_calls() as calls:
            _register(store, now)
        assert calls.names == ["dynamodb.TransactWriteItems"]

    def test_creating_writes_the_contact_its_claim_and_its_audit_entry(self, world, store, now):
        _save(store, "uniqueness", Uniqueness(person=(("last_name",),)), now)
        before = len(world.items())
        contact = _register(store, now)
        kinds = [item["kind"]["S"] for item in world.items() if contact.contact_id in item["pk"]["S"]]
        assert sorted(kinds) == ["contact", "history"]
        assert len(world.items()) - before == 3

    def test_the_values_of_a_draft_are_not_validated_again(self, store, now):
        draft = _person(emails=[{"address": "eleni@example.com"}], addresses=[{"line_1": "1 Main St", "country": "CY"}])
        store.settings.current()
        with count_validations("Georgiou") as counted:
            registration.register_contact(store, draft, by=a_caller(), now=now)
        assert counted.times == 0

    @pytest.mark.feature("S2.11")
    def test_a_name_that_its_upper_case_would_make_too_long_stays_as_typed(self, store, now):
        _save(store, "formatting", Formatting(name_case=NameCase.UPPER), now)
        contact = _register(store, now, last_name="ß" * 150)
        assert (contact.first_name, contact.last_name) == ("ELENI", "ß" * 150)
        assert store.contacts.get(contact.contact_id) == contact


class TestChanging:
    @pytest.mark.feature("S1.12")
    def test_a_patch_replaces_what_it_names_and_removes_what_is_null(self, store, now):
        contact = _register(store, now, title="Dr")
        changed = registration.change_contact(
            store, contact.contact_id, {"first_name": "Maria", "title": None}, by=a_caller(), now=now
        )
        assert (changed.first_name, changed.title, changed.last_name, changed.version) == ("Maria", None, "Georgiou", 2)

    def test_a_patch_that_changes_nothing_stores_nothing(self, world, store, now):
        contact = _register(store, now)
        before = world.items()
        registration.change_contact(store, contact.contact_id, {"first_name": "Eleni"}, by=a_caller(), now=now)
        assert world.items() == before

    @pytest.mark.feature("S2.13")
    def test_the_kind_is_fixed_at_creation(self, store, now):
        contact = _register(store, now)
        with pytest.raises(ValidationFailed):
            registration.change_contact(store, contact.contact_id, {"kind": "company"}, by=a_caller(), now=now)

    @pytest.mark.feature("S2.18")
    def test_the_life_cycle_state_cannot_be_written(self, api):
        made = api.post("/v1/contacts", {"kind": "person", "last_name": "G", "life_cycle_state": "financial"})
        assert (made.status, made.code) == (422, "unknown_field")

    def test_a_stale_version_is_refused(self, store, now):
        contact = _register(store, now)
        registration.change_contact(store, contact.contact_id, {"first_name": "Maria"}, by=a_caller(), now=now, if_match=1)
        with pytest.raises(VersionMismatch):
            registration.change_contact(store, contact.contact_id, {"first_name": "Anna"}, by=a_caller(), now=now, if_match=1)

    def test_changing_takes_one_read_and_one_transaction(self, store, now):
        contact = _register(store, now)
        with count_calls() as calls:
            registration.change_contact(store, contact.contact_id, {"first_name": "Maria"}, by=a_caller(), now=now)
        assert calls.names == ["dynamodb.GetItem", "dynamodb.TransactWriteItems"]

    @pytest.mark.feature("S2.33")
    def test_a_value_that_was_changed_away_is_free_at_once(self, store, now):
        _save(store, "uniqueness", Uniqueness(person=(("last_name",),)), now)
        contact = _register(store, now)
        registration.change_contact(store, contact.contact_id, {"last_name": "Ioannou"}, by=a_caller(), now=now)
        assert _register(store, now).last_name == "Georgiou"

    @pytest.mark.feature("S2.30")
    def test_a_contact_does_not_conflict_with_itself(self, store, now):
        _save(store, "uniqueness", Uniqueness(person=(("last_name",),)), now)
        contact = _register(store, now)
        changed = registration.change_contact(store, contact.contact_id, {"first_name": "Anna"}, by=a_caller(), now=now)
        assert changed.version == 2

    @pytest.mark.feature("S2.127")
    def test_each_change_is_one_entry_of_the_chain(self, store, now):
        contact = _register(store, now)
        registration.change_contact(store, contact.contact_id, {"first_name": "Maria"}, by=a_caller(), now=now)
        entries, _ = store.history.page(contact.contact_id, limit=10)
        newest, oldest = entries[0][0], entries[1][0]
        assert [entry.action for entry, _ in entries] == ["contact.changed", "contact.created"]
        assert newest.previous == oldest.hash
        assert store.contacts.get(contact.contact_id).history.hash == newest.hash
        assert newest.actor.type is ActorType.USER


class TestDeleting:
    @pytest.mark.feature("S2.19")
    def test_a_contact_without_accounts_can_be_deleted_and_frees_its_values(self, store, now):
        _save(store, "uniqueness", Uniqueness(person=(("last_name",),)), now)
        contact = _register(store, now)
        registration.delete_contact(store, contact.contact_id, by=a_caller(), now=now)
        with pytest.raises(NotFound):
            store.contacts.get(contact.contact_id)
        assert _register(store, now)

    @pytest.mark.feature("S2.19")
    def test_a_contact_with_an_account_cannot_be_deleted(self, api):
        contact_id = api.post("/v1/contacts", {"kind": "person", "last_name": "G"}).body["contact_id"]
        assert api.post(f"/v1/contacts/{contact_id}/accounts", {"name": "Checking"}).status == 201
        refused = api.delete(f"/v1/contacts/{contact_id}")
        assert (refused.status, refused.code) == (409, "has_account")


def test_another_tenant_sees_nothing(store, now):
    contact = _register(store, now)
    with pytest.raises(NotFound):
        registration.read_profile(open_store("acme-corp"), contact.contact_id, by=a_caller())


def test_reading_a_profile_takes_one_query(store, now):
    contact = _register(store, now)
    store.settings.current()
    with count_calls() as calls:
        registration.read_profile(store, contact.contact_id, by=a_caller())
    assert calls.names == ["dynamodb.Query"]


def _save(store, section, value, now) -> None:
    save_section(store, section, value.model_dump(mode="json", by_alias=True), by=a_caller(), now=now)


def test_a_portals_customer_does_not_file_itself(store, now):
    contact = _register(store, now)
    portal = a_caller(contact_id=contact.contact_id)
    registration.change_contact(store, contact.contact_id, {"first_name": "Anna"}, by=portal, now=now)
    filed: dict[str, JsonValue] = {
        "owned_by_group": "sales",
        "categories": ["gold"],
        "tags": ["vip"],
        "associations": [{"type": "user", "id": "u1"}],
    }
    for field, value in filed.items():
        with pytest.raises(MissingScope):
            registration.change_contact(store, contact.contact_id, {field: value}, by=portal, now=now)


def test_a_request_to_create_a_contact_is_validated_once(api):
    api.post("/v1/contacts", {"kind": "person", "last_name": "First"})
    with count_validations("Georgiou") as counted:
        assert api.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou"}).status == 201
    assert counted.times == 1
