"""A table that a newer version of the models has written: each document has a field that this version does not know, everywhere."""

import json
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from contactbook.domain.accounts.accounts import Account
from contactbook.domain.accounts.transactions import Transaction
from contactbook.domain.audit.entries import Entry
from contactbook.domain.audit.looks import Look
from contactbook.domain.audit.tenant_entries import TenantEntry
from contactbook.domain.bulk_changes.bulk_changes import BulkChange
from contactbook.domain.bulk_changes.hygiene_tasks import HygieneTask
from contactbook.domain.communications.communications import Communication
from contactbook.domain.communications.event_communications import EventCommunication
from contactbook.domain.consent.events import ConsentEvent, Evidence
from contactbook.domain.consent.reconsent import ReconsentRun
from contactbook.domain.contacts.attachments import Attachment
from contactbook.domain.contacts.engagements import Engagement
from contactbook.domain.contacts.notes import Note
from contactbook.domain.contacts.record import Contact
from contactbook.domain.contacts.relations import Relation
from contactbook.domain.contacts.uniqueness.build import UniquenessBuild, Violation
from contactbook.domain.decisions.marketing_counts import MarketingCount
from contactbook.domain.decisions.suppression_lists import SuppressionEntry, SuppressionList
from contactbook.domain.erasure.anonymization import ErasureCertificate
from contactbook.domain.erasure.deleted import DeletedContact
from contactbook.domain.erasure.runs import AnonymizationRun
from contactbook.domain.exports.records import Export
from contactbook.domain.imports.runs import Import
from contactbook.domain.kyc.expiry_runs import ExpiredProfile, KycExpiryRun
from contactbook.domain.lists.lists import ContactList
from contactbook.domain.merges.records import Merge
from contactbook.domain.notification_types.notification_types import NotificationType
from contactbook.domain.offboarding.offboarding import Offboarding
from contactbook.domain.opportunities.conversions import Conversion
from contactbook.domain.opportunities.opportunities import Opportunity
from contactbook.domain.refusals.refusals import Refusal
from contactbook.domain.refusals.soft_bounces import SoftBounces
from contactbook.domain.runs.runs import Run
from contactbook.domain.runs.schedules import Schedule
from contactbook.domain.runs.slices import ShardTotals, Slice
from contactbook.domain.segments.segments import Segment
from contactbook.domain.senders.identities import DomainClaim, SendingIdentities, SmsSenderIds
from contactbook.domain.settings.closing import Closing
from contactbook.domain.settings.sections import SECTIONS, Registered
from contactbook.domain.sync.copies import SyncedCopy
from contactbook.domain.sync.runs import SyncSchedule
from contactbook.domain.sync.settings import SyncSettings
from contactbook.domain.templates.template_trials import Trials
from contactbook.domain.templates.templates import Template
from contactbook.domain.tenants.registry import Tenant
from contactbook.domain.webhooks.deliveries import Delivery
from contactbook.domain.webhooks.subscriptions import Subscriptions
from contactbook.domain.webhooks.webhooks import Webhook
from contactbook.storage.base.documents import packed, unpacked
from contactbook.storage.contacts.profiles import MergedContact
from tests.aws_in_process.aws import World

FIELD = "zq_newer"
Place = tuple[int | str, ...]
Key = tuple[str, str]

# What storage reads the document of a kind as. `settings` has a shape for each section.
MODELS: dict[str, type[BaseModel]] = {
    "webhook": Webhook,
    "webhook_delivery": Delivery,
    "webhook_subscriptions": Subscriptions,
    "account": Account,
    "anonymization_run": AnonymizationRun,
    "attachment": Attachment,
    "bulk_change": BulkChange,
    "closing": Closing,
    "communication": Communication,
    "consent_event": ConsentEvent,
    "consent_evidence": Evidence,
    "contact": Contact,
    "conversion": Conversion,
    "deleted_contact": DeletedContact,
    "engagement": Engagement,
    "erasure_certificate": ErasureCertificate,
    "event-communication": EventCommunication,
    "export": Export,
    "history": Entry,
    "hygiene_task": HygieneTask,
    "import": Import,
    "list": ContactList,
    "look": Look,
    "look_page": Look,
    "look_export": Look,
    "tenant_history": TenantEntry,
    "kyc_expiry_contact": ExpiredProfile,
    "kyc_expiry_run": KycExpiryRun,
    "merge": Merge,
    "merged_contact": MergedContact,
    "note": Note,
    "notification-type": NotificationType,
    "notification_run": Run,
    "notification_schedule": Schedule,
    "notification_slice": Slice,
    "notification_totals": ShardTotals,
    "offboarding": Offboarding,
    "opportunity": Opportunity,
    "reconsent_run": ReconsentRun,
    "refusal": Refusal,
    "registered": Registered,
    "relation": Relation,
    "segment": Segment,
    "sending_domain": DomainClaim,
    "sending_identities": SendingIdentities,
    "sms_sender_ids": SmsSenderIds,
    "marketing_count": MarketingCount,
    "soft_bounces": SoftBounces,
    "suppression": SuppressionEntry,
    "suppression-list": SuppressionList,
    "sync_schedule": SyncSchedule,
    "sync_settings": SyncSettings,
    "synced_copy": SyncedCopy,
    "template": Template,
    "template_tests": Trials,
    "tenant": Tenant,
    "transaction": Transaction,
    "uniqueness_build": UniquenessBuild,
    "uniqueness_violation": Violation,
}


def model_of(kind: str, sk: str) -> type[BaseModel] | None:
    """Return what storage reads a document as; None for kinds that are no JSON of a model."""
    return SECTIONS.get(sk.removeprefix("SECTION#")) if kind == "settings" else MODELS.get(kind)


def write_as_newer_version(world: World) -> dict[Key, list[Place]]:
    """Put an unknown field into every object of every document, and return where."""
    client, written = world.client("dynamodb"), {}
    for item in client.scan(TableName=world.table_name)["Items"]:
        key = (item["pk"]["S"], item["sk"]["S"])
        model = model_of(item.get("kind", {}).get("S", ""), key[1])
        if model is None:
            continue
        document = json.loads(unpacked(item["document"]["B"])) if "document" in item else {}
        value = model.model_validate(document)
        whole = value.model_dump(mode="json")
        written[key] = list(_objects_in(value))
        for place in written[key]:
            _at(whole, place)[FIELD] = {"said_by": ["a newer version"]}
        item["document"] = {"B": packed(json.dumps(whole))}
        client.put_item(TableName=world.table_name, Item=item)
    return written


def places_of_newer_fields(world: World) -> dict[Key, list[Place]]:
    """Return where documents have the unknown field now."""
    found = {}
    for item in world.client("dynamodb").scan(TableName=world.table_name)["Items"]:
        if "document" in item:
            text = unpacked(item["document"]["B"])
            found[item["pk"]["S"], item["sk"]["S"]] = list(_named_in(json.loads(text))) if FIELD in text else []
    return found


def _objects_in(value: Any) -> Iterator[Place]:
    if isinstance(value, BaseModel):
        yield ()
        parts: Any = value.__dict__.items()
    else:
        parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, tuple | list) else ()
    for step, part in parts:
        yield from ((step, *rest) for rest in _objects_in(part))


def _at(value: Any, place: Place) -> Any:
    for step in place:
        value = value[step]
    return value


def _named_in(value: Any) -> Iterator[Place]:
    if isinstance(value, dict) and FIELD in value:
        yield ()
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in parts:
        if step != FIELD:
            yield from ((step, *rest) for rest in _named_in(part))
