"""The claims of a token, under their own names and with our prefix."""

from typing import Any

import pytest

from contactbook.api.identity import caller_in, caller_of, claims_of, tenant_of
from contactbook.domain.base.callers import Actor, ActorType, Caller
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


@pytest.mark.feature("S3.14")
def test_a_caller_is_what_the_token_and_the_request_say():
    said = {**PLAIN, "super_user": "TRUE", "privacy_clearance": "7"}
    asked = event(said)
    asked["requestContext"] |= {"requestId": "req-1", "http": {"sourceIp": "192.0.2.1", "userAgent": "curl"}}
    assert caller_of(asked) == Caller(
        actor=Actor(type=ActorType.USER, id="user-1"),
        groups=frozenset({"sales", "support"}),
        scopes=frozenset({"contacts:read", "contacts:write"}),
        super_user=True,
        privacy_clearance=7,
        request_id="req-1",
        source_ip="192.0.2.1",
        user_agent="curl",
    )


def test_a_token_that_says_no_more_than_who_it_is_has_no_right_at_all():
    found = caller_of(event({"sub": "user-1"}))
    assert found == Caller(actor=Actor(type=ActorType.USER, id="user-1"))
    assert not found.super_user


@pytest.mark.feature("S3.14")
def test_a_token_of_a_contact_acts_as_the_contact():
    found = caller_of(event({**PLAIN, "contact_id": "con_1"}))
    assert (found.actor, found.contact_id) == (Actor(type=ActorType.CONTACT, id="con_1"), "con_1")
    assert caller_of(event({**PLAIN, "contact_id": ""})).contact_id is None


@pytest.mark.feature("S2.10")
@pytest.mark.parametrize(
    ("said", "clearance"),
    [("0", 0), ("12", 12), ("999999999", 1_000_000), ("9999999999", 0), ("-1", 0), ("1.5", 0), ("٣", 0), ("all", 0), ("", 0)],
)
def test_a_clearance_that_is_no_number_is_none_and_a_large_one_is_the_largest(said: str, clearance: int):
    assert caller_of(event({**PLAIN, "privacy_clearance": said})).privacy_clearance == clearance


@pytest.mark.parametrize("said", ["false", "1", "yes", "", "truefalse"])
def test_only_the_word_true_makes_a_super_user(said: str):
    assert not caller_of(event({**PLAIN, "super_user": said})).super_user


@pytest.mark.parametrize("said", [["sales", "support"], "[sales support]", "sales,support", "[sales, support]"])
def test_a_list_of_groups_is_the_same_however_it_is_passed_on(said: Any):
    assert caller_of(event({**PLAIN, "groups": said})).groups == {"sales", "support"}


@pytest.mark.parametrize("claims", [{}, {"tenant_id": ""}, {"tenant_id": "Acme"}, {"tenant_id": "acme#x"}, {"tenant_id": "a"}])
def test_a_token_must_name_a_tenant_that_can_exist(claims: dict[str, str]):
    with pytest.raises(Unauthorized, match=r"^The token must name a tenant in `tenant_id`\.$"):
        tenant_of(claims)


@pytest.mark.parametrize("asked", [{}, {"requestContext": None}, {"requestContext": {"authorizer": {"jwt": None}}}, event({})])
def test_a_request_without_checked_claims_is_of_nobody(asked: dict[str, Any]):
    with pytest.raises(Unauthorized, match=r"^The request needs a valid token\.$"):
        caller_of(asked)


def test_a_token_must_name_its_user():
    for claims in ({"tenant_id": "acme"}, {"tenant_id": "acme", "sub": ""}):
        with pytest.raises(Unauthorized, match=r"^The token must name a user in `sub`\.$"):
            caller_of(event(claims))


def test_a_request_has_one_caller_and_the_next_one_its_own():
    context: dict[str, Any] = {}
    first = caller_in(context, event(PLAIN))
    assert caller_in(context, event(PLAIN)) is first
    assert caller_in({}, event({**PLAIN, "sub": "user-2"})).actor.id == "user-2"
