"""Stages of child accounts in the corporate pipeline (S4.13, S4.19)."""

import pytest

from contactbook.domain.sync.primary_election import AccountCandidate, elect_primary
from contactbook.domain.sync.settings import SyncSettings
from contactbook.domain.sync.stages import corporate_stage, unknown_stages, with_corporate_stages
from tests.conftest import NOW

SETTINGS = SyncSettings.model_validate(
    {
        "opportunity_stages": ["Inquiry", "Tour", "Deposit"],
        "stage_mapping": {"north": {"Deposit paid": "deposit", "Tour": "inquiry"}},
    }
)


@pytest.mark.feature("S4.19")
@pytest.mark.parametrize(
    ("stage", "tenant_id", "corporate"),
    [
        ("DEPOSIT  PAID", "north", "Deposit"),
        ("Deposit paid", "south", None),
        ("tour", "south", "Tour"),
        ("tour", "north", "Inquiry"),
        ("Viewing", "north", None),
        ("", "north", None),
    ],
)
def test_the_mapping_of_the_account_comes_before_the_corporate_name_and_spelling_does_not_matter(stage, tenant_id, corporate):
    assert corporate_stage(stage, tenant_id, SETTINGS) == corporate


@pytest.mark.feature("S4.13", "S4.19")
def test_the_election_compares_corporate_stages():
    accounts = [
        AccountCandidate(tenant_id="north", stages=("deposit paid",), created_at=NOW),
        AccountCandidate(tenant_id="south", stages=("TOUR", "Deposit paid"), created_at=NOW),
    ]
    assert elect_primary(with_corporate_stages(accounts, SETTINGS), SETTINGS.opportunity_stages).primary == "north"
    assert unknown_stages(accounts, SETTINGS) == {"south": ["Deposit paid"]}
    assert unknown_stages(accounts, SyncSettings()) == {}
