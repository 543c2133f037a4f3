"""What is kept of an evidence: how and when it was said, and a note that says something (S5.5)."""

import pytest

from contactbook.domain.refusals.evidence import EvidenceDraft, KeptEvidence
from tests.builders.refusals import THEN


def draft(note: str | None) -> EvidenceDraft:
    return EvidenceDraft.model_validate({"said_through": "paper", "said_at": THEN, "note": note, "attachment_id": "att_1"})


@pytest.mark.feature("S5.5")
def test_the_evidence_is_kept_without_its_note() -> None:
    kept = KeptEvidence.model_validate({"said_through": "paper", "said_at": THEN, "attachment_id": "att_1"})
    assert draft("signed at the desk").kept() == kept


@pytest.mark.feature("S5.5")
@pytest.mark.parametrize(
    ("note", "kept"), [("signed", "signed"), ("sig\x00ned", "signed"), ("", None), ("\x00", None), (None, None)]
)
def test_a_note_is_kept_without_control_characters_and_only_if_it_says_something(note: str | None, kept: str | None) -> None:
    assert draft(note).note_kept() == kept
