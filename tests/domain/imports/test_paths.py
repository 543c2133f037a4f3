"""Paths of fields."""

from contactbook.domain.imports.paths import contained_paths, group_of, nested, places_of, pointer_of


def test_a_path_that_another_one_contains_is_found() -> None:
    assert contained_paths(("tags", "tags.0", "emails.0.address")) == ["tags.0"]


def test_a_path_is_written_as_a_json_pointer() -> None:
    assert pointer_of("emails.0.address") == "/emails/0/address"


def test_the_group_of_a_path_is_the_entry_or_object_above_it() -> None:
    assert [group_of(path) for path in ("emails.0.address", "identifiers.vat_number", "last_name")] == [
        "emails.0",
        "identifiers",
        "",
    ]


def test_flat_paths_become_one_object_with_closed_lists() -> None:
    values = {"last_name": "X", "emails.2.address": "b", "emails.0.address": "a", "identifiers.id_card.number": "1"}
    assert nested(values) == {
        "last_name": "X",
        "emails": [{"address": "a"}, {"address": "b"}],
        "identifiers": {"id_card": {"number": "1"}},
    }
    assert places_of(values) == {"emails": (0, 2)}
