"""A Service makes a communication one about an account, and clearing it one about the contact (S0.23-S0.27)."""

import pytest

from contactbook.domain.decisions.origins import Origin, Service, account_service, origin_with
from tests.builders.accounts import an_account

ABOUT = Service(account_id="acc_1", service="checking")


@pytest.mark.feature("S0.23", "S0.24", "S0.26")
@pytest.mark.parametrize(
    ("origin", "with_service", "without"),
    [
        (Origin.CONTACT_REPORT, Origin.ACCOUNT_REPORT, Origin.CONTACT_REPORT),
        (Origin.PROFILE, Origin.ACCOUNT_PROFILE, Origin.PROFILE),
        (Origin.ACCOUNT_REPORT, Origin.ACCOUNT_REPORT, Origin.CONTACT_REPORT),
        (Origin.ACCOUNT_PROFILE, Origin.ACCOUNT_PROFILE, Origin.PROFILE),
        (Origin.SCHEDULE, Origin.SCHEDULE, Origin.SCHEDULE),
        (Origin.EVENT, Origin.EVENT, Origin.EVENT),
    ],
)
def test_the_origin_agrees_with_the_service(origin: Origin, with_service: Origin, without: Origin) -> None:
    assert origin_with(origin, ABOUT) is with_service
    assert origin_with(origin, None) is without


@pytest.mark.feature("S0.26")
@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"service": "priority", "service_group": "checking"}, "priority"),
        ({"service_group": "checking"}, "checking"),
        ({}, "Checking"),
    ],
)
def test_the_service_of_an_account_names_its_product_else_its_group_else_itself(fields: dict[str, str], named: str) -> None:
    assert account_service(an_account("acc_7", **fields)) == Service(account_id="acc_7", service=named)
