"""What a contact claims by a rule, and what a rule makes mandatory (S2.25-S2.34)."""

from typing import Any

import pytest
from pydantic import SecretStr

from contactbook.domain.base.key_ring import KeyRing
from contactbook.domain.contacts.record import ContactKind
from contactbook.domain.contacts.uniqueness.claims import (
    ClaimHolder,
    claims,
    external_claim,
    groups_of,
    holder_of,
    is_external,
    missing_fields,
    missing_paths,
    name_of_claim,
    pointer,
    rule_name,
    values_at,
)
from contactbook.domain.settings.fields import Uniqueness
from tests.builders.contacts import CONTACT_ID, a_contact

RULE = Uniqueness(
    person=(("last_name", "identifiers.id_card.number"), ("emails",)),
    company=(("identifiers.vat_number",),),
)
CARD = {"id_card": {"number": "x-12 3"}}
MAILS = [{"type": "personal", "address": "A@Example.com"}, {"type": "work", "address": "b@example.com"}]


def claimed(**fields: Any) -> set[tuple[tuple[str, ...], tuple[str, ...]]]:
    return {(one.fields, one.values) for one in claims(a_contact(**fields), RULE)}


@pytest.mark.feature("S2.25", "S2.26", "S2.31")
def test_each_group_claims_the_folded_values_of_its_fields_in_one_order() -> None:
    both = ("identifiers.id_card.number", "last_name")
    assert claimed(identifiers=CARD, emails=MAILS) == {
        (both, ("x123", "georgiou")),
        (("emails",), ("a@example.com",)),
        (("emails",), ("b@example.com",)),
    }
    assert claimed(emails=MAILS[:1]) == {(("emails",), ("a@example.com",))}
    assert claimed() == set()


@pytest.mark.feature("S2.31")
@pytest.mark.parametrize("erasure", ["erasing", "anonymized"])
def test_who_is_anonymized_claims_nothing(erasure: str) -> None:
    assert claimed(identifiers=CARD, emails=MAILS, external_ids={"core": "1"}, erasure=erasure) == set()


@pytest.mark.feature("S7.4")
def test_an_id_of_another_system_is_claimed_also_where_it_only_leads_to_the_contact() -> None:
    contact = a_contact(external_ids={"core": "1"}, led_external_ids={"core": ["2", "3"]})
    found = claims(contact, Uniqueness())
    assert found == {external_claim("core", number) for number in "123"}
    assert external_claim("core", "1").fields == ("external_ids.core",)
    assert all(map(is_external, found))
    assert not any(map(is_external, claims(a_contact(emails=MAILS), RULE)))


@pytest.mark.feature("S2.25", "S3.12")
def test_a_group_has_one_name_for_each_kind_whatever_the_order_of_its_fields() -> None:
    named = rule_name(ContactKind.PERSON, ("a", "b"))
    assert named == rule_name(ContactKind.PERSON, ("b", "a"))
    assert named.startswith("person-")
    assert len({named, rule_name(ContactKind.COMPANY, ("a", "b")), rule_name(ContactKind.PERSON, ("a",))}) == 3
    # It is in the keys of stored claims, so it never changes.
    assert named == "person-7e18f737311b"
    assert (groups_of(RULE, ContactKind.PERSON), groups_of(RULE, ContactKind.COMPANY)) == (RULE.person, RULE.company)


def test_a_claim_is_stored_under_a_keyed_hash_of_its_values() -> None:
    rings = [KeyRing(current="1", secrets={"1": SecretStr(text * 32)}) for text in ("11", "22")]
    value, other = external_claim("core", "1"), external_claim("core", "2")
    names = {name_of_claim(ring, one) for ring in rings for one in (value, other)}
    assert len(names) == 4
    assert {name.partition("#")[0] for name in names} == {"external-core"}
    # As rules and hashes are in the keys of stored claims, they never change.
    assert name_of_claim(rings[0], value) == "external-core#eb0c235d43f708f6f8ede1271e472d9e"


@pytest.mark.feature("S2.31")
def test_an_email_is_compared_as_an_address_and_not_as_a_text() -> None:
    written, sent = (a_contact(emails=[{"type": "work", "address": f"a@{one}.example"}]) for one in ("Bücher", "xn--bcher-kva"))
    assert values_at(written, "emails") == values_at(sent, "emails")


@pytest.mark.feature("S2.28")
def test_every_field_of_a_rule_is_mandatory() -> None:
    groups = RULE.person
    assert missing_paths(a_contact(), groups) == ("identifiers.id_card.number", "emails")
    assert missing_paths(a_contact(identifiers=CARD, emails=MAILS), groups) == ()
    (card, mails) = missing_fields(a_contact(), groups)
    assert (card.field, card.code) == ("/identifiers/id_card/number", "required")
    assert (mails.field, mails.message) == ("/emails", "A uniqueness rule makes this field mandatory.")
    assert pointer("a.b.c") == "/a/b/c"


@pytest.mark.feature("S2.31")
@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("last_name", ("georgiou",)),
        ("first_name", ()),
        ("no_such_field", ()),
        ("emails", ("a@example.com", "b@example.com")),
        ("emails.address", ("a@example.com", "b@example.com")),
        ("emails.type", ("personal", "work")),
        ("phones", ("35799123456",)),
        ("phones.number", ("35799123456",)),
        ("identifiers.id_card.number", ("x123",)),
        ("identifiers.vat_number", ()),
        ("custom.badge", ("r-1",)),
        ("custom.other", ()),
    ],
)
def test_a_path_leads_to_folded_values_through_lists_objects_and_custom_fields(path: str, values: tuple[str, ...]) -> None:
    phones = [{"type": "mobile", "number": "+35799123456"}, {"type": "work", "number": "+35799123456"}]
    contact = a_contact(emails=MAILS, phones=phones, identifiers=CARD, custom={"badge": "R-1"})
    assert values_at(contact, path) == values


def test_who_holds_a_claim_is_named_with_what_decides_who_may_see_it() -> None:
    holder = holder_of(a_contact(owned_by_group="sales", privacy_level=2))
    assert holder == ClaimHolder(contact_id=CONTACT_ID, owned_by_group="sales", privacy_level=2)
