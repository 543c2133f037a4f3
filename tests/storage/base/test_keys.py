"""Keys: prefixes keep tenants apart, and impossible ids never become keys."""

import pytest

from contactbook.domain.base.errors import NotFound
from contactbook.storage.base.group_keys import MATCH_PARTITIONS, GroupKeys
from contactbook.storage.base.keys import PROFILE_AND_RECORDS, TenantKeys, last_part, part, tenant_of

KEYS = TenantKeys("acme")


@pytest.mark.parametrize("tenant_id", ["", "ab", "Acme", "acme#corp", "-acme", "acme-", "a" * 41])
def test_an_invalid_tenant_id_makes_no_keys(tenant_id: str) -> None:
    with pytest.raises(ValueError, match="tenant id"):
        TenantKeys(tenant_id)


def test_no_partition_of_a_tenant_begins_like_one_of_another_tenant() -> None:
    assert not TenantKeys("acme-corp").contact_partition("c").startswith(KEYS.contact_partition("")[: len("TENANT#acme#")])


@pytest.mark.parametrize("value", ["a#b", "a" * 129, "line\nfeed"])
def test_an_id_that_no_record_can_have_is_not_found(value: str) -> None:
    with pytest.raises(NotFound):
        part(value)


def test_a_number_sign_in_a_filter_value_is_escaped() -> None:
    assert KEYS.facet_partition("tag", "a#b%") == "TENANT#acme#SEARCH#=tag#a%23b%25"


def test_a_child_of_a_profile_sorts_behind_its_contact() -> None:
    assert KEYS.profile("c").sk < KEYS.child("c", "NOTE", "n").sk


@pytest.mark.parametrize(("pk", "tenant_id"), [("TENANT#acme#LIST#l", "acme"), ("TENANTS", None), ("GROUP#acme#SYNC", None)])
def test_a_tenants_partition_names_its_tenant(pk: str, tenant_id: str | None) -> None:
    assert tenant_of(pk) == tenant_id


def test_the_last_part_of_a_key_is_its_id() -> None:
    assert last_part(KEYS.contact_partition("con_1")) == "con_1"


def test_match_keys_lie_in_a_fixed_number_of_partitions_by_their_hash() -> None:
    group = GroupKeys("top")
    keys = [group.match_key(f"1.{digit}f") for digit in MATCH_PARTITIONS]
    assert [key.pk for key in keys] == [group.match_partition(digit) for digit in MATCH_PARTITIONS]
    assert keys[10].sk == "1.af"


@pytest.mark.parametrize(
    "noun",
    ["ACCESS", "CERTIFICATE", "COMMUNICATION", "CONSENT", "EXPORT", "HISTORY", "NAME-DAY", "NOT-DUPLICATE", "REQUEST"],
)
def test_nothing_else_of_a_contact_lies_among_its_records(noun: str) -> None:
    first, last = PROFILE_AND_RECORDS
    assert not first <= KEYS.beside_profile("c", noun, "x").sk <= last
    for child in ("ACCOUNT", "ATTACHMENT", "OPPORTUNITY", "RELATION"):
        assert first < KEYS.child("c", child, "x").sk < last


def test_a_profile_shows_accounts_and_opportunities_only() -> None:
    nouns = ("ACCOUNT", "ATTACHMENT", "CONVERSION", "ENGAGEMENT", "NOTE", "OPPORTUNITY", "RELATION")
    shown = [noun for noun in nouns if KEYS.child("c", noun, "x").sk.startswith("PROFILE")]
    assert shown == ["ACCOUNT", "OPPORTUNITY"]
