from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.export_of import ExportOf
from ..models.export_state import ExportState
from ..models.file_format import FileFormat

if TYPE_CHECKING:
    from ..models.file_problem import FileProblem


@dataclass(kw_only=True, slots=True)
class Export:
    """An export as a caller sees it. `download_url` works for 15 minutes; the file is kept for seven days."""

    export_id: str
    """ The id of the export, `exp_…`. """
    state: ExportState
    """ The states of an export. `waiting` lasts until a function starts it; `finished` and `failed` are final. """
    of: ExportOf
    """ What is exported: all contacts, those of a list or a segment, a run's decisions, an import's errors, or the
    audit. """
    id: None | str
    """ The id of the list, segment, run or import; null for others. """
    format_: FileFormat
    """ The format of a file that is read or written. """
    rows: int
    """ How many rows the file has; null before they are counted. """
    download_url: None | str
    """ A signed address to GET the file from; null where there is none yet. """
    problem: FileProblem | None
    """ Why the whole file could not be read or written; null where it could. """
    created_at: datetime.datetime
    """ When it was created: a time in UTC, ISO 8601. """
    updated_at: datetime.datetime
    """ When it changed last: a time in UTC, ISO 8601. """
    finished_at: datetime.datetime | None
    """ When it ended: a time in UTC; null before. """
    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.file_problem import FileProblem  # noqa: PLC0415

        export_id = self.export_id

        state = self.state.value

        of = self.of.value

        id: None | str
        id = self.id

        format_ = self.format_.value

        rows = self.rows

        download_url: None | str
        download_url = self.download_url

        problem: dict[str, Any] | None
        if isinstance(self.problem, FileProblem):
            problem = self.problem.to_dict()
        else:
            problem = self.problem

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        finished_at: None | str
        if isinstance(self.finished_at, datetime.datetime):
            finished_at = self.finished_at.isoformat()
        else:
            finished_at = self.finished_at

        version = self.version

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "export_id": export_id,
                "state": state,
                "of": of,
                "id": id,
                "format": format_,
                "rows": rows,
                "download_url": download_url,
                "problem": problem,
                "created_at": created_at,
                "updated_at": updated_at,
                "finished_at": finished_at,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.file_problem import FileProblem  # noqa: PLC0415

        d = dict(src_dict)
        export_id = d.pop("export_id")

        state = ExportState(d.pop("state"))

        of = ExportOf(d.pop("of"))

        def _parse_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        id = _parse_id(d.pop("id"))

        format_ = FileFormat(d.pop("format"))

        rows = d.pop("rows")

        def _parse_download_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        download_url = _parse_download_url(d.pop("download_url"))

        def _parse_problem(data: object) -> FileProblem | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                problem_type_0 = FileProblem.from_dict(data)

                return problem_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FileProblem | None, data)

        problem = _parse_problem(d.pop("problem"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        def _parse_finished_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                finished_at_type_0 = datetime.datetime.fromisoformat(data)

                return finished_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        finished_at = _parse_finished_at(d.pop("finished_at"))

        version = d.pop("version")

        export = cls(
            export_id=export_id,
            state=state,
            of=of,
            id=id,
            format_=format_,
            rows=rows,
            download_url=download_url,
            problem=problem,
            created_at=created_at,
            updated_at=updated_at,
            finished_at=finished_at,
            version=version,
        )

        return export
