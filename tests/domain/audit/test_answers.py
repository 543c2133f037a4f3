"""What a caller must be allowed to see, so that an answer may be given again."""

from typing import Any

import pytest

from contactbook.domain.audit.answers import rights_needed
from contactbook.domain.settings.permissions import GroupRight

SELECT, VIEW = GroupRight.SELECT, GroupRight.VIEW


@pytest.mark.feature("S8.3")
@pytest.mark.parametrize(
    ("answer", "needed"),
    [
        ({"contact_id": "con_1", "first_name": "Eleni"}, {"con_1": VIEW}),
        ({"contact_id": "con_1", "kind": "person", "display_name": "Eleni", "email": None, "accounts": []}, {"con_1": SELECT}),
        ({"run_id": "run_1", "audience": {"contact_ids": ["con_1", "con_2"]}}, {"con_1": SELECT, "con_2": SELECT}),
        ({"items": [{"contact_id": "con_1"}, {"contact_id": "con_1", "phone": "+357"}]}, {"con_1": VIEW}),
        ({"survivor": {"contact_id": "con_1", "version": 2}, "source_ids": ["con_2"]}, {"con_1": VIEW, "con_2": SELECT}),
        ({"contact_id": None, "list_id": "lst_1"}, {}),
        (None, {}),
    ],
)
def test_an_answer_needs_the_right_to_view_what_it_describes_and_to_select_what_it_names(
    answer: Any, needed: dict[str, GroupRight]
) -> None:
    assert rights_needed(answer) == needed
