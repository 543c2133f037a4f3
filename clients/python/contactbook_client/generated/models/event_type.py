from enum import StrEnum
from typing import Self


class EventType(StrEnum):
    CONTACT_CREATED = "contact.created"
    CONTACT_CHANGED = "contact.changed"
    CONTACT_DELETED = "contact.deleted"
    CONTACT_MERGED = "contact.merged"
    CONTACT_MERGE_UNDONE = "contact.merge_undone"
    CONTACT_ANONYMIZED = "contact.anonymized"
    ACCOUNT_CREATED = "account.created"
    ACCOUNT_CHANGED = "account.changed"
    ACCOUNT_DELETED = "account.deleted"
    OPPORTUNITY_ADDED = "opportunity.added"
    OPPORTUNITY_CHANGED = "opportunity.changed"
    CONSENT_CHANGED = "consent.changed"
    PREFERENCES_CHANGED = "preferences.changed"
    KYC_ASSIGNED = "kyc.assigned"
    KYC_VERIFIED = "kyc.verified"
    KYC_REFUTED = "kyc.refuted"
    KYC_EXPIRED = "kyc.expired"
    KYC_CHANGED = "kyc.changed"
    LIST_JOINED = "list.joined"
    LIST_LEFT = "list.left"
    COMMUNICATION_SENT = "communication.sent"
    COMMUNICATION_DELIVERED = "communication.delivered"
    COMMUNICATION_BOUNCED = "communication.bounced"
    COMMUNICATION_COMPLAINED = "communication.complained"
    COMMUNICATION_FAILED = "communication.failed"
    COMMUNICATION_SKIPPED = "communication.skipped"
    RUN_FINISHED = "run.finished"
    IMPORT_FINISHED = "import.finished"
    SYNC_FINISHED = "sync.finished"
    NAME_DAY_REACHED = "name_day.reached"
    TENANT_CLOSING = "tenant.closing"

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        """Take a value that a later version of the API added as it is."""
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_, member._value_ = value, value
        return member
