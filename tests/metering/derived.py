"""Operations that read what the stream derives. What they cost does not grow with the tenant.

A search begins with `limit` candidates and looks at 250 keys of each way, and a page of a segment reads `limit` members. So 1,000
contacts cost what 100,000 do, as long as more contacts have the name than a look shows.
"""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tests.aws_in_process.aws import World
from tests.metering.meter import metered

if TYPE_CHECKING:
    from tests.metering.operations import Cost

MANY = 1_000
# One contact of so many has the tag; as many share an email with the one before.
RARE = 20
PAGE = 25


def search_of_a_rare_tag(world: World) -> "Cost":
    """Find a full page of those with a rare tag and a name that every contact has."""
    return _reading(world, q="georgiou", tag="vip")


def first_page_of_a_segment(world: World) -> "Cost":
    """Show the first page of the contacts that have a rare tag."""
    return _reading(world, {"field": "tags", "contains": "vip"})


def duplicates_of_a_tenant(world: World) -> "Cost":
    """Read every pair of likely duplicates: 49, and those of names that sound alike are compared as well."""
    from tests.metering.operations import cost_of, on_empty

    with on_empty(world) as api:
        _store_many()
        with metered(world) as usage:
            answer = api.get("/v1/duplicates", limit=100)
        assert (len(answer.body["items"]), answer.body["next_cursor"]) == (MANY // RARE - 1, None)
        return cost_of(usage)


def _reading(world: World, criteria: dict[str, Any] | None = None, **query: str) -> "Cost":
    from tests.metering.operations import cost_of, on_empty

    with on_empty(world) as api:
        _store_many()
        path = "/v1/contacts"
        if criteria:
            path = f"{api.post('/v1/segments', {'name': 'S', 'criteria': criteria}).headers['Location']}/contacts"
        with metered(world) as usage:
            answer = api.get(path, limit=PAGE, **query)
        assert len(answer.body["items"]) == PAGE
        return cost_of(usage)


def _store_many() -> None:
    """Store contacts as the stream leaves them."""
    from contactbook.services.base.stores import open_store
    from contactbook.services.stream import derived
    from contactbook.storage.base import table
    from contactbook.storage.stream.changes import RowChange

    store = open_store("acme")
    rows = [store.contacts.row_of(_contact(number)) for number in range(MANY)]
    table.put_many(rows)
    derived.follow_changes(store, [RowChange(None, row) for row in rows], datetime.now(tz=UTC))


def _contact(number: int) -> Any:
    from tests.builders.contacts import a_contact

    is_rare = number % RARE == RARE - 1
    return a_contact(
        contact_id=f"con_{number:026}",
        first_name=f"{number:04}".translate(str.maketrans("0123456789", "bcdfghklmn")),
        emails=[{"address": f"c{number - (number >= RARE and number % RARE == 0)}@example.com"}],
        phones=[{"number": f"+3579912{number:04}"}],
        tags=["vip"] if is_rare else [],
    )
