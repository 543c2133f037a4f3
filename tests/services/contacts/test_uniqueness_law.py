"""The law of claims over random histories: what contacts say they hold is what is claimed, and no two hold the same."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.aws_in_process.aws import moto_world
from tests.aws_in_process.http import Api
from tests.builders.uniqueness import (
    assert_claims_and_contacts_are_one_to_one,
    finish_build,
    person,
    put_rule,
    stored_claims,
    stored_contacts,
)

NUMBERS = st.sampled_from(["1", "2", "3"])
NAMES = st.sampled_from(["Georgiou", "Pavlou"])
RULES = st.sampled_from(
    [
        [],
        [["identifiers.social_security_number"]],
        [["last_name", "identifiers.social_security_number"]],
        [["last_name"], ["identifiers.social_security_number"]],
        [["emails"]],
    ]
)


class Histories(RuleBasedStateMachine):
    """Creates, changes, deletions and rules in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.running = moto_world()
        self.world = self.running.__enter__()
        self.api = Api()

    def teardown(self) -> None:
        self.running.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        from contactbook.storage.settings.sections import forget_cached

        self.world.reset()
        forget_cached()

    @rule(number=NUMBERS, name=NAMES)
    def create(self, number: str, name: str) -> None:
        emails = [{"address": f"n{number}@example.com"}]
        assert self.api.post("/v1/contacts", person(number, last_name=name, emails=emails)).status in (201, 409)

    @precondition(lambda self: bool(stored_contacts(self.world)))
    @rule(place=st.integers(0, 9), number=NUMBERS, name=NAMES)
    def change(self, place: int, number: str, name: str) -> None:
        patch = {"last_name": name, "identifiers": {"social_security_number": number}}
        assert self.api.patch(f"/v1/contacts/{self._id(place)}", patch).status in (200, 409, 422)

    @precondition(lambda self: bool(stored_contacts(self.world)))
    @rule(place=st.integers(0, 9))
    def delete(self, place: int) -> None:
        assert self.api.delete(f"/v1/contacts/{self._id(place)}").status == 204

    @precondition(lambda self: bool(stored_contacts(self.world)))
    @rule(place=st.integers(0, 9))
    def withdraw(self, place: int) -> None:
        assert self.api.put(f"/v1/contacts/{self._id(place)}/consent", {"state": "accepted"}).status == 200

    @rule(groups=RULES)
    def change_the_rule(self, groups: list[list[str]]) -> None:
        put_rule(self.api, person=groups)

    @rule()
    def walk(self) -> None:
        finish_build(self.world)

    @invariant()
    def claims_and_contacts_are_one_to_one(self) -> None:
        assert_claims_and_contacts_are_one_to_one(self.world)

    @invariant()
    def no_claim_without_its_value(self) -> None:
        from contactbook.domain.contacts.uniqueness.claims import claims
        from contactbook.services.base.stores import open_store

        store = open_store("acme")
        uniqueness = store.settings.current().uniqueness
        for contact in stored_contacts(self.world):
            assert set(contact.claims) <= set(store.contacts.claim_names(claims(contact, uniqueness)))
        assert len(stored_claims(self.world)) <= 20 * 3

    def _id(self, place: int) -> str:
        contacts = stored_contacts(self.world)
        return contacts[place % len(contacts)].contact_id


TestClaims = pytest.mark.feature("S2.25", "S2.30", "S2.33", "S2.34")(Histories.TestCase)
TestClaims.settings = settings(
    max_examples=15, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
