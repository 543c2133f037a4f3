"""Operations that read what the stream derives. What they cost does not grow with the tenant.

A search begins with `limit` candidates and looks at 250 keys of each way, and a page of a segment reads `limit` members. So 1,000
contacts cost what 100,000 do, as long as more contacts have the name than a look shows.
"""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from contactbook.domain.base.ulids import ulid_of
from tests.aws_in_process.aws import World
from tests.metering.meter import metered

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.metering.operations import Cost

MANY = 1_000
# One contact of so many has the tag; as many share an email with the one before.
RARE = 20
PAGE = 25
# Contacts of a tenant whose searches read no more in a larger one, and of one in which an index gives the order.
SOME, SORTED_BY_INDEX = 60, 110


def search_of_a_rare_tag(world: World) -> "Cost":
    """Find a full page of those with a rare tag and a name that every contact has."""
    return _reading(world, q="georgiou", tag="vip")


def search_of_a_common_and_a_rare_word(world: World) -> "Cost":
    """Find the one contact that has a rare first name, beside a last name that every contact has."""
    return _reading(world, expected=1, q="georgiou bcdf")


def search_for(**query: str) -> "Callable[[World], Cost]":
    """Return the search for one contact, by a text or a filter that only it meets."""
    return lambda world: _reading(world, expected=1, count=SOME, **query)


def page_of(**query: str) -> "Callable[[World], Cost]":
    """Return the search for a first page."""
    return lambda world: _reading(world, count=SOME, **query)


def page_in_order(**query: str) -> "Callable[[World], Cost]":
    """Return the search for a first page of so many contacts that an index gives the order, in the month of their creation."""

    def operation(world: World) -> "Cost":
        from tests.builders import sending
        from tests.builders.contacts import NOW

        with sending.at(NOW + timedelta(hours=1)):
            return _reading(world, count=SORTED_BY_INDEX, **query)

    return operation


def count_of_a_filter(world: World) -> "Cost":
    """Count the contacts of a city."""
    from tests.metering.operations import cost_of, on_empty

    with on_empty(world) as api:
        _store_many(SOME)
        with metered(world) as usage:
            assert api.get("/v1/contacts/count", city="Nicosia").body == {"count": SOME // 2, "more": False}
        return cost_of(usage)


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


def _reading(
    world: World, criteria: dict[str, Any] | None = None, *, expected: int = PAGE, count: int = MANY, **query: str
) -> "Cost":
    from tests.metering.operations import cost_of, on_empty

    with on_empty(world) as api:
        _store_many(count)
        path = "/v1/contacts"
        if criteria:
            path = f"{api.post('/v1/segments', {'name': 'S', 'criteria': criteria}).headers['Location']}/contacts"
        with metered(world) as usage:
            answer = api.get(path, limit=PAGE, **query)
        assert len(answer.body["items"]) == expected
        return cost_of(usage)


def _store_many(count: int = MANY) -> None:
    """Store contacts as the stream leaves them. Fewer than MANY have addresses as well, and the entries of their creation."""
    from contactbook.domain.audit.entries import Entry, EntryValues
    from contactbook.services.base.stores import open_store
    from contactbook.services.stream import derived
    from contactbook.storage.base import table
    from contactbook.storage.stream.changes import RowChange

    store = open_store("acme")
    contacts = [_contact(number, has_address=count < MANY) for number in range(count)]
    rows = [store.contacts.row_of(contact) for contact in contacts]
    table.put_many(rows)
    if count == SORTED_BY_INDEX:
        entries = [
            Entry(
                entry_id=f"aud_{one.contact_id[4:]}",
                at=one.created_at,
                actor=one.created_by,
                action="contact.created",
                sequence=1,
                previous="",
            )
            for one in contacts
        ]
        values = EntryValues(entry_id="", salt="", changes=())
        for one in entries:
            table.put(store.history.put_of(f"con_{one.entry_id[4:]}", one, values))
        return
    derived.follow_changes(store, [RowChange(None, row) for row in rows], datetime.now(tz=UTC))


def _contact(number: int, *, has_address: bool) -> Any:
    from tests.builders.contacts import NOW, a_contact

    is_rare = number % RARE == RARE - 1
    letters = f"{number:04}".translate(str.maketrans("0123456789", "bcdfghklmn"))
    at = NOW + timedelta(seconds=number)
    home = {"line_1": "1 Ledra St", "city": f"New {letters}" if number % 2 else "Nicosia", "country": "CY"}
    return a_contact(
        contact_id=f"con_{ulid_of(at, 0)[:10]}{number:016}",
        first_name=letters,
        emails=[{"address": f"c{number - (number >= RARE and number % RARE == 0)}@example.com"}],
        phones=[{"number": f"+3579912{number:04}"}],
        tags=["vip"] if is_rare else [],
        addresses=[home] if has_address else [],
        created_at=at,
        updated_at=at,
    )
