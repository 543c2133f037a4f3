"""The build of a tenant's uniqueness rule, and the violations that its walks found."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from contactbook.domain.base.paging import After
from contactbook.domain.contacts.uniqueness.build import UniquenessBuild, Violation
from contactbook.storage.base import table
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.base.rows import Put, Row, at_version

_KEPT_SECONDS = 90 * 24 * 3600


class UniquenessRepository:
    """The current build of one tenant: a rule has one at a time."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys
        self._key = keys.item("UNIQUENESS-BUILD", "CURRENT", "BUILD")

    def find(self) -> UniquenessBuild | None:
        """Return the build of the latest rule, or None if the rule was never changed."""
        row = table.get(self._key)
        return UniquenessBuild.model_validate_json(row.document) if row else None

    def save(self, build: UniquenessBuild, *, replacing: int) -> None:
        """Replace the build of version `replacing` (0: there is none yet). Raises ConcurrentUpdate."""
        row = Row(self._key, "uniqueness_build", build.model_dump_json(), version=build.version)
        table.put(Put(row, at_version(replacing)))

    def changed_rule(self, old: Row | None, new: Row | None) -> int | None:
        """Return the new version of the uniqueness rule, or None if this change of a row did not change the rule."""
        if new is None or new.key != self._keys.section("uniqueness"):
            return None
        return new.version if old is None or old.document != new.document else None

    def keep_violations(self, build: UniquenessBuild, violations: Sequence[Violation], *, now: datetime) -> None:
        """Store the violations that a walk found. They expire after 90 days. Idempotent."""
        expires_at = int(now.timestamp()) + _KEPT_SECONDS
        table.put_many(
            [
                Row(
                    self._keys.item("UNIQUENESS-BUILD", _walk_name(build), f"{violation.contact_id}#{_digest(violation)}"),
                    "uniqueness_violation",
                    violation.model_dump_json(),
                    expires_at=expires_at,
                )
                for violation in violations
            ]
        )

    def page_of_violations(
        self, build: UniquenessBuild, *, limit: int, after: After | None
    ) -> tuple[list[Violation], After | None]:
        """Return a page of the violations that the build's current walk found. Costs one query."""
        page = table.query(self._keys.partition("UNIQUENESS-BUILD", _walk_name(build)), limit=limit, after=after)
        return [Violation.model_validate_json(row.document) for row in page.rows], page.after


def _walk_name(build: UniquenessBuild) -> str:
    return f"{build.rule_version}-{build.walk}"


def _digest(violation: Violation) -> str:
    return hashlib.sha256("\n".join(violation.fields).encode()).hexdigest()[:12]
