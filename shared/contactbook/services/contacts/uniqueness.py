"""Changing a uniqueness rule while it is in use (S2.34): nothing is deleted, nothing refused falsely, and nothing doubles.

New writes claim under the new rule as soon as it is saved. The contacts there are follow: those of a small tenant within the
request that changed the rule, so that it holds at once; then, in every tenant, a walk in the background. That walk starts when no
function can still go by the former rule, so whatever such a function saved is seen by it. `UniquenessBuild` tells how far it is.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeGuard

from contactbook.config import config
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import ConcurrentUpdate, NotFound, StorageUnavailable
from contactbook.domain.base.jobs import TimeLeft, Work
from contactbook.domain.base.values import Draft
from contactbook.domain.base.versions import next_version, with_fields
from contactbook.domain.contacts.access import may
from contactbook.domain.contacts.messages import UniquenessBuildMessage
from contactbook.domain.contacts.record import Contact
from contactbook.domain.contacts.uniqueness import ClaimedValue, claims
from contactbook.domain.contacts.uniqueness_build import BuildState, UniquenessBuild, Violation, ViolationView
from contactbook.domain.settings.fields import Uniqueness
from contactbook.domain.settings.permissions import GroupRight
from contactbook.domain.settings.sections import Settings
from contactbook.gateways import queues
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.stores import open_store
from contactbook.services.jobs.steps import steps_left
from contactbook.services.jobs.walk import Walk, WalkedPage
from contactbook.storage.base import table
from contactbook.storage.contacts.profiles import ClaimTaken, MergedContact
from contactbook.storage.stream.changes import RowChange
from contactbook.storage.tenant_store import TenantStore

# Contacts that are seen within the request that changes the rule.
_MOST_AT_ONCE = 500
# Seconds until no function goes by the former rule: settings are kept for 5, a request lasts 30 at most; the rest is for the index.
SETTLE_SECONDS = 60
_PAGE = 100


def read_build(store: TenantStore) -> UniquenessBuild:
    """How far the latest rule has come. Raises NotFound where the rule was never changed."""
    build = store.uniqueness.find()
    if build is None:
        raise NotFound("The uniqueness rule was never changed.")
    return build


def page_violations(
    store: TenantStore, *, by: Caller, limit: int, after: dict[str, str] | None
) -> tuple[list[ViolationView], dict[str, str] | None]:
    """Contacts that break the rule, as the build found them."""
    violations, after = store.uniqueness.page_of_violations(read_build(store), limit=limit, after=after)
    ids = {one for found in violations for one in (found.contact_id, found.conflicting_contact_id)}
    groups = store.settings.current().groups
    contacts = store.contacts.get_many(sorted(ids))
    visible = {contact.contact_id for contact in contacts if may(by, contact, GroupRight.SELECT, groups)}
    return [
        ViolationView(
            contact_id=found.contact_id if found.contact_id in visible else None,
            fields=found.fields,
            conflicting_contact_id=found.conflicting_contact_id if found.conflicting_contact_id in visible else None,
        )
        for found in violations
    ], after


def claim_at_once(store: TenantStore, before: Settings, section: Draft, now: datetime) -> None:
    """Let the contacts of a small tenant claim under the rule that was just saved; those of a large one follow in the background."""
    if not isinstance(section, Uniqueness) or section == before.uniqueness:
        return
    try:
        build = _begun(store, store.settings.version_of("uniqueness"), now)
        if build.state is BuildState.BUILDING:
            _walk(store, build, now, steps_left(_MOST_AT_ONCE), then=BuildState.SETTLING)
    except (ConcurrentUpdate, StorageUnavailable):
        # The rule is saved, and the walk in the background comes in any case.
        return


def follow_changes(store: TenantStore, changes: Sequence[RowChange], now: datetime) -> None:
    """A consumer of the stream: every changed rule gets its walk, also where the request that changed it died."""
    for change in changes:
        if change.kind == "settings" and _is_changed_rule(store, change) and change.new:
            _begun(store, change.new.version, now)
            message = UniquenessBuildMessage(tenant_id=store.tenant_id, rule_version=change.new.version)
            queues.send(config().uniqueness_build_queue_url, [message], delay_seconds=SETTLE_SECONDS)


def run_uniqueness_build(message: UniquenessBuildMessage, now: datetime, has_time: TimeLeft) -> None:
    """One slice of the walk that finishes a build; what it leaves is sent on. A message about a former rule does nothing."""
    store = open_store(message.tenant_id)
    build = store.uniqueness.find()
    if build is None or build.rule_version != message.rule_version or build.state is BuildState.FINISHED:
        return
    if not message.settled:
        walk = UniquenessBuild(
            rule_version=build.rule_version, walk=build.walk + 1, started_at=build.started_at, version=build.version + 1
        )
        store.uniqueness.save(walk, replacing=build.version)
        build = walk
    if _walk(store, build, now, has_time, then=BuildState.FINISHED) is Work.LEFT:
        queues.send(config().uniqueness_build_queue_url, [with_fields(message, settled=True)])


def _begun(store: TenantStore, rule_version: int, now: datetime) -> UniquenessBuild:
    """The build of this version of the rule, begun if it was not; that of a later version where there is one."""
    earlier = store.uniqueness.find()
    if earlier and earlier.rule_version >= rule_version:
        return earlier
    stood_at = earlier.version if earlier else 0
    build = UniquenessBuild(rule_version=rule_version, started_at=now, version=stood_at + 1)
    store.uniqueness.save(build, replacing=stood_at)
    return build


def _walk(store: TenantStore, build: UniquenessBuild, now: datetime, has_time: TimeLeft, *, then: BuildState) -> Work:
    """Continue the walk, and give the build the state `then` at its end. Raises ConcurrentUpdate if another worker walks as well."""
    uniqueness = store.settings.fresh().uniqueness
    if store.settings.version_of("uniqueness") != build.rule_version:
        return Work.DONE

    def save(before: UniquenessBuild, page: WalkedPage[list[Violation]]) -> UniquenessBuild:
        violations = [violation for found in page.outcomes for violation in found]
        store.uniqueness.keep_violations(before, violations, now=now)
        after = next_version(
            before,
            contacts=before.contacts + page.listed,
            claimed=before.claimed + page.listed - len({violation.contact_id for violation in violations}),
            violations=before.violations + len(violations),
            cursor=page.after,
            state=then if page.is_last else before.state,
            finished_at=now if page.is_last and then is BuildState.FINISHED else None,
        )
        store.uniqueness.save(after, replacing=before.version)
        return after

    walk = Walk(lambda contact: _settled(store, contact, uniqueness), save, page_size=_PAGE)
    _, work = walk.go_on(store, build, after=build.cursor, has_time=has_time)
    return work


def _settled(store: TenantStore, listed: Contact, uniqueness: Uniqueness) -> list[Violation]:
    # The index may lag: it only says whom to look at.
    if store.contacts.claim_names(_wanted(listed, uniqueness)) == listed.claims:
        return []
    return _settle(store, listed.contact_id, uniqueness)


@retried_when_raced
def _settle(store: TenantStore, contact_id: str, uniqueness: Uniqueness) -> list[Violation]:
    """Let the contact hold what the rule makes it claim, except what others hold; those are its violations.

    Which claims a contact holds is the system's own affair: its version moves on, its history does not.
    """
    contact = store.contacts.find(contact_id)
    if not _is_contact(contact):
        return []
    wanted, violations = _wanted(contact, uniqueness), list[Violation]()
    while True:
        names = store.contacts.claim_names(wanted)
        if names == contact.claims:
            return violations
        after = next_version(contact, claims=names)
        try:
            table.transact(
                [
                    store.contacts.save_of(after, replacing=contact.version),
                    *store.contacts.claim_writes(contact_id, contact.claims, wanted),
                ]
            )
        except ClaimTaken as error:
            taken = dict(error.taken)
            violations += [_violation(contact_id, value, holder) for value, holder in taken.items()]
            wanted = wanted - taken.keys()
        else:
            return violations


def _wanted(contact: Contact, uniqueness: Uniqueness) -> frozenset[ClaimedValue]:
    return frozenset() if contact.erasure else claims(contact, uniqueness)


def _violation(contact_id: str, value: ClaimedValue, holder: str) -> Violation:
    return Violation(contact_id=contact_id, fields=value.fields, conflicting_contact_id=holder)


def _is_contact(found: Contact | MergedContact | None) -> TypeGuard[Contact]:
    return isinstance(found, Contact)


def _is_changed_rule(store: TenantStore, change: RowChange) -> bool:
    row = change.new
    was = change.old.document if change.old else None
    return row is not None and row.key == store.keys.section("uniqueness") and row.document != was
