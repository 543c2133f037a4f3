"""Undoing somebody else's merge needs the right to change every contact that comes back (S8.3), and the merge as it was read."""

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.sending import settings
from tests.functions.contacts_api.merges.test_merges import merge, new_contact, undo


@pytest.mark.feature("S8.3", "S3.16")
def test_an_undo_shows_and_changes_nothing_of_a_contact_of_another_group(world: World) -> None:
    settings("groups", {"groups": ["sales", "support"]})
    both = Api(user_id="both", groups=("sales", "support"))
    survivor, source = (new_contact(both, owned_by_group=group) for group in ("support", "sales"))
    merged = merge(both, survivor, source)
    before = world.items()
    refused = Api(user_id="uma", groups=("support",)).post(f"/v1/merges/{merged['merge_id']}/undo", {})
    assert (refused.status, world.items()) == (404, before)
    assert undo(both, merged)["sources"][0]["contact_id"] == source


@pytest.mark.feature("S3.16")
def test_an_undo_of_a_merge_that_was_read_before_it_changed_is_refused(world: World) -> None:
    api = Api()
    merged = merge(api, new_contact(api), new_contact(api, last_name="Petrou"))
    path = f"/v1/merges/{merged['merge_id']}"
    tag = api.get(path).headers["ETag"]
    before = world.items()
    stale = api.post(f"{path}/undo", {}, if_match='"99"')
    assert (stale.status, stale.code, world.items()) == (412, "version_mismatch", before)
    assert api.post(f"{path}/undo", {}, if_match=tag).status == 200
