"""The demo: three tenants, and a few records in the child accounts, made over HTTP like any caller's.

Each step has its own idempotency key, so a second seeding after an interruption creates nothing twice. A step that the API
refuses is reported, and the other steps continue. The top tenant stays empty: a newcomer's records have it for themselves.
"""

import hashlib
import http.client
import json
import urllib.parse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Self

# The operator registers tenants. Its token names a tenant of its own, whose audit tells what it did.
OPERATOR_TENANT = "operations"
TOP_TENANT = "demo"
NORTH, SOUTH = "demo-north", "demo-south"
TENANTS = (
    {"tenant_id": TOP_TENANT, "name": "Demo", "time_zone": "Europe/Nicosia"},
    {"tenant_id": NORTH, "name": "Demo North", "parent_id": TOP_TENANT, "time_zone": "Europe/Nicosia"},
    {"tenant_id": SOUTH, "name": "Demo South", "parent_id": TOP_TENANT, "time_zone": "Europe/Nicosia"},
)
# The three tenants are one group, so they share the domain. Locally a domain is verified as soon as it is registered.
DOMAIN = {"domain": "demo.example"}
SENDERS = {"email": {"from_name": "Demo Residences", "from_address": "news@demo.example", "reply_to": "hello@demo.example"}}
SETTINGS: dict[str, dict[str, Any]] = {
    "localization": {"time_zone": "Europe/Nicosia", "default_region": "CY", "default_language": "en"},
    "kyc": {
        "assign": "highest",
        "profiles": [
            {
                "profile": "basic",
                "level": 1,
                "requires_verification": False,
                "maximum_credit_limit": "500.00",
                "expires_after_days": 365,
            }
        ],
        "person_rules": [{"field": "emails", "required_for": ["basic"]}],
        "company_rules": [],
    },
}
# First name, last name, email, phone, direct marketing, affiliate marketing. Eleni is in both tenants, so the daily sync finds her.
PEOPLE = {
    NORTH: (
        ("Eleni", "Georgiou", "eleni.georgiou@example.com", "+35799123456", True, False),
        ("Andreas", "Ioannou", "andreas.ioannou@example.com", "+35799234567", True, True),
        ("Μαρία", "Παπαδοπούλου", "maria.papadopoulou@example.com", "+35799345678", False, False),
        ("Nikos", "Christodoulou", "nikos.christodoulou@example.com", "+35799456789", True, False),
    ),
    SOUTH: (
        ("Eleni", "Georgiou", "eleni.georgiou@example.com", "+35799123456", True, False),
        ("Sophia", "Charalambous", "sophia.charalambous@example.com", "+35799567890", True, False),
        ("Giorgos", "Demetriou", "giorgos.demetriou@example.com", "+35799678901", False, True),
    ),
}
TEMPLATE = {
    "name": "Summer offer",
    "bodies": {
        "email": {
            "subject": "#first_name, a summer offer",
            "html": "<p>Dear #first_name,</p><p>our gardens are open. Come and see us.</p>",
            "text": "Dear #first_name,\n\nour gardens are open. Come and see us.\n",
        },
        "sms": {"text": "Hi #first_name, our gardens are open."},
    },
    "defaults": {"first_name": "customer"},
}
NOTIFICATION_TYPE = {
    "name": "Direct marketing",
    "purpose": "direct_marketing",
    "apply_direct_marketing_preference": True,
    "apply_affiliate_marketing_preference": False,
}
SYNC_SETTINGS = {
    "enabled": True,
    "mode": "senior_living",
    "tags": ["multi"],
    "copy_to_top_account": True,
    "opportunity_stages": ["inquiry", "tour", "deposit"],
}


class StepFailedError(Exception):
    """The API answered a step of the demo with an error."""


class Caller:
    """Calls the API for one tenant over one connection."""

    def __init__(self, connection: http.client.HTTPConnection, tenant_id: str, **claims: str) -> None:
        self._connection = connection
        self._tenant_id = tenant_id
        asked = {"tenant_id": tenant_id, "user_id": "demo-admin", "super_user": True} | claims
        token = self._send("POST", "/_local/token", asked, {})
        self._headers = {"authorization": f"Bearer {token['access_token']}"}

    @classmethod
    @contextmanager
    def of(cls, base_url: str, tenant_id: str, **claims: str) -> Iterator[Self]:
        """Yield a caller, and close its connection at the end."""
        address = urllib.parse.urlsplit(base_url)
        connection = http.client.HTTPConnection(str(address.hostname), address.port, timeout=30)
        try:
            yield cls(connection, tenant_id, **claims)
        finally:
            connection.close()

    def send(self, method: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """Send a request and return the response body. Raise StepFailedError if the response is an error."""
        key = hashlib.sha256(json.dumps([self._tenant_id, method, path, body]).encode("utf-8")).hexdigest()
        return self._send(method, path, body, {**self._headers, "idempotency-key": f"demo-{key[:32]}"})

    def _send(self, method: str, path: str, body: dict[str, Any], headers: dict[str, str]) -> dict[str, Any]:
        payload = json.dumps(body).encode("utf-8")
        self._connection.request(method, path, payload, {**headers, "content-type": "application/json"})
        answer = self._connection.getresponse()
        text = answer.read().decode("utf-8")
        if answer.status >= http.client.BAD_REQUEST:
            raise StepFailedError(f"{method} {path} answered {answer.status} {text[:200]}")
        value = json.loads(text) if text else {}
        return value if isinstance(value, dict) else {}


def seed_tenants(base_url: str) -> list[str]:
    """Register the demo's tenants, each with a sender and no content. Return one line for each step that the API refused."""
    missing: list[str] = []
    with Caller.of(base_url, OPERATOR_TENANT, scope="platform:admin") as operator:
        for tenant in TENANTS:
            _step(missing, operator, "POST", "/v1/tenants", tenant)
    for tenant in TENANTS:
        with Caller.of(base_url, tenant["tenant_id"]) as caller:
            _step(missing, caller, "POST", "/v1/sending-identities", DOMAIN)
            _step(missing, caller, "PUT", "/v1/settings/senders", SENDERS)
    return missing


def seed(base_url: str) -> list[str]:
    """Create the whole demo. Return one line for each step that the API refused."""
    missing = seed_tenants(base_url)
    with Caller.of(base_url, TOP_TENANT) as top:
        _step(missing, top, "PUT", "/v1/tenant-group/sync-settings", SYNC_SETTINGS)
    for tenant_id, people in PEOPLE.items():
        with Caller.of(base_url, tenant_id) as caller:
            _seed_tenant(missing, caller, people)
    return missing


def is_complete(refused: list[str], log: Callable[[str], None]) -> bool:
    """Log the refused steps of the demo. Return True if there are none."""
    if refused:
        log("\n  ".join([f"the demo is incomplete: {len(refused)} of its steps failed", *refused]))
    return not refused


def _seed_tenant(missing: list[str], caller: Caller, people: tuple[tuple[str, str, str, str, bool, bool], ...]) -> None:
    for section, value in SETTINGS.items():
        _step(missing, caller, "PUT", f"/v1/settings/{section}", value)
    newsletter = _step(missing, caller, "POST", "/v1/lists", {"name": "Newsletter", "public": True})
    lists = [newsletter["list_id"]] if newsletter and "list_id" in newsletter else []
    for person in people:
        _step(missing, caller, "POST", "/v1/contacts", _contact(person, lists))
    _step(missing, caller, "POST", "/v1/templates", TEMPLATE)
    _step(missing, caller, "POST", "/v1/notification-types", NOTIFICATION_TYPE)


def _contact(person: tuple[str, str, str, str, bool, bool], lists: list[str]) -> dict[str, Any]:
    first_name, last_name, address, number, direct, affiliate = person
    return {
        "kind": "person",
        "first_name": first_name,
        "last_name": last_name,
        "language": "en" if first_name.isascii() else "el",
        "source": "api",
        "emails": [{"type": "personal", "address": address, "primary": True}],
        "phones": [{"type": "mobile", "number": number, "primary": True}],
        "addresses": [
            {
                "type": "home",
                "line_1": "1 Ledra Street",
                "city": "Nicosia",
                "postal_code": "1011",
                "country": "CY",
                "primary": True,
            }
        ],
        "preferences": {"direct_marketing": direct, "affiliate_marketing": affiliate},
        "list_ids": lists,
    }


def _step(missing: list[str], caller: Caller, method: str, path: str, body: dict[str, Any]) -> dict[str, Any] | None:
    try:
        return caller.send(method, path, body)
    except StepFailedError as error:
        missing.append(str(error))
        return None
