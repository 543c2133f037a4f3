"""Suppression lists as use cases see them."""

import pytest

from tests.aws_in_process.aws import World
from tests.services.decisions.test_suppressions import a_list, store


def test_an_unknown_list_is_refused_with_its_place(world: World) -> None:
    from contactbook.domain.base.errors import ValidationFailed
    from contactbook.services.decisions import suppression_lists

    there = a_list()

    with pytest.raises(ValidationFailed) as refused:
        suppression_lists.require_lists(store(), [there, "sup_gone"], "/exclude/suppression_list_ids")
    assert [error.field for error in refused.value.errors] == ["/exclude/suppression_list_ids/1"]
