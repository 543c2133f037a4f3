"""The election of the primary account."""

from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.sync.primary_election import AccountCandidate, Criterion, elect_primary

THEN = datetime(2026, 1, 1, tzinfo=UTC)


def candidate(tenant_id: str, **said: Any) -> AccountCandidate:
    return AccountCandidate.model_validate({"tenant_id": tenant_id, "created_at": THEN} | said)


candidates = st.lists(
    st.builds(
        AccountCandidate,
        tenant_id=st.sampled_from(("a", "b", "c", "d", "e")),
        stages=st.lists(st.sampled_from(("", "low", "high", "unknown")), max_size=2).map(tuple),
        conversions=st.integers(0, 2),
        first_conversion_at=st.none() | st.sampled_from((THEN, THEN + timedelta(days=1))),
        created_at=st.sampled_from((THEN, THEN + timedelta(days=1))),
    ),
    min_size=2,
    max_size=4,
    unique_by=lambda one: one.tenant_id,
)


class TestElection:
    @pytest.mark.feature("S4.12", "S4.17", "S4.18")
    @given(candidates)
    def test_the_order_of_candidates_does_not_matter(self, among):
        elected = {elect_primary(order, ("low", "high")) for order in map(list, permutations(among))}
        assert len(elected) == 1

    @pytest.mark.feature("S4.17")
    @given(candidates)
    def test_no_candidate_beats_the_elected_one_in_the_first_criterion_that_differs(self, among):
        rank = {"low": 2, "high": 3}
        election = elect_primary(among, ("low", "high"))
        elected = next(one for one in among if one.tenant_id == election.primary)

        def merits(one: AccountCandidate) -> tuple[Any, ...]:
            far = THEN + timedelta(days=99)
            return (
                -max((rank.get(stage, 1) for stage in one.stages), default=0),
                -one.conversions,
                one.first_conversion_at or far,
                one.created_at,
                one.tenant_id,
            )

        assert min(map(merits, among)) == merits(elected)

    @pytest.mark.feature("S4.18")
    def test_a_full_tie_goes_to_the_lowest_account_id(self):
        election = elect_primary([candidate("south"), candidate("north")], ())
        assert (election.primary, election.because) == ("north", Criterion.LOWEST_ACCOUNT_ID)

    @pytest.mark.feature("S4.17")
    def test_an_opportunity_of_an_unknown_stage_beats_none_and_loses_to_a_known_stage(self):
        unknown, none, known = candidate("b", stages=("x",)), candidate("a"), candidate("c", stages=("low",))
        assert elect_primary([none, unknown], ("low",)).primary == "b"
        assert elect_primary([unknown, known], ("low",)).primary == "c"

    @pytest.mark.feature("S4.17")
    def test_without_conversions_the_next_criterion_decides(self):
        older = candidate("b", created_at=THEN - timedelta(days=1))
        assert elect_primary([candidate("a"), older], ()).because is Criterion.CREATED_FIRST
