"""What a dry run would have stored, so that later rows of the file find it as they would find it in the table.

It is a small database in a file on the function's disk. It holds a million rows without filling the memory, and moves from slice
to slice as one file.
"""

import sqlite3
import zlib
from collections.abc import Sequence
from pathlib import Path

from contactbook.domain.base.key_ring import KeyRing
from contactbook.domain.contacts.record import Contact
from contactbook.domain.contacts.uniqueness.claims import ClaimedValue, name_of_claim

_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS claims (value TEXT PRIMARY KEY, contact_id TEXT) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS contacts (contact_id TEXT PRIMARY KEY, document BLOB) WITHOUT ROWID",
)


class Rehearsal:
    """The claims and contacts of a dry run. They override those of the table. Nobody holds a claim that a row gave up."""

    def __init__(self, path: Path, key_ring: KeyRing) -> None:
        self.path = path
        self._key_ring = key_ring
        self._database = sqlite3.connect(path)
        for statement in _SCHEMA:
            self._database.execute(statement)

    def holders(self, values: Sequence[ClaimedValue], stored: dict[ClaimedValue, str]) -> dict[ClaimedValue, str]:
        """Return the holders of these values, given the holders in the table."""
        found = dict(stored)
        for value in values:
            row = self._database.execute(
                "SELECT contact_id FROM claims WHERE value = ?", (name_of_claim(self._key_ring, value),)
            ).fetchone()
            if row is not None:
                found.pop(value, None)
            if row is not None and row[0] is not None:
                found[value] = row[0]
        return found

    def contact(self, contact_id: str) -> Contact | None:
        """Return the contact as the dry run has changed it, or None if it has not."""
        row = self._database.execute("SELECT document FROM contacts WHERE contact_id = ?", (contact_id,)).fetchone()
        return Contact.model_validate_json(zlib.decompress(row[0])) if row else None

    def keep(self, contact: Contact, freed: frozenset[ClaimedValue], claimed: frozenset[ClaimedValue], *, whole: bool) -> None:
        """Record what a row would have stored. With `whole`, keep the contact too, because later rows could change it."""
        for value in freed - claimed:
            self._database.execute("INSERT OR REPLACE INTO claims VALUES (?, NULL)", (name_of_claim(self._key_ring, value),))
        for value in claimed - freed:
            entry = (name_of_claim(self._key_ring, value), contact.contact_id)
            self._database.execute("INSERT OR REPLACE INTO claims VALUES (?, ?)", entry)
        if whole:
            document = zlib.compress(contact.model_dump_json(exclude_defaults=True).encode(), 1)
            self._database.execute("INSERT OR REPLACE INTO contacts VALUES (?, ?)", (contact.contact_id, document))

    def close(self) -> None:
        """Write everything to the file and close it."""
        self._database.commit()
        self._database.close()
