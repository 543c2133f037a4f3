"""What a preview of a file asks for and answers (S6.1)."""

from pydantic import Field

from contactbook.domain.base.values import Draft, Value
from contactbook.domain.contacts.record import ContactKind
from contactbook.domain.imports.formats import ImportFormat
from contactbook.domain.imports.opt_outs import OptOut
from contactbook.domain.imports.presets.tools import PresetName
from contactbook.domain.imports.runs import Constant, ImportRequest
from contactbook.domain.imports.sheets import FileWarning


class PreviewDraft(ImportRequest, Draft):
    """A file to preview, as an import names it. What is left out is detected, and offered in the answer."""

    kind: ContactKind = ContactKind.PERSON


class SheetView(Value):
    """A sheet of a workbook. `rows` counts those below the first as the sheet itself says, or is null."""

    name: str
    hidden: bool
    rows: int | None


class HeaderView(Value):
    """A column: the first of its values, and the field that it could be, `because` of what."""

    header: str
    samples: tuple[str, ...] = ()
    field: str | None = None
    because: str | None = None


class Preview(Value):
    """What a file holds. `columns` and `preset` are suggestions, ready for an import; nothing is imported yet.

    `columns` alone keep every no that was recognized: they name its columns as `opt_outs.<purpose>`. `opt_outs`, `constants` and
    `separators` are the rest of what the preset says.
    `sheet` is the one that is shown: the first visible one that holds contacts. Name it in the import.
    `encoding` is a guess if a warning says so. It counts only once an import names it.
    """

    format: ImportFormat
    encoding: str | None = None
    separator: str | None = None
    header_line: int | None = None
    sheet: str | None = None
    sheets: tuple[SheetView, ...] = ()
    headers: tuple[HeaderView, ...] = ()
    columns: dict[str, str] = Field(default_factory=dict)
    opt_outs: dict[OptOut, str | tuple[str, ...]] = Field(default_factory=dict)
    constants: dict[str, Constant] = Field(default_factory=dict)
    separators: dict[str, str] = Field(default_factory=dict)
    preset: PresetName | None = None
    warnings: tuple[FileWarning, ...] = ()
