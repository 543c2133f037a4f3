"""What happens in a history: contacts and copies change, accounts leave and come back, and runs work, die and are repeated."""

from collections.abc import Callable
from typing import Any

from contactbook.domain.base.errors import AcknowledgementNeeded
from contactbook.domain.sync.match_options import MatchOn
from contactbook.services.consent.answers import ConsentDraft, record_consent
from contactbook.services.erasure.anonymization import anonymize_contact
from contactbook.services.settings.sections import save_section
from contactbook.services.sync.requests import left_out
from tests.aws_in_process.jobs import drain_queues
from tests.builders.contacts import a_caller
from tests.builders.sync import STAGES, TOP
from tests.laws.sync.history import EMAILS, NAME, PHONES, History, name_of, picture

Step = Callable[[History], None]
NAMES = ("Ann", "Bea", "Cleo")
MOST = 5


def create(history: History) -> None:
    tenant_id = history.chance.choice(history.children)
    if len(history.all(tenant_id)) < MOST:
        history.made += 1
        add(history, tenant_id, f"Name{history.made}")


def create_in_top(history: History) -> None:
    if len(history.all(TOP)) < MOST:
        add(history, TOP, "Own")


def add(history: History, tenant_id: str, name: str) -> None:
    """Create a person, or a company that has addresses of persons."""
    is_company = history.chance.random() < 0.25
    fields = {"kind": "company", "last_name": None, "company_name": name} if is_company else {"first_name": name}
    contact = history.group.add(tenant_id, **fields, **history.points())
    if is_company and tenant_id == TOP:
        history.companies.add(contact.contact_id)


def readdress(history: History) -> None:
    history.group.change(*history.one_of(*history.children), **history.points())


def rename(history: History) -> None:
    tenant_id, contact = history.one_of(*history.children)
    history.made += 1
    history.group.change(tenant_id, contact, **{NAME[contact.kind]: f"Name{history.made}"})


def write_on_copy(history: History) -> None:
    """A user of the top account changes a contact, sometimes back to what it was."""
    _, contact = history.one_of(TOP)
    written = history.written.setdefault(contact.contact_id, {"addresses": set()})
    if history.chance.random() < 0.5:
        names = [history.chance.choice(NAMES), *([name_of(contact)] if history.chance.random() < 0.3 else [])]
        for name in names:
            after = history.group.change(TOP, contact, **{NAME[contact.kind]: name})
            if after.version > contact.version:
                written["name"] = name
            contact = after
        return
    points = history.points()
    after = history.group.change(TOP, contact, **points)
    written["addresses"] |= set(contact.reached_at()) ^ set(after.reached_at())


def tag(history: History) -> None:
    tenant_id, contact = history.one_of(*history.children)
    full = [f"tag {number}" for number in range(99)]
    tags = history.chance.choice((["vip"], [], ["primary-shared-contact"], ["multi"], full))
    history.group.change(tenant_id, contact, tags=tags)
    history.tagged[contact.contact_id] = {one for one in tags if one.startswith(("vip", "tag "))}


def deal(history: History) -> None:
    history.group.deal(*history.one_of(*history.children), history.chance.choice((*STAGES, None)))


def convert(history: History) -> None:
    history.group.convert(*history.one_of(*history.children), history.group.now)


def delete(history: History) -> None:
    history.group.delete(*history.one_of(*history.children))


def delete_in_top(history: History) -> None:
    history.group.delete(*history.one_of(TOP))


def erase(history: History) -> None:
    tenant_id, contact = history.one_of(TOP, *history.children, *history.children)
    store = history.group.store(tenant_id)
    anonymize_contact(store, contact.contact_id, by=a_caller(), now=history.group.now, has_time=lambda: True)


def merge(history: History) -> None:
    from contactbook.domain.merges.records import MergeDraft
    from contactbook.services.merges.merges import merge_contacts

    tenant_id, survivor = history.one_of(*history.children)
    _, source = history.one_of(tenant_id)
    if source.contact_id != survivor.contact_id:
        draft = MergeDraft.model_validate({"source_ids": [source.contact_id]})
        merge_contacts(history.group.store(tenant_id), survivor.contact_id, draft, by=a_caller(), now=history.group.now)


def answer(history: History) -> None:
    tenant_id, contact = history.one_of(*history.children)
    draft = ConsentDraft.model_validate({"state": history.chance.choice(("accepted", "rejected", "rejected"))})
    record_consent(history.group.store(tenant_id), contact.contact_id, draft, by=a_caller(), now=history.group.now)


def close_or_open(history: History) -> None:
    """An account decides what a rejected consent allows."""
    tenant_id = history.chance.choice(history.children)
    behaviour = "complete" if tenant_id in history.closing else "none"
    save_consent(history, tenant_id, {"rejected": behaviour, "withdrawn": behaviour})
    history.closing ^= {tenant_id}


def save_consent(history: History, tenant_id: str, body: dict[str, Any]) -> None:
    store, given = history.group.store(tenant_id), {"by": a_caller(), "now": history.group.now}
    try:
        save_section(store, "consent", body, **given)
    except AcknowledgementNeeded as asked:
        save_section(store, "consent", {**body, "acknowledge": {"more_contactable": asked.more_contactable}}, **given)


def options(history: History) -> None:
    said = said_of(history)
    copies = history.chance.random() < 0.75
    history.group.configure(
        **said
        | {"copy_to_top_account": copies, "largest_person": history.chance.choice((3, 8))}
        | {"tags": history.chance.choice(((), ("multi",)))}
    )


def match_options(history: History) -> None:
    """The top account chooses by what contacts are one person."""
    history.group.configure(**said_of(history) | {"match_on": history.chance.choice(("either", *MatchOn))})


def rename_account(history: History) -> None:
    from contactbook.domain.tenants.registry import TenantChanges
    from contactbook.services.tenants.registry import rename_tenant

    changes = TenantChanges(name=history.chance.choice(("Seaside", "South", "Hill")))
    rename_tenant(history.group.store(history.chance.choice(history.children)), changes, by=a_caller(), now=history.group.now)


def leave_or_return(history: History) -> None:
    tenant_id = history.chance.choice(list(history.group.names))
    history.group.move(tenant_id, TOP if tenant_id in history.away else None)
    history.away ^= {tenant_id}


def let_in(history: History) -> None:
    found, _ = left_out.page_of_left_out(history.group.store(TOP), limit=100, after=None)
    left_out.let_in(history.group.store(TOP), history.chance.choice(found).left_out_id, by=a_caller(), now=history.group.now)


def stream(history: History) -> None:
    history.stream(history.chance.choice((1, 3, None)))


def stream_again(history: History) -> None:
    history.follow(history.delivered)


def run(history: History) -> None:
    history.run(full=history.chance.random() < 0.2)


def run_that_dies(history: History) -> None:
    history.run(history.chance.randrange(60), full=history.chance.random() < 0.2)


def dry_run(history: History) -> None:
    # What an account that left gets taken back is work of the same queue.
    drain_queues(history.group.world, "tenant_sync")
    before = picture(history)
    history.run(dry_run=True, full=history.chance.random() < 0.5)
    assert picture(history) == before, "a dry run changed something"


def switch(history: History) -> None:
    """The top account switches the sync off or on."""
    said = said_of(history)
    # What is on the stream already comes while the sync is as it was.
    history.stream()
    history.group.configure(**said | {"enabled": not said["enabled"]})


def common_addresses(history: History) -> None:
    """The top account lists other addresses that identify nobody."""
    some = history.chance.sample((*EMAILS, *PHONES), history.chance.choice((0, 1, 2)))
    history.group.configure(**said_of(history) | {"identify_nobody": some})


def said_of(history: History) -> dict[str, Any]:
    """Return what the steps say in the settings, as it is now."""
    settings, _ = history.group.group.settings_and_state()
    names = ("enabled", "copy_to_top_account", "largest_person", "tags", "match_on", "identify_nobody")
    return {name: getattr(settings, name) for name in names}


def change_away(history: History) -> None:
    """A contact of an account that left the group changes, or goes."""
    tenant_id, contact = history.one_of(*sorted(history.away))
    if history.chance.random() < 0.25:
        history.group.delete(tenant_id, contact)
    else:
        history.group.change(tenant_id, contact, **history.points())


STEPS: dict[Step, int] = {
    create: 8,
    create_in_top: 1,
    readdress: 6,
    rename: 3,
    write_on_copy: 3,
    tag: 2,
    deal: 2,
    convert: 1,
    delete: 2,
    delete_in_top: 1,
    erase: 1,
    merge: 2,
    answer: 3,
    close_or_open: 1,
    options: 1,
    match_options: 2,
    rename_account: 1,
    leave_or_return: 1,
    let_in: 1,
    stream: 3,
    stream_again: 1,
    run: 5,
    run_that_dies: 2,
    dry_run: 1,
}

# Steps of groups that also list addresses of nobody, and whose contacts change while nobody follows them.
FURTHER_STEPS: dict[Step, int] = STEPS | {switch: 3, leave_or_return: 3, change_away: 5, common_addresses: 2}
