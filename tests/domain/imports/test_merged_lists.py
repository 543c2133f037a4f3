"""How the lists of a row are added to those of the contact that it updates."""

import pytest
from pydantic import JsonValue

from contactbook.domain.imports.merged_lists import merged_lists
from tests.builders.contacts import a_contact


@pytest.mark.feature("S1.7")
def test_an_update_adds_to_lists_and_keeps_their_entries() -> None:
    contact = a_contact(
        emails=[{"type": "work", "address": "a@example.com", "primary": True}, {"type": "other", "address": "b@example.com"}],
        tags=["vip"],
        addresses=[
            {"type": "home", "line_1": "1 Ledra St", "country": "CY", "primary": True},
            {"type": "business", "line_1": "9 Makarios Ave", "country": "CY"},
        ],
    )
    patch: dict[str, JsonValue] = {
        "emails": [{"address": "B@example.com"}, {"address": "c@example.com"}, {"address": "d@example.com"}],
        "addresses": [{"type": "business", "line_1": "10 Makarios Ave"}],
        "tags": ["gold", "vip"],
    }
    merged = merged_lists(contact, patch, "CY")
    assert [one["address"] for one in merged["emails"]] == ["a@example.com", "c@example.com", "d@example.com"]  # type: ignore[index, union-attr, call-overload]
    assert [one["line_1"] for one in merged["addresses"]] == ["1 Ledra St", "10 Makarios Ave"]  # type: ignore[index, union-attr, call-overload]
    assert merged["tags"] == ["vip", "gold"]
