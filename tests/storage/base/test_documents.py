"""Packed documents: what was stored is read back, and a dictionary never changes."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.storage.base import documents
from contactbook.storage.base.documents import packed, unpacked

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=5),
    max_leaves=20,
)


@given(JSON)
def test_a_document_is_read_as_it_was_stored(value: object) -> None:
    document = json.dumps(value, ensure_ascii=False).encode("utf-8", "ignore").decode()
    assert unpacked(packed(document)) == document


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_is_read_as_it_was_stored_and_grows_by_one_byte_at_most(text: str) -> None:
    stored = packed(text)
    assert unpacked(stored) == text
    assert len(stored) <= len(text.encode()) + 1


@pytest.mark.parametrize("stored", [b"", b"\x02{}", b"{}", b"\xff"])
def test_a_packing_of_a_newer_version_is_refused(stored: bytes) -> None:
    with pytest.raises(ValueError, match="this version does not know"):
        unpacked(stored)


def test_a_dictionary_never_changes() -> None:
    # Documents that were packed with it can be read with these very bytes only. A better dictionary gets the next number.
    dictionary = documents._DICTIONARY_1
    assert hashlib.sha256(dictionary).hexdigest() == "8e04b31ddc4a83bea02a85a4e15bb3b29df8ede116b2401b8ef2a4c6830c5f68"
