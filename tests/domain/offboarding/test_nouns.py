"""Every kind of item that the code writes is handed over when a tenant leaves, or the table says why not (S8.6)."""

import jsonschema_rs
import pytest

from contactbook.domain.offboarding.nouns import HANDED_OVER, NOT_HANDED_OVER, nouns
from contactbook.domain.offboarding.readable import schema_of
from tests.architecture.test_census import EVERY_KIND


@pytest.mark.feature("S8.6")
@pytest.mark.parametrize("kind", sorted(EVERY_KIND))
def test_each_kind_is_handed_over_or_the_table_says_why_not(kind):
    assert (kind in HANDED_OVER) != (kind in NOT_HANDED_OVER), (
        f"{EVERY_KIND[kind]} writes {kind}: put it into domain/offboarding/nouns.py"
    )
    assert NOT_HANDED_OVER.get(kind, "why") != ""


def test_the_tables_name_only_kinds_that_are_written():
    assert (HANDED_OVER.keys() | NOT_HANDED_OVER.keys()) - EVERY_KIND.keys() == set()


@pytest.mark.parametrize("name", sorted(nouns()))
def test_each_file_has_a_schema_and_leaves_out_only_fields_that_there_are(name):
    noun = nouns()[name]
    assert noun.left_out <= noun.model.model_fields.keys()
    jsonschema_rs.meta.validate(schema_of(noun))


def test_kinds_that_share_a_file_share_its_noun():
    assert {noun.name: noun for noun in HANDED_OVER.values()} == nouns()
