"""An export of many records into a file: what a caller asks for, how far it has come, and what its columns hold."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

from pydantic import JsonValue, StringConstraints

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.values import Draft, Moment, Record, Value
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.life_cycle import life_cycle_state, stage
from contactbook.domain.contacts.names import display_name
from contactbook.domain.contacts.record import Contact
from contactbook.domain.imports.fields import SEPARATOR
from contactbook.domain.imports.runs import FileFormat, FileProblem
from contactbook.domain.settings.sections import Settings

# Rows that one workbook may hold; writing it takes one slice. A CSV file has no such limit.
MOST_ROWS_OF_A_WORKBOOK = 200_000
_PLACES = 3


class ExportOf(StrEnum):
    """What is exported: the tenant's contacts, those of a list or a segment, a run's decisions, an import's errors."""

    CONTACTS = "contacts"
    LIST = "list"
    SEGMENT = "segment"
    RUN = "run"
    IMPORT_ERRORS = "import_errors"


class ExportState(StrEnum):
    """Waiting until a function takes it up; finished and failed are ends."""

    WAITING = "waiting"
    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"


class ExportDraft(Draft):
    """What a caller sends to export; `id` names the list, segment, run or import."""

    of: ExportOf
    id: Annotated[str, StringConstraints(min_length=1, max_length=64)] | None = None
    format: FileFormat = FileFormat.CSV


class Export(Record):
    """An export as it is stored. `after` is where the next slice goes on, `pieces` how many parts of the file are written."""

    export_id: str
    state: ExportState = ExportState.WAITING
    draft: ExportDraft
    caller: Caller
    rows: int = 0
    pieces: int = 0
    after: dict[str, str] | None = None
    # Every record is in the pieces; only the file is left to be put together.
    complete: bool = False
    problem: FileProblem | None = None
    created_at: Moment
    updated_at: Moment
    finished_at: Moment | None = None

    @property
    def has_ended(self) -> bool:
        """Whether nothing more will be written."""
        return self.state in (ExportState.FINISHED, ExportState.FAILED)


class ExportView(Value):
    """An export as a caller sees it; `download_url` works for a quarter of an hour, the file is kept for seven days."""

    export_id: str
    state: ExportState
    of: ExportOf
    id: str | None
    format: FileFormat
    rows: int
    download_url: str | None = None
    problem: FileProblem | None
    created_at: Moment
    updated_at: Moment
    finished_at: Moment | None
    version: int


def view_of(export: Export, download_url: str | None) -> ExportView:
    """The export with its progress."""
    return ExportView(
        **{name: getattr(export, name) for name in ExportView.model_fields if name in Export.model_fields},
        **dict(export.draft),
        download_url=download_url,
    )


# What an export tells besides what an import can fill; an import without `columns` passes it over.
DERIVED = ("contact_id", "kind", "display_name", "stage", "life_cycle_state", "consent_state", "created_at", "updated_at")
_OWN = (
    *("title", "first_name", "middle_name", "last_name", "full_name", "company_name", "gender", "date_of_birth", "name_day"),
    *("language", "source", "categories", "industry", "industry_sector", "tags", "owned_by_group"),
    *(f"identifiers.{name}.{part}" for name in ("id_card", "passport") for part in ("number", "country", "expires_on")),
    *(f"identifiers.{name}" for name in ("social_security_number", "vat_number", "registration_number", "tax_number")),
    *(f"emails.{place}.{part}" for place in range(_PLACES) for part in ("type", "address")),
    *(f"phones.{place}.{part}" for place in range(_PLACES) for part in ("type", "number")),
    *(
        f"addresses.{place}.{part}"
        for place in range(_PLACES)
        for part in ("type", "line_1", "line_2", "city", "region", "postal_code", "country")
    ),
    *("preferences.direct_marketing", "preferences.affiliate_marketing"),
)


def contact_columns(settings: Settings) -> tuple[str, ...]:
    """The columns of an export of contacts: what is derived, and the fields as an import names them."""
    return (*DERIVED, *_OWN, *(f"custom.{field.name}" for field in settings.custom_fields.fields))


def contact_row(contact: Contact, settings: Settings) -> list[object]:
    """One contact under `contact_columns`; inactive addresses are left out."""
    active = tuple(address for address in contact.addresses if address.active)
    document: dict[str, JsonValue] = with_fields(contact, addresses=active).model_dump(mode="json")
    preferences = contact.preferences
    document["preferences"] = {
        "direct_marketing": preferences.direct_marketing.value,
        "affiliate_marketing": preferences.affiliate_marketing.value,
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
    return [*derived, *(_at(document, path.split(".")) for path in contact_columns(settings)[len(derived) :])]


def _at(value: JsonValue, steps: Sequence[str]) -> object:
    for step in steps:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and step.isdecimal():
            value = value[int(step)] if int(step) < len(value) else None
        else:
            return None
    if isinstance(value, list):
        return SEPARATOR.join(str(entry) for entry in value)
    return value
