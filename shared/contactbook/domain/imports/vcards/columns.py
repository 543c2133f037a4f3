"""The columns that a file of vCards is read as: fields of a contact, and what a contact has no field for (S6.2)."""

from contactbook.domain.imports.presets.tools import Preset

MOST_EMAILS, MOST_PHONES, MOST_ADDRESSES, MOST_TAGS = 10, 10, 5, 20
ADDRESS_PARTS = ("line_1", "line_2", "city", "region", "postal_code", "country", "type")
# What a contact has no field for. A request may map it to a field of its own.
UNMAPPED = ("ORG", "TITLE", "NOTE", "NICKNAME", "URL")
FIELDS = (
    "kind",
    *("title", "first_name", "middle_name", "last_name", "full_name", "company_name", "date_of_birth", "birthday", "language"),
    *(f"emails.{place}.{name}" for place in range(MOST_EMAILS) for name in ("address", "type", "primary")),
    *(f"phones.{place}.{name}" for place in range(MOST_PHONES) for name in ("number", "type", "primary")),
    *(f"addresses.{place}.{name}" for place in range(MOST_ADDRESSES) for name in ADDRESS_PARTS),
    *(f"tags.{place}" for place in range(MOST_TAGS)),
)
HEADER = (*FIELDS, *UNMAPPED)
VCARD = Preset(columns={path: (path,) for path in FIELDS}, is_exact=True, known_by=(FIELDS,))
