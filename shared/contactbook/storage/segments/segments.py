"""Segments, and slices of the partitions that hold their members. Nothing here scans."""

from dataclasses import dataclass

from contactbook.domain.base.paging import After
from contactbook.domain.contacts.record import Contact
from contactbook.domain.segments.segments import EveryContact, FacetMembers, KycExpiring, ListMembers, MemberSource, Segment
from contactbook.storage.base import table
from contactbook.storage.base.children import ConfiguredRepository
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Index, Row, RowPage
from contactbook.storage.contacts.profiles import ContactRepository

# The last character of a range of keys.
_LAST_CHARACTER = "~"


@dataclass(frozen=True)
class PossibleMember:
    """A contact that may be a member, and where the page after it begins."""

    contact: Contact
    after: After


@dataclass(frozen=True)
class MemberSlice:
    """The contacts of one query. `after` is None at the end."""

    contacts: tuple[PossibleMember, ...]
    after: After | None


class SegmentRepository(ConfiguredRepository[Segment]):
    """The segments of one tenant."""

    def __init__(self, keys: TenantKeys, contacts: ContactRepository) -> None:
        super().__init__(keys, "SEGMENT", Segment)
        self._contacts = contacts

    def slice_of(self, source: MemberSource, *, limit: int, after: After | None, consistent: bool = True) -> MemberSlice:
        """Return the next contacts of a source. One query, and one batch read if the query returns keys only.

        An inconsistent slice costs half. It may lag behind the contacts, as the slices of `FacetMembers` and `EveryContact` do.
        """
        match source:
            case EveryContact():
                page = table.query_index(Index.BY_NAME, self._keys.contacts_by_name(), limit=limit, after=after)
                rows = [row for row in page.rows if row.kind == "contact"]
                found = (PossibleMember(_contact(row), _start_after(row, "gsi1", row.gsi1)) for row in rows)
                return MemberSlice(tuple(found), page.after)
            case ListMembers(list_id=list_id):
                page = table.query(self._keys.list_partition(list_id), limit=limit, after=after, consistent=consistent)
                return self._with_contacts(page, {row.key.sk: _start_after(row) for row in page.rows}, consistent)
            case FacetMembers(facet=facet):
                partition = self._keys.facet_partition(facet.name, facet.value)
                page = table.query(partition, limit=limit, after=after, consistent=False)
                return self._with_contacts(page, {row.key.sk: _start_after(row) for row in page.rows}, consistent)
            case KycExpiring(first=first, last=last):
                between = (f"KYC#{first.isoformat()}", f"KYC#{last.isoformat()}{_LAST_CHARACTER}")
                page = table.query_index(Index.BY_DUE, self._keys.due(), between=between, limit=limit, after=after)
                starts = {row.key.pk.rpartition("#")[2]: _start_after(row, "gsi2", row.gsi2) for row in page.rows}
                return self._with_contacts(page, starts, consistent)

    def _with_contacts(self, page: RowPage, starts: dict[str, After], consistent: bool) -> MemberSlice:
        """Return the contacts of these ids, each with where the page after it begins."""
        contacts = self._contacts.get_many(list(starts)) if consistent else self._contacts.listed(list(starts))
        return MemberSlice(tuple(PossibleMember(contact, starts[contact.contact_id]) for contact in contacts), page.after)


def _contact(row: Row) -> Contact:
    return Contact.model_validate_json(row.document)


def _start_after(row: Row, index: str = "", place: Key | None = None) -> After:
    """Return the start of the page after the row: its key, and its place in the index that was queried."""
    return {"pk": row.key.pk, "sk": row.key.sk} | ({f"{index}pk": place.pk, f"{index}sk": place.sk} if place else {})
