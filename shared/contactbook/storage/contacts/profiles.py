"""Contacts with their claims, list memberships and children."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.base.key_ring import KeyRing, keyed_hash
from contactbook.domain.base.paging import After
from contactbook.domain.base.values import Value
from contactbook.domain.contacts.record import Contact
from contactbook.domain.contacts.uniqueness.claims import ClaimedValue, ClaimHolder, holder_of, name_of_claim
from contactbook.domain.sync.outlines import ContactOutline
from contactbook.storage.base import staging, table
from contactbook.storage.base.keys import PROFILE_AND_RECORDS, Key, TenantKeys
from contactbook.storage.base.rows import Absent, AtVersion, Check, Index, Put, Remove, Row, Write
from contactbook.storage.contacts.index_places import due_place, kyc_state_place, lay_elsewhere, name_place


class MergedContact(Value):
    """What replaces a merged contact: a pointer to the contact that it was merged into."""

    contact_id: str
    merged_into: str
    # The merge that did it; None for contacts that were merged before merges had ids.
    merge_id: str | None = None


class ClaimTaken(Exception):
    """Another contact holds one or more of the values. The caller of an API may not be allowed to see its id."""

    def __init__(self, taken: list[tuple[ClaimedValue, ClaimHolder]]) -> None:
        super().__init__("claimed by another contact")
        self.taken = taken


@dataclass(frozen=True)
class Profile:
    """A contact and rows of its children, by noun: those that its profile shows, or all of them."""

    contact: Contact
    children: dict[str, list[Row]]


class ContactRepository:
    """The contacts of one tenant."""

    def __init__(self, keys: TenantKeys, key_ring: KeyRing) -> None:
        self._keys = keys
        self._key_ring = key_ring

    def find(self, contact_id: str) -> Contact | MergedContact | None:
        """Return the contact, the pointer that replaced a merged one, or None."""
        row = table.get(self._keys.profile(contact_id))
        return _contact(row) if row else None

    def key_of(self, contact_id: str) -> Key:
        """Return the contact's key, for a batch read with others."""
        return self._keys.profile(contact_id)

    def of_row(self, row: Row) -> Contact | MergedContact:
        """Return the contact in a row, or the pointer that replaced a merged one."""
        return _contact(row)

    def get(self, contact_id: str) -> Contact:
        """Return the contact. Raises NotFound, also for a merged contact."""
        found = self.find(contact_id)
        if not isinstance(found, Contact):
            raise NotFound("There is no such contact.")
        return found

    def get_many(self, contact_ids: Sequence[str], *, consistent: bool = True) -> list[Contact]:
        """Return the contacts in the order of the ids, without those that do not exist or were merged.

        A read that is not consistent costs half. It serves whoever checks the contact's version when writing.
        """
        found = [_contact(row) for row in self._rows_of(contact_ids, consistent=consistent)]
        return [contact for contact in found if isinstance(contact, Contact)]

    def listed(self, contact_ids: Sequence[str]) -> list[Contact]:
        """Return `get_many` for a list: as an index does, it may lag behind the table, and it costs half."""
        rows = table.get_many([self._keys.profile(contact_id) for contact_id in contact_ids], consistent=False)
        return [contact for contact in map(_contact, rows) if isinstance(contact, Contact)]

    def profile(self, contact_id: str) -> Profile | MergedContact | None:
        """Return the contact with the accounts and opportunities that its profile shows. Costs one query."""
        profile = self._keys.profile(contact_id)
        return self._profile(profile, lambda: table.query(profile.pk, profile.sk).rows)

    def with_every_child(self, contact_id: str) -> Profile | MergedContact | None:
        """Return the contact with all of its children, also those that its profile does not show. Costs one query."""
        profile = self._keys.profile(contact_id)
        return self._profile(profile, lambda: table.query(profile.pk, between=PROFILE_AND_RECORDS).rows)

    def _profile(self, key: Key, read: Callable[[], Sequence[Row]]) -> Profile | MergedContact | None:
        rows = staging.shown(self._keys, read)
        if not rows or rows[0].key != key:
            return None
        contact = _contact(rows[0])
        if not isinstance(contact, Contact):
            return contact
        children: dict[str, list[Row]] = {}
        for row in rows[1:]:
            children.setdefault(row.key.sk.split("#")[1], []).append(row)
        return Profile(contact, children)

    def page_by_name(self, *, limit: int, after: After | None) -> tuple[list[Contact], After | None]:
        """Return a page of the tenant's contacts in the order of their folded names. Costs one query on gsi1."""
        page = table.query_index(Index.BY_NAME, self._keys.contacts_by_name(), limit=limit, after=after)
        contacts = [_contact(row) for row in page.rows]
        return [contact for contact in contacts if isinstance(contact, Contact)], page.after

    def outlines_by_name(self, *, limit: int, after: After | None) -> tuple[list[ContactOutline], After | None]:
        """Return what a full sync compares of a page of contacts, as `page_by_name`. The rest of each is not parsed."""
        page = table.query_index(Index.BY_NAME, self._keys.contacts_by_name(), limit=limit, after=after)
        outlines = [row.read(ContactOutline) for row in page.rows if row.kind != "merged_contact"]
        return outlines, page.after

    def add_of(self, contact: Contact) -> Put:
        """Return the write that creates the contact."""
        return Put(self.row_of(contact), Absent())

    def save_of(self, contact: Contact, *, replacing: int) -> Put:
        """Return the write that replaces the contact of version `replacing`; it raises ConcurrentUpdate."""
        return Put(self.row_of(contact), AtVersion(replacing))

    def place_again(self, contact: Contact) -> None:
        """Put the contact where its name sorts, if a former version saved it by its accents: one read and one write."""
        row = table.get(self._keys.profile(contact.contact_id)) if lay_elsewhere(contact) else None
        found = _contact(row) if row else None
        if row and isinstance(found, Contact) and row.gsi1 != (place := self.row_of(found).gsi1):
            # Whoever changed it meanwhile has put it there.
            with suppress(ConcurrentUpdate):
                table.put(Put(replace(row, gsi1=place), AtVersion(row.version)))

    def remove_of(self, contact: Contact) -> Remove:
        """Return the write that deletes the contact of this version; it raises ConcurrentUpdate."""
        return Remove(self._keys.profile(contact.contact_id), AtVersion(contact.version))

    def check_of(self, contact: Contact) -> Check:
        """Return the check that the contact is still at this version; it raises ConcurrentUpdate."""
        return Check(self._keys.profile(contact.contact_id), AtVersion(contact.version))

    def replace_by_merged(self, contact: Contact, merged_into: str, merge_id: str) -> Put:
        """Return the write that replaces a contact by a pointer to the one that it is merged into."""
        left = MergedContact(contact_id=contact.contact_id, merged_into=merged_into, merge_id=merge_id)
        row = Row(self._keys.profile(contact.contact_id), "merged_contact", left.model_dump_json(), version=contact.version + 1)
        return Put(row, AtVersion(contact.version))

    def survivors(self, contact_ids: Iterable[str]) -> dict[str, Contact]:
        """Return contacts by the given ids; the id of a merged contact maps to the contact that it was merged into.

        Costs one batch read, and one more for each step of merges.
        """
        wanted = list(dict.fromkeys(contact_ids))
        found = {row.contact_id: _contact(row) for row in self._rows_of(wanted)}
        moved = {one: left.merged_into for one, left in found.items() if isinstance(left, MergedContact)}
        # A survivor may have been merged later itself. Merges make no circle, so this ends.
        further = self.survivors(moved.values()) if moved else {}
        here = {one: contact for one, contact in found.items() if isinstance(contact, Contact)}
        return here | {one: further[survivor] for one, survivor in moved.items() if survivor in further}

    def _rows_of(self, contact_ids: Sequence[str], *, consistent: bool = True) -> list[Row]:
        return table.get_many([self._keys.profile(contact_id) for contact_id in contact_ids], consistent=consistent)

    def claim_writes(self, contact: Contact, wanted: Iterable[ClaimedValue], *, before: Contact | None) -> list[Write]:
        """Return the writes that free claims no longer wanted and take wanted claims not yet held by the contact `before`.

        A claim that stays is written again if its holder is visible to others than before. If other contacts hold some of the
        claims, the transaction raises ClaimTaken with all of these.
        """
        taken: list[tuple[ClaimedValue, ClaimHolder]] = []
        held, holder = before.claims if before else (), holder_of(contact)
        by_name = {self.claim_name(value): value for value in sorted(wanted, key=_order)}
        writes: list[Write] = [self._claim(name, value, holder, taken) for name, value in by_name.items() if name not in held]
        if before and holder_of(before) != holder:
            writes += [Put(self._claim_row(name, holder)) for name in by_name if name in held]
        return [*writes, *(Remove(self._claim_key(name)) for name in held if name not in by_name)]

    def claim_names(self, values: Iterable[ClaimedValue]) -> tuple[str, ...]:
        """Return the names of the claims on these values, as a contact stores them."""
        return tuple(sorted(map(self.claim_name, values)))

    def claim_name(self, value: ClaimedValue) -> str:
        """Return the name of the claim on a value: its rule and the keyed hash."""
        return name_of_claim(self._key_ring, value)

    def told_name(self, text: str) -> str:
        """Return the keyed hash of something that is told of a contact, short: it is compared among the values of one contact."""
        return keyed_hash(self._key_ring, "told", text)[:12]

    def claim_holders(self, values: Sequence[ClaimedValue]) -> dict[ClaimedValue, str]:
        """Return the contact that holds each claimed value. Costs one batch read for each hundred values."""
        keys = {self._claim_key(self.claim_name(value)): value for value in values}
        return {keys[row.key]: row.read(ClaimHolder).contact_id for row in table.get_many(list(keys))}

    def list_writes(self, contact_id: str, before: Sequence[str], after: Sequence[str]) -> list[Write]:
        """Return the writes that change the contact's list memberships from `before` to `after`."""
        writes: list[Write] = [
            Put(Row(self._keys.list_member(list_id, contact_id), "list_member", "{}"))
            for list_id in sorted(set(after) - set(before))
        ]
        writes += [Remove(self._keys.list_member(list_id, contact_id)) for list_id in sorted(set(before) - set(after))]
        return writes

    def removable_children(self, profile: Profile) -> list[Row]:
        """Return the items of the children of a profile that are deleted with it, relations first.

        Attachments are left out: a file is found by its attachment's row, so the file goes first.
        """
        rows = [row for noun in profile.children.values() for row in noun if row.kind != "attachment"]
        return sorted(rows, key=lambda row: row.kind != "relation")

    def row_of(self, contact: Contact) -> Row:
        """Return the contact's row with its index keys."""
        return Row(
            key=self._keys.profile(contact.contact_id),
            kind="contact",
            document=contact.model_dump_json(exclude_defaults=True),
            version=contact.version,
            gsi1=name_place(self._keys, contact),
            gsi2=due_place(self._keys, contact),
            gsi3=kyc_state_place(self._keys, contact),
            erasure=contact.erasure.value if contact.erasure else None,
        )

    def _claim_key(self, name: str) -> Key:
        rule, _, digest = name.partition("#")
        return self._keys.claim(rule, digest)

    def _claim(self, name: str, value: ClaimedValue, holder: ClaimHolder, taken: list[tuple[ClaimedValue, ClaimHolder]]) -> Put:
        def refuse(stored: Row | None) -> Exception:
            taken.append((value, stored.read(ClaimHolder) if stored else ClaimHolder(contact_id="")))
            return ClaimTaken(taken)

        return Put(self._claim_row(name, holder), Absent(), refuse)

    def _claim_row(self, name: str, holder: ClaimHolder) -> Row:
        return Row(self._claim_key(name), "claim", holder.model_dump_json(exclude_defaults=True))


def _order(value: ClaimedValue) -> tuple[str, tuple[str, ...]]:
    return value.rule, value.values


def _contact(row: Row) -> Contact | MergedContact:
    if row.kind == "merged_contact":
        return row.read(MergedContact)
    return row.read(Contact)
