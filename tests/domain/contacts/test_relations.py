"""A relation and its other side."""

from typing import Any

import pytest

from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.contacts.labels import label_of
from contactbook.domain.contacts.relations import (
    Direction,
    Relation,
    RelationDraft,
    other_end,
    require_new,
    require_relatable,
)
from contactbook.domain.settings.fields import Types


def relation(**fields: Any) -> Relation:
    known = {
        "relation_id": "rel_1",
        "contact_id": "con_1",
        "related_contact_id": "con_2",
        "relation_type": "employee",
        "direction": "outgoing",
        "created_at": "2026-01-01T00:00:00Z",
        "created_by": {"type": "user", "id": "user-1"},
    }
    return Relation.model_validate({**known, **fields})


@pytest.mark.feature("S3.13")
def test_the_other_side_of_the_other_side_is_the_relation_itself() -> None:
    incoming = other_end(relation())
    assert (incoming.contact_id, incoming.related_contact_id, incoming.direction) == ("con_2", "con_1", Direction.INCOMING)
    assert other_end(incoming) == relation()


@pytest.mark.feature("S3.13")
def test_no_contact_is_related_to_itself() -> None:
    draft = RelationDraft(related_contact_id="con_1", relation_type="employee")
    with pytest.raises(RuleBroken) as refused:
        require_relatable("con_1", draft, Types().relation)
    assert refused.value.code == "self_relation"


def test_the_reverse_of_a_relation_is_another_relation() -> None:
    require_new(relation(direction="incoming"), [relation()])
    with pytest.raises(RuleBroken, match="already"):
        require_new(relation(relation_id="rel_2"), [relation()])


@pytest.mark.feature("S2.5")
def test_a_type_removed_from_the_settings_is_its_own_label() -> None:
    assert label_of("employee", Types().relation) == "Employee"
    assert label_of("rival", Types().relation) == "rival"
