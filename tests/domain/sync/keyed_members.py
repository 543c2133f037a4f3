"""Contacts of child accounts with match keys, as hypothesis draws them."""

from hypothesis import strategies as st

from contactbook.domain.sync.matching import Member

TENANTS = ("north", "south", "west")
members = st.builds(Member, st.sampled_from(TENANTS), st.sampled_from("abcdef"))
keyed_members = st.dictionaries(members, st.frozensets(st.sampled_from("123456"), max_size=3), max_size=12)
