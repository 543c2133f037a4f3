"""What tests of faults and races share. There are thousands of faults, and each is logged, as it should be."""

import logging
from collections.abc import Iterator
from unittest.mock import patch

import pytest

from tests.conftest import NOW


@pytest.fixture
def quiet() -> Iterator[None]:
    """Silence the log."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def quiet_at_start(quiet: None) -> Iterator[None]:
    """Silence the log, and let the clock stand at the start of the tests."""
    with patch("contactbook.clock.source", lambda: NOW):
        yield
