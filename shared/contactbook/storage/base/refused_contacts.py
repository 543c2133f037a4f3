"""The contacts that the runs of a tenant's jobs did not change, each with a code. They are kept for 90 days."""

from datetime import datetime, timedelta

from contactbook.domain.base.jobs import RefusedContact
from contactbook.domain.base.paging import After
from contactbook.storage.base import table
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.base.rows import Put, Row

_REFUSED = "RUN-REFUSED"
_KEPT = timedelta(days=90)


def put_refused(keys: TenantKeys, run_id: str, refused: RefusedContact, *, started_at: datetime) -> Put:
    """Return the write that says why a run did not change a contact. `started_at` is when the run began."""
    ends = int((started_at + _KEPT).timestamp())
    return Put(
        Row(keys.item(_REFUSED, run_id, refused.contact_id), "refused_contact", refused.model_dump_json(), expires_at=ends)
    )


def page_of_refused(
    keys: TenantKeys, run_id: str, *, limit: int, after: After | None
) -> tuple[list[RefusedContact], After | None]:
    """Return those that a run did not change, in the order of their ids. One query."""
    page = table.query(keys.partition(_REFUSED, run_id), limit=limit, after=after)
    return [row.read(RefusedContact) for row in page.rows], page.after
