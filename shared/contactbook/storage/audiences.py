"""Reading who is on a list, page by page."""

from contactbook.storage import table
from contactbook.storage.keys import TenantKeys


class AudienceRepository:
    """The ids of the contacts that runs are for."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def page_of_list(self, list_id: str, *, limit: int, after: dict[str, str] | None) -> tuple[list[str], dict[str, str] | None]:
        """Ids of a list's members: one query, consistent, so that a member is in it as soon as it was saved (S1.29)."""
        page = table.query(self._keys.list_partition(list_id), limit=limit, after=after)
        return [row.key.sk for row in page.rows], page.after
