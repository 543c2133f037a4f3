"""Values built from valid parts are what pydantic makes of the same parts."""

import pytest

from contactbook.domain.audit.entries import Change
from contactbook.domain.base.values import Draft, Value
from contactbook.domain.base.versions import built
from contactbook.domain.contacts.record import Contact
from tests.builders.contacts import a_contact


class _Shape(Value):
    name: str
    tags: tuple[str, ...] = ()
    marks: dict[str, str] = {}


class _Sent(Draft):
    name: str = ""


def test_a_built_value_is_what_pydantic_makes_of_it() -> None:
    contact = a_contact()
    given = {name: getattr(contact, name) for name in contact.model_fields_set}
    made = built(Contact, **given)
    assert made == contact
    assert made.model_fields_set == contact.model_fields_set
    assert made.model_dump_json() == contact.model_dump_json()
    assert made.model_dump_json(exclude_defaults=True) == contact.model_dump_json(exclude_defaults=True)


def test_a_built_value_shares_no_mutable_default() -> None:
    first, second = built(_Shape, name="a"), built(_Shape, name="b")
    first.marks["x"] = "y"
    assert (second.marks, _Shape(name="c").marks) == ({}, {})
    assert (first.model_extra, built(_Sent).model_extra) == ({}, None)


@pytest.mark.parametrize("fields", [{}, {"name": "a", "nmae": "b"}])
def test_a_missing_or_misspelled_name_is_refused(fields: dict[str, str]) -> None:
    with pytest.raises(TypeError, match="_Shape"):
        built(_Shape, **fields)


def test_a_built_change_is_dumped_as_a_validated_one() -> None:
    assert built(Change, field="tags", to=["vip"]).model_dump(mode="json") == Change(field="tags", to=["vip"]).model_dump(
        mode="json"
    )
