"""The demo's tenants: an operator of communities and two of them, which send from one domain."""

from typing import Any

from infra.local.demo.caller import Caller

# The operator registers tenants. Its token names a tenant of its own, whose audit tells what it did.
OPERATOR_TENANT = "operations"
TOP_TENANT = "demo"
NORTH, SOUTH = "demo-north", "demo-south"
TIME_ZONE = "Europe/Nicosia"
TENANTS: tuple[dict[str, Any], ...] = (
    {"tenant_id": TOP_TENANT, "name": "Demo Residences", "time_zone": TIME_ZONE},
    {"tenant_id": NORTH, "name": "Demo North", "parent_id": TOP_TENANT, "time_zone": TIME_ZONE},
    {"tenant_id": SOUTH, "name": "Demo South", "parent_id": TOP_TENANT, "time_zone": TIME_ZONE},
)
# The three tenants are one group, so they share the domain. Locally a domain is verified as soon as it is registered.
DOMAIN = {"domain": "demo.example"}
SENDERS = {"email": {"from_name": "Demo Residences", "from_address": "news@demo.example", "reply_to": "hello@demo.example"}}


def seed_tenants(base_url: str) -> None:
    """Register the demo's tenants, each with a sender and no content. Raise StepFailedError if the API refuses one."""
    with Caller.of(base_url, OPERATOR_TENANT, scope="platform:admin") as operator:
        for tenant in TENANTS:
            operator.send("POST", "/v1/tenants", tenant)
    for tenant in TENANTS:
        with Caller.of(base_url, tenant["tenant_id"]) as caller:
            caller.send("POST", "/v1/sending-identities", DOMAIN)
            caller.send("PUT", "/v1/settings/senders", SENDERS)
