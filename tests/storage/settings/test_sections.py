"""The stored sections of a tenant's settings, and their cache."""

import pytest

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.settings.fields import Categories
from contactbook.domain.settings.sections import Settings
from contactbook.services.base.stores import open_store
from contactbook.storage.base import table
from contactbook.storage.settings.sections import CACHE_SECONDS, forget_cached
from tests.builders.contacts import NOW
from tests.faults.counting import count_calls

VIP = Categories(categories=("vip",))


@pytest.fixture
def sections(world):
    return open_store("acme").settings


def test_a_new_tenant_has_the_defaults_at_version_0(sections):
    assert sections.current() == Settings()
    assert sections.version_of("categories") == 0


def test_a_saved_section_counts_its_versions(sections):
    table.put(sections.put_of("categories", VIP, replacing=0))
    assert sections.fresh().categories == VIP
    assert sections.version_of("categories") == 1
    with pytest.raises(ConcurrentUpdate):
        table.put(sections.put_of("categories", Categories(), replacing=0))


def test_another_tenant_keeps_its_defaults(sections):
    table.put(sections.put_of("categories", VIP, replacing=0))
    assert open_store("acme-corp").settings.fresh() == Settings()


def test_settings_are_cached_for_a_few_seconds(sections, time_machine):
    time_machine.move_to(NOW, tick=False)
    forget_cached()
    with count_calls() as calls:
        sections.current()
        sections.current()
        assert calls.counts["dynamodb.Query"] == 1
        time_machine.shift(CACHE_SECONDS + 1)
        sections.current()
    assert calls.counts["dynamodb.Query"] == 2


def test_after_a_change_the_cache_is_cleared(sections):
    sections.current()
    table.put(sections.put_of("categories", VIP, replacing=0))
    assert sections.current() == Settings()
    sections.forget()
    assert sections.current().categories == VIP
