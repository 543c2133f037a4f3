"""Rebuilds in the table."""

import pytest

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.base.versions import next_version
from contactbook.domain.stream.rebuild import DerivedRebuild
from contactbook.services.base.stores import open_store
from contactbook.storage.base import table
from tests.builders.contacts import NOW

REBUILD = DerivedRebuild(rebuild_id="rbd_1", started_at=NOW)


def test_a_rebuild_is_saved_on_the_version_that_was_read(world):
    rebuilds = open_store("acme").rebuilds
    table.transact([rebuilds.add_of("rbd_1", REBUILD)])
    table.put(rebuilds.save_of("rbd_1", next_version(REBUILD, contacts=3), replacing=1))
    with pytest.raises(ConcurrentUpdate):
        table.put(rebuilds.save_of("rbd_1", next_version(REBUILD, contacts=5), replacing=1))
    assert rebuilds.get("rbd_1").contacts == 3


def test_a_rebuild_of_another_tenant_is_not_found(world):
    table.transact([open_store("acme-corp").rebuilds.add_of("rbd_1", REBUILD)])
    assert open_store("acme").rebuilds.find("rbd_1") is None
