"""A tenant group for tests of the sync: a top account with child accounts and their contacts, and days that pass."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from contactbook.domain.contacts.drafts import ContactDraft
from contactbook.domain.contacts.record import Contact
from contactbook.domain.sync.runs import SyncRunDraft, SyncRunView
from contactbook.domain.sync.settings import SyncSettingsDraft
from contactbook.domain.tenants.registry import RegistryChanges, TenantDraft
from contactbook.services.base.stores import open_group, open_store
from contactbook.services.contacts import registration
from contactbook.services.sync.requests import administration
from contactbook.services.sync.requests.shared_contacts import SharedPersonView
from contactbook.services.tenants import registry
from contactbook.storage.sync.tenant_groups import GroupStore
from contactbook.storage.tenant_store import TenantStore
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import LambdaContext
from tests.aws_in_process.jobs import drain_queues, drain_stream
from tests.builders.contacts import a_caller, an_operator

TOP = "acme"
CHILDREN = ("acme-corp", "acme2", "other")
STAGES = ("inquiry", "tour", "deposit")


@dataclass
class Group:
    """A top account and its children, with the sync enabled."""

    world: World
    now: datetime
    names: dict[str, str] = field(default_factory=lambda: {"acme-corp": "North", "acme2": "South", "other": "West"})

    def __post_init__(self) -> None:
        self.register(TenantDraft(tenant_id=TOP, name="Acme"))
        for tenant_id, name in self.names.items():
            self.register(TenantDraft(tenant_id=tenant_id, name=name, parent_id=TOP))

    def register(self, draft: TenantDraft) -> None:
        registry.register_tenant(open_store(TOP), draft, by=an_operator(), now=self.now)

    def move(self, tenant_id: str, parent_id: str | None) -> None:
        """Give the tenant another parent, or none, as the operator does."""
        changes = RegistryChanges(parent_id=parent_id)
        registry.change_tenant(open_store("operations"), tenant_id, changes, by=an_operator(), now=self.now)

    def configure(self, **said: Any) -> None:
        wanted = {"enabled": True, "tags": ("multi",), "opportunity_stages": STAGES} | said
        draft = SyncSettingsDraft.model_validate(wanted)
        administration.save_settings(self.store(TOP), draft, by=a_caller(), now=self.now)

    def store(self, tenant_id: str) -> TenantStore:
        return open_store(tenant_id)

    @property
    def group(self) -> GroupStore:
        return open_group(TOP)

    def add(self, tenant_id: str, email: str | None = None, phone: str | None = None, **said: Any) -> Contact:
        """Create a person with this email and phone, one second after the one before."""
        self.now += timedelta(seconds=1)
        fields: dict[str, Any] = {"kind": "person", "last_name": "Georgiou"} | said
        if email:
            fields["emails"] = [{"address": email}]
        if phone:
            fields["phones"] = [{"number": phone}]
        draft = ContactDraft.model_validate(fields)
        return registration.register_contact(self.store(tenant_id), draft, by=a_caller(), now=self.now)

    def change(self, tenant_id: str, contact: Contact, **patch: Any) -> Contact:
        return registration.change_contact(self.store(tenant_id), contact.contact_id, patch, by=a_caller(), now=self.now)

    def delete(self, tenant_id: str, contact: Contact) -> None:
        registration.delete_contact(self.store(tenant_id), contact.contact_id, by=a_caller(), now=self.now)

    def deal(self, tenant_id: str, contact: Contact, stage: str | None = None, **said: Any) -> None:
        from contactbook.domain.opportunities.opportunities import OpportunityDraft
        from contactbook.services.opportunities import opportunities

        draft = OpportunityDraft.model_validate({"name": "Deal", "stage": stage} | said)
        opportunities.add_opportunity(self.store(tenant_id), contact.contact_id, draft, by=a_caller(), now=self.now)

    def convert(self, tenant_id: str, contact: Contact, occurred_at: datetime) -> None:
        from contactbook.domain.opportunities.conversions import ConversionDraft
        from contactbook.services.opportunities import conversions

        draft = ConversionDraft(occurred_at=occurred_at)
        conversions.add_conversion(self.store(tenant_id), contact.contact_id, draft, by=a_caller(), now=self.now)

    def follow_stream(self) -> None:
        """Pass the table's stream to its function."""
        drain_stream(self.world)

    def sync(self, **asked: Any) -> SyncRunView:
        """Let a day pass: deliver the changes to the group, and carry out a run to its end."""
        self.follow_stream()
        self.now += timedelta(days=1)
        run = administration.request_run(self.store(TOP), SyncRunDraft(**asked), by=a_caller(), now=self.now)
        self.work()
        return administration.read_run(self.store(TOP), run.sync_run_id)

    def work(self, context: LambdaContext | None = None) -> None:
        """Deliver the queue's messages until there are none, and then the table's stream."""
        drain_queues(self.world, "tenant_sync", context=context)
        self.follow_stream()

    def tags(self, tenant_id: str, contact: Contact) -> set[str]:
        return set(self.store(tenant_id).contacts.get(contact.contact_id).tags)

    def every_tag(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """Return the tags of each contact in the group, by tenant and contact id."""
        found = {}
        for tenant_id in (TOP, *self.names):
            for contact in self.all(tenant_id):
                found[tenant_id, contact.contact_id] = tuple(sorted(contact.tags))
        return found

    def all(self, tenant_id: str) -> list[Contact]:
        return self.store(tenant_id).contacts.page_by_name(limit=1000, after=None)[0]

    def shared(self) -> list[SharedPersonView]:
        return administration.page_of_shared_persons(self.store(TOP), limit=100, after=None, by=a_caller(), now=self.now)[0]


def add_shared_persons(group: Group, how_many: int) -> None:
    """Add persons who are each in two child accounts."""
    for number in range(how_many):
        group.add("acme-corp", f"person{number}@example.com")
        group.add("acme2", f"person{number}@example.com")
