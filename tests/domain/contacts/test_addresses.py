"""At most one active address of each type and exactly one primary, after any change."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.base.errors import NotFound, RuleBroken
from contactbook.domain.contacts import addresses as rules
from contactbook.domain.contacts.changes import require_primary_kept
from contactbook.domain.contacts.details import Address
from contactbook.domain.settings.fields import TypeDefinition

TYPES = ("home", "business", "billing")
DEFINED = [TypeDefinition(type=name, label=name.title()) for name in TYPES]


def address_id(number: int) -> str:
    return f"adr_{number:026d}"


def address(number: int = 1, type_: str = "home", **fields: Any) -> Address:
    known = {"address_id": address_id(number), "type": type_, "line_1": f"{number} Ledra St", "country": "CY"}
    return Address.model_validate({**known, **fields})


def flags(addresses: tuple[Address, ...]) -> list[tuple[bool, bool]]:
    return [(found.active, found.primary) for found in addresses]


TWO = (address(1, "home", primary=True), address(2, "business"))


@pytest.mark.feature("S2.38")
def test_the_first_address_becomes_primary() -> None:
    assert flags(rules.added((), address())) == [(True, True)]
    assert flags(rules.added((address(primary=True),), address(2, "business"))) == [(True, True), (True, False)]


@pytest.mark.feature("S2.38")
def test_the_first_active_address_becomes_primary() -> None:
    kept = rules.added((), address(active=False))
    assert flags(kept) == [(False, False)]
    assert flags(rules.added(kept, address(2))) == [(False, False), (True, True)]


@pytest.mark.feature("S2.37")
def test_a_second_active_address_of_a_type_is_refused() -> None:
    with pytest.raises(RuleBroken) as refused:
        rules.added((address(primary=True),), address(2))
    assert refused.value.code == "active_type_taken"


@pytest.mark.feature("S2.40")
def test_replacing_deactivates_the_other_address_and_takes_its_primary_flag() -> None:
    assert flags(rules.added((address(primary=True),), address(2), replace=True)) == [(False, False), (True, True)]
    kept = (address(1, primary=True), address(2, active=False))
    with pytest.raises(RuleBroken, match="Another address of this type"):
        rules.activated(kept, address_id(2))
    assert flags(rules.activated(kept, address_id(2), replace=True)) == [(False, False), (True, True)]


@pytest.mark.feature("S2.39", "S2.40")
def test_a_deactivated_address_is_kept_and_can_be_activated() -> None:
    resting = rules.deactivated(TWO, address_id(2))
    assert flags(resting) == [(True, True), (False, False)]
    assert rules.activated(resting, address_id(2)) == TWO


@pytest.mark.feature("S2.42")
def test_the_primary_flag_moves_and_never_to_an_inactive_address() -> None:
    assert flags(rules.made_primary(TWO, address_id(2))) == [(True, False), (True, True)]
    with pytest.raises(RuleBroken) as refused:
        rules.made_primary(rules.deactivated(TWO, address_id(2)), address_id(2))
    assert refused.value.code == "inactive_primary"


@pytest.mark.feature("S2.43")
def test_the_primary_is_deactivated_only_with_a_new_primary_or_as_the_last() -> None:
    for heir in (None, address_id(1)):
        with pytest.raises(RuleBroken) as refused:
            rules.deactivated(TWO, address_id(1), new_primary=heir)
        assert refused.value.code == "primary_needed"
    handed = rules.deactivated(TWO, address_id(1), new_primary=address_id(2))
    assert flags(handed) == [(False, False), (True, True)]
    assert flags(rules.deactivated(handed, address_id(2))) == [(False, False), (False, False)]


@pytest.mark.feature("S2.43")
def test_a_new_primary_must_exist_and_be_active() -> None:
    with pytest.raises(NotFound):
        rules.deactivated(TWO, address_id(1), new_primary=address_id(9))
    three = (*TWO, address(3, "billing", active=False))
    with pytest.raises(RuleBroken, match="inactive"):
        rules.deactivated(three, address_id(1), new_primary=address_id(3))
    with pytest.raises(RuleBroken, match="inactive"):
        rules.deactivated(TWO, address_id(2), new_primary=address_id(2))


@pytest.mark.feature("S2.43")
def test_a_list_sent_whole_cannot_deactivate_the_primary_without_a_new_one() -> None:
    primary, other = TWO
    resting = primary.model_copy(update={"active": False, "primary": False})
    with pytest.raises(RuleBroken, match="becomes primary"):
        require_primary_kept(TWO, [resting, other])
    require_primary_kept(TWO, [resting, other.model_copy(update={"primary": True})])
    require_primary_kept(TWO, [resting])


@pytest.mark.feature("S2.35")
def test_an_address_is_found_by_type_or_as_the_primary() -> None:
    assert rules.find_address(TWO) == TWO[0]
    assert rules.find_address(TWO, "business") == TWO[1]
    assert rules.find_address(TWO, "billing") is None
    assert rules.find_address((address(active=False),), "home") is None


@pytest.mark.feature("S2.36")
def test_only_configured_types_are_accepted() -> None:
    _, errors = rules.checked_addresses([address(1, "igloo")], DEFINED)
    assert [(error.field, error.code) for error in errors] == [("/addresses/0/type", "unknown_type")]


def test_two_addresses_with_one_id_are_refused() -> None:
    _, errors = rules.checked_addresses([address(1), address(1, "business")], DEFINED)
    assert {error.code for error in errors} == {"repeated_value"}


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "activate", "deactivate", "remove", "make_primary", "patch"]),
        st.integers(0, 5),
        st.sampled_from(TYPES),
        st.booleans(),
        st.booleans(),
        st.one_of(st.none(), st.integers(0, 5)),
    ),
    max_size=25,
)


def stepped(addresses: tuple[Address, ...], step: tuple[Any, ...], number: int) -> tuple[Address, ...]:
    what, which, type_, flag, replace, heir_number = step
    chosen = addresses[which % len(addresses)].address_id if addresses else address_id(99)
    heir = None if heir_number is None or not addresses else addresses[heir_number % len(addresses)].address_id
    assert chosen is not None
    match what:
        case "add":
            return rules.added(addresses, address(number, type_, active=not flag or replace, primary=flag), replace=replace)
        case "activate":
            return rules.activated(addresses, chosen, replace=replace)
        case "deactivate":
            return rules.deactivated(addresses, chosen, new_primary=heir)
        case "remove":
            return rules.removed(addresses, chosen, new_primary=heir)
        case "make_primary":
            return rules.made_primary(addresses, chosen)
    wanted = rules.get_address(addresses, chosen).model_copy(update={"type": type_, "active": flag, "primary": bool(heir)})
    return rules.changed(addresses, wanted, replace=replace, new_primary=heir)


@pytest.mark.feature("S2.37", "S2.38", "S2.39", "S2.42", "S2.43")
@given(STEPS)
def test_one_primary_and_one_active_per_type_after_any_history(steps: list[tuple[Any, ...]]) -> None:
    addresses: tuple[Address, ...] = ()
    for number, step in enumerate(steps):
        before = addresses
        try:
            addresses = stepped(addresses, step, number)
        except (RuleBroken, NotFound):
            continue
        active = [found for found in addresses if found.active]
        assert sum(found.primary for found in addresses) == (1 if active else 0)
        assert all(found.active for found in addresses if found.primary)
        assert len({found.type for found in active}) == len(active)
        # Nothing but a removal loses an address.
        lost = {found.address_id for found in before} - {found.address_id for found in addresses}
        assert not lost or step[0] == "remove"
        assert rules.checked_addresses(addresses, DEFINED) == (addresses, [])
