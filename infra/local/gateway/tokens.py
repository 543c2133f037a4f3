"""The tokens that the local stack issues."""

from collections.abc import Mapping

from infra.local.gateway.authorizer import LIFETIME, Authorizer, Issuer
from infra.local.template.json_values import Json

SCOPES = (
    "contacts:read contacts:write contacts:merge contacts:anonymize contacts:export accounts:write lists:write "
    "opportunities:write communications:send kyc:verify settings:read settings:write audit:read imports:write "
    "tenants:admin tenant-group:sync webhooks:write"
)
"""Every scope of a tenant. A token that names no scope gets all of them. The operator's, `platform:admin`, must be named."""


def token_response(authorizer: Authorizer, issuer: Issuer, tenant_id: str, asked: Mapping[str, Json]) -> dict[str, Json]:
    """Return a token with the claims that are asked for. Without `tenant_id` among them it is for this tenant."""
    scope = asked.get("scope", SCOPES)
    claims = {
        "sub": asked.get("user_id", "local-user"),
        "tenant_id": asked.get("tenant_id", tenant_id),
        "groups": asked.get("groups", []),
        "scope": scope if isinstance(scope, str) else " ".join(scope),
        "super_user": asked.get("super_user", False),
        "contact_id": asked.get("contact_id"),
        "privacy_clearance": asked.get("privacy_clearance"),
    }
    present = {name: value for name, value in claims.items() if value is not None}
    return {"access_token": authorizer.sign(present, issuer), "token_type": "Bearer", "expires_in": LIFETIME}
