"""The repository of suppression lists."""

import pytest

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.base.versions import next_version
from contactbook.domain.decisions.suppression_lists import SuppressionList
from contactbook.storage.base import table
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.decisions.suppression_lists import SuppressionListRepository
from tests.aws_in_process.aws import World
from tests.builders.communications import THEN

LIST = SuppressionList(suppression_list_id="sup_1", name="Do not disturb", always=True, created_at=THEN, updated_at=THEN)


def test_a_saved_list_is_read_again(world: World) -> None:
    lists = SuppressionListRepository(TenantKeys("acme"))
    table.transact([lists.add_of("sup_1", LIST)])

    assert lists.get("sup_1") == LIST
    assert SuppressionListRepository(TenantKeys("acme-corp")).all() == []


def test_only_the_version_that_was_read_is_replaced(world: World) -> None:
    lists = SuppressionListRepository(TenantKeys("acme"))
    table.transact([lists.add_of("sup_1", LIST)])
    table.transact([lists.save_of("sup_1", next_version(LIST, name="A"), replacing=1)])

    with pytest.raises(ConcurrentUpdate):
        table.transact([lists.save_of("sup_1", next_version(LIST, name="B"), replacing=1)])
