from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.contact_kind import ContactKind
from ..models.import_format import ImportFormat
from ..models.import_state import ImportState
from ..models.on_duplicate import OnDuplicate

if TYPE_CHECKING:
    from ..models.actor import Actor
    from ..models.file_problem import FileProblem
    from ..models.file_warning import FileWarning
    from ..models.import_undo import ImportUndo


@dataclass(kw_only=True, slots=True)
class Import:
    """An import as a caller sees it. `rate` is in rows per second; `seconds_left` is an estimate from it."""

    import_id: str
    """ The id of the import, `imp_…`. """
    state: ImportState
    """ The states of an import. `waiting` lasts until a function starts it. `finished`, `failed` and `cancelled`
    are final. A failed import wrote nothing. """
    kind: ContactKind
    """ A natural person or a legal organization; fixed at creation. """
    format_: ImportFormat
    """ The format of a file that is imported. """
    list_id: None | str
    """ The id of the list, `lst_…`. """
    on_duplicate: OnDuplicate
    """ What happens to a row whose values, by the uniqueness rules, belong to a stored contact. """
    dry_run: bool
    """ Whether it only says what would happen. Nothing is changed and nobody is contacted. """
    rows: int | None
    """ How many rows the file has; null before they are counted. """
    done: int
    """ How many are done by now. """
    created: int
    """ How many contacts were created. """
    updated: int
    """ How many contacts were changed. """
    skipped: int
    """ How many were skipped. """
    failed: int
    """ How many failed. """
    rate: float | None
    """ Rows in a second; null before the first slice. """
    seconds_left: int | None
    """ How many seconds the rest takes at this rate; null while that is not known. """
    problem: FileProblem | None
    """ Why the whole file could not be read or written; null where it could. """
    warnings: list[FileWarning]
    """ What whoever imports the file should know. """
    undo: ImportUndo | None
    """ The undo of the import; null where none was asked for. """
    cancelled_by: Actor | None
    """ Who cancelled it; null if nobody did. """
    created_at: datetime.datetime
    """ When it was created: a time in UTC, ISO 8601. """
    started_at: datetime.datetime | None
    """ When it started: a time in UTC; null before. """
    updated_at: datetime.datetime
    """ When it changed last: a time in UTC, ISO 8601. """
    finished_at: datetime.datetime | None
    """ When it ended: a time in UTC; null before. """
    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.actor import Actor  # noqa: PLC0415
        from ..models.file_problem import FileProblem  # noqa: PLC0415
        from ..models.import_undo import ImportUndo  # noqa: PLC0415

        import_id = self.import_id

        state = self.state.value

        kind = self.kind.value

        format_ = self.format_.value

        list_id: None | str
        list_id = self.list_id

        on_duplicate = self.on_duplicate.value

        dry_run = self.dry_run

        rows: int | None
        rows = self.rows

        done = self.done

        created = self.created

        updated = self.updated

        skipped = self.skipped

        failed = self.failed

        rate: float | None
        rate = self.rate

        seconds_left: int | None
        seconds_left = self.seconds_left

        problem: dict[str, Any] | None
        if isinstance(self.problem, FileProblem):
            problem = self.problem.to_dict()
        else:
            problem = self.problem

        warnings = []
        for warnings_item_data in self.warnings:
            warnings_item = warnings_item_data.to_dict()
            warnings.append(warnings_item)

        undo: dict[str, Any] | None
        if isinstance(self.undo, ImportUndo):
            undo = self.undo.to_dict()
        else:
            undo = self.undo

        cancelled_by: dict[str, Any] | None
        if isinstance(self.cancelled_by, Actor):
            cancelled_by = self.cancelled_by.to_dict()
        else:
            cancelled_by = self.cancelled_by

        created_at = self.created_at.isoformat()

        started_at: None | str
        if isinstance(self.started_at, datetime.datetime):
            started_at = self.started_at.isoformat()
        else:
            started_at = self.started_at

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
                "import_id": import_id,
                "state": state,
                "kind": kind,
                "format": format_,
                "list_id": list_id,
                "on_duplicate": on_duplicate,
                "dry_run": dry_run,
                "rows": rows,
                "done": done,
                "created": created,
                "updated": updated,
                "skipped": skipped,
                "failed": failed,
                "rate": rate,
                "seconds_left": seconds_left,
                "problem": problem,
                "warnings": warnings,
                "undo": undo,
                "cancelled_by": cancelled_by,
                "created_at": created_at,
                "started_at": started_at,
                "updated_at": updated_at,
                "finished_at": finished_at,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.actor import Actor  # noqa: PLC0415
        from ..models.file_problem import FileProblem  # noqa: PLC0415
        from ..models.file_warning import FileWarning  # noqa: PLC0415
        from ..models.import_undo import ImportUndo  # noqa: PLC0415

        d = dict(src_dict)
        import_id = d.pop("import_id")

        state = ImportState(d.pop("state"))

        kind = ContactKind(d.pop("kind"))

        format_ = ImportFormat(d.pop("format"))

        def _parse_list_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        list_id = _parse_list_id(d.pop("list_id"))

        on_duplicate = OnDuplicate(d.pop("on_duplicate"))

        dry_run = d.pop("dry_run")

        def _parse_rows(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        rows = _parse_rows(d.pop("rows"))

        done = d.pop("done")

        created = d.pop("created")

        updated = d.pop("updated")

        skipped = d.pop("skipped")

        failed = d.pop("failed")

        def _parse_rate(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        rate = _parse_rate(d.pop("rate"))

        def _parse_seconds_left(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        seconds_left = _parse_seconds_left(d.pop("seconds_left"))

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

        warnings = []
        _warnings = d.pop("warnings")
        for warnings_item_data in _warnings:
            warnings_item = FileWarning.from_dict(warnings_item_data)

            warnings.append(warnings_item)

        def _parse_undo(data: object) -> ImportUndo | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                undo_type_0 = ImportUndo.from_dict(data)

                return undo_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ImportUndo | None, data)

        undo = _parse_undo(d.pop("undo"))

        def _parse_cancelled_by(data: object) -> Actor | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                cancelled_by_type_0 = Actor.from_dict(data)

                return cancelled_by_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Actor | None, data)

        cancelled_by = _parse_cancelled_by(d.pop("cancelled_by"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_started_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                started_at_type_0 = datetime.datetime.fromisoformat(data)

                return started_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        started_at = _parse_started_at(d.pop("started_at"))

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

        import_ = cls(
            import_id=import_id,
            state=state,
            kind=kind,
            format_=format_,
            list_id=list_id,
            on_duplicate=on_duplicate,
            dry_run=dry_run,
            rows=rows,
            done=done,
            created=created,
            updated=updated,
            skipped=skipped,
            failed=failed,
            rate=rate,
            seconds_left=seconds_left,
            problem=problem,
            warnings=warnings,
            undo=undo,
            cancelled_by=cancelled_by,
            created_at=created_at,
            started_at=started_at,
            updated_at=updated_at,
            finished_at=finished_at,
            version=version,
        )

        return import_
