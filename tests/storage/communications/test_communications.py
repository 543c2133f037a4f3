"""The repository of communications."""

from datetime import timedelta

import pytest

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.base.versions import next_version
from contactbook.domain.communications.communication_states import CommunicationState
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.communications.communications import AlreadyThere, CommunicationRepository
from tests.aws_in_process.aws import World
from tests.builders.communications import CONTACT, RUN, THEN, a_communication

LATER = "run_01KJPWD6M1FJM1VKSF48MW5Z9B"
OTHER = "con_01KJPWD6M0FJM1VKSF48MW5Z9C"


@pytest.fixture
def communications(world: World) -> CommunicationRepository:
    return CommunicationRepository(TenantKeys("acme"), lambda: 30)


def test_a_communication_is_found_by_its_id_alone(communications: CommunicationRepository) -> None:
    added = a_communication()
    communications.add(added)

    assert communications.get(added.communication_id) == added
    assert communications.find_of(CONTACT, added.communication_id) == added
    assert communications.find_of(OTHER, added.communication_id) is None


def test_an_unknown_communication_is_none_or_not_found(communications: CommunicationRepository) -> None:
    unknown = a_communication().communication_id

    assert communications.find(unknown) is None
    with pytest.raises(NotFound):
        communications.get(unknown)


def test_a_communication_is_added_once(communications: CommunicationRepository) -> None:
    communications.add(a_communication())

    with pytest.raises(AlreadyThere) as refused:
        communications.add(a_communication(template_id="tpl_2"))
    assert refused.value.stored == a_communication()


def test_only_the_previous_version_is_replaced(communications: CommunicationRepository) -> None:
    communications.add(a_communication())
    saved = next_version(a_communication(), reason="first")
    communications.save(saved)

    with pytest.raises(ConcurrentUpdate):
        communications.save(next_version(a_communication(), reason="second"))
    assert communications.get(saved.communication_id) == saved


def test_pages_are_newest_first(communications: CommunicationRepository) -> None:
    old, new = a_communication(), a_communication(time=LATER)
    for added in (old, new):
        communications.add(added)

    first, after = communications.page([CONTACT], limit=1, after=None)
    second, _ = communications.page([CONTACT], limit=1, after=after)

    assert (first, second) == ([new], [old])


def test_pages_of_merged_contacts_are_newest_first_together(communications: CommunicationRepository) -> None:
    old, new = a_communication(), a_communication(OTHER, time=LATER)
    for added in (old, new):
        communications.add(added)

    first, after = communications.page([CONTACT, OTHER], limit=1, after=None)
    second, end = communications.page([CONTACT, OTHER], limit=1, after=after)

    assert (first, second, end) == ([new], [old], None)


def test_a_planned_communication_is_shown_in_its_place_until_it_is_stored(communications: CommunicationRepository) -> None:
    old, planned, new = (a_communication(time=f"run_01KJPWD6M{place}") for place in "012")
    for added in (old, new):
        communications.add(added)

    pages = []
    after = None
    while True:
        page, after = communications.page([CONTACT], limit=1, after=after, planned=[planned])
        pages += page
        if after is None:
            break
    assert pages == [new, planned, old]
    communications.add(next_version(planned, reason="stored"))
    page, _ = communications.page([CONTACT], limit=3, after=None, planned=[planned])
    assert [one.reason for one in page] == [None, "stored", None]


def test_the_first_item_of_a_planned_communication_is_its_second_version(communications: CommunicationRepository) -> None:
    planned = a_communication(run_id=RUN, slice=0)
    assert planned.is_planned
    armed = next_version(planned, state=CommunicationState.SENDING)
    communications.save(armed)

    with pytest.raises(ConcurrentUpdate):
        communications.save(next_version(planned, state=CommunicationState.CANCELLED))
    assert communications.get(planned.communication_id) == armed


@pytest.mark.parametrize(("state", "is_deleted"), [("sent", True), ("skipped", True), ("queued", False), ("unknown", False)])
def test_retention_deletes_finished_communications(
    communications: CommunicationRepository, state: str, *, is_deleted: bool
) -> None:
    put = communications.add_of(a_communication(state=CommunicationState(state)))

    expires_at = int((THEN + timedelta(days=30)).timestamp())
    assert put.row.expires_at == (expires_at if is_deleted else None)


def test_communications_are_found_by_the_time_at_which_they_leave(communications: CommunicationRepository) -> None:
    later = THEN + timedelta(days=1)
    now, then = a_communication(), a_communication(OTHER, scheduled_for=later)
    past = a_communication(OTHER, time=LATER, scheduled_for=THEN - timedelta(days=1))
    for added in (now, then, past):
        communications.add(added)

    newest, after = communications.by_time(None, None, newest_first=True, limit=1, after=None)
    rest, _ = communications.by_time(None, None, newest_first=True, limit=5, after=after)
    assert [one.communication for one in newest] == [then]
    assert {one.communication.communication_id for one in rest} == {now.communication_id, past.communication_id}
    found, _ = communications.by_time(later, later, newest_first=False, limit=5, after=None)
    assert [one.communication for one in found] == [then]
    behind, _ = communications.by_time(None, None, newest_first=True, limit=5, after=newest[0].after)
    assert behind == rest


def test_sending_does_not_move_a_communication_in_the_index(communications: CommunicationRepository) -> None:
    planned = a_communication(run_id=RUN, slice=0)
    armed = next_version(planned, state=CommunicationState.SENDING, updated_at=THEN + timedelta(hours=1))
    sent = next_version(armed, state=CommunicationState.SENT, sent_at=THEN + timedelta(hours=2))

    places = {communications.save_of(one).row.gsi3 for one in (armed, sent)}
    assert len(places) == 1
