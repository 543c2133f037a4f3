"""Steps in the child accounts, and the sync into the top account.

What stops a person in a child account stops the top account's contact of a person whom every child account has, from the next run on: its
no to marketing or to the processing, and what is refused at its address, by a click, a complaint, a bounce, or a list that applies always.
A child's yes opens nothing. A copy whose last source was erased is erased too.
"""

from typing import Any

from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_queues
from tests.builders.contacts import a_caller
from tests.builders.sending import store
from tests.laws.permission.history import History
from tests.laws.permission.running import follow, stream
from tests.laws.permission.tenant import ADDRESSES, CHILDREN, addresses_of, reached_at
from tests.laws.permission.words import AFFILIATE, DIRECT, LISTED, PROCESSING

MOST_IN_A_CHILD = 3
SYNCED = (DIRECT, AFFILIATE, PROCESSING)
# What is refused at an address in each way.
AT_ADDRESS: dict[str, tuple[str, ...]] = {
    "one_click": (DIRECT, AFFILIATE),
    "complaint": (AFFILIATE, DIRECT),
    "bounce": ("unusable",),
}


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


def child_refuses(history: History) -> None:
    """Somebody clicks or complains in a child account, or its address bounces there; or the account puts it on a list that applies always."""
    found = history.child()
    addresses = addresses_of(history.children[found[0]][found[1]]) if found else []
    if found is None or not addresses:
        return
    (tenant_id, contact_id), address = found, addresses[0]
    way = history.random.choice([*AT_ADDRESS, "list"])
    if way == "list":
        _suppress(tenant_id, history.random.choice([{"email": address}, {"contact_id": contact_id}]))
    else:
        _refuse(history, tenant_id, contact_id, address, way)
    for scope in AT_ADDRESS.get(way, (LISTED,)):
        history.told_in_children[contact_id, address, scope] = history.now


def _suppress(tenant_id: str, entry: dict[str, str]) -> None:
    child = Api(tenant_id=tenant_id)
    always = child.post("/v1/suppression-lists", {"name": "Never", "always": True})
    assert always.status == 201, always.text
    path = f"/v1/suppression-lists/{always.body['suppression_list_id']}/entries"
    assert child.post(path, {"entries": [entry]}).status == 200


def _refuse(history: History, tenant_id: str, contact_id: str, address: str, way: str) -> None:
    """Record it as links and reports of the provider do. The child accounts send nothing here."""
    from contactbook.domain.refusals.marks import Through
    from contactbook.domain.refusals.refusals import RefusalEvent
    from contactbook.services.changes.commit import ContactChange, commit_change
    from contactbook.services.refusals.recording import RECORDED, recorded

    child = store(tenant_id)
    contact = child.contacts.get(contact_id)
    event = RefusalEvent(
        event_id=f"{way}-{len(history.trace)}",
        through=Through(way),
        scopes=AT_ADDRESS[way],
        at=history.now,
        contact_id=contact_id,
    )
    found = recorded(child, event, [address], contact)
    change = ContactChange(contact, found.mark(contact), RECORDED, details=found.details, writes=found.writes)
    commit_change(child, change, by=a_caller(), now=history.now)


def erase_in_every_child(history: History) -> None:
    """A person whom the top account has a copy of is erased in every child account."""
    copies = [one for one in history.contacts.values() if _is_copy(one) and _sources_of(history, one)]
    if copies:
        for tenant_id, contact_id in _sources_of(history, history.random.choice(copies)):
            answer = Api(tenant_id=tenant_id).post(f"/v1/contacts/{contact_id}/anonymize")
            assert answer.status in {200, 202}, answer.text
        drain_queues(history.world, "anonymization")


def let_in(history: History) -> None:
    """Let a copy that is gone be made again, if its person is still there."""
    left_out = history.api.get("/v1/tenant-group/left-out", limit=100)
    assert left_out.status == 200, left_out.text
    # The one that went first, or nobody.
    left_out_id = next((one["left_out_id"] for one in left_out.body["items"]), "con_01J00000000000000000000000")
    assert history.api.delete(f"/v1/tenant-group/left-out/{left_out_id}").status == (204 if left_out.body["items"] else 404)


def sync(history: History) -> None:
    """Bring the group's changes to the sync, and run it to its end: over what changed, or over everything."""
    stream(history)
    before = history.contacts
    answer = history.api.post("/v1/tenant-group/sync-runs", {"full": history.random.random() < 0.3})
    assert answer.status == 202, answer.text
    drain_queues(history.world, "tenant_sync")
    drain_queues(history.world, "anonymization")
    follow(history)
    history.look()
    for contact_id, contact in history.contacts.items():
        if not contact.get("erasure"):
            for scope, at in _stops(history, contact).items():
                yes = history.words.yeses.get((contact_id, scope))
                if yes is None or yes < at:
                    history.words.says(contact_id, scope, value=False, at=at)
            for (address, scope), at in _stops_at_addresses(history, contact).items():
                history.words.says_about(address, scope, at)
    _follow_copies(history, before)


def _follow_copies(history: History, before: dict[str, dict[str, Any]]) -> None:
    """Nobody who was erased in every child account lives on in a copy. One that a user merged is the user's own."""
    merged = {one for merge in history.all_merges for one in merge}
    for contact_id in [*history.copies]:
        contact = history.contacts.get(contact_id, {})
        if not contact or contact.get("erasure") or contact_id in merged:
            del history.copies[contact_id]
            continue
        some = {one for known in history.children.values() for one, child in known.items() if not child.get("erasure")}
        if not history.copies[contact_id] & some and not _sources_of(history, contact):
            assert contact.get("anonymization_pending"), f"the copy {contact_id} lives on, and its last source is gone"
    for contact_id, contact in history.contacts.items():
        sources = {one for _, one in _sources_of(history, contact)}
        if _is_copy(contact) and sources and contact_id not in merged:
            history.copies[contact_id] = history.copies.get(contact_id, set()) | sources
        if contact.get("erasure") and not before.get(contact_id, {}).get("erasure"):
            history.erased(contact_id, reached_at(before.get(contact_id, {})))


def _is_copy(contact: dict[str, Any]) -> bool:
    return contact.get("origin") == "tenant_sync" and not contact.get("erasure")


def _sources_of(history: History, contact: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the contacts of the child accounts that have an address of it, each with its tenant."""
    addresses = set(addresses_of(contact))
    return [
        (tenant_id, one)
        for tenant_id, some in history.children.items()
        for one, known in some.items()
        if addresses & set(addresses_of(known)) and not known.get("erasure")
    ]


def _stops_at_addresses(history: History, contact: dict[str, Any]) -> dict[tuple[str, str], Any]:
    """Return what is refused at its addresses by persons whom every child account has. What a user removed here since does not count."""
    found: dict[tuple[str, str], Any] = {}
    for address, holders in _shared(history, contact):
        for holder in holders:
            for (contact_id, told, scope), at in history.told_in_children.items():
                removed = history.removed.get((address, scope))
                if (contact_id, told) == (holder, address) and (removed is None or at > removed):
                    found[address, scope] = max(at, found.get((address, scope), at))
    return found


def _stops(history: History, contact: dict[str, Any]) -> dict[str, Any]:
    """Return what its children's contacts refuse, of a contact that stands for a person whom every child account has."""
    found: dict[str, Any] = {}
    for _, holders in _shared(history, contact):
        for one in holders:
            for scope in SYNCED:
                no = history.words.own_no(one, scope)
                if no is not None:
                    found[scope] = max(no, found.get(scope, no))
    return found


def _shared(history: History, contact: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """Return each address that a contact of every child account has too, with these contacts."""
    found = []
    for address in addresses_of(contact):
        holders = [
            [one for one, known in some.items() if address in addresses_of(known) and not known.get("erasure")]
            for some in history.children.values()
        ]
        if all(holders):
            found.append((address, [one for some in holders for one in some]))
    return found
