"""The rehearsal of a dry run, in a file."""

from pathlib import Path

from contactbook.domain.base.key_ring import KeyRing
from contactbook.domain.contacts.uniqueness.claims import ClaimedValue
from contactbook.services.base.stores import open_store
from contactbook.storage.imports.rehearsals import Rehearsal
from tests.aws_in_process.aws import World
from tests.builders.contacts import a_contact

EMAIL = ClaimedValue("r", ("emails.address",), ("a@example.com",))
OTHER = ClaimedValue("r", ("emails.address",), ("b@example.com",))


def key_ring() -> KeyRing:
    return open_store("acme").key_ring


def test_a_claim_of_the_rehearsal_overrides_that_of_the_table(world: World, tmp_path: Path) -> None:
    rehearsal = Rehearsal(tmp_path / "file", key_ring())
    contact = a_contact()
    rehearsal.keep(contact, frozenset({OTHER}), frozenset({EMAIL}), whole=False)
    assert rehearsal.holders([EMAIL, OTHER], {OTHER: "con_stored"}) == {EMAIL: contact.contact_id}
    rehearsal.close()


def test_a_contact_is_kept_on_request_and_survives_closing_the_file(world: World, tmp_path: Path) -> None:
    contact, other = a_contact(first_name="Eleni"), a_contact(contact_id="con_2")
    rehearsal = Rehearsal(tmp_path / "file", key_ring())
    rehearsal.keep(contact, frozenset(), frozenset(), whole=True)
    rehearsal.keep(other, frozenset(), frozenset(), whole=False)
    rehearsal.close()
    again = Rehearsal(tmp_path / "file", key_ring())
    assert again.contact(contact.contact_id) == contact
    assert again.contact(other.contact_id) is None
    again.close()
