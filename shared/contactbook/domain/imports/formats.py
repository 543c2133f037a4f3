"""The formats of the files that an import reads."""

from enum import StrEnum

from contactbook.domain.base.file_formats import CONTENT_TYPES, FileFormat


class ImportFormat(StrEnum):
    """The format of a file that is imported."""

    CSV = "csv"
    XLSX = "xlsx"
    VCARD = "vcard"


UPLOAD_TYPES = {
    ImportFormat.CSV: CONTENT_TYPES[FileFormat.CSV],
    ImportFormat.XLSX: CONTENT_TYPES[FileFormat.XLSX],
    ImportFormat.VCARD: "text/vcard",
}
