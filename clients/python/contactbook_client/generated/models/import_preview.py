from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.import_format import ImportFormat
from ..models.preset_name import PresetName

if TYPE_CHECKING:
    from ..models.file_warning import FileWarning
    from ..models.import_header import ImportHeader
    from ..models.import_preview_columns import ImportPreviewColumns
    from ..models.import_preview_constants import ImportPreviewConstants
    from ..models.import_preview_opt_outs import ImportPreviewOptOuts
    from ..models.import_preview_separators import ImportPreviewSeparators
    from ..models.import_sheet import ImportSheet


@dataclass(kw_only=True, slots=True)
class ImportPreview:
    """What a file holds. `columns` and `preset` are suggestions, ready for an import; nothing is imported yet. `columns`
    alone keep every no that was recognized: they name its columns as `opt_outs.<purpose>`. `opt_outs`, `constants` and
    `separators` are the rest of what the preset says. `sheet` is the one that is shown: the first visible one that
    holds contacts. Name it in the import. `encoding` is a guess if a warning says so. It counts only once an import
    names it.

    """

    format_: ImportFormat
    """ The format of a file that is imported. """
    encoding: None | str
    """ The encoding of the file. Left out, it is found in the file. """
    separator: None | str
    """ The character between cells. Left out, it is found in the file. """
    header_line: int | None
    """ The line of the headers, from 1. 0 stands for no headers. """
    sheet: None | str
    """ The name of the sheet. Left out, the first sheet with contacts is read. """
    sheets: list[ImportSheet]
    """ The sheets of the workbook. """
    headers: list[ImportHeader]
    """ The headers to send with the upload. """
    columns: ImportPreviewColumns
    """ The column of the file for each field, by its header: `{"first_name": "First"}`. """
    opt_outs: ImportPreviewOptOuts
    """ The columns that hold a no, and the purpose that each refuses. """
    constants: ImportPreviewConstants
    """ A value that every row gets, by field: `{"language": "en"}`. """
    separators: ImportPreviewSeparators
    """ The character between values in one cell, by field. """
    preset: None | PresetName
    """ The tool that wrote the file, whose columns are known. Left out, it is found in the file. """
    warnings: list[FileWarning]
    """ What whoever imports the file should know. """

    def to_dict(self) -> dict[str, Any]:
        format_ = self.format_.value

        encoding: None | str
        encoding = self.encoding

        separator: None | str
        separator = self.separator

        header_line: int | None
        header_line = self.header_line

        sheet: None | str
        sheet = self.sheet

        sheets = []
        for sheets_item_data in self.sheets:
            sheets_item = sheets_item_data.to_dict()
            sheets.append(sheets_item)

        headers = []
        for headers_item_data in self.headers:
            headers_item = headers_item_data.to_dict()
            headers.append(headers_item)

        columns = self.columns.to_dict()

        opt_outs = self.opt_outs.to_dict()

        constants = self.constants.to_dict()

        separators = self.separators.to_dict()

        preset: None | str
        if isinstance(self.preset, PresetName):
            preset = self.preset.value
        else:
            preset = self.preset

        warnings = []
        for warnings_item_data in self.warnings:
            warnings_item = warnings_item_data.to_dict()
            warnings.append(warnings_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "format": format_,
                "encoding": encoding,
                "separator": separator,
                "header_line": header_line,
                "sheet": sheet,
                "sheets": sheets,
                "headers": headers,
                "columns": columns,
                "opt_outs": opt_outs,
                "constants": constants,
                "separators": separators,
                "preset": preset,
                "warnings": warnings,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.file_warning import FileWarning  # noqa: PLC0415
        from ..models.import_header import ImportHeader  # noqa: PLC0415
        from ..models.import_preview_columns import ImportPreviewColumns  # noqa: PLC0415
        from ..models.import_preview_constants import ImportPreviewConstants  # noqa: PLC0415
        from ..models.import_preview_opt_outs import ImportPreviewOptOuts  # noqa: PLC0415
        from ..models.import_preview_separators import ImportPreviewSeparators  # noqa: PLC0415
        from ..models.import_sheet import ImportSheet  # noqa: PLC0415

        d = dict(src_dict)
        format_ = ImportFormat(d.pop("format"))

        def _parse_encoding(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        encoding = _parse_encoding(d.pop("encoding"))

        def _parse_separator(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        separator = _parse_separator(d.pop("separator"))

        def _parse_header_line(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        header_line = _parse_header_line(d.pop("header_line"))

        def _parse_sheet(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        sheet = _parse_sheet(d.pop("sheet"))

        sheets = []
        _sheets = d.pop("sheets")
        for sheets_item_data in _sheets:
            sheets_item = ImportSheet.from_dict(sheets_item_data)

            sheets.append(sheets_item)

        headers = []
        _headers = d.pop("headers")
        for headers_item_data in _headers:
            headers_item = ImportHeader.from_dict(headers_item_data)

            headers.append(headers_item)

        columns = ImportPreviewColumns.from_dict(d.pop("columns"))

        opt_outs = ImportPreviewOptOuts.from_dict(d.pop("opt_outs"))

        constants = ImportPreviewConstants.from_dict(d.pop("constants"))

        separators = ImportPreviewSeparators.from_dict(d.pop("separators"))

        def _parse_preset(data: object) -> None | PresetName:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                preset_type_0 = PresetName(data)

                return preset_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PresetName, data)

        preset = _parse_preset(d.pop("preset"))

        warnings = []
        _warnings = d.pop("warnings")
        for warnings_item_data in _warnings:
            warnings_item = FileWarning.from_dict(warnings_item_data)

            warnings.append(warnings_item)

        import_preview = cls(
            format_=format_,
            encoding=encoding,
            separator=separator,
            header_line=header_line,
            sheet=sheet,
            sheets=sheets,
            headers=headers,
            columns=columns,
            opt_outs=opt_outs,
            constants=constants,
            separators=separators,
            preset=preset,
            warnings=warnings,
        )

        return import_preview
