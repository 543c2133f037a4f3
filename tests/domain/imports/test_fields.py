"""Which fields an import fills, how cells are read, and how a row joins what is known of a contact."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from contactbook.domain.audit.entries import changes_between
from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.base.spreadsheets import Cell
from contactbook.domain.contacts.record import Contact, ContactKind
from contactbook.domain.imports.fields import RowReader, clashing, reader_of, template_paths
from contactbook.domain.imports.undo import taken_back
from contactbook.domain.imports.updates import merged_lists
from contactbook.domain.settings.fields import CustomField, CustomFields, CustomFieldType
from tests.builders.contacts import NOW, USER, a_contact

CUSTOM = CustomFields(
    fields=(
        CustomField(name="height", label="Height", type=CustomFieldType.NUMBER),
        CustomField(name="member", label="Member", type=CustomFieldType.FLAG),
    )
)


def read(columns: dict[str, Cell], constants: dict[str, Cell] | None = None) -> dict[str, JsonValue]:
    reading = RowReader(tuple(columns), constants or {}, CUSTOM).read(tuple(columns.values()))
    assert reading.errors == ()
    return reading.values


@pytest.mark.feature("S2.21", "S2.22")
@pytest.mark.parametrize("kind", list(ContactKind))
def test_every_field_of_the_template_can_be_imported(kind: ContactKind) -> None:
    paths = template_paths(kind, CUSTOM)
    assert [reader_of(path, CUSTOM) for path in paths]
    assert clashing(paths) == []
    assert "custom.height" in paths


@pytest.mark.parametrize(
    "path",
    [
        "stage",
        "life_cycle_state",
        "version",
        "contact_id",
        "emails",
        "emails.0",
        "emails.99.address",
        "emails.x.address",
        "addresses.0.address_id",
        "custom.unknown",
        "custom",
        "first_name.x",
        "associations",
        "kyc.state",
        "kind",
        "list_ids",
    ],
)
def test_what_no_caller_may_set_is_no_field(path: str) -> None:
    with pytest.raises(ValidationFailed) as refused:
        reader_of(path, CUSTOM)
    assert refused.value.code == "unknown_field"


@pytest.mark.feature("S2.21")
def test_a_blank_cell_says_nothing_and_takes_its_constants_along() -> None:
    constants: dict[str, Cell] = {"emails.0.type": "work", "identifiers.id_card.country": "CY", "language": "en"}
    columns: dict[str, Cell] = {"last_name": "X", "emails.0.address": " ", "identifiers.id_card.number": None}
    assert read(columns, constants) == {"last_name": "X", "language": "en"}
    full = read({**columns, "emails.0.address": "a@example.com"}, constants)
    assert full["emails"] == [{"address": "a@example.com", "type": "work"}]


def test_lists_are_closed_up_and_errors_still_name_the_column() -> None:
    reader = RowReader(("emails.0.address", "emails.2.address"), {}, CUSTOM)
    reading = reader.read(("", "b@example.com"))
    assert reading.values == {"emails": [{"address": "b@example.com"}]}
    assert reading.original("/emails/0/address") == "/emails/2/address"
    assert reading.original("/last_name") == "/last_name"


@pytest.mark.parametrize(
    ("cell", "value"),
    [("true", True), ("YES", True), (" 1 ", True), (1, True), (True, True), ("no", False), ("False", False), (0, False)],
)
def test_a_flag_is_read_from_its_words(cell: Cell, value: bool) -> None:
    assert read({"preferences.direct_marketing": cell}) == {"preferences": {"direct_marketing": value}}


@pytest.mark.parametrize("cell", ["y", "t", "on", "ja", "2", "x", "1.0", "-", "TRUE!", 2, 0.5])
def test_what_is_no_word_for_a_flag_is_an_error(cell: Cell) -> None:
    reading = RowReader(("preferences.direct_marketing",), {}, CUSTOM).read((cell,))
    assert [(one.field, one.code) for one in reading.errors] == [("/preferences/direct_marketing", "invalid_flag")]


def test_cells_of_a_workbook_are_read_by_what_the_field_is() -> None:
    found = read({"date_of_birth": 29222, "phones.0.number": 35799123456, "custom.height": 1.8, "custom.member": "yes"})
    assert found["date_of_birth"] == "1980-01-02"
    assert found["phones"] == [{"number": "35799123456"}]
    assert found["custom"] == {"height": 1.8, "member": True}
    assert read({"date_of_birth": "1980-01-02T00:00:00"}) == {"date_of_birth": "1980-01-02"}
    reading = RowReader(("last_name",), {}, CUSTOM).read(("#REF!",))
    assert [one.code for one in reading.errors] == ["cell_error"]


def test_one_cell_holds_several_tags() -> None:
    assert read({"tags": "vip; gold;;"}) == {"tags": ["vip", "gold"]}
    assert clashing(("tags", "tags.0")) == ["tags.0"]


@pytest.mark.feature("S1.7")
def test_an_update_adds_to_lists_and_loses_nothing() -> None:
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


FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "first_name": st.sampled_from(["Eleni", "Maria", None]),
        "gender": st.sampled_from(["female", None]),
        "tags": st.lists(st.sampled_from(["vip", "gold"]), unique=True),
        "identifiers": st.fixed_dictionaries({}, optional={"vat_number": st.sampled_from(["1", "2"])}),
        "emails": st.lists(st.just({"type": "work", "address": "a@example.com", "primary": True}), max_size=1),
        "preferences": st.just({"direct_marketing": {"value": True, "asked": True, "changed_at": NOW, "changed_by": USER}}),
        "consent": st.just({"state": "accepted", "updated_at": NOW, "updated_by": USER}),
        "custom": st.dictionaries(st.sampled_from(["height", "member"]), st.sampled_from(["a", True, 3])),
        "list_ids": st.lists(st.sampled_from(["lst_1", "lst_2"]), unique=True),
    },
)


@given(st.lists(FIELDS, min_size=2, max_size=4))
def test_taking_the_changes_back_gives_the_contact_as_it_was(states: list[dict[str, object]]) -> None:
    contacts: list[Contact] = [a_contact(**state) for state in states]
    steps = [changes_between(before, after) for before, after in pairwise(contacts)]
    changes = [change for step in reversed(steps) for change in step]
    assert taken_back(contacts[-1], changes) == contacts[0]
