"""Staged rows: readers see all rows of a merge or none, as the merge's own row says."""

import pytest

from contactbook.domain.merges.records import SHOWN, Merge, MergeState
from contactbook.storage.base import staging
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.base.rows import Row

KEYS = TenantKeys("acme")
ROW = Row(KEYS.child("c", "NOTE", "n"), "note", '{"text":"moved"}', version=2)


def test_a_row_without_staging_is_shown_without_a_read() -> None:
    assert staging.shown_one(KEYS, ROW) is ROW


def test_a_staged_row_keeps_the_row_that_it_stands_for() -> None:
    staged = staging.staged(ROW, "mrg_1")
    assert staging.is_staged(staged)
    assert staging.merge_of(staged) == "mrg_1"
    assert staging.unstaged(staged) == ROW


@pytest.mark.usefixtures("world")
def test_a_staged_row_of_an_unknown_merge_is_hidden() -> None:
    assert staging.shown(KEYS, lambda: [staging.staged(ROW, "mrg_1")]) == []


@pytest.mark.usefixtures("world")
def test_a_hidden_row_shows_its_other_document_if_it_has_one() -> None:
    (row,) = staging.shown(KEYS, lambda: [staging.staged(ROW, "mrg_1", otherwise='{"text":"kept"}')])
    assert row.document == '{"text":"kept"}'


def test_some_states_of_a_merge_show_its_rows_and_some_hide_them() -> None:
    assert set() < set(SHOWN) < set(MergeState)
    assert "state" in Merge.model_fields


@pytest.mark.usefixtures("world")
def test_a_staged_pointer_names_the_source_while_the_merge_is_hidden() -> None:
    pointer = staging.staged_pointer(KEYS.owner("acc_1"), "mrg_1", "survivor", "source")
    assert staging.owner_in(KEYS, pointer) == "source"
