"""The local SES proves every domain as soon as it is registered."""

import json

from infra.local.gateway.http_messages import Request
from infra.local.pages.senders import answer_about_senders


def answer(method: str, path: str, body: object = None) -> object:
    given = answer_about_senders(Request(method, path, [], json.dumps(body).encode(), "127.0.0.1"), path)
    return None if given is None else json.loads(given.body)


def test_a_registered_domain_is_proven_with_the_same_records_each_time() -> None:
    made = answer("POST", "/v2/email/identities", {"EmailIdentity": "acme.example"})
    assert isinstance(made, dict)
    assert (made["VerifiedForSendingStatus"], made["DkimAttributes"]["Status"]) == (True, "SUCCESS")
    assert len(set(made["DkimAttributes"]["Tokens"])) == 3
    assert answer("GET", "/v2/email/identities/acme.example") == made
    assert answer("DELETE", "/v2/email/identities/acme.example") == {}


def test_tenants_are_accepted_and_other_calls_are_not_answered() -> None:
    assert answer("POST", "/v2/email/tenants/resources", {"TenantName": "acme"}) == {}
    assert answer("POST", "/v2/email/tenant/suppression", {"TenantName": "acme"}) == {}
    assert answer("POST", "/v2/email/outbound-emails", {}) is None
