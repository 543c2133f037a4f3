"""What an import says of its columns and values, checked before its file is read (S2.21, S6.5, S6.8)."""

from collections.abc import Iterator

from contactbook.domain.base.errors import FieldError, ValidationFailed
from contactbook.domain.contacts.record import ContactKind
from contactbook.domain.imports.fields import KIND, OPT_OUTS, ImportedRow
from contactbook.domain.imports.formats import ImportFormat
from contactbook.domain.imports.matching import match_errors
from contactbook.domain.imports.row_reader import RowReader
from contactbook.domain.imports.runs import ImportRequest, reading_rules
from contactbook.domain.settings.sections import Settings
from contactbook.services.imports.prepared_rows import check_fields
from contactbook.storage.tenant_store import TenantStore


def check_mapping(store: TenantStore, draft: ImportRequest) -> None:
    """Check what the request says of fields. Raises ValidationFailed, at the pointer of each that is wrong."""
    settings = store.settings.current()
    custom = settings.custom_fields
    check_fields(tuple(draft.columns), custom, "/columns")
    check_fields(tuple(draft.constants), custom, "/constants")
    check_fields([path for path in draft.value_maps if not path.startswith(OPT_OUTS)], custom, "/value_maps")
    if KIND in draft.constants:
        raise ValidationFailed.of("/constants/kind", "field_named_twice", "The import itself says the `kind`. Leave it out here.")
    # The headers of a file may be the names of fields, and the kind one of them. A card says its kind itself.
    is_mixed = draft.format is ImportFormat.VCARD or KIND in draft.columns or not (draft.columns or draft.preset)
    kinds = tuple(ContactKind) if is_mixed else (draft.kind,)
    errors = [*_separator_errors(draft), *match_errors(draft.match_on, kinds, settings)]
    if errors:
        raise ValidationFailed("The import cannot read or match by these fields; see `errors`.", errors=errors)
    _check_constants(settings, draft)


def _separator_errors(draft: ImportRequest) -> Iterator[FieldError]:
    for path in draft.separators:
        if path.partition(".")[0] not in ImportedRow.model_fields:
            yield FieldError(f"/separators/{path}", "unknown_field", "A contact has no field of this name.")


def _check_constants(settings: Settings, draft: ImportRequest) -> None:
    rules = reading_rules(draft, settings)
    for path, value in draft.constants.items():
        try:
            RowReader((), {path: value}, rules)
        except ValidationFailed as error:
            raise ValidationFailed.of(f"/constants/{path}", error.code, error.message) from error
    for path in draft.constants.keys() & draft.columns.keys():
        raise ValidationFailed.of(f"/constants/{path}", "field_named_twice", "The field has a column as well. Name it once.")
