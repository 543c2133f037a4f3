"""`python -m infra.operate free-domain` frees a domain that nobody holds, and no other."""

import pytest

from infra.operate.__main__ import main
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.sending import verified_domain


@pytest.mark.feature("S8.2")
def test_a_proven_domain_that_nobody_has_any_more_is_freed(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    verified_domain("acme.example")
    assert main(["free-domain", "acme.example"]) == 1
    assert "acme" in capsys.readouterr().err
    Api().delete("/v1/sending-identities/acme.example")
    other = Api("other")
    assert other.post("/v1/sending-identities", {"domain": "acme.example"}).code == "domain_taken"
    assert main(["free-domain", "ACME.example"]) == 0
    assert other.post("/v1/sending-identities", {"domain": "acme.example"}).status == 201


@pytest.mark.parametrize("domain", ["acme.example", "no domain"])
def test_what_nobody_claimed_cannot_be_freed(world: World, capsys: pytest.CaptureFixture[str], domain: str) -> None:
    assert main(["free-domain", domain]) == 1
    assert capsys.readouterr().err
