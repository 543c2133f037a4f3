"""Random valid contacts for tests of merging. They have few different values, so that they often agree."""

from typing import Any

from hypothesis import strategies as st

from contactbook.domain.contacts.record import ConsentState, Contact
from tests.builders.contacts import NOW, USER, a_contact

SURVIVOR, SOURCE, OTHER = (f"con_01J0000000000000000000000{number}" for number in range(1, 4))
_words = st.sampled_from([None, "Eleni", "Maria", "Georgiou"])
_states = st.sampled_from(list(ConsentState))


def _flag(draw: st.DrawFn) -> dict[str, Any]:
    asked = draw(st.booleans())
    stamp = {"changed_at": NOW, "changed_by": USER, "changed_through": "api"} if asked else {}
    return {"value": draw(st.booleans()), "asked": asked, **stamp}


def _points(draw: st.DrawFn, name: str, values: list[str]) -> list[dict[str, Any]]:
    chosen = draw(st.lists(st.sampled_from(values), unique=True, max_size=3))
    return [{"type": "home", name: value, "primary": place == 0} for place, value in enumerate(chosen)]


def _addresses(draw: st.DrawFn, owner: int) -> list[dict[str, Any]]:
    types = draw(st.lists(st.sampled_from(["home", "business", "billing"]), unique=True, max_size=3))
    made = [
        {
            "address_id": f"adr_{owner}{place:025}",
            "type": type_,
            "line_1": draw(st.sampled_from(["1 Ledra St", "2 Ledra St"])),
            "country": "CY",
            "active": draw(st.booleans()),
        }
        for place, type_ in enumerate(types)
    ]
    primary = next((one for one in made if one["active"]), None)
    return [{**one, "primary": one is primary} for one in made]


@st.composite
def contacts(draw: st.DrawFn, contact_id: str = SURVIVOR) -> Contact:
    """Draw a valid person."""
    return a_contact(
        contact_id=contact_id,
        first_name=draw(_words),
        last_name=draw(_words),
        full_name=draw(_words),
        emails=_points(draw, "address", ["a@example.com", "b@example.com", "c@example.com"]),
        phones=_points(draw, "number", ["+35799000001", "+35799000002"]),
        addresses=_addresses(draw, int(contact_id[-1])),
        identifiers={"vat_number": draw(st.sampled_from([None, "V1", "V2"]))},
        custom=draw(st.dictionaries(st.sampled_from(["colour", "size"]), st.sampled_from(["x", "y"]))),
        tags=draw(st.lists(st.sampled_from(["vip", "new", "old"]), unique=True)),
        categories=draw(st.lists(st.sampled_from(["customer", "partner"]), unique=True)),
        list_ids=draw(st.lists(st.sampled_from(["lst_1", "lst_2", "lst_3"]), unique=True)),
        consent={"state": draw(_states), "updated_at": NOW, "updated_by": USER},
        preferences={"direct_marketing": _flag(draw), "affiliate_marketing": _flag(draw)},
        had_account=draw(st.booleans()),
        had_opportunity=draw(st.booleans()),
        kyc=draw(st.sampled_from([None, {"profile": "basic", "state": "verified", "assigned_on": "2026-01-01"}])),
    )
