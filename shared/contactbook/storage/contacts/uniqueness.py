"""The build of a tenant's uniqueness rule, and the violations it found."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.contacts.uniqueness_build import UniquenessBuild, Violation
from contactbook.storage.base import table
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.base.rows import Absent, AtVersion, Put, Row

_KEPT_SECONDS = 90 * 24 * 3600


class UniquenessRepository:
    """The one build that a tenant's rule has at a time."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys
        self._key = keys.item("UNIQUENESS-BUILD", "CURRENT", "BUILD")

    def find(self) -> UniquenessBuild | None:
        """The build of the latest rule; None where the rule was never changed."""
        row = table.get(self._key)
        return UniquenessBuild.model_validate_json(row.document) if row else None

    def save(self, build: UniquenessBuild, *, replacing: int) -> None:
        """Replace the build that stood at version `replacing` (0: there is none). Raises ConcurrentUpdate."""
        row = Row(self._key, "uniqueness_build", build.model_dump_json(), version=build.version)
        expect = AtVersion(replacing) if replacing else Absent()
        table.put(Put(row, expect, lambda _: ConcurrentUpdate("Another function works on this build.")))

    def keep_violations(self, build: UniquenessBuild, violations: Sequence[Violation], *, now: datetime) -> None:
        """Keep what a walk found, for 90 days; twice without harm."""
        expires_at = int(now.timestamp()) + _KEPT_SECONDS
        table.put_many(
            [
                Row(
                    self._keys.item("UNIQUENESS-BUILD", _walk(build), f"{violation.contact_id}#{_digest(violation)}"),
                    "uniqueness_violation",
                    violation.model_dump_json(),
                    expires_at=expires_at,
                )
                for violation in violations
            ]
        )

    def page_of_violations(
        self, build: UniquenessBuild, *, limit: int, after: dict[str, str] | None
    ) -> tuple[list[Violation], dict[str, str] | None]:
        """What the build's present walk found: one query."""
        page = table.query(self._keys.partition("UNIQUENESS-BUILD", _walk(build)), limit=limit, after=after)
        return [Violation.model_validate_json(row.document) for row in page.rows], page.after


def _walk(build: UniquenessBuild) -> str:
    return f"{build.rule_version}-{build.walk}"


def _digest(violation: Violation) -> str:
    return hashlib.sha256("\n".join(violation.fields).encode()).hexdigest()[:12]
