import base64
import json
import time

import httpx
import jwt
import pytest

from infra.local.gateway.authorizer import as_text
from infra.local.stack.stack import LocalStack

ISSUER = "https://issuer.example"


def _part(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def _key(stack: LocalStack) -> bytes:
    return (stack.directory / "token.key").read_bytes()


def _signed(stack: LocalStack, **changes: object) -> str:
    claims = {"sub": "ann", "tenant_id": "demo", "iss": ISSUER, "aud": "sample", "exp": int(time.time()) + 60, **changes}
    return jwt.encode({name: value for name, value in claims.items() if value is not None}, _key(stack), algorithm="HS256")


def _get(stack: LocalStack, authorization: str | None) -> httpx.Response:
    headers = {} if authorization is None else {"authorization": authorization}
    return httpx.get(f"{stack.url}/v1/anything", headers=headers)


def _assert_unauthorized(answer: httpx.Response) -> None:
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.json()["code"] == "unauthorized"


def test_a_token_of_this_stack_is_accepted(stack: LocalStack) -> None:
    assert _get(stack, f"Bearer {_signed(stack)}").status_code == 200


@pytest.mark.parametrize(
    "header",
    [None, "", "Bearer", "Basic YTpi", "Bearer x", "Bearer a.b.c", "Bearer " + "x" * 3000, "Bearer \u00e9.\u00e9.\u00e9"],
)
def test_a_malformed_token_is_unauthorized(stack: LocalStack, header: str | None) -> None:
    headers = [] if header is None else [(b"authorization", header.encode("latin-1"))]

    _assert_unauthorized(httpx.get(f"{stack.url}/v1/anything", headers=headers))


@pytest.mark.parametrize(
    "changes",
    [
        {"exp": 1},
        {"exp": None},
        {"iss": "https://elsewhere.example"},
        {"iss": None},
        {"aud": "others"},
        {"aud": None},
        {"aud": []},
        {"nbf": 4_000_000_000},
        {"exp": "soon"},
    ],
)
def test_an_expired_or_foreign_token_is_unauthorized(stack: LocalStack, changes: dict[str, object]) -> None:
    _assert_unauthorized(_get(stack, f"Bearer {_signed(stack, **changes)}"))


def test_a_token_signed_with_another_key_is_unauthorized(stack: LocalStack) -> None:
    forged = jwt.encode({"iss": ISSUER, "aud": "sample", "exp": int(time.time()) + 60}, b"k" * 32, algorithm="HS256")

    _assert_unauthorized(_get(stack, f"Bearer {forged}"))


@pytest.mark.parametrize("algorithm", ["none", "None", "HS512", "RS256", 5])
def test_a_token_that_chooses_its_own_algorithm_is_unauthorized(stack: LocalStack, algorithm: object) -> None:
    claims = {"iss": ISSUER, "aud": "sample", "exp": int(time.time()) + 60}
    _, _, signature = _signed(stack).rpartition(".")

    for end in ("", signature):
        _assert_unauthorized(_get(stack, f"Bearer {_part({'alg': algorithm, 'typ': 'JWT'})}.{_part(claims)}.{end}"))


def test_a_token_changed_after_it_was_signed_is_unauthorized(stack: LocalStack) -> None:
    head, claims, signature = _signed(stack).split(".")
    richer = {**json.loads(base64.urlsafe_b64decode(claims + "==")), "tenant_id": "others"}

    _assert_unauthorized(_get(stack, f"Bearer {head}.{_part(richer)}.{signature}"))


@pytest.mark.parametrize(
    ("claim", "text"),
    [(True, "true"), (False, "false"), (5, "5"), ("a b", "a b"), (["a", "b"], "[a b]"), ([], "[]"), ({"a": 1}, "map[a:1]")],
)
def test_a_claim_becomes_a_text(claim: object, text: str) -> None:
    assert as_text(claim) == text
