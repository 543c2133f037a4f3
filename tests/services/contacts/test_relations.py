"""Relations over random histories: both sides always agree."""

from contextlib import suppress
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contactbook.domain.base.errors import ContactbookError
from contactbook.domain.contacts.drafts import ContactDraft
from contactbook.domain.contacts.relations import RelationDraft, other_end
from contactbook.services.base.stores import open_store
from contactbook.services.contacts import registration, relations
from tests.aws_in_process.aws import World
from tests.builders.contacts import a_caller

BY = a_caller()
PERSON = ContactDraft.model_validate({"kind": "person", "last_name": "Georgiou"})
ENDS = st.integers(0, 2)
STEPS = st.lists(
    st.tuples(st.sampled_from(["relate", "relate", "part", "delete"]), ENDS, ENDS, st.sampled_from(["other", "spouse"])),
    max_size=10,
)


@pytest.mark.feature("S3.13")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=20)
@given(STEPS)
def test_every_relation_has_its_other_end(world: World, now: datetime, steps: list[tuple[str, int, int, str]]) -> None:
    world.reset()
    store = open_store("acme")
    ids = [registration.register_contact(store, PERSON, by=BY, now=now).contact_id for _ in range(3)]
    for what, first, second, type_ in steps:
        with suppress(ContactbookError):
            if what == "relate":
                draft = RelationDraft(related_contact_id=ids[second], relation_type=type_)
                relations.add_relation(store, ids[first], draft, by=BY, now=now)
            elif what == "part":
                for relation in store.relations.all_of(ids[first])[:1]:
                    relations.remove_relation(store, ids[first], relation.relation_id, by=BY, now=now)
            else:
                registration.delete_contact(store, ids[first], by=BY, now=now)
        stored = [relation for contact_id in ids for relation in store.relations.all_of(contact_id)]
        facts = {relation.model_dump_json() for relation in stored}
        assert {other_end(relation).model_dump_json() for relation in stored} == facts
        assert all(relation.contact_id != relation.related_contact_id for relation in stored)
        assert {relation.contact_id for relation in stored} <= {found.contact_id for found in store.contacts.get_many(ids)}
