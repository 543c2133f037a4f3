"""An entry of a suppression list stops what it names, or is refused with the way out (S5.11)."""

import pytest

from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.decisions.skip_reasons import SkipReason
from contactbook.domain.decisions.suppression_lists import EntryDraft, SuppressionEntry, entry_target, entry_view
from contactbook.domain.decisions.suppressions import EntryKind, Target
from tests.builders.notifications import THEN


@pytest.mark.feature("S5.11")
@pytest.mark.parametrize(
    ("sent", "kind", "value"),
    [
        ({"contact_id": "con_1"}, EntryKind.CONTACT, "con_1"),
        ({"email": "Eleni@Example.com"}, EntryKind.EMAIL, "eleni@example.com"),
        ({"phone": "99 123-456"}, EntryKind.PHONE, "+35799123456"),
        ({"phone": "+44 (20) 7946 0018"}, EntryKind.PHONE, "+442079460018"),
        ({"domain": "Example.org"}, EntryKind.DOMAIN, "example.org"),
        ({"domain": "@example.org"}, EntryKind.DOMAIN, "example.org"),
    ],
)
def test_an_entry_names_what_it_stops_in_the_form_that_is_compared(sent: dict[str, str], kind: EntryKind, value: str) -> None:
    assert entry_target(EntryDraft(**sent), 0, "CY") == Target(kind=kind, value=value)


@pytest.mark.feature("S5.11")
@pytest.mark.parametrize(
    ("sent", "name", "told"),
    [
        ({"email": "Eleni <eleni@example.com>"}, "email", "Send one email address"),
        ({"email": "*@example.com"}, "email", 'Send {"domain": "example.com"}'),
        ({"email": " *%@example.com "}, "email", 'Send {"domain": "example.com"}'),
        ({"email": "@example.com"}, "email", "Send one email address"),
        ({"phone": "call 99123456"}, "phone", "Send one phone number"),
        ({"phone": "12"}, "phone", "Send one phone number"),
        ({"phone": "+35722000000 ext 5"}, "phone", "Send one phone number"),
        ({"domain": "a@example.com"}, "domain", "Send one domain"),
        ({"domain": "example.com/path"}, "domain", "Send one domain"),
    ],
)
def test_an_entry_that_would_stop_nobody_is_refused_with_its_place_and_the_way_out(
    sent: dict[str, str], name: str, told: str
) -> None:
    with pytest.raises(ValidationFailed) as refused:
        entry_target(EntryDraft(**sent), 3, "CY")
    (error,) = refused.value.errors
    assert (error.field, error.code) == (f"/entries/3/{name}", f"invalid_{name}")
    assert told in error.message


@pytest.mark.parametrize("kind", EntryKind)
def test_an_entry_shows_its_value_under_the_name_it_was_sent_as_unless_it_is_hidden(kind: EntryKind) -> None:
    entry = SuppressionEntry(
        entry_id="ent_1", kind=kind, value="x", reason=SkipReason.BOUNCED, source="com_1", added_at=THEN, added_by=None
    )
    name = "contact_id" if kind is EntryKind.CONTACT else kind.value
    common = {"entry_id": "ent_1", "kind": kind, "reason": SkipReason.BOUNCED, "added_at": THEN}
    assert entry_view(entry).model_dump(exclude_none=True) == {**common, name: "x", "source": "com_1"}
    assert entry_view(entry, is_shown=False).model_dump(exclude_none=True) == common
