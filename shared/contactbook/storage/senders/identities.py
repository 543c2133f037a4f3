"""The domains of one tenant's email senders. They lie with its settings: the query that reads the settings reads them too."""

from contactbook.domain.senders.identities import SendingIdentities
from contactbook.storage.base import table
from contactbook.storage.base.due import place_when_due
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Put, Row, at_version

SECTION = "sending_identities"


class SendingIdentityRepository:
    """The domains of one tenant, in one item."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def read(self) -> tuple[SendingIdentities, int]:
        """Return the domains and their version, 0 if there were never any. One request."""
        row = table.get(self._keys.section(SECTION))
        return (row.read(SendingIdentities), row.version) if row else (SendingIdentities(), 0)

    def put_of(self, identities: SendingIdentities, *, replacing: int) -> Put:
        """Return the write that replaces the domains of version `replacing`."""
        key = self._keys.section(SECTION)
        due = place_when_due(self._keys, identities.check_at, SECTION)
        row = Row(key, SECTION, identities.model_dump_json(), version=replacing + 1, gsi2=due)
        return Put(row, at_version(replacing))

    def is_in(self, key: Key) -> bool:
        """True if the key in the due index is that of the domains."""
        return key == self._keys.section(SECTION)
