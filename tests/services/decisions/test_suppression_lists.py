"""Suppression lists as use cases see them."""

import pytest

from tests.aws_in_process.aws import World
from tests.services.decisions.test_suppressions import a_list, store


def test_an_unknown_list_is_refused_with_its_place(world: World) -> None:
    from contactbook.domain.base.errors import ValidationFailed
    from contactbook.domain.decisions.exclude import Exclude
    from contactbook.services.decisions.excluding import require_excluded

    there = a_list()

    with pytest.raises(ValidationFailed) as refused:
        require_excluded(store(), Exclude(suppression_list_ids=(there, "sup_gone")))
    assert [error.field for error in refused.value.errors] == ["/exclude/suppression_list_ids/1"]
