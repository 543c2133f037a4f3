"""The CSV exports of Google Contacts: the one of today, and the one until 2024. Their headers are English in every language."""

from collections.abc import Sequence

from contactbook.domain.imports.presets.tools import Preset

_EMAILS, _PHONES, _ADDRESSES = 5, 5, 3


def _points(root: str, field: str, header: str, most: int) -> dict[str, Sequence[str]]:
    found: dict[str, Sequence[str]] = {}
    for place in range(most):
        name = f"{header} {place + 1}"
        found[f"{root}.{place}.type"] = (f"{name} - Label", f"{name} - Type")
        found[f"{root}.{place}.{field}"] = (f"{name} - Value",)
    return found


def _addresses() -> dict[str, Sequence[str]]:
    parts = {
        "line_1": ("Street",),
        "line_2": ("Extended Address", "PO Box"),
        "city": ("City",),
        "region": ("Region",),
        "postal_code": ("Postal Code",),
        "country": ("Country",),
        "type": ("Label", "Type"),
    }
    return {
        f"addresses.{place}.{field}": tuple(f"Address {place + 1} - {part}" for part in names)
        for place in range(_ADDRESSES)
        for field, names in parts.items()
    }


GOOGLE = Preset(
    columns={
        "title": ("Name Prefix",),
        "first_name": ("First Name", "Given Name"),
        "middle_name": ("Middle Name", "Additional Name"),
        "last_name": ("Last Name", "Family Name"),
        "date_of_birth": ("Birthday",),
        "tags": ("Labels", "Group Membership"),
        **_points("emails", "address", "E-mail", _EMAILS),
        **_points("phones", "number", "Phone", _PHONES),
        **_addresses(),
    },
    separators={"tags": ":::", "emails": ":::", "phones": ":::"},
    known_by=(("Labels", "E-mail 1 - Value"), ("Group Membership",), ("E-mail 1 - Value",)),
)
