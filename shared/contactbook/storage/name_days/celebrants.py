"""Which contacts celebrate on which day of the year, and whose name day was reached in which year."""

from datetime import date

from contactbook.domain.base.paging import After
from contactbook.storage.base import table
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.base.rows import NO_FIELDS, Absent, Put, Refusal, Row

_CELEBRANTS = "NAME-DAY"


class CelebrantRepository:
    """The name days of one tenant's contacts."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def page(self, day: str, *, limit: int, after: After | None = None) -> tuple[list[str], After | None]:
        """Return the ids of contacts whose name day is the day (`MM-DD`): one query."""
        page = table.query(self._keys.partition(_CELEBRANTS, day), limit=limit, after=after)
        return [row.key.sk for row in page.rows], page.after

    def row_of(self, contact_id: str, day: str) -> Row:
        """Return the row that lists the contact under its day."""
        return Row(self._keys.item(_CELEBRANTS, day, contact_id), "name_day_celebrant", NO_FIELDS)

    def reached_of(self, contact_id: str, day: date, refusal: Refusal) -> Put:
        """Return the write that marks this year's name day of the contact as reached; a second one is refused."""
        key = self._keys.beside_profile(contact_id, "NAME-DAY", str(day.year))
        return Put(Row(key, "name_day_reached", f'"{day.isoformat()}"'), Absent(), refusal)
