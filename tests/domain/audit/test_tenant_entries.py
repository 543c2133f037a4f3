"""What an entry about a tenant's records keeps of their values."""

import pytest
from pydantic import SecretStr

from contactbook.domain.audit.entries import Change
from contactbook.domain.audit.tenant_entries import CONCEALED, TenantEntry, kept_changes, with_digest
from contactbook.domain.base.callers import Actor, ActorType
from contactbook.domain.base.key_ring import KeyRing
from contactbook.domain.base.versions import with_fields
from tests.builders.contacts import NOW


def kept(value: object, **said: bool) -> object:
    (change,) = kept_changes([Change.model_validate({"field": "criteria", "to": value})], **said)
    return change.to


@pytest.mark.feature("S2.141")
@pytest.mark.parametrize(
    "address", ["eleni@example.com", "ελένη@παράδειγμα.gr", "a.b+c@x", "+35799123456", "+357 99 123 456", "+1 (202) 555-0143"]
)
def test_addresses_are_concealed_at_every_depth(address: str) -> None:
    assert kept({"all": [{"field": "emails.address", "is": f"<{address}>"}]}) == {
        "all": [{"field": "emails.address", "is": f"<{CONCEALED}>"}]
    }


def test_a_tenants_own_addresses_are_kept() -> None:
    assert kept("news@acme.example", own_addresses=True) == "news@acme.example"


@pytest.mark.feature("S8.3")
@pytest.mark.parametrize("own_addresses", [False, True])
def test_which_contact_is_meant_is_concealed(own_addresses: bool) -> None:
    contact_id = "con_01J9ZQ5W3V8K2M4N6P7R8S9T0A"
    value = {"contact_ids": [contact_id], "text": f"See {contact_id}."}
    assert kept(value, own_addresses=own_addresses) == {"contact_ids": [CONCEALED], "text": f"See {CONCEALED}."}


@pytest.mark.parametrize("text", ["Dear #first_name", "2026-11-30T09:00:00Z", "cron(0 9 * * ? *)", "1 + 1"])
def test_other_texts_are_kept(text: str) -> None:
    assert kept(text) == text


def test_what_the_system_keeps_is_left_out() -> None:
    assert kept_changes([Change(field="version", to=2), Change(field="created_by.id", to="user-1")]) == ()


def test_a_long_value_is_kept_as_its_hash() -> None:
    assert kept("x" * 32_001) == {"sha256": kept("x" * 32_001)["sha256"], "bytes": 32_001}  # type: ignore[index]  # A mapping.
    assert kept("x" * 32_000) == "x" * 32_000


def test_a_large_entry_stays_within_an_item() -> None:
    changes = [Change(field=f"bodies.{number}", from_="a" * 20_000, to="b" * 20_000) for number in range(40)]
    assert sum(len(one.model_dump_json()) for one in kept_changes(changes)) < 20_000


@pytest.mark.feature("S2.127")
def test_a_changed_entry_shows() -> None:
    ring = KeyRing(current="1", secrets={"1": SecretStr("11" * 32)})
    entry = TenantEntry(
        entry_id="his_1", at=NOW, actor=Actor(type=ActorType.USER, id="user-1"), action="list.created", subject="lst_1"
    )
    signed = with_digest(entry, ring)
    assert with_digest(signed, ring) == signed
    assert with_digest(with_fields(signed, subject="lst_2"), ring).digest != signed.digest
