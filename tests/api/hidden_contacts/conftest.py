"""A tenant whose contacts a caller may not see, made once for a module and restored before each test."""

from collections.abc import Iterator

import pytest

from tests.aws_in_process.aws import moto_world
from tests.builders.hidden_contacts import MOMENT, HiddenRecords, hidden_tenant


@pytest.fixture(scope="module")
def hidden() -> Iterator[HiddenRecords]:
    """Return the records of the tenant, among them those of the hidden contacts."""
    with moto_world() as world, pytest.MonkeyPatch.context() as patch:
        patch.setattr("contactbook.clock.source", lambda: MOMENT)
        records = hidden_tenant(world)
        world.keep()
        yield records
        world.reset()


@pytest.fixture(autouse=True)
def _kept(hidden: HiddenRecords, monkeypatch: pytest.MonkeyPatch) -> None:
    from contactbook.storage.settings.sections import forget_cached

    monkeypatch.setattr("contactbook.clock.source", lambda: MOMENT)
    with moto_world() as world:
        world.restore()
    forget_cached()
