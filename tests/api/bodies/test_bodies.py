"""Reading request bodies: strict JSON, and no more work than the body's size."""

import pytest

from contactbook.api.bodies import DEEPEST, LARGEST_BODY, read_json_object
from contactbook.domain.base.errors import MalformedBody

# Each once took time that grows with the square of its length.
HOSTILE = {
    "escaped quotes without an end": '{"a":"' + '\\"' * (LARGEST_BODY // 2),
    "quotes without an end": '{"a' + '"' * LARGEST_BODY,
    "backslashes": '{"a":"' + "\\" * LARGEST_BODY,
    "opening brackets": "[" * LARGEST_BODY,
    "strings without commas": '{"a":' + '"b"' * (LARGEST_BODY // 3),
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_megabyte_is_refused_in_one_pass(body: str) -> None:
    with pytest.raises(MalformedBody):
        read_json_object(body)


def test_a_bracket_in_a_string_is_no_nesting() -> None:
    assert read_json_object('{"a": "' + "[" * 100 + '", "b": "\\"{"}') == {"a": "[" * 100, "b": '"{'}


def test_nesting_beyond_the_limit_is_refused() -> None:
    assert read_json_object('{"a":' * (DEEPEST - 1) + "{}" + "}" * (DEEPEST - 1))
    with pytest.raises(MalformedBody):
        read_json_object('{"a":' * DEEPEST + "{}" + "}" * DEEPEST)
