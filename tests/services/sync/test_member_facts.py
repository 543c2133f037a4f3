"""The group's facts about contacts: rebuilt by a full run, hashed with the group's own keys."""

import json
from typing import Any

import pytest

from contactbook.domain.sync.tags import PRIMARY, SECONDARY
from contactbook.gateways import secrets
from contactbook.services.base.stores import open_group
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key
from tests.aws_in_process.aws import SECRET
from tests.builders.sync import Group

EMAIL = "eleni@example.com"
PHONE = "+35799123456"


class TestRebuilding:
    @pytest.mark.feature("S4.24")
    def test_what_the_stream_derives_a_full_run_derives_again_from_the_contacts(self, group, now):
        first = group.add("acme-corp", EMAIL, PHONE)
        second = group.add("acme2", EMAIL)
        group.deal("acme2", second, "tour")
        group.convert("acme-corp", first, now)
        group.sync()
        derived = derived_items(group)
        table.remove_many([Key(item["pk"]["S"], item["sk"]["S"]) for item in derived])
        group.sync(full=True)
        assert derived_items(group) == derived

    def test_a_contact_that_went_unnoticed_is_found_gone_by_a_full_run(self, group):
        first, second = group.add("acme-corp", EMAIL), group.add("acme2", EMAIL)
        group.sync()
        group.delete("acme2", second)
        group.world.take_stream_records()
        group.sync(full=True)
        assert group.tags("acme-corp", first) == set()
        assert second.contact_id not in str(derived_items(group))


def derived_items(group: Group) -> list[Any]:
    kinds = ("match_member", "match_entry")
    return [item for item in group.world.items() if item["kind"]["S"] in kinds]


class TestKeys:
    @pytest.mark.feature("S4.29")
    def test_nothing_that_the_group_keeps_holds_a_plain_value(self, group):
        group.configure(copy_to_top_account=True)
        group.add("acme-corp", EMAIL, PHONE, first_name="Eleni")
        group.add("acme2", EMAIL, PHONE, first_name="Eleni")
        group.sync()
        kept = json.dumps([item for item in group.world.items() if item["pk"]["S"].startswith("GROUP#")])
        assert "match_entry" in kept
        assert not [value for value in (EMAIL, PHONE, "Eleni", "eleni", "Georgiou") if value in kept]

    @pytest.mark.feature("S4.29")
    def test_a_run_without_the_secrets_gives_the_same_tags(self, group):
        first, second = group.add("acme-corp", EMAIL), group.add("acme2", EMAIL)
        group.sync()
        group.deal("acme2", second, "tour")
        group.follow_stream()
        without_secrets(group, {"current": "1", "1": "another secret altogether" * 2})
        try:
            run = group.sync()
        finally:
            without_secrets(group, json.loads(SECRET))
        assert (run.full, run.contacts_tagged) == (False, 2)
        assert group.tags("acme-corp", first) == {"multi", SECONDARY}

    def test_two_groups_hash_the_same_value_differently(self, group):
        one, other = group.group, open_group("zenith")
        assert one.match_keys(["email:a@example.com"], ["1"]) != other.match_keys(["email:a@example.com"], ["1"])

    def test_a_new_secret_is_taken_up_by_the_next_run_and_the_old_one_goes(self, group):
        first, second = group.add("acme-corp", EMAIL), group.add("acme2", EMAIL)
        group.sync()
        rotated = {**json.loads(SECRET), "current": "2", "2": "fedcba9876543210" * 4}
        without_secrets(group, rotated)
        try:
            third = group.add("other", EMAIL)
            run = group.sync()
            assert run.full_because == ("keys_rotated",)
            assert group.tags("other", third) == {"multi", SECONDARY}
            assert group.tags("acme-corp", first) == {"multi", PRIMARY}
            keys = [item["sk"]["S"] for item in group.world.items() if item["kind"]["S"] == "match_entry"]
            assert {key.split(".")[0] for key in keys} == {"2"}
            group.delete("acme2", second)
            group.delete("other", third)
            assert not group.sync().full
            assert group.tags("acme-corp", first) == set()
        finally:
            without_secrets(group, json.loads(SECRET))


def without_secrets(group: Group, instead: dict[str, str]) -> None:
    """Give the running functions other key material."""
    group.world.put_secret(json.dumps(instead))
    secrets.key_ring.cache_clear()
