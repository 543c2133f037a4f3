"""Example bodies of routes, by method and path."""

from typing import Any

_CONTACT: dict[str, Any] = {
    "kind": "person",
    "first_name": "Eleni",
    "last_name": "Georgiou",
    "language": "el",
    "source": "api",
    "emails": [{"type": "personal", "address": "eleni@example.com", "primary": True}],
    "phones": [{"type": "mobile", "number": "+35799123456", "primary": True}],
    "addresses": [
        {"type": "home", "line_1": "1 Ledra St", "city": "Nicosia", "postal_code": "1011", "country": "CY", "primary": True}
    ],
    "identifiers": {"id_card": {"number": "X123", "country": "CY", "expires_on": "2030-01-31"}, "vat_number": "CY10259033P"},
    "preferences": {"direct_marketing": True, "affiliate_marketing": False},
    "tags": ["vip"],
}
_RULE = {
    "person": [["last_name", "identifiers.id_card.number"], ["identifiers.social_security_number"]],
    "company": [["identifiers.vat_number"]],
}

_KYC = {
    "assign": "highest",
    "profiles": [
        {
            "profile": "basic",
            "level": 1,
            "requires_verification": False,
            "may": ["open_account", "buy_goods"],
            "maximum_credit_limit": "500.00",
            "wallet_threshold": "1000.00",
        },
        {"profile": "full", "level": 2, "requires_verification": True, "expires_after_days": 365},
    ],
    "refuted": {"may": [], "maximum_credit_limit": "0.00"},
    "person_rules": [
        {"field": "emails", "required_for": ["basic", "full"]},
        {"field": "date_of_birth", "required_for": ["full"]},
    ],
    "company_rules": [],
}
_BODIES = {"email": {"subject": "#first_name, an offer", "html": "<p>Dear #first_name</p>", "text": "Dear #first_name"}}
_ENGAGEMENT = {"type": "subscription", "status": "running", "subject": "Gold plan"}
_AUDIENCE = {"list_id": "lst_01J9ZQ5W3V8K2M4N6P7R8S9T0A"}
_TYPE_ID = "nty_01J9ZQ5W3V8K2M4N6P7R8S9T0A"
_TEMPLATE_ID = "tpl_01J9ZQ5W3V8K2M4N6P7R8S9T0A"
_CONTACT_ID = "con_01J9ZQ5W3V8K2M4N6P7R8S9T0A"
_ATTACHMENT_ID = "att_01J9ZQ5W3V8K2M4N6P7R8S9T0A"

# Each `{...}` of a path is `{}` here.
EXAMPLES: dict[str, dict[str, Any]] = {
    "POST /v1/contacts": _CONTACT,
    "PATCH /v1/contacts/{}": {"first_name": "Elena", "tags": ["vip", "gold"]},
    "PUT /v1/contacts/by-external-id/{}/{}": {"kind": "person", "first_name": "Eleni", "last_name": "Georgiou", "tags": ["vip"]},
    "POST /v1/contacts/{}/merge": {"source_ids": [_CONTACT_ID], "prefer": {"first_name": _CONTACT_ID}},
    "POST /v1/contacts/{}/addresses": _CONTACT["addresses"][0],
    "PATCH /v1/contacts/{}/addresses/{}": {"line_1": "2 Ledra St"},
    "PUT /v1/contacts/{}/lists": {"list_ids": [_AUDIENCE["list_id"]]},
    "POST /v1/contacts/{}/notes": {"text": "Prefers to be called in the morning."},
    "POST /v1/contacts/{}/relations": {"related_contact_id": _CONTACT_ID, "relation_type": "employee"},
    "POST /v1/contacts/{}/opportunities": {"name": "Fibre to the office", "stage": "inquiry", "value": "1200.00"},
    "PATCH /v1/contacts/{}/opportunities/{}": {"closed": True},
    "POST /v1/contacts/{}/conversions": {"occurred_at": "2026-03-02T09:00:00Z", "source": "web"},
    "POST /v1/contacts/{}/engagements": _ENGAGEMENT,
    "PATCH /v1/contacts/{}/engagements/{}": {"status": "closed"},
    "POST /v1/contacts/{}/attachments": {
        "file_name": "passport.pdf",
        "content_type": "application/pdf",
        "size": 52_000,
        "classification": "passport",
    },
    "POST /v1/attachments": {"file_name": "form.pdf", "content_type": "application/pdf", "size": 52_000},
    "POST /v1/contacts/{}/accounts": {
        "name": "Priority Checking",
        "service": "priority-checking",
        "service_group": "checking",
        "contact_information": {"email": "biz@example.com"},
        "credit_limit": "250.00",
    },
    "PATCH /v1/accounts/{}": {"credit_limit": "500.00"},
    "POST /v1/accounts/{}/transactions": {
        "external_id": "inv-1001",
        "amount": "49.90",
        "currency": "EUR",
        "billed": True,
        "occurred_at": "2026-03-02T09:00:00Z",
    },
    "PUT /v1/contacts/{}/consent": {"state": "accepted"},
    "POST /v1/consent/require-reconsent": {"form_attachment_id": _ATTACHMENT_ID},
    "PUT /v1/contacts/{}/preferences": {"direct_marketing": True},
    "POST /v1/permissions/check": {"email": "eleni@example.com"},
    "POST /v1/contacts/{}/links": {"purpose": "preferences", "expires_in_days": 30},
    "POST /v1/contacts/{}/kyc/assign": {"profile": "full"},
    "POST /v1/contacts/{}/kyc/change": {"profile": "basic", "reason": "Asked for it."},
    "POST /v1/contacts/{}/kyc/refute": {"reason": "The scan cannot be read."},
    "POST /v1/contacts/{}/communications": {
        "template_id": _TEMPLATE_ID,
        "channel": "email",
        "notification_type_id": _TYPE_ID,
    },
    "POST /v1/lists": {"name": "Newsletter", "public": True},
    "PATCH /v1/lists/{}": {"name": "Monthly newsletter"},
    "POST /v1/lists/{}/contacts": {"contact_ids": [_CONTACT_ID]},
    "POST /v1/contacts/bulk-changes": {
        "audience": {"contact_ids": [_CONTACT_ID]},
        "change": {"add_tags": ["vip"], "remove_tags": ["new"]},
        "dry_run": False,
    },
    "POST /v1/hygiene-tasks": {
        "name": "Greet who is shared",
        "segment_id": "seg_01J9ZQ5W3V8K2M4N6P7R8S9T0A",
        "change": {"add_tags": ["greet"]},
        "expression": "cron(0 4 * * ? *)",
        "time_zone": "Europe/Nicosia",
        "enabled": True,
    },
    "PATCH /v1/hygiene-tasks/{}": {"enabled": False},
    "POST /v1/suppression-lists": {"name": "Never again"},
    "PATCH /v1/suppression-lists/{}": {"name": "Not this year"},
    "POST /v1/suppression-lists/{}/entries": {"entries": [{"email": "eleni@example.com"}, {"domain": "example.org"}]},
    "POST /v1/imports": {
        "kind": "person",
        "format": "csv",
        "csv": "First,Last,Mail,News\nEleni,Georgiou,eleni@example.com,true",
        "on_duplicate": "skip",
        "columns": {
            "first_name": "First",
            "last_name": "Last",
            "emails.0.address": "Mail",
            "preferences.direct_marketing": "News",
        },
        "constants": {"emails.0.type": "personal", "language": "en"},
    },
    "POST /v1/imports/preview": {"csv": "First,Mail\nEleni,eleni@example.com"},
    "POST /v1/imports/uploads": {"file_name": "people.csv", "format": "csv"},
    "POST /v1/exports": {"of": "list", "id": _AUDIENCE["list_id"], "format": "csv"},
    "POST /v1/templates": {"name": "Summer offer", "bodies": _BODIES, "defaults": {"first_name": "customer"}},
    "POST /v1/notification-types": {
        "name": "Direct marketing",
        "purpose": "direct_marketing",
        "apply_direct_marketing_preference": True,
        "apply_affiliate_marketing_preference": False,
    },
    "PATCH /v1/notification-types/{}": {"name": "Direct marketing, monthly"},
    "POST /v1/notification-runs": {
        "notification_type_id": _TYPE_ID,
        "template_id": _TEMPLATE_ID,
        "channel": "email",
        "origin": "contact_report",
        "audience": _AUDIENCE,
    },
    "POST /v1/notification-schedules": {
        "name": "Monthly",
        "notification_type_id": _TYPE_ID,
        "template_id": _TEMPLATE_ID,
        "channel": "email",
        "audience": _AUDIENCE,
        "expression": "cron(0 9 1 * ? *)",
        "time_zone": "Europe/Nicosia",
        "enabled": True,
    },
    "PATCH /v1/notification-schedules/{}": {"expression": "cron(0 10 1 * ? *)", "enabled": True},
    "POST /v1/event-communications": {
        "event": "kyc.expired",
        "template_id": _TEMPLATE_ID,
        "channel": "email",
        "notification_type_id": _TYPE_ID,
    },
    "POST /v1/webhooks": {"url": "https://acme.example/contactbook", "events": ["contact.changed", "consent.changed"]},
    "PATCH /v1/webhooks/{}": {"events": ["contact.changed"]},
    "PUT /v1/name-days/rules": {"csv": "names,month,day\nGeorge;Georgia,4,23"},
    "PUT /v1/settings/{}": _RULE,
    "POST /v1/settings/kyc/preview": _KYC,
    "POST /v1/settings/uniqueness/preview": _RULE,
    "PATCH /v1/tenant": {"name": "Acme Cyprus"},
    "PATCH /v1/tenants/{}": {"name": "Acme Northern Cyprus", "time_zone": "Europe/Athens"},
    "POST /v1/tenants": {"tenant_id": "acme-north", "name": "Acme North", "parent_id": "acme", "time_zone": "Europe/Nicosia"},
    "PUT /v1/tenant-group/sync-settings": {
        "enabled": True,
        "mode": "senior_living",
        "tags": ["multi"],
        "copy_to_top_account": True,
        "opportunity_stages": ["inquiry", "tour", "deposit"],
    },
    "POST /v1/tenant-group/sync-runs": {"full": False, "dry_run": False},
}
