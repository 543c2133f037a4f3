import pytest

from tests.builders.sync import Group


@pytest.fixture
def group(world, now) -> Group:
    """A tenant group whose sync is on."""
    made = Group(world, now)
    made.configure()
    return made
