"""Every pointer of an error names something that the caller sent, in every body that takes objects of any names or several types."""

import types
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Union, get_args, get_origin

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from contactbook.domain.base.field_errors import field_errors
from tests.aws_in_process.aws import moto_world

VALUES: tuple[Any, ...] = (None, [1], {"a": [{}]}, "y" * 5000, 1e300)
HOSTILE: tuple[Any, ...] = (
    *({"x": value} for value in VALUES),
    {"Bad Name!": 1, "bool": {"bool": 1}, "a/b~c": "y"},
    {"unsubscribed": [[1, "x"], {"direct_marketing": 7}], "emails.0.address": {"a": "b"}},
    [{"x": 1}],
    "x",
)


def open_fields(shape: Any, seen: set[Any], where: str = "") -> Iterator[tuple[str, Any]]:
    """Yield each field of a body, at any depth, that takes an object of any names or a value of several types."""
    if isinstance(shape, type) and issubclass(shape, BaseModel):
        if shape not in seen:
            seen.add(shape)
            for name, field in shape.model_fields.items():
                whole = Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation
                yield from open_fields(whole, seen, f"{shape.__name__}.{name}")
        return
    parts = [one for one in get_args(shape) if one is not type(None)]
    of = get_origin(shape)
    bare = get_args(shape)[0] if of is Annotated else shape
    if get_origin(bare) is dict or (get_origin(bare) in (Union, types.UnionType) and len(get_args(bare)) > 2):
        yield where, shape
    for part in parts if of is not Annotated else [bare]:
        yield from open_fields(part, seen, where)


def fields() -> dict[str, Any]:
    from contactbook.api.operations import applications
    from contactbook.api.resolver import routes_of
    from contactbook.domain.settings.sections import SECTIONS

    with moto_world():
        routes = [route for app in applications() for route in routes_of(app)]
        bodies = [one.field_info.annotation for route in routes for one in route.dependant.body_params]
    seen: set[Any] = set()
    return {where: shape for body in (*bodies, *SECTIONS.values()) for where, shape in open_fields(body, seen) if where}


FIELDS = fields()


def is_in(sent: Any, pointer: str) -> bool:
    for step in pointer.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        if isinstance(sent, Mapping) and name in sent:
            sent = sent[name]
        elif isinstance(sent, list) and name.isdecimal() and int(name) < len(sent):
            sent = sent[int(name)]
        else:
            return False
    return True


@pytest.mark.feature("S2.15")
@pytest.mark.parametrize("where", FIELDS)
def test_a_pointer_into_an_open_field_names_what_was_sent(where: str) -> None:
    shape: TypeAdapter[Any] = TypeAdapter(FIELDS[where])
    refused = 0
    for sent in HOSTILE:
        try:
            shape.validate_python(sent)
        except ValidationError as error:
            found = field_errors(error.errors(), sent)
            refused += 1
            assert [one for one in found if one.code != "required" and not is_in(sent, one.field)] == []
            assert len({one.field for one in found}) == len(found)
    assert refused
    assert {"NewContactDraft.custom", "StatedPreferences.channels", "ImportDraft.opt_outs"} <= FIELDS.keys()


@pytest.mark.feature("S2.15")
@pytest.mark.parametrize(
    ("path", "body", "errors"),
    [
        ("", {"custom": {"colour": [1]}}, {"/custom/colour": "wrong_type"}),
        ("", {"custom": {"colour": "x" * 2000}, "bogus": 1}, {"/custom/colour": "too_long", "/bogus": "unknown_field"}),
        ("", {"external_ids": {"Bad System!": "x"}}, {"/external_ids/Bad System!": "wrong_format"}),
        ("", {"emails": [{"type": 7}]}, {"/emails/0/address": "required", "/emails/0/type": "wrong_type"}),
        (
            "/preferences",
            {"direct_marketing": True, "affiliate_marketing": 1, "channels": {"fax": "x"}},
            {"/affiliate_marketing": "wrong_type", "/channels/fax": "unknown_value"},
        ),
    ],
)
def test_an_answer_names_the_places_of_the_body(path: str, body: Any, errors: dict[str, str], world: Any, api: Any) -> None:
    contact = api.post("/v1/contacts", {"kind": "person", "last_name": "X"}).body["contact_id"]
    answer = api.call("PUT" if path else "PATCH", f"/v1/contacts/{contact}{path}", body)
    assert (answer.status, answer.error_codes()) == (422, errors)
