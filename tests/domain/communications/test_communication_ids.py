"""The id of a communication names its contact."""

import pytest

from contactbook.domain.base.errors import NotFound
from contactbook.domain.communications.communication_ids import communication_id, contact_id_in, derived_tail
from tests.builders.communications import CONTACT, RUN


def test_an_id_names_its_contact_and_sorts_by_time() -> None:
    tail = derived_tail(RUN, CONTACT, None, "email")
    assert contact_id_in(communication_id(CONTACT, tail)) == CONTACT
    assert (tail[:10], len(tail)) == (RUN[4:14], 26)
    assert tail == derived_tail(RUN, CONTACT, None, "email") != derived_tail(RUN, CONTACT, "acc_1", "email")


@pytest.mark.parametrize("wrong", ["", "com_", "con_01KJPWD6M0FJM1VKSF48MW5Z9A", "com_01KJPWD6M0FJM1VKSF48MW5Z9A"])
def test_a_malformed_id_is_not_found(wrong: str) -> None:
    with pytest.raises(NotFound):
        contact_id_in(wrong)
