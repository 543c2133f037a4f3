"""What the code tells a caller: sentences in our words; a refusal says what to do. Every answer of a test is judged as well (`tests/checks/wording.py`)."""

import pytest

from tests.checks.messages import Told, told
from tests.checks.wording import is_a_sentence, says_a_way_out

# A ValueError of these layers is ours to read only: it says that the code is wrong, and no caller gets it.
OWN_FAULTS = ("shared/contactbook/storage/", "shared/contactbook/services/changes/steps.py", "shared/contactbook/gateways/")


@pytest.fixture(scope="module")
def every() -> list[Told]:
    return [one for one in told() if not (one.error == "ValueError" and one.place.startswith(OWN_FAULTS))]


def test_the_messages_are_found(every: list[Told]) -> None:
    assert len(every) > 450
    assert {"RuleBroken", "RuleBroken.of", "ValidationFailed.of", "FieldError", "NotFound", "ValueError"} <= {
        one.error for one in every
    }


@pytest.mark.feature("S2.15")
def test_every_message_is_a_sentence_of_ours(every: list[Told]) -> None:
    assert [str(one) for one in every if not is_a_sentence(one.message.replace("\u2026", "`x`."))] == []


@pytest.mark.feature("S2.15")
def test_every_refusal_says_what_to_do_and_has_a_code(every: list[Told]) -> None:
    refusals = [one for one in every if one.error in ("RuleBroken", "RuleBroken.of", "DuplicateContact", "refused")]
    assert [str(one) for one in refusals if not says_a_way_out(one.message)] == []
    assert [str(one) for one in refusals if not one.code] == []
    assert [str(one) for one in refusals if "`errors`" in one.message and not one.has_errors] == []


@pytest.mark.feature("S2.15")
def test_every_pointer_begins_at_the_request(every: list[Told]) -> None:
    assert [str(one) for one in every if one.field and not one.field.startswith(("/", "\u2026"))] == []


@pytest.mark.parametrize(
    "message", ["a date is written YYYY-MM-DD", "Input should be a valid string.", "Value should have at least 1 item", "No"]
)
def test_what_is_no_sentence_of_ours_is_found(message: str) -> None:
    assert not is_a_sentence(message)
    assert not says_a_way_out("The run is already finished.")
