"""The files that imports read and exports write."""

from enum import StrEnum

from contactbook.domain.base.values import Value

# Separates the entries of a list in one cell, such as tags.
LIST_SEPARATOR = ";"
# Excel reads a CSV file as UTF-8 only if it begins with this mark.
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class FileFormat(StrEnum):
    """The format of a file that is read or written."""

    CSV = "csv"
    XLSX = "xlsx"


CONTENT_TYPES = {
    FileFormat.CSV: "text/csv",
    FileFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class FileProblem(Value):
    """Why a whole file could not be read or written."""

    code: str
    message: str
    field: str = "/file"
