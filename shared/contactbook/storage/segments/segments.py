"""Segments, and slices of the partitions in which their members are looked for. Nothing here scans."""

from dataclasses import dataclass

from contactbook.domain.base.paging import After
from contactbook.domain.contacts.record import Contact
from contactbook.domain.segments.segments import EveryContact, KycExpiring, ListMembers, Segment, Source
from contactbook.storage.base import table
from contactbook.storage.base.children import ConfiguredRepository
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Index, Row, RowPage
from contactbook.storage.contacts.profiles import ContactRepository

_LAST_CHARACTER = "~"


@dataclass(frozen=True)
class Candidate:
    """A contact that may be a member, and where a page that ends with it goes on."""

    contact: Contact
    after: After


@dataclass(frozen=True)
class Slice:
    """What one query brought; `after` is None at the end."""

    candidates: tuple[Candidate, ...]
    after: After | None


class SegmentRepository(ConfiguredRepository[Segment]):
    """The segments of one tenant."""

    def __init__(self, keys: TenantKeys, contacts: ContactRepository) -> None:
        super().__init__(keys, "SEGMENT", Segment)
        self._contacts = contacts

    def slice_of(self, source: Source, *, limit: int, after: After | None) -> Slice:
        """The next contacts of a source: one query, and one batch read where the query brings keys only."""
        match source:
            case EveryContact():
                page = table.query_index(Index.BY_NAME, self._keys.contacts_by_name(), limit=limit, after=after)
                found = [(_contact(row), _place(row, "gsi1", row.gsi1)) for row in page.rows if row.kind == "contact"]
                return Slice(tuple(Candidate(*one) for one in found), page.after)
            case ListMembers(list_id=list_id):
                page = table.query(self._keys.list_partition(list_id), limit=limit, after=after)
                return self._loaded(page, {row.key.sk: _place(row) for row in page.rows})
            case KycExpiring(first=first, last=last):
                between = (f"KYC#{first.isoformat()}", f"KYC#{last.isoformat()}{_LAST_CHARACTER}")
                page = table.query_index(Index.BY_DUE, self._keys.due(), between=between, limit=limit, after=after)
                places = {row.key.pk.rpartition("#")[2]: _place(row, "gsi2", row.gsi2) for row in page.rows}
                return self._loaded(page, places)

    def _loaded(self, page: RowPage, places: dict[str, After]) -> Slice:
        contacts = self._contacts.get_many(list(places))
        return Slice(tuple(Candidate(contact, places[contact.contact_id]) for contact in contacts), page.after)


def _contact(row: Row) -> Contact:
    return Contact.model_validate_json(row.document)


def _place(row: Row, index: str = "", place: Key | None = None) -> After:
    """The row as the start of a next page: its key, and its place in the index it was found by."""
    return {"pk": row.key.pk, "sk": row.key.sk} | ({f"{index}pk": place.pk, f"{index}sk": place.sk} if place else {})
