"""Unknown fields are found at every depth, and nowhere else."""

import pytest

from contactbook.domain.base.unknown import has_unknown, unknown_fields, without_unknown
from contactbook.domain.base.values import Value


class _Inner(Value):
    name: str = ""


class _Outer(Value):
    label: str | None = None
    tags: tuple[str, ...] = ()
    one: _Inner = _Inner()
    maybe: _Inner | None = None
    several: tuple[_Inner, ...] = ()
    by_name: dict[str, _Inner] = {}
    anything: dict[str, object] = {}


NEW = {"name": "a", "new": 1}


@pytest.mark.parametrize(
    "sent",
    [
        {"new": 1},
        {"one": NEW},
        {"maybe": NEW},
        {"several": [{"name": "b"}, NEW]},
        {"by_name": {"x": NEW}},
        {"anything": {"x": [{"y": _Inner.model_validate(NEW)}]}},
    ],
)
def test_an_unknown_field_is_found_at_every_depth(sent: dict[str, object]) -> None:
    value = _Outer.model_validate(sent)
    assert has_unknown(value)
    assert has_unknown([{"answer": (value,)}])
    assert [place[-1] for place, _ in unknown_fields(value)] == ["new"]
    assert not has_unknown(without_unknown(value))


@pytest.mark.parametrize("sent", [{}, {"tags": ["new"], "anything": {"new": 1}}, {"maybe": {"name": "new"}, "several": [{}]}])
def test_a_value_of_known_fields_is_returned_as_it_is(sent: dict[str, object]) -> None:
    value = _Outer.model_validate(sent)
    assert not has_unknown(value)
    assert without_unknown(value) is value
