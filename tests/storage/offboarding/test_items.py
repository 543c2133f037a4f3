"""What of a page of the table is a tenant's, and what of it is erased."""

import pytest

from contactbook.domain.offboarding.offboarding import Offboarding
from contactbook.storage.base import table
from contactbook.storage.base.group_keys import group_partition
from contactbook.storage.base.keys import Key
from contactbook.storage.base.rows import Row
from contactbook.storage.offboarding import items
from tests.aws_in_process.aws import World
from tests.builders.offboarding import BEGAN

OWN = ("TENANT#acme-north#CONTACT#con_1", "TENANT#acme-north#AUDIT-PAGES#202611", "TENANT#acme-north#UNIQUE#0#x")
OTHERS = ("TENANT#acme-north2#CONTACT#con_1", "TENANT#acme#CONTACT#con_1", "XTENANT#acme-north#CONTACT#con_1", "SENDING-DOMAINS")


def leaving(tenant_id: str, group_id: str) -> Offboarding:
    return Offboarding.model_validate(
        {
            "tenant_id": tenant_id,
            "group_id": group_id,
            "is_top": tenant_id == group_id,
            "erase_after_days": 30,
            "requested_at": BEGAN,
            "requested_by": {"type": "user", "id": "user-1"},
            "updated_at": BEGAN,
        }
    )


@pytest.mark.feature("S8.6")
def test_every_item_of_the_tenant_is_erased_and_none_of_a_similar_name(world: World) -> None:
    ties = [group_partition("acme", "TIES#acme-north"), group_partition("acme", "TIES#acme-north2")]
    shared = [
        Row(Key(group_partition("acme", "SHARED"), f"{one}#con_1"), "shared_person", "{}")
        for one in ("acme-north", "acme-north2")
    ]
    rows = [Row(Key(pk, "HISTORY#his_1"), "note", "{}") for pk in (*OWN, *OTHERS, *ties)]
    mark = Row(Key("TENANT#acme-north#SETTINGS", "SECTION#closing"), "closing", "{}")
    with world.without_stream():
        from contactbook.storage.base.client.batches import write_batches
        from contactbook.storage.base.item import raw_of

        write_batches([raw_of(row) for row in [*rows, *shared, mark]], [])
    erased, after = items.erase_page(leaving("acme-north", "acme"), after=None)
    assert (erased, after) == ({"note": 4, "shared_person": 1}, None)
    left = {(item["pk"]["S"], item["sk"]["S"]) for item in world.items()}
    kept = {(pk, "HISTORY#his_1") for pk in (*OTHERS, ties[1])} | {
        (shared[1].key.pk, shared[1].key.sk),
        (mark.key.pk, mark.key.sk),
    }
    assert left == kept
    assert items.erase_page(leaving("acme-north", "acme"), after=None)[0].total() == 0


@pytest.mark.feature("S8.6")
def test_of_a_top_account_the_group_goes_but_for_the_certificates(world: World) -> None:
    partitions = [group_partition("acme", noun) for noun in ("SYNC", "RUNS", "KEYS#0", "OFFBOARDINGS")]
    table.put_many([Row(Key(pk, "x"), "sync_state", "{}") for pk in (*partitions, group_partition("acme2", "SYNC"))])
    erased, _ = items.erase_page(leaving("acme", "acme"), after=None)
    assert erased.total() == 3
    assert {item["pk"]["S"] for item in world.items()} == {"GROUP#acme#OFFBOARDINGS", "GROUP#acme2#SYNC"}
