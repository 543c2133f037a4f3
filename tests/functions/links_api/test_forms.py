"""The forms of a contact's pages."""

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.base.errors import ContactbookError, MalformedBody
from links_api.forms import flag, read_form

URL_ENCODED = "application/x-www-form-urlencoded"


@given(st.dictionaries(st.text(min_size=1, max_size=10), st.text(max_size=20), max_size=5))
def test_a_form_is_read_as_it_was_sent(fields: dict[str, str]) -> None:
    assert read_form(urlencode(fields), URL_ENCODED) == {name: [value] for name, value in fields.items()}


@given(
    st.text(max_size=200),
    st.sampled_from([URL_ENCODED, "multipart/form-data; boundary=x", "multipart/form-data", "text/plain", ""]),
)
def test_any_body_is_read_or_refused_as_a_form(body: str, content_type: str) -> None:
    try:
        form = read_form(body, content_type)
    except ContactbookError:
        return
    assert all(isinstance(value, str) for values in form.values() for value in values)


def test_a_form_with_a_thousand_fields_is_refused() -> None:
    with pytest.raises(MalformedBody):
        read_form("&".join(f"list_ids={number}" for number in range(1000)), URL_ENCODED)


@pytest.mark.parametrize(
    ("values", "expected"),
    [(["on"], True), (["true"], True), (["False"], False), ([""], False), (["true", "false"], False), ([], None)],
)
def test_a_box_is_ticked_or_not(values: list[str], expected: bool | None) -> None:
    assert flag({"box": values}, "box", absent=None) is expected
