"""The runs of the KYC expiry, and what each did with its contacts. Both are kept for 400 days."""

from datetime import datetime, timedelta

from contactbook.domain.base.errors import NotFound
from contactbook.domain.base.paging import After, every
from contactbook.domain.kyc.expiry_runs import ExpiredProfile, KycExpiryRun
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Put, Row

_RUNS, _ALL, _CONTACTS = "KYC-EXPIRY-RUNS", "ALL", "KYC-EXPIRY-CONTACTS"
_KEPT = timedelta(days=400)
_PAGE = 500


class KycExpiryRunRepository:
    """The expiry runs of one tenant."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def find(self, run_id: str) -> KycExpiryRun | None:
        """Return the run, or None."""
        row = table.get(self._key(run_id))
        return row.read(KycExpiryRun) if row else None

    def get(self, run_id: str) -> KycExpiryRun:
        """Return the run. Raises NotFound."""
        run = self.find(run_id)
        if run is None:
            raise NotFound("The run does not exist.")
        return run

    def page(self, *, limit: int, after: After | None) -> tuple[list[KycExpiryRun], After | None]:
        """Return runs, newest first: one query."""
        page = table.query(self._keys.partition(_RUNS, _ALL), limit=limit, after=after, newest_first=True)
        return [row.read(KycExpiryRun) for row in page.rows], page.after

    def save(self, run: KycExpiryRun) -> None:
        """Save the run. Saving twice does no harm: what it says comes from its contacts."""
        table.put(Put(Row(self._key(run.run_id), "kyc_expiry_run", run.model_dump_json(), expires_at=_ends(run.started_at))))

    def put_of(self, run_id: str, one: ExpiredProfile, now: datetime) -> Put:
        """Return the write that says what the run did with one contact."""
        key = self._keys.item(_CONTACTS, run_id, one.contact_id)
        return Put(Row(key, "kyc_expiry_contact", one.model_dump_json(), expires_at=_ends(now)))

    def save_failure(self, run_id: str, contact_id: str, code: str, now: datetime) -> None:
        """Save that the run could not expire one contact's profile, and why. A later round may put it right."""
        table.put(self.put_of(run_id, ExpiredProfile(contact_id=contact_id, error=code), now))

    def page_of_contacts(self, run_id: str, *, limit: int, after: After | None) -> tuple[list[ExpiredProfile], After | None]:
        """Return what the run did with its contacts, oldest contact first: one query."""
        page = table.query(self._keys.partition(_CONTACTS, run_id), limit=limit, after=after)
        return [row.read(ExpiredProfile) for row in page.rows], page.after

    def counts_of(self, run_id: str) -> tuple[int, int]:
        """Return how many profiles the run expired, and how many it could not: one query for each 500 contacts."""
        found = [one.error for one in every(lambda after: self.page_of_contacts(run_id, limit=_PAGE, after=after))]
        return found.count(None), len(found) - found.count(None)

    def _key(self, run_id: str) -> Key:
        return self._keys.item(_RUNS, _ALL, run_id)


def _ends(at: datetime) -> int:
    return int((at + _KEPT).timestamp())
