"""The walks that let stored contacts claim under a changed uniqueness rule (S2.34)."""

from datetime import datetime

from contactbook.config import config
from contactbook.domain.base.jobs import TimeLeft, Work
from contactbook.domain.base.versions import next_version, with_fields
from contactbook.domain.contacts.messages import UniquenessBuildMessage
from contactbook.domain.contacts.record import Contact
from contactbook.domain.contacts.uniqueness.build import BuildState, UniquenessBuild, Violation
from contactbook.domain.contacts.uniqueness.claims import ClaimedValue, claims, groups_of, missing_paths
from contactbook.domain.settings.fields import Uniqueness
from contactbook.gateways import queues
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.stores import open_store
from contactbook.services.jobs.walk import Walk, WalkedPage
from contactbook.storage.base import table
from contactbook.storage.contacts.profiles import ClaimTaken
from contactbook.storage.tenant_store import TenantStore

_PAGE = 100


@retried_when_raced
def begin_build(store: TenantStore, rule_version: int, now: datetime) -> UniquenessBuild:
    """Return the build of this version of the rule, or of a later one; begin it if there is none.

    The request that saves the rule and the stream's consumer both call this, perhaps at the same moment: the one whose save
    comes second reads again and returns the build of the other.
    """
    earlier = store.uniqueness.find()
    if earlier and earlier.rule_version >= rule_version:
        return earlier
    replaced = earlier.version if earlier else 0
    build = UniquenessBuild(rule_version=rule_version, started_at=now, version=replaced + 1)
    store.uniqueness.save(build, replacing=replaced)
    return build


def run_uniqueness_build(message: UniquenessBuildMessage, now: datetime, has_time: TimeLeft) -> None:
    """Run one slice of the walk that finishes a build. Send a continuation if work is left."""
    if message.tenant_id is None:
        return
    store = open_store(message.tenant_id)
    build = store.uniqueness.find()
    if build is None or build.rule_version != message.rule_version or build.state is BuildState.FINISHED:
        return
    if not message.walk_begun:
        build = _begin_next_walk(store, build)
    if walk_contacts(store, build, now, has_time, then=BuildState.FINISHED) is Work.LEFT:
        queues.send(config().uniqueness_build_queue_url, [with_fields(message, walk_begun=True)])


def _begin_next_walk(store: TenantStore, build: UniquenessBuild) -> UniquenessBuild:
    walk = UniquenessBuild(
        rule_version=build.rule_version, walk=build.walk + 1, started_at=build.started_at, version=build.version + 1
    )
    store.uniqueness.save(walk, replacing=build.version)
    return walk


def walk_contacts(store: TenantStore, build: UniquenessBuild, now: datetime, has_time: TimeLeft, *, then: BuildState) -> Work:
    """Continue the walk and save its cursor after each page; at its end set the state `then`.

    A build of a former rule has nothing left to do. Raises ConcurrentUpdate if another function walks at the same time.
    """
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

    walk = Walk(lambda contact: _claim_for_listed(store, contact, uniqueness), save, page_size=_PAGE)
    _, work = walk.go_on(store, build, after=build.cursor, has_time=has_time)
    return work


def _claim_for_listed(store: TenantStore, listed: Contact, uniqueness: Uniqueness) -> list[Violation]:
    # The index may lag behind the contact, so it only says which contact to read.
    if store.contacts.claim_names(claims(listed, uniqueness)) == listed.claims:
        return _lacking(listed, uniqueness)
    return [*_lacking(listed, uniqueness), *_claim_for(store, listed.contact_id, uniqueness)]


def _lacking(listed: Contact, uniqueness: Uniqueness) -> list[Violation]:
    """Return the violation of a contact that lacks fields of the rule. Whoever reads the report asks the contact itself."""
    missing = () if listed.erasure else missing_paths(listed, groups_of(uniqueness, listed.kind))
    return [Violation(contact_id=listed.contact_id, fields=missing)] if missing else []


@retried_when_raced
def _claim_for(store: TenantStore, contact_id: str, uniqueness: Uniqueness) -> list[Violation]:
    """Claim for the contact what the rule demands, except values that other contacts hold; return those as violations.

    Claims are the system's own: the contact gets a new version and no audit entry.
    """
    contact = store.contacts.find(contact_id)
    if not isinstance(contact, Contact):
        return []
    wanted, violations = claims(contact, uniqueness), list[Violation]()
    while (names := store.contacts.claim_names(wanted)) != contact.claims:
        after = next_version(contact, claims=names)
        try:
            table.transact(
                [
                    store.contacts.save_of(after, replacing=contact.version),
                    *store.contacts.claim_writes(after, wanted, before=contact),
                ]
            )
        except ClaimTaken as error:
            taken = dict(error.taken)
            violations += [_violation(contact_id, value, holder.contact_id) for value, holder in taken.items()]
            wanted = wanted - taken.keys()
        else:
            break
    return violations


def _violation(contact_id: str, value: ClaimedValue, holder: str) -> Violation:
    return Violation(contact_id=contact_id, fields=value.fields, conflicting_contact_id=holder)
