"""Steps in the child accounts, and the sync into the top account.

What stands: a child's no to marketing or to the processing stops the top account's contact of a person who is shared by several
children, from the next run on; its yes opens nothing. That a child's complaint, bounce and suppression stop it too, and an erasure in
every child, is to be asked here once the sync does it: `_stops` is the place.
"""

from typing import Any

from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_queues
from tests.laws.permission.history import History
from tests.laws.permission.running import follow, stream
from tests.laws.permission.tenant import ADDRESSES, CHILDREN, addresses_of
from tests.laws.permission.words import AFFILIATE, DIRECT, PROCESSING

MOST_IN_A_CHILD = 3
SYNCED = (DIRECT, AFFILIATE, PROCESSING)


def child_gets_contact(history: History) -> None:
    """A child account gets a contact. Often another one has the same person already."""
    tenant_id = history.random.choice(CHILDREN)
    if len(history.children[tenant_id]) >= MOST_IN_A_CHILD:
        return
    known = [addresses_of(one)[0] for some in history.children.values() for one in some.values() if addresses_of(one)]
    address = history.random.choice(known) if known and history.random.random() < 0.7 else history.random.choice(ADDRESSES)[0]
    flags = {scope: True for scope in (DIRECT, AFFILIATE) if history.random.random() < 0.7}
    body = {"kind": "person", "first_name": "Ann", "last_name": "Lee", "emails": [{"address": address}], "preferences": flags}
    answer = Api(tenant_id=tenant_id).post("/v1/contacts", body)
    assert answer.status in {201, 409}, answer.text


def child_says(history: History) -> None:
    """The person says yes or no in a child account, in its portal there."""
    if (found := history.child()) is None:
        return
    tenant_id, contact_id = found
    scope, value = history.random.choice(SYNCED), history.random.random() < 0.4
    portal, path = Api(tenant_id=tenant_id, contact_id=contact_id), f"/v1/contacts/{contact_id}"
    if scope == PROCESSING:
        answer = portal.put(f"{path}/consent", {"state": "accepted" if value else "rejected"})
    else:
        answer = portal.put(f"{path}/preferences", {scope: value})
    if answer.status == 200:
        history.words.says(contact_id, scope, value=value, at=history.now)


def child_loses_contact(history: History) -> None:
    if (found := history.child()) is None:
        return
    tenant_id, contact_id = found
    child = Api(tenant_id=tenant_id)
    if history.random.random() < 0.5:
        child.delete(f"/v1/contacts/{contact_id}")
    elif child.post(f"/v1/contacts/{contact_id}/anonymize").status in {200, 202}:
        drain_queues(history.world, "anonymization")


def sync(history: History) -> None:
    """Bring the group's changes to the sync, and run it to its end: over what changed, or over everything."""
    stream(history)
    answer = history.api.post("/v1/tenant-group/sync-runs", {"full": history.random.random() < 0.3})
    assert answer.status == 202, answer.text
    drain_queues(history.world, "tenant_sync")
    follow(history)
    history.look()
    for contact_id, contact in history.contacts.items():
        if not contact.get("erasure"):
            for scope, at in _stops(history, contact).items():
                yes = history.words.yeses.get((contact_id, scope))
                if yes is None or yes < at:
                    history.words.says(contact_id, scope, value=False, at=at)


def _stops(history: History, contact: dict[str, Any]) -> dict[str, Any]:
    """Return what its children's contacts refuse, of a contact that stands for a person whom every child account has."""
    found: dict[str, Any] = {}
    for address in addresses_of(contact):
        holders = {
            tenant_id: [one for one, known in some.items() if address in addresses_of(known) and not known.get("erasure")]
            for tenant_id, some in history.children.items()
        }
        if not all(holders.values()):
            continue
        for one in [one for some in holders.values() for one in some]:
            for scope in SYNCED:
                no = history.words.own_no(one, scope)
                if no is not None:
                    found[scope] = max(no, found.get(scope, no))
    return found
