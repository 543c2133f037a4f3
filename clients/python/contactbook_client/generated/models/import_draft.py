from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.contact_kind import ContactKind
from ..models.date_order import DateOrder
from ..models.file_encoding import FileEncoding
from ..models.import_format import ImportFormat
from ..models.on_duplicate import OnDuplicate
from ..models.preset_name import PresetName
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.import_draft_columns import ImportDraftColumns
    from ..models.import_draft_constants import ImportDraftConstants
    from ..models.import_draft_opt_outs import ImportDraftOptOuts
    from ..models.import_draft_separators import ImportDraftSeparators
    from ..models.import_draft_value_maps import ImportDraftValueMaps


@dataclass(kw_only=True, slots=True)
class ImportDraft:
    """A request to import contacts. The file is `csv` or `vcard` (its text), `xlsx` (in Base64) or `file_attachment_id`
    (uploaded before). `columns` maps each field to a column of the file, `constants` maps fields to the value that all
    contacts get. Without `columns`, the headers of the file must be names of fields, as in the template; a `preset`
    knows the headers of a tool's exports. vCards need none. Of a CSV file `encoding` says what its bytes mean if that
    is not UTF-8, and `separator` what is between its cells if its header or a `sep=` line does not tell. Of a workbook
    `sheet` names the sheet, else the first visible one that has the columns is read . `header_line` is the line of the
    header where titles stand above it. `date_order` reads dates such as 03/04/1980. `value_maps` says for a field what
    the words of its column mean. `opt_outs` names a column, or several, for each purpose that it refuses: a word for
    yes in any of them is a no of the person. `columns` may say the same under `opt_outs.direct_marketing` and
    `opt_outs.affiliate_marketing`, further columns under `opt_outs.direct_marketing.1` and so on. In a file of persons
    and companies, `columns` names that of the `kind`. `separators` divides the cells of a list. `match_on` lists groups
    of fields that say who is who, tried in order; without it the uniqueness rules do.

    """

    kind: ContactKind
    """ A natural person or a legal organization; fixed at creation. """
    format_: ImportFormat | Unset = UNSET
    """ The format of a file that is imported. """
    csv: None | str | Unset = UNSET
    """ The file as text, in CSV. """
    xlsx: None | str | Unset = UNSET
    """ The file as Base64, in XLSX. """
    vcard: None | str | Unset = UNSET
    """ The file as text, in vCard. """
    file_attachment_id: None | str | Unset = UNSET
    """ The id of the uploaded file. Exactly one of this and an inline file is sent. """
    preset: None | PresetName | Unset = UNSET
    """ The tool that wrote the file, whose columns are known. Left out, it is found in the file. """
    encoding: FileEncoding | None | Unset = UNSET
    """ The encoding of the file. Left out, it is found in the file. """
    separator: None | str | Unset = UNSET
    """ The character between cells. Left out, it is found in the file. """
    sheet: None | str | Unset = UNSET
    """ The name of the sheet. Left out, the first sheet with contacts is read. """
    header_line: int | Unset = 1
    """ The line of the headers, from 1. 0 stands for no headers. """
    list_id: None | str | Unset = UNSET
    """ The id of the list, `lst_…`. """
    columns: ImportDraftColumns | Unset = UNSET
    """ The column of the file for each field, by its header: `{"first_name": "First"}`. """
    constants: ImportDraftConstants | Unset = UNSET
    """ A value that every row gets, by field: `{"language": "en"}`. """
    on_duplicate: OnDuplicate | Unset = UNSET
    """ What happens to a row whose values, by the uniqueness rules, belong to a stored contact. """
    date_order: DateOrder | None | Unset = UNSET
    """ The order of year, month and day in the file's dates. Left out, it is found in the file. """
    match_on: list[list[str]] | Unset = UNSET
    """ The fields by which a row finds its contact: groups are alternatives. """
    value_maps: ImportDraftValueMaps | Unset = UNSET
    """ What the words in a column mean, by field: `{"kind": {"Firma": "company"}}`. """
    opt_outs: ImportDraftOptOuts | Unset = UNSET
    """ The columns that hold a no, and the purpose that each refuses. """
    separators: ImportDraftSeparators | Unset = UNSET
    """ The character between values in one cell, by field. """
    dry_run: bool | Unset = False
    """ Whether it only says what would happen. Nothing is changed and nobody is contacted. """

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind.value

        format_: str | Unset = UNSET
        if not isinstance(self.format_, Unset):
            format_ = self.format_.value

        csv: None | str | Unset
        if isinstance(self.csv, Unset):
            csv = UNSET
        else:
            csv = self.csv

        xlsx: None | str | Unset
        if isinstance(self.xlsx, Unset):
            xlsx = UNSET
        else:
            xlsx = self.xlsx

        vcard: None | str | Unset
        if isinstance(self.vcard, Unset):
            vcard = UNSET
        else:
            vcard = self.vcard

        file_attachment_id: None | str | Unset
        if isinstance(self.file_attachment_id, Unset):
            file_attachment_id = UNSET
        else:
            file_attachment_id = self.file_attachment_id

        preset: None | str | Unset
        if isinstance(self.preset, Unset):
            preset = UNSET
        elif isinstance(self.preset, PresetName):
            preset = self.preset.value
        else:
            preset = self.preset

        encoding: None | str | Unset
        if isinstance(self.encoding, Unset):
            encoding = UNSET
        elif isinstance(self.encoding, FileEncoding):
            encoding = self.encoding.value
        else:
            encoding = self.encoding

        separator: None | str | Unset
        if isinstance(self.separator, Unset):
            separator = UNSET
        else:
            separator = self.separator

        sheet: None | str | Unset
        if isinstance(self.sheet, Unset):
            sheet = UNSET
        else:
            sheet = self.sheet

        header_line = self.header_line

        list_id: None | str | Unset
        if isinstance(self.list_id, Unset):
            list_id = UNSET
        else:
            list_id = self.list_id

        columns: dict[str, Any] | Unset = UNSET
        if not isinstance(self.columns, Unset):
            columns = self.columns.to_dict()

        constants: dict[str, Any] | Unset = UNSET
        if not isinstance(self.constants, Unset):
            constants = self.constants.to_dict()

        on_duplicate: str | Unset = UNSET
        if not isinstance(self.on_duplicate, Unset):
            on_duplicate = self.on_duplicate.value

        date_order: None | str | Unset
        if isinstance(self.date_order, Unset):
            date_order = UNSET
        elif isinstance(self.date_order, DateOrder):
            date_order = self.date_order.value
        else:
            date_order = self.date_order

        match_on: list[list[str]] | Unset = UNSET
        if not isinstance(self.match_on, Unset):
            match_on = []
            for match_on_item_data in self.match_on:
                match_on_item = match_on_item_data

                match_on.append(match_on_item)

        value_maps: dict[str, Any] | Unset = UNSET
        if not isinstance(self.value_maps, Unset):
            value_maps = self.value_maps.to_dict()

        opt_outs: dict[str, Any] | Unset = UNSET
        if not isinstance(self.opt_outs, Unset):
            opt_outs = self.opt_outs.to_dict()

        separators: dict[str, Any] | Unset = UNSET
        if not isinstance(self.separators, Unset):
            separators = self.separators.to_dict()

        dry_run = self.dry_run

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
            }
        )
        if format_ is not UNSET:
            field_dict["format"] = format_
        if csv is not UNSET:
            field_dict["csv"] = csv
        if xlsx is not UNSET:
            field_dict["xlsx"] = xlsx
        if vcard is not UNSET:
            field_dict["vcard"] = vcard
        if file_attachment_id is not UNSET:
            field_dict["file_attachment_id"] = file_attachment_id
        if preset is not UNSET:
            field_dict["preset"] = preset
        if encoding is not UNSET:
            field_dict["encoding"] = encoding
        if separator is not UNSET:
            field_dict["separator"] = separator
        if sheet is not UNSET:
            field_dict["sheet"] = sheet
        if header_line is not UNSET:
            field_dict["header_line"] = header_line
        if list_id is not UNSET:
            field_dict["list_id"] = list_id
        if columns is not UNSET:
            field_dict["columns"] = columns
        if constants is not UNSET:
            field_dict["constants"] = constants
        if on_duplicate is not UNSET:
            field_dict["on_duplicate"] = on_duplicate
        if date_order is not UNSET:
            field_dict["date_order"] = date_order
        if match_on is not UNSET:
            field_dict["match_on"] = match_on
        if value_maps is not UNSET:
            field_dict["value_maps"] = value_maps
        if opt_outs is not UNSET:
            field_dict["opt_outs"] = opt_outs
        if separators is not UNSET:
            field_dict["separators"] = separators
        if dry_run is not UNSET:
            field_dict["dry_run"] = dry_run

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.import_draft_columns import ImportDraftColumns  # noqa: PLC0415
        from ..models.import_draft_constants import ImportDraftConstants  # noqa: PLC0415
        from ..models.import_draft_opt_outs import ImportDraftOptOuts  # noqa: PLC0415
        from ..models.import_draft_separators import ImportDraftSeparators  # noqa: PLC0415
        from ..models.import_draft_value_maps import ImportDraftValueMaps  # noqa: PLC0415

        d = dict(src_dict)
        kind = ContactKind(d.pop("kind"))

        _format_ = d.pop("format", UNSET)
        format_: ImportFormat | Unset
        if isinstance(_format_, Unset):
            format_ = UNSET
        else:
            format_ = ImportFormat(_format_)

        def _parse_csv(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        csv = _parse_csv(d.pop("csv", UNSET))

        def _parse_xlsx(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        xlsx = _parse_xlsx(d.pop("xlsx", UNSET))

        def _parse_vcard(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        vcard = _parse_vcard(d.pop("vcard", UNSET))

        def _parse_file_attachment_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        file_attachment_id = _parse_file_attachment_id(d.pop("file_attachment_id", UNSET))

        def _parse_preset(data: object) -> None | PresetName | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                preset_type_0 = PresetName(data)

                return preset_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PresetName | Unset, data)

        preset = _parse_preset(d.pop("preset", UNSET))

        def _parse_encoding(data: object) -> FileEncoding | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                encoding_type_0 = FileEncoding(data)

                return encoding_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FileEncoding | None | Unset, data)

        encoding = _parse_encoding(d.pop("encoding", UNSET))

        def _parse_separator(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        separator = _parse_separator(d.pop("separator", UNSET))

        def _parse_sheet(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        sheet = _parse_sheet(d.pop("sheet", UNSET))

        header_line = d.pop("header_line", UNSET)

        def _parse_list_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        list_id = _parse_list_id(d.pop("list_id", UNSET))

        _columns = d.pop("columns", UNSET)
        columns: ImportDraftColumns | Unset
        if isinstance(_columns, Unset):
            columns = UNSET
        else:
            columns = ImportDraftColumns.from_dict(_columns)

        _constants = d.pop("constants", UNSET)
        constants: ImportDraftConstants | Unset
        if isinstance(_constants, Unset):
            constants = UNSET
        else:
            constants = ImportDraftConstants.from_dict(_constants)

        _on_duplicate = d.pop("on_duplicate", UNSET)
        on_duplicate: OnDuplicate | Unset
        if isinstance(_on_duplicate, Unset):
            on_duplicate = UNSET
        else:
            on_duplicate = OnDuplicate(_on_duplicate)

        def _parse_date_order(data: object) -> DateOrder | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                date_order_type_0 = DateOrder(data)

                return date_order_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DateOrder | None | Unset, data)

        date_order = _parse_date_order(d.pop("date_order", UNSET))

        _match_on = d.pop("match_on", UNSET)
        match_on: list[list[str]] | Unset = UNSET
        if _match_on is not UNSET:
            match_on = []
            for match_on_item_data in _match_on:
                match_on_item = cast(list[str], match_on_item_data)

                match_on.append(match_on_item)

        _value_maps = d.pop("value_maps", UNSET)
        value_maps: ImportDraftValueMaps | Unset
        if isinstance(_value_maps, Unset):
            value_maps = UNSET
        else:
            value_maps = ImportDraftValueMaps.from_dict(_value_maps)

        _opt_outs = d.pop("opt_outs", UNSET)
        opt_outs: ImportDraftOptOuts | Unset
        if isinstance(_opt_outs, Unset):
            opt_outs = UNSET
        else:
            opt_outs = ImportDraftOptOuts.from_dict(_opt_outs)

        _separators = d.pop("separators", UNSET)
        separators: ImportDraftSeparators | Unset
        if isinstance(_separators, Unset):
            separators = UNSET
        else:
            separators = ImportDraftSeparators.from_dict(_separators)

        dry_run = d.pop("dry_run", UNSET)

        import_draft = cls(
            kind=kind,
            format_=format_,
            csv=csv,
            xlsx=xlsx,
            vcard=vcard,
            file_attachment_id=file_attachment_id,
            preset=preset,
            encoding=encoding,
            separator=separator,
            sheet=sheet,
            header_line=header_line,
            list_id=list_id,
            columns=columns,
            constants=constants,
            on_duplicate=on_duplicate,
            date_order=date_order,
            match_on=match_on,
            value_maps=value_maps,
            opt_outs=opt_outs,
            separators=separators,
            dry_run=dry_run,
        )

        return import_draft
