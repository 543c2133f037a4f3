"""Contacts: the item a profile begins with, its claims, its list memberships and its children."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.base.key_ring import KeyRing
from contactbook.domain.base.values import Value
from contactbook.domain.contacts.names import sort_name
from contactbook.domain.contacts.record import Contact, Erasure, KycState
from contactbook.domain.contacts.uniqueness import ClaimedValue, name_of_claim
from contactbook.storage.base import staging, table
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Absent, AtVersion, Check, Index, Put, Remove, Row, Write


class MergedContact(Value):
    """What is left where a merged contact was: the way to the one it lives on in."""

    contact_id: str
    merged_into: str
    # Which merge did it; None for one of which that is not known.
    merge_id: str | None = None


class ClaimTaken(Exception):
    """Another contact holds one or more of the values; the ids are for the service's eyes only."""

    def __init__(self, taken: list[tuple[ClaimedValue, str]]) -> None:
        super().__init__("claimed by another contact")
        self.taken = taken


@dataclass(frozen=True)
class Profile:
    """A contact and the rows that its profile shows, by noun."""

    contact: Contact
    children: dict[str, list[Row]]


class ContactRepository:
    """The contacts of one tenant."""

    def __init__(self, keys: TenantKeys, key_ring: KeyRing) -> None:
        self._keys = keys
        self._key_ring = key_ring

    def find(self, contact_id: str) -> Contact | MergedContact | None:
        """The contact, what is left of a merged one, or None."""
        row = table.get(self._keys.profile(contact_id))
        return _contact(row) if row else None

    def get(self, contact_id: str) -> Contact:
        """The contact. Raises NotFound, also for a merged one."""
        found = self.find(contact_id)
        if not isinstance(found, Contact):
            raise NotFound("There is no such contact.")
        return found

    def get_many(self, contact_ids: Sequence[str]) -> list[Contact]:
        """Contacts in the order of the ids; what does not exist or was merged is left out."""
        rows = table.get_many([self._keys.profile(contact_id) for contact_id in contact_ids])
        found = [_contact(row) for row in rows]
        return [contact for contact in found if isinstance(contact, Contact)]

    def profile(self, contact_id: str) -> Profile | MergedContact | None:
        """The contact with everything its profile shows: one query."""
        pk = self._keys.contact_partition(contact_id)
        rows = staging.shown(self._keys, lambda: table.query(pk, "PROFILE").rows)
        if not rows or rows[0].key.sk != "PROFILE":
            return None
        contact = _contact(rows[0])
        if not isinstance(contact, Contact):
            return contact
        children: dict[str, list[Row]] = {}
        for row in rows[1:]:
            children.setdefault(row.key.sk.split("#")[1], []).append(row)
        return Profile(contact, children)

    def page_by_name(self, *, limit: int, after: dict[str, str] | None) -> tuple[list[Contact], dict[str, str] | None]:
        """Contacts of the tenant in the order of their folded names: one query on gsi1."""
        page = table.query_index(Index.BY_NAME, self._keys.contacts_by_name(), limit=limit, after=after)
        contacts = [_contact(row) for row in page.rows]
        return [contact for contact in contacts if isinstance(contact, Contact)], page.after

    def add_of(self, contact: Contact) -> Put:
        """The write that creates the contact."""
        return Put(self.row_of(contact), Absent())

    def save_of(self, contact: Contact, *, replacing: int) -> Put:
        """The write that replaces the contact that stood at version `replacing`."""
        return Put(self.row_of(contact), AtVersion(replacing), lambda _: ConcurrentUpdate("The contact changed meanwhile."))

    def remove_of(self, contact: Contact) -> Remove:
        """The write that deletes the contact as it was read."""
        key = self._keys.profile(contact.contact_id)
        return Remove(key, AtVersion(contact.version), lambda _: ConcurrentUpdate("The contact changed meanwhile."))

    def check_of(self, contact: Contact) -> Check:
        """The condition that the contact still stands as it was read."""
        key = self._keys.profile(contact.contact_id)
        return Check(key, AtVersion(contact.version), lambda _: ConcurrentUpdate("The contact changed meanwhile."))

    def leave_behind(self, contact: Contact, merged_into: str, merge_id: str) -> Put:
        """The write that replaces a contact by the way to the one it is merged into."""
        left = MergedContact(contact_id=contact.contact_id, merged_into=merged_into, merge_id=merge_id)
        row = Row(self._keys.profile(contact.contact_id), "merged_contact", left.model_dump_json(), version=contact.version + 1)
        return Put(row, AtVersion(contact.version), lambda _: ConcurrentUpdate("The contact changed meanwhile."))

    def living(self, contact_ids: Iterable[str]) -> dict[str, Contact]:
        """Contacts by the ids they are known by: a merged one's id leads to the contact it lives on in. Two batch reads at most."""
        wanted = list(dict.fromkeys(contact_ids))
        found = {row.key.pk.rpartition("#")[2]: _contact(row) for row in self._rows_of(wanted)}
        moved = {one: left.merged_into for one, left in found.items() if isinstance(left, MergedContact)}
        # A survivor that was merged later is followed further; each step leads to a contact that is newer in its place.
        further = self.living(moved.values()) if moved else {}
        here = {one: contact for one, contact in found.items() if isinstance(contact, Contact)}
        return here | {one: further[survivor] for one, survivor in moved.items() if survivor in further}

    def _rows_of(self, contact_ids: Sequence[str]) -> list[Row]:
        return table.get_many([self._keys.profile(contact_id) for contact_id in contact_ids])

    def claim_writes(self, contact_id: str, held: Sequence[str], wanted: Iterable[ClaimedValue]) -> list[Write]:
        """The writes that free the claims which a contact holds and no longer wants, and take those it wants and does not hold.

        When others hold any of them the transaction raises ClaimTaken with all of those.
        """
        taken: list[tuple[ClaimedValue, str]] = []
        by_name = {self.claim_name(value): value for value in sorted(wanted, key=_order)}
        writes: list[Write] = [self._claim(name, value, contact_id, taken) for name, value in by_name.items() if name not in held]
        return [*writes, *(Remove(self._claim_key(name)) for name in held if name not in by_name)]

    def claim_names(self, values: Iterable[ClaimedValue]) -> tuple[str, ...]:
        """The claims on these values, as a contact keeps them."""
        return tuple(sorted(map(self.claim_name, values)))

    def claim_name(self, value: ClaimedValue) -> str:
        """The claim on a value: its rule and the keyed hash."""
        return name_of_claim(self._key_ring, value)

    def claim_holders(self, values: Sequence[ClaimedValue]) -> dict[ClaimedValue, str]:
        """Which of these values are claimed, and by which contact: one batch read a hundred."""
        keys = {self._claim_key(self.claim_name(value)): value for value in values}
        return {keys[row.key]: row.document for row in table.get_many(list(keys))}

    def list_writes(self, contact_id: str, before: Sequence[str], after: Sequence[str]) -> list[Write]:
        """The writes that make the list memberships what they should be."""
        writes: list[Write] = [
            Put(Row(self._keys.list_member(list_id, contact_id), "list_member", "{}"))
            for list_id in sorted(set(after) - set(before))
        ]
        writes += [Remove(self._keys.list_member(list_id, contact_id)) for list_id in sorted(set(before) - set(after))]
        return writes

    def row_of(self, contact: Contact) -> Row:
        """The contact's row with its places in the indexes."""
        place = f"{sort_name(contact)[:200]}#{contact.contact_id}"
        return Row(
            key=self._keys.profile(contact.contact_id),
            kind="contact",
            document=contact.model_dump_json(exclude_defaults=True),
            version=contact.version,
            gsi1=Key(self._keys.contacts_by_name(), place),
            gsi2=self._due(contact),
            erasure=contact.erasure.value if contact.erasure else None,
        )

    def _due(self, contact: Contact) -> Key | None:
        if contact.erasure is Erasure.ERASING or (contact.anonymization_pending and contact.erasure is None):
            asked_at = contact.updated_at.isoformat(timespec="milliseconds")
            return Key(self._keys.due(), f"ERASURE#{asked_at}#{contact.contact_id}")
        kyc = contact.kyc
        if not kyc or not kyc.expires_on or kyc.state not in (KycState.VERIFIED, KycState.PENDING_VERIFICATION):
            return None
        return Key(self._keys.due(), f"KYC#{kyc.expires_on.isoformat()}#{contact.contact_id}")

    def _claim_key(self, name: str) -> Key:
        rule, _, digest = name.partition("#")
        return self._keys.claim(rule, digest)

    def _claim(self, name: str, value: ClaimedValue, contact_id: str, taken: list[tuple[ClaimedValue, str]]) -> Put:
        def refuse(stored: Row | None) -> Exception:
            taken.append((value, stored.document if stored else ""))
            return ClaimTaken(taken)

        return Put(Row(self._claim_key(name), "claim", contact_id), Absent(), refuse)


def _order(value: ClaimedValue) -> tuple[str, tuple[str, ...]]:
    return value.rule, value.values


def _contact(row: Row) -> Contact | MergedContact:
    if row.kind == "merged_contact":
        return MergedContact.model_validate_json(row.document)
    return Contact.model_validate_json(row.document)
