"""The columns of an export of contacts, and the row of one contact. An import reads such a file again."""

from collections.abc import Sequence

from pydantic import JsonValue

from contactbook.domain.base.unknown import without_unknown
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.life_cycle import life_cycle_state, stage
from contactbook.domain.contacts.names import display_name
from contactbook.domain.contacts.record import Contact
from contactbook.domain.exports.list_cells import cell_of_list
from contactbook.domain.settings.sections import Settings

# Derived columns that only an export writes. An import without `columns` ignores them.
DERIVED_COLUMNS = ("contact_id", "kind", "display_name", "stage", "life_cycle_state", "consent_state", "created_at", "updated_at")
# Emails, phones and addresses of one contact.
_PLACES = 3
_OWN_COLUMNS = (
    *("title", "first_name", "middle_name", "last_name", "full_name", "company_name", "gender", "date_of_birth", "birthday"),
    *("name_day", "language", "time_zone", "source", "categories", "industry", "industry_sector", "tags", "owned_by_group"),
    *(f"identifiers.{name}.{part}" for name in ("id_card", "passport") for part in ("number", "country", "expires_on")),
    *(f"identifiers.{name}" for name in ("social_security_number", "vat_number", "registration_number", "tax_number")),
    *(f"emails.{place}.{part}" for place in range(_PLACES) for part in ("type", "address")),
    *(f"phones.{place}.{part}" for place in range(_PLACES) for part in ("type", "number", "extension")),
    *(
        f"addresses.{place}.{part}"
        for place in range(_PLACES)
        for part in ("type", "line_1", "line_2", "city", "region", "postal_code", "country")
    ),
    *("preferences.direct_marketing", "preferences.affiliate_marketing"),
)


def contact_columns(settings: Settings) -> tuple[str, ...]:
    """Return the columns of an export of contacts: the derived ones, then the fields under the names that an import uses."""
    return (*DERIVED_COLUMNS, *_OWN_COLUMNS, *(f"custom.{field.name}" for field in settings.custom_fields.fields))


def contact_row(contact: Contact, settings: Settings) -> list[object]:
    """Return one contact's values in the order of `contact_columns`, without its inactive addresses."""
    active = tuple(address for address in contact.addresses if address.active)
    document: dict[str, JsonValue] = without_unknown(with_fields(contact, addresses=active)).model_dump(mode="json")
    preferences = contact.preferences
    # What nobody was asked is the tenant's default: as a cell it would come back as a no that the person never said (S6.8).
    document["preferences"] = {
        name: said.value
        for name, said in (
            ("direct_marketing", preferences.direct_marketing),
            ("affiliate_marketing", preferences.affiliate_marketing),
        )
        if said.asked
    }
    derived: list[object] = [
        contact.contact_id,
        contact.kind.value,
        display_name(contact, contact.kind, settings.name_display),
        stage(contact).value,
        life_cycle_state(contact).value,
        contact.consent.state.value,
        document["created_at"],
        document["updated_at"],
    ]
    return [*derived, *(_value_at(document, path.split(".")) for path in contact_columns(settings)[len(derived) :])]


def _value_at(value: JsonValue, steps: Sequence[str]) -> object:
    for step in steps:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and step.isdecimal():
            value = value[int(step)] if int(step) < len(value) else None
        else:
            return None
    if isinstance(value, list):
        return cell_of_list(value)
    return value
