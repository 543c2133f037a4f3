"""Follow a changed uniqueness rule while it is in use (S2.34), and read how far its build is.

New writes claim under the new rule as soon as it is saved. Stored contacts follow in two walks (`uniqueness_build.py`). The
request that saves the rule walks over the first contacts, so that the rule holds at once for a small tenant. Every tenant then gets
a walk in the background, which starts when no function can still know only the former rule. So it also sees what the last such
function saved. Nothing is deleted, nothing is refused wrongly, and no value doubles.
"""

from collections.abc import Sequence
from datetime import datetime

from contactbook.config import config
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import ConcurrentUpdate, NotFound, StorageUnavailable
from contactbook.domain.base.paging import After
from contactbook.domain.base.values import Part
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.access import may
from contactbook.domain.contacts.messages import UniquenessBuildMessage
from contactbook.domain.contacts.uniqueness.build import BuildState, UniquenessBuild, Violation, ViolationView
from contactbook.domain.contacts.uniqueness.claims import claims, groups_of, missing_paths
from contactbook.domain.settings.fields import Uniqueness
from contactbook.domain.settings.permissions import GroupRight
from contactbook.domain.settings.sections import Settings
from contactbook.gateways import queues
from contactbook.services.contacts.uniqueness_build import begin_build, walk_contacts
from contactbook.services.jobs.steps import steps_left
from contactbook.storage.stream.changes import RowChange
from contactbook.storage.tenant_store import TenantStore

# Contacts that the request which changes the rule visits itself.
_MOST_AT_ONCE = 500
# Seconds until no function knows only the former rule: 5 for cached settings, 30 for the longest request, the rest for the index.
SETTLE_SECONDS = 60


def read_build(store: TenantStore) -> UniquenessBuild:
    """Return the build of the latest rule. Raises NotFound if the rule was never changed."""
    build = store.uniqueness.find()
    if build is None:
        raise NotFound("The uniqueness rule was never changed.")
    return build


def page_violations(
    store: TenantStore, *, by: Caller, limit: int, after: After | None
) -> tuple[list[ViolationView], After | None]:
    """Return a page of the contacts that break the rule now, among those that the build found; it may be short (S2.34).

    Three batch reads. Raises NotFound as `read_build`.
    """
    recorded, after = store.uniqueness.page_of_violations(read_build(store), limit=limit, after=after)
    return shown_violations(store, _standing(store, recorded), by=by), after


def shown_violations(store: TenantStore, violations: Sequence[Violation], *, by: Caller) -> list[ViolationView]:
    """Return the violations without the ids of contacts that the caller may not see. One batch read."""
    ids = {one for found in violations for one in (found.contact_id, found.conflicting_contact_id) if one}
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
    ]


def _standing(store: TenantStore, recorded: Sequence[Violation]) -> list[Violation]:
    """Return the violations that still stand, each with who holds the value now. One batch read of contacts, one of claims."""
    rule = store.settings.fresh().uniqueness
    contacts = {one.contact_id: one for one in store.contacts.get_many(sorted({found.contact_id for found in recorded}))}
    unclaimed = {
        value: contact.contact_id
        for contact in reversed(contacts.values())
        for value in claims(contact, rule)
        if store.contacts.claim_name(value) not in contact.claims
    }
    holders = store.contacts.claim_holders(list(unclaimed))
    standing: list[Violation] = []
    for found in recorded:
        contact = contacts.get(found.contact_id)
        if contact is None or contact.erasure:
            continue
        if found.conflicting_contact_id is None:
            missing = missing_paths(contact, groups_of(rule, contact.kind))
            standing += [with_fields(found, fields=missing)] if missing else []
            continue
        own = [value for value in claims(contact, rule) if value in unclaimed and set(value.fields) == set(found.fields)]
        # A value that nobody claims goes to the first of the contacts with it that is saved.
        against = [holders.get(value, unclaimed[value]) for value in own]
        others = [holder for holder in against if holder != contact.contact_id]
        standing += [with_fields(found, conflicting_contact_id=others[0])] if others else []
    return standing


def claim_at_once(store: TenantStore, before: Settings, section: Part, by: Caller, now: datetime) -> None:  # noqa: ARG001 - every follow-up has this signature
    """Let the first contacts claim under the rule that was just saved. The walk in the background claims for the others."""
    if not isinstance(section, Uniqueness) or section == before.uniqueness:
        return
    try:
        build = begin_build(store, store.settings.version_of("uniqueness"), now)
        if build.state is BuildState.BUILDING:
            walk_contacts(store, build, now, steps_left(_MOST_AT_ONCE), then=BuildState.SETTLING)
    except (ConcurrentUpdate, StorageUnavailable):
        # The rule is saved, and the walk in the background comes in any case.
        return


def follow_changes(store: TenantStore, changes: Sequence[RowChange], now: datetime) -> None:
    """Queue the walk in the background for every changed rule: a consumer of the stream.

    So the walk also comes when the request that saved the rule died. The request may begin the same build at the same moment;
    both then use the one that was saved first.
    """
    for change in changes:
        version = store.uniqueness.changed_rule(change.old, change.new)
        if version is not None:
            begin_build(store, version, now)
            message = UniquenessBuildMessage(tenant_id=store.tenant_id, rule_version=version)
            queues.send(config().uniqueness_build_queue_url, [message], delay_seconds=SETTLE_SECONDS)
