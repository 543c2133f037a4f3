"""docs/events.md says what the catalogue says."""

import pytest

from infra.checks.events_page import PAGE, events_page


@pytest.mark.feature("S7.6")
def test_the_page_of_events_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == events_page(), "run make events-page"
