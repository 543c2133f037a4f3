"""Who may see and change a contact: the contact itself, its group, groups that work together, and the privacy level (S3.14-S3.16)."""

from typing import Any, NamedTuple

import pytest

from contactbook.domain.base.callers import Actor, ActorType, Caller
from contactbook.domain.base.errors import NotFound
from contactbook.domain.contacts.access import (
    group_of_maker,
    may,
    may_stop_work_of,
    privacy_level,
    require_may_stop,
    sees_everybody,
)
from contactbook.domain.contacts.record import Contact
from contactbook.domain.settings.fields import PrivacyLevels
from contactbook.domain.settings.permissions import GroupRight, Groups
from tests.builders.contacts import a_contact

SELECT, VIEW, EDIT = GroupRight
GROUPS = Groups.model_validate(
    {
        "groups": ["sales", "support", "audit", "lone"],
        "collaborations": [
            {"owner": "sales", "with": "support", "rights": ["view"]},
            {"owner": "sales", "with": "audit", "rights": ["select"]},
            {"owner": "support", "with": "audit", "rights": ["edit"]},
        ],
    }
)
NO_GROUPS = Groups()


def caller(*groups: str, name: str = "user-1", **fields: Any) -> Caller:
    return Caller(actor=Actor(type=ActorType.USER, id=name), groups=frozenset(groups), **fields)


def of_sales(**fields: Any) -> Contact:
    return a_contact(owned_by_group="sales", **fields)


@pytest.mark.feature("S3.14", "S3.15")
@pytest.mark.parametrize(
    ("group", "rights"),
    [("sales", {SELECT, VIEW, EDIT}), ("support", {SELECT, VIEW}), ("audit", {SELECT}), ("lone", set()), ("unknown", set())],
)
def test_a_group_has_the_rights_that_the_owner_gives_it_and_those_that_they_include(group: str, rights: set[GroupRight]) -> None:
    assert {right for right in GroupRight if may(caller(group), of_sales(), right, GROUPS)} == rights


@pytest.mark.feature("S3.14")
def test_rights_lead_in_one_direction_and_not_through_another_group() -> None:
    assert not may(caller("sales"), a_contact(owned_by_group="support"), SELECT, GROUPS)
    assert may(caller("audit"), a_contact(owned_by_group="support"), EDIT, GROUPS)
    assert not may(caller("audit"), of_sales(), EDIT, GROUPS)
    assert may(caller("lone", "sales"), of_sales(), EDIT, GROUPS)


@pytest.mark.feature("S3.14")
@pytest.mark.parametrize("groups", [GROUPS, NO_GROUPS])
def test_a_contact_without_a_group_is_everybodys_and_one_of_a_group_is_not(groups: Groups) -> None:
    assert may(caller(), a_contact(), EDIT, groups)
    assert not may(caller(), of_sales(), SELECT, groups)
    assert may(caller(super_user=True), of_sales(), EDIT, groups)


@pytest.mark.feature("S2.10", "S3.16")
def test_the_clearance_must_reach_the_level_whatever_the_group() -> None:
    assert may(caller(privacy_clearance=3), a_contact(privacy_level=3), EDIT, NO_GROUPS)
    assert not may(caller(privacy_clearance=2), a_contact(privacy_level=3), SELECT, NO_GROUPS)
    assert not may(caller("sales", privacy_clearance=2), of_sales(privacy_level=3), SELECT, GROUPS)
    assert may(caller(super_user=True), of_sales(privacy_level=3), EDIT, GROUPS)


@pytest.mark.feature("S3.14")
def test_a_portal_customer_has_its_own_contact_and_what_that_was_merged_into_and_no_other() -> None:
    own = caller("sales", contact_id="con_1", super_user=True, privacy_clearance=9)
    assert may(own, a_contact("con_1", privacy_level=10, owned_by_group="lone"), EDIT, GROUPS)
    assert may(own, a_contact("con_2", absorbed=["con_1"]), EDIT, GROUPS)
    assert not may(own, a_contact("con_2"), SELECT, GROUPS)
    assert not may(own, of_sales(), SELECT, GROUPS)


class Holder(NamedTuple):
    """What a claim says of the contact that holds it."""

    contact_id: str
    owned_by_group: str | None = None
    privacy_level: int = 0


@pytest.mark.feature("S3.14")
def test_the_holder_of_a_claim_is_guarded_as_its_contact_is() -> None:
    own = caller(contact_id="con_1")
    assert may(own, Holder("con_1", "lone", 9), VIEW, GROUPS)
    assert not may(own, Holder("con_2"), VIEW, GROUPS)
    assert not may(caller("lone"), Holder("con_1", "sales"), SELECT, GROUPS)
    assert not may(caller("sales"), Holder("con_1", "sales", 1), SELECT, GROUPS)


@pytest.mark.feature("S3.14")
@pytest.mark.parametrize(
    ("who", "groups", "levels", "sees"),
    [
        (caller(), NO_GROUPS, {}, True),
        (caller(), GROUPS, {}, False),
        (caller("sales", "support", "audit", "lone"), GROUPS, {}, False),
        (caller(), NO_GROUPS, {"default": 1}, False),
        (caller(privacy_clearance=1), NO_GROUPS, {"default": 1}, True),
        (caller(privacy_clearance=1), NO_GROUPS, {"rules": [{"when": {"field": "last_name"}, "level": 2}]}, False),
        (caller(privacy_clearance=2), NO_GROUPS, {"rules": [{"when": {"field": "last_name"}, "level": 2}]}, True),
        (caller(super_user=True), GROUPS, {"default": 9}, True),
        (caller(super_user=True, contact_id="con_1"), NO_GROUPS, {}, False),
    ],
)
def test_nobody_is_told_to_see_everybody_from_whom_a_contact_may_be_hidden(
    who: Caller, groups: Groups, levels: dict[str, Any], sees: bool
) -> None:
    assert sees_everybody(who, groups, PrivacyLevels.model_validate(levels)) is sees


@pytest.mark.feature("S3.14")
def test_the_first_of_the_callers_groups_owns_what_it_makes() -> None:
    assert group_of_maker(caller("audit", "support"), GROUPS) == "support"
    assert group_of_maker(caller("unknown"), GROUPS) is None
    assert group_of_maker(caller("sales"), NO_GROUPS) is None


OTHER = {"name": "user-2"}


@pytest.mark.feature("S8.3")
@pytest.mark.parametrize(
    ("who", "asker", "groups", "stops"),
    [
        (caller("lone"), caller("sales"), GROUPS, True),
        (caller(**OTHER), caller("sales"), NO_GROUPS, True),
        (caller("sales", **OTHER), caller("sales"), GROUPS, True),
        (caller("lone", **OTHER), caller("sales"), GROUPS, False),
        # Seeing is not enough, editing is.
        (caller("support", **OTHER), caller("sales"), GROUPS, False),
        (caller("audit", **OTHER), caller("support"), GROUPS, True),
        (caller("lone", **OTHER), caller("sales", "lone"), GROUPS, True),
        (caller("lone", **OTHER), caller(), GROUPS, True),
        (caller("lone", **OTHER), caller(super_user=True), GROUPS, False),
        (caller(super_user=True, **OTHER), caller("sales", super_user=True), GROUPS, True),
    ],
)
def test_work_is_stopped_by_whoever_asked_for_it_or_may_edit_for_its_group(
    who: Caller, asker: Caller, groups: Groups, stops: bool
) -> None:
    assert may_stop_work_of(who, asker, groups) is stops
    if stops:
        require_may_stop(who, asker, groups, "run")
    else:
        with pytest.raises(NotFound, match="There is no such run"):
            require_may_stop(who, asker, groups, "run")


@pytest.mark.feature("S2.10")
@pytest.mark.parametrize(
    ("fields", "level"),
    [
        ({"last_name": "GEORGIOU"}, 5),
        ({"last_name": "Other", "tags": ["Vip", "x"]}, 7),
        ({"last_name": "Other", "tags": ["vips"]}, 1),
        ({"last_name": "Other", "nationality": "CY"}, 9),
        ({"last_name": "Georgiou", "nationality": "CY", "tags": ["vip"]}, 5),
        ({"last_name": "Other"}, 1),
    ],
)
def test_the_first_rule_that_fits_sets_the_level(fields: dict[str, Any], level: int) -> None:
    levels = PrivacyLevels.model_validate(
        {
            "default": 1,
            "rules": [
                {"when": {"field": "last_name", "is": "georgiou"}, "level": 5},
                {"when": {"field": "tags", "contains": "VIP"}, "level": 7},
                {"when": {"field": "nationality"}, "level": 9},
                {"when": {"field": "first_name", "is": "nobody"}, "level": 11},
            ],
        }
    )
    assert privacy_level(a_contact(**fields), levels) == level
