"""What a group keeps about the contacts of a tenant is found again when the tenant is off-boarded, and nothing of another's."""

import pytest

from contactbook.domain.sync.runs import SyncRefusal
from contactbook.storage.base import table
from contactbook.storage.base.group_keys import GroupKeys
from contactbook.storage.sync.remains import is_of_tenant


@pytest.mark.feature("S8.6")
@pytest.mark.parametrize("tenant_id", ["acme-north", "acme-north2"])
def test_what_a_run_left_out_of_a_child_goes_with_it(group, tenant_id):
    refused = [SyncRefusal(tenant_id=one, contact_id="con_1", code="erased") for one in ("acme-north", "acme-north2")]
    group.runs.save_refusals("syn_1", refused)
    keys = GroupKeys("acme")
    rows = table.query(keys.run_refusals("syn_1")).rows
    assert len(rows) == 2
    assert [row.key.sk.partition("#")[0] for row in rows if is_of_tenant(keys, row, tenant_id)] == [tenant_id]
