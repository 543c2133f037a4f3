"""Columns that say who may be contacted and that an import leaves out (S6.7)."""

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.imports import imported

COLUMNS = {"first_name": "First", "emails.0.address": "Mail"}


@pytest.mark.feature("S6.7")
def test_an_import_says_which_permissions_it_left_out(world: World, api: Api) -> None:
    text = (
        "First,Mail,Do not call,Status,Marketing,Notes\nAnn,ann@example.com,,active,,no\nBob,bob@example.com,1,Unsubscribed,,no\n"
    )
    run = imported(world, api, text, columns=COLUMNS)
    told = [(one["code"], one["header"], one["line"]) for one in run["warnings"]]
    assert (run["created"], told) == (2, [("permission_column", "Do not call", 3), ("permission_column", "Status", 3)])


@pytest.mark.feature("S6.2", "S6.7")
def test_a_preset_says_which_permissions_it_does_not_know(world: World, api: Api) -> None:
    text = "FirstName,LastName,Email,HasOptedOutOfEmail,DoNotCall\nAnn,Lee,ann@example.com,1,true\n"
    run = imported(world, api, text, columns={}, preset="salesforce")
    assert [(one["code"], one["header"]) for one in run["warnings"]] == [("permission_column", "DoNotCall")]


@pytest.mark.feature("S6.7")
def test_what_is_mapped_and_what_our_exports_derive_is_not_told_of(world: World, api: Api) -> None:
    text = "First,Mail,News consent,consent_state,Status\nAnn,ann@example.com,no,pending,lead\n"
    run = imported(world, api, text, columns=COLUMNS | {"preferences.direct_marketing": "News consent"})
    assert (run["created"], run["warnings"]) == (1, [])
