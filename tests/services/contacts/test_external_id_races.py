"""Two callers who put a contact by the same id of another system at once: one creates it, the other changes it (S7.4)."""

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.uniqueness import stored_contacts
from tests.faults.exploring import Schedule, explore, many_seeds

PATH = "/v1/contacts/by-external-id/core/A-1"


@pytest.mark.feature("S7.4")
@many_seeds(6, torture=2_000)
def test_two_upserts_make_one_contact_with_the_fields_of_both(world: World, api: Api, seeds: range) -> None:
    def scenario(schedule: Schedule) -> None:
        world.reset()
        outcome = schedule.run(
            {
                "one": lambda: api.put(PATH, {"kind": "person", "last_name": "Ann", "first_name": "Eve"}).status,
                "other": lambda: api.put(PATH, {"kind": "person", "last_name": "Ann", "title": "Dr"}).status,
            }
        )
        assert sorted(outcome.results.values()) == [200, 201]
        (made,) = [one for one in stored_contacts(world) if one.external_ids]
        assert (made.first_name, made.title) == ("Eve", "Dr")

    explore(scenario, seeds)
