"""Older documents are read in the present shape."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.storage.base.schemas import FIRST_SCHEMA, PLACES, UPGRADES, schema_of, upgraded


def _named(document: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name != "title"} | {
        "name": document.get("title", document.get("name"))
    }


def _listed(document: dict[str, Any]) -> dict[str, Any]:
    return document | {"name": document["name"] if isinstance(document["name"], list) else [document["name"]]}


TWO = {"note": (_named, _listed)}


def test_the_schema_counts_the_upgrades() -> None:
    assert schema_of("note", TWO) == FIRST_SCHEMA + 2
    assert schema_of("account", TWO) == FIRST_SCHEMA


def test_a_document_takes_every_upgrade_that_follows_its_schema() -> None:
    assert json.loads(upgraded("note", 1, '{"title":"a","more":1}', TWO)) == {"name": ["a"], "more": 1}
    assert json.loads(upgraded("note", 2, '{"name":"a"}', TWO)) == {"name": ["a"]}


def test_a_document_of_the_present_schema_or_a_newer_one_stays_as_it_is() -> None:
    for schema in (3, 4, 99):
        assert upgraded("note", schema, ' {"name": "a"}', TWO) == ' {"name": "a"}'
    assert upgraded("account", 1, ' {"title":"a"}', TWO) == ' {"title":"a"}'


@given(st.text(), st.integers(1, 3))
def test_an_upgrade_accepts_what_has_the_new_shape_already(title: str, schema: int) -> None:
    # An older version may have saved a newer document under its own number.
    newest = upgraded("note", 1, json.dumps({"title": title}), TWO)
    assert json.loads(upgraded("note", schema, newest, TWO)) == json.loads(newest)


@pytest.mark.feature("S8.5")
def test_the_walk_knows_where_every_kind_with_upgrades_lies() -> None:
    assert PLACES.keys() == UPGRADES.keys()
    # An audit entry is written once: its hash is of what is stored.
    assert UPGRADES.keys() & {"history", "look", "tenant_history"} == set()


@pytest.mark.feature("S8.5")
@pytest.mark.parametrize(
    ("stored", "read"),
    [
        ({"name": "Flat"}, {"name": "Flat"}),
        ({"closed": False}, {"closed": False}),
        ({"closed": True}, {"closed": True, "outcome": "won"}),
        ({"closed": True, "outcome": "lost"}, {"closed": True, "outcome": "lost"}),
    ],
)
def test_an_opportunity_that_was_only_closed_is_won(stored: dict[str, Any], read: dict[str, Any]) -> None:
    assert json.loads(upgraded("opportunity", 1, json.dumps(stored))) == read


def test_every_upgrade_of_the_product_accepts_its_own_result() -> None:
    for kind, upgrades in UPGRADES.items():
        for upgrade in upgrades:
            assert upgrade(upgrade({})) == upgrade({}), kind
