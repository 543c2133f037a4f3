"""The claims of a token, under their own names and with our prefix."""

from typing import Any

import pytest

from contactbook.api.identity import caller_of, claims_of, tenant_of
from contactbook.domain.base.errors import Unauthorized

PLAIN = {"sub": "user-1", "tenant_id": "acme", "groups": "[sales support]", "scope": "contacts:read contacts:write"}


def event(claims: dict[str, Any]) -> dict[str, Any]:
    return {"requestContext": {"authorizer": {"jwt": {"claims": claims}}}}


def test_a_provider_may_name_our_claims_with_a_prefix():
    prefixed = {name if name == "sub" else f"contactbook_{name}": value for name, value in PLAIN.items()}
    assert caller_of(event(prefixed)) == caller_of(event(PLAIN))
    assert tenant_of(claims_of(event(prefixed))) == "acme"


def test_the_prefix_wins_over_what_the_provider_means_by_the_name():
    of_entra = {**PLAIN, "groups": "[6f1e 90ab]", "contactbook_groups": "sales"}
    assert caller_of(event(of_entra)).groups == {"sales"}


def test_groups_as_one_text_and_as_a_list_are_the_same():
    assert caller_of(event({**PLAIN, "groups": "sales support"})) == caller_of(event(PLAIN))


def test_a_prefix_makes_nobody_somebody_else():
    with pytest.raises(Unauthorized):
        caller_of(event({"contactbook_sub": "user-1", "tenant_id": "acme"}))
    assert not caller_of(event({**PLAIN, "contactbook_super_user": "false", "super_user": "true"})).super_user
