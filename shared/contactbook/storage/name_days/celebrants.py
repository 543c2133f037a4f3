"""Name-day runs, who celebrates on which day, and what was done for which day already."""

from datetime import date
from enum import StrEnum

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.base.values import Day, Moment, Record, Value
from contactbook.domain.settings.sending import NameDayMode
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Absent, AtVersion, Put, Refusal, Row

_RUNS = "NAME-DAY-RUNS"
_CELEBRANTS = "NAME-DAY"
_ALL = "ALL"


class NameDayRunState(StrEnum):
    """How far a run has come."""

    WAITING = "waiting"
    RUNNING = "running"
    FINISHED = "finished"


class NameDayRun(Record):
    """One run of the rules over the tenant's contacts; `cursor` is where it goes on."""

    run_id: str
    state: NameDayRunState = NameDayRunState.WAITING
    apply_to: NameDayMode
    contacts: int = 0
    changed: int = 0
    started_at: Moment
    finished_at: Moment | None = None
    cursor: dict[str, str] | None = None


class NameDayProgress(Value):
    """For which days the tenant's daily work is done."""

    version: int = 0
    rules_ran_on: Day | None = None
    celebrated_on: Day | None = None


class NameDayRepository:
    """The name days of one tenant's contacts."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def get_run(self, run_id: str) -> NameDayRun:
        """The run. Raises NotFound."""
        row = table.get(self._keys.item(_RUNS, _ALL, run_id))
        if row is None:
            raise NotFound("There is no such run.")
        return NameDayRun.model_validate_json(row.document)

    def add_run(self, run: NameDayRun) -> None:
        """Write a new run."""
        table.put(Put(self._run_row(run), Absent()))

    def save_run(self, run: NameDayRun) -> None:
        """Replace the run as it stood one version before. Raises ConcurrentUpdate: another worker carries it on."""
        table.put(Put(self._run_row(run), AtVersion(run.version - 1), lambda _: ConcurrentUpdate("The run changed meanwhile.")))

    def progress(self) -> NameDayProgress:
        """For which days the daily work is done."""
        row = table.get(self._keys.item(_RUNS, _ALL, "PROGRESS"))
        return NameDayProgress.model_validate_json(row.document) if row else NameDayProgress()

    def save_progress(self, progress: NameDayProgress) -> None:
        """Replace the progress as it stood one version before. Raises ConcurrentUpdate."""
        row = Row(
            self._keys.item(_RUNS, _ALL, "PROGRESS"), "name_day_progress", progress.model_dump_json(), version=progress.version
        )
        expect = AtVersion(progress.version - 1) if progress.version > 1 else Absent()
        table.put(Put(row, expect, lambda _: ConcurrentUpdate("Another worker did it.")))

    def celebrants(self, day: str, *, limit: int, after: dict[str, str] | None = None) -> tuple[list[str], dict[str, str] | None]:
        """Ids of contacts whose name day is the day (`MM-DD`): one query."""
        page = table.query(self._keys.partition(_CELEBRANTS, day), limit=limit, after=after)
        return [row.key.sk for row in page.rows], page.after

    def move_celebrant(self, contact_id: str, before: str | None, after: str | None) -> None:
        """List the contact under its new day; twice does no harm."""
        if before and before != after:
            table.remove_many([self._keys.item(_CELEBRANTS, before, contact_id)])
        if after:
            table.put_many([Row(self._keys.item(_CELEBRANTS, after, contact_id), "name_day_celebrant", "{}")])

    def reached_of(self, contact_id: str, day: date, refusal: Refusal) -> Put:
        """The write that says that the contact's name day of this year was reached; once."""
        key: Key = self._keys.beside_profile(contact_id, "NAME-DAY", str(day.year))
        return Put(Row(key, "name_day_reached", f'"{day.isoformat()}"'), Absent(), refusal)

    def _run_row(self, run: NameDayRun) -> Row:
        return Row(self._keys.item(_RUNS, _ALL, run.run_id), "name_day_run", run.model_dump_json(), version=run.version)
