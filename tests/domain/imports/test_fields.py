"""The fields that an import can fill."""

import pytest

from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.contacts.record import ContactKind
from contactbook.domain.imports.fields import cell_reader, template_paths
from contactbook.domain.imports.paths import contained_paths
from contactbook.domain.settings.fields import CustomField, CustomFields, CustomFieldType

CUSTOM = CustomFields(
    fields=(
        CustomField(name="height", label="Height", type=CustomFieldType.NUMBER),
        CustomField(name="member", label="Member", type=CustomFieldType.FLAG),
    )
)


@pytest.mark.feature("S2.21", "S2.22")
@pytest.mark.parametrize("kind", list(ContactKind))
def test_every_field_of_the_template_can_be_imported(kind: ContactKind) -> None:
    paths = template_paths(kind, CUSTOM)
    assert [cell_reader(path, CUSTOM) for path in paths]
    assert contained_paths(paths) == []
    assert "custom.height" in paths


@pytest.mark.parametrize(
    "path",
    [
        "stage",
        "life_cycle_state",
        "version",
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
        "list_ids",
    ],
)
def test_a_field_that_no_caller_may_set_is_unknown(path: str) -> None:
    with pytest.raises(ValidationFailed) as refused:
        cell_reader(path, CUSTOM)
    assert refused.value.code == "unknown_field"
