"""Keys: prefixes keep tenants apart, and impossible ids never become keys."""

from collections.abc import Callable

import pytest

from contactbook.domain.base.errors import NotFound
from contactbook.storage.base.group_keys import MATCH_PARTITIONS, GroupKeys
from contactbook.storage.base.keys import PROFILE_AND_RECORDS, Key, TenantKeys, escaped, last_part, part, tenant_of, unescaped

KEYS = TenantKeys("acme")


@pytest.mark.parametrize("tenant_id", ["", "ab", "Acme", "acme#corp", "-acme", "acme-", "a" * 41])
def test_an_invalid_tenant_id_makes_no_keys(tenant_id: str) -> None:
    with pytest.raises(ValueError, match=r"^a tenant id is 3 to 40 lower-case letters, digits and inner dashes$"):
        TenantKeys(tenant_id)


def test_no_partition_of_a_tenant_begins_like_one_of_another_tenant() -> None:
    assert not TenantKeys("acme-corp").contact_partition("c").startswith(KEYS.contact_partition("")[: len("TENANT#acme#")])


@pytest.mark.parametrize("value", ["a#b", "a" * 129, "line\nfeed"])
def test_an_id_that_no_record_can_have_is_not_found(value: str) -> None:
    with pytest.raises(NotFound, match=r"^There is no such record\.$"):
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


@pytest.mark.parametrize("tenant_id", ["abc", "a" * 40, "a-1", "a--b"])
def test_an_id_of_3_to_40_letters_digits_and_inner_dashes_is_a_tenants(tenant_id: str) -> None:
    keys = TenantKeys(tenant_id)
    assert (keys.tenant_id, keys.everything) == (tenant_id, f"TENANT#{tenant_id}#")


def test_an_id_of_the_longest_length_is_a_part_of_a_key() -> None:
    assert part("a" * 128) == "a" * 128
    assert part("") == ""


def test_an_escaped_text_comes_back_and_ends_no_part_of_a_key() -> None:
    for text in ("a#b", "%23", "%", "#%25#", "plain"):
        assert "#" not in escaped(text)
        assert unescaped(escaped(text)) == text


# What an earlier version stored must be found by every later one (S8.5).
STORED: dict[str, tuple[Callable[[TenantKeys], object], object]] = {
    "contact_partition": (lambda keys: keys.contact_partition("c"), "TENANT#acme#CONTACT#c"),
    "profile": (lambda keys: keys.profile("c"), Key("TENANT#acme#CONTACT#c", "PROFILE")),
    "account": (lambda keys: keys.child("c", "ACCOUNT", "a"), Key("TENANT#acme#CONTACT#c", "PROFILE#ACCOUNT#a")),
    "opportunity": (lambda keys: keys.child("c", "OPPORTUNITY", "o"), Key("TENANT#acme#CONTACT#c", "PROFILE#OPPORTUNITY#o")),
    "note": (lambda keys: keys.child("c", "NOTE", "n"), Key("TENANT#acme#CONTACT#c", "RECORD#NOTE#n")),
    "beside_profile": (lambda keys: keys.beside_profile("c", "HISTORY", "h"), Key("TENANT#acme#CONTACT#c", "HISTORY#h")),
    "claim": (lambda keys: keys.claim("emails", "hash"), Key("TENANT#acme#UNIQUE#emails#hash", "CLAIM")),
    "refusal": (lambda keys: keys.refusal("hash"), Key("TENANT#acme#REFUSED#hash", "STANDS")),
    "soft_bounces": (lambda keys: keys.soft_bounces("hash"), Key("TENANT#acme#REFUSED#hash", "SOFT-BOUNCES")),
    "list_member": (lambda keys: keys.list_member("l", "c"), Key("TENANT#acme#LIST#l", "c")),
    "search_word": (lambda keys: keys.search_word("el#ni", "c"), Key("TENANT#acme#SEARCH#el", "el%23ni#c")),
    "facet": (lambda keys: keys.facet("tag", "a#b", "c"), Key("TENANT#acme#SEARCH#=tag#a%23b", "c")),
    "value_group": (lambda keys: keys.value_group("el#ni"), Key("TENANT#acme#VALUES#6", "el%23ni")),
    "place_group": (lambda keys: keys.place_group("CY", "hash"), Key("TENANT#acme#PLACES#1", "CY#hash")),
    "place_group_of_a_country": (lambda keys: keys.place_group("GR"), Key("TENANT#acme#PLACES#5", "GR#")),
    "duplicate_group": (lambda keys: keys.duplicate_group("hash"), Key("TENANT#acme#DUP#0", "hash")),
    "in_group": (lambda keys: keys.in_group(Key("TENANT#acme#DUP#7", "hash"), "c"), Key("TENANT#acme#DUP#7", "hash#c")),
    "group_partitions": (lambda keys: keys.group_partitions("DUP"), [f"TENANT#acme#DUP#{number}" for number in range(8)]),
    "settings": (lambda keys: keys.settings_partition(), "TENANT#acme#SETTINGS"),
    "section": (lambda keys: keys.section("kyc"), Key("TENANT#acme#SETTINGS", "SECTION#kyc")),
    "configured": (lambda keys: keys.configured("TEMPLATE", "t"), Key("TENANT#acme#SETTINGS", "TEMPLATE#t")),
    "owner": (lambda keys: keys.owner("n"), Key("TENANT#acme#OWNER#n", "OWNER")),
    "item": (lambda keys: keys.item("RUN", "r", "SLICE"), Key("TENANT#acme#RUN#r", "SLICE")),
    "contacts_by_name": (lambda keys: keys.contacts_by_name(), "TENANT#acme#CONTACTS"),
    "due": (lambda keys: keys.due(), "TENANT#acme#DUE"),
    "audit_bucket": (lambda keys: keys.audit_bucket("LOOKS", "202603", "5"), "TENANT#acme#AUDIT#LOOKS#202603#5"),
    "audit_by_user": (lambda keys: keys.audit_by_user("JOBS"), "TENANT#acme#AUDIT#JOBS"),
    "export_looks": (lambda keys: keys.export_looks("c"), "TENANT#acme#AUDIT-EXPORTS#47"),
    "open_slices": (lambda keys: keys.open_slices(), "TENANT#acme#OPEN-SLICES"),
    "refusals": (lambda keys: keys.refusals(), "TENANT#acme#REFUSALS"),
    "kyc_states": (lambda keys: keys.kyc_states("valid"), "TENANT#acme#KYC-STATE#valid"),
}


@pytest.mark.feature("S8.5")
@pytest.mark.parametrize("name", STORED)
def test_a_key_stays_as_it_is_stored(name: str) -> None:
    make, stored = STORED[name]
    assert make(TenantKeys("acme")) == stored


def test_the_partitions_of_duplicates_are_those_of_every_family() -> None:
    assert KEYS.group_partitions() == KEYS.group_partitions("VALUES", "DUP", "PLACES")
    assert len(set(KEYS.group_partitions())) == 24


@pytest.mark.parametrize(
    ("pk", "tenant_id"), [("TENANT#acme", None), ("TENANT#acme-corp#x#y", "acme-corp"), ("GROUP#acme#x", None), ("", None)]
)
def test_only_a_whole_prefix_names_a_tenant(pk: str, tenant_id: str | None) -> None:
    assert tenant_of(pk) == tenant_id
