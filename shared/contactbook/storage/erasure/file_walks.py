"""How far the cleaning job has come among the files of a tenant."""

import json

from contactbook.storage.base import table
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.base.rows import Put, Row


class FileWalkRepository:
    """The walk of the cleaning job over the files of one tenant."""

    def __init__(self, keys: TenantKeys) -> None:
        self._key = keys.item("FILE-WALK", "ALL", "ALL")

    def cursor(self) -> str | None:
        """Return the S3 key after which the walk continues; None to begin."""
        row = table.get(self._key)
        return json.loads(row.document)["after"] if row else None

    def save(self, after: str | None) -> None:
        """Save where the walk continues. It wraps around at the end."""
        table.put(Put(Row(self._key, "file_walk", json.dumps({"after": after}))))
