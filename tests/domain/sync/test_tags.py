"""The sync's tags on a contact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.sync.tags import PRIMARY, SECONDARY, child_tags, is_reserved, retagged, top_tags


class TestTags:
    @pytest.mark.feature("S4.11", "S4.29")
    def test_a_childs_tags_name_no_account(self):
        assert child_tags(("multi",), is_primary=True) == {"multi", PRIMARY}
        assert child_tags((), is_primary=False) == {SECONDARY}

    @pytest.mark.feature("S4.22")
    def test_each_account_gives_one_of_its_two_tags(self):
        assert top_tags((), {"n": "North", "s": "South"}, {"n"}) == {"engaging-in-North-primary", "engaging-in-South"}

    @pytest.mark.feature("S4.22")
    def test_the_longest_name_makes_a_tag_of_a_hundred_characters(self):
        (tag,) = top_tags((), {"n": "N" * 100}, {"n"})
        assert len(tag) == 100

    @pytest.mark.feature("S4.22")
    @pytest.mark.parametrize("name", ["North-primary", "North-Primary", f"{'N' * 71}-primary and more"])
    def test_only_the_primary_accounts_tag_ends_in_primary(self, name):
        (secondary,), (primary,) = top_tags((), {"n": name}, ()), top_tags((), {"n": name}, {"n"})
        assert not secondary.casefold().endswith("-primary")
        assert primary == f"{secondary}-primary"

    tags = st.lists(st.sampled_from(("vip", "multi", "old", PRIMARY, SECONDARY)), unique=True)

    @pytest.mark.feature("S4.24", "S4.28")
    @given(tags, st.sets(st.sampled_from(("multi", "old", PRIMARY, SECONDARY))), st.booleans())
    def test_one_update_is_enough_and_keeps_the_tags_of_persons(self, tags, put, wanted_any):
        wanted = child_tags(("multi",), is_primary=True) if wanted_any else frozenset[str]()
        updated, own = retagged(tags, put, wanted, in_top_account=False)
        assert retagged(updated, own, wanted, in_top_account=False) == (updated, own)
        assert wanted <= set(updated)
        assert {tag for tag in tags if tag not in put and not is_reserved(tag, in_top_account=False)} <= set(updated)
        assert len({PRIMARY, SECONDARY} & set(updated)) == (1 if wanted_any else 0)
        assert retagged(updated, own, frozenset(), in_top_account=False)[1] == ()
