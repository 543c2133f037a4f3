"""The test sends of the last hour: one item of a tenant, which is deleted after an hour without any."""

from datetime import datetime

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.templates.template_trials import PERIOD, Trials
from contactbook.storage.base import table
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.base.rows import Put, Row, at_version


class TemplateTrialRepository:
    """The test sends of one tenant."""

    def __init__(self, keys: TenantKeys) -> None:
        self._key = keys.item("TEMPLATE-TESTS", "ALL", "RECENT")

    def read(self) -> Trials:
        """Return those of the last hour; at version 0 if there were none. One read."""
        row = table.get(self._key)
        return Trials.model_validate_json(row.document) if row else Trials()

    def save_of(self, trials: Trials, *, now: datetime) -> Put:
        """Return the write that replaces the previous version; it raises ConcurrentUpdate."""
        row = Row(
            self._key,
            "template_tests",
            trials.model_dump_json(exclude_defaults=True),
            version=trials.version,
            expires_at=int((now + PERIOD).timestamp()),
        )
        return Put(row, at_version(trials.version - 1), lambda _: ConcurrentUpdate("Another test was asked for meanwhile."))
