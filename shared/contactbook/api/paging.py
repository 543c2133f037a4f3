"""Pages of a list: `limit` and an encrypted cursor, which is bound to its tenant and query.

A cursor contains the key at which a page ended, and a key can contain a word of a contact that the caller may not see. So a cursor is
sealed (`domain/base/sealing.py`).
"""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Generic, TypeVar

from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import BaseModel

from contactbook.domain.base.errors import BadCursor
from contactbook.domain.base.key_ring import KeyRing
from contactbook.domain.base.paging import After
from contactbook.domain.base.sealing import NotSealed, seal, unseal

T = TypeVar("T")
_SEALED_FOR = "cursor"

Limit = Annotated[int, Query(ge=1, le=100, description="How many items a page holds.")]
Cursor = Annotated[str | None, Query(max_length=4000, description="The `next_cursor` of the page before.")]


class Page(BaseModel, Generic[T]):
    """One page of a list. `next_cursor` is null on the last page."""

    items: list[T]
    next_cursor: str | None = None


class Paging:
    """Makes and reads the cursors of one query of one tenant."""

    def __init__(self, key_ring: KeyRing, tenant_id: str, path: str, query: Mapping[str, str]) -> None:
        self._ring = key_ring
        self._query = json.dumps([tenant_id, path, sorted(query.items())])

    def after(self, cursor: str | None) -> After | None:
        """Return where the page begins. Raises BadCursor for a cursor that is malformed or belongs to another query."""
        if cursor is None:
            return None
        try:
            after: After = json.loads(unseal(self._ring, cursor, _SEALED_FOR, self._query))
        except NotSealed as error:
            raise BadCursor("The cursor is malformed or belongs to another query. Start again without a cursor.") from error
        return after

    def page(self, items: Sequence[T], after: After | None) -> Page[T]:
        """Return the page with the cursor of the next one."""
        return Page(items=list(items), next_cursor=self._cursor(after) if after else None)

    def part(self, items: Sequence[T], *, limit: int, cursor: str | None, id_of: Callable[[T], str]) -> Page[T]:
        """Return a page of a list that is in memory, in the order of its ids. Raises BadCursor."""
        after = self.after(cursor)
        rest = [item for item in items if after is None or id_of(item) > after["id"]]
        shown = rest[:limit]
        return self.page(shown, {"id": id_of(shown[-1])} if len(rest) > limit else None)

    def _cursor(self, after: After) -> str:
        body = json.dumps(after, sort_keys=True, separators=(",", ":")).encode()
        return seal(self._ring, body, _SEALED_FOR, self._query)
