"""The way that a word came, as the ledger names it (S5.1)."""

from datetime import timedelta
from typing import Any

import pytest

from contactbook.domain.base.callers import Actor, ActorType
from contactbook.domain.permissions.said import Way
from tests.builders.contacts import NOW


def way(by: ActorType = ActorType.USER, action: str = "contact.changed", through: str | None = None) -> Way:
    return Way(by=Actor(type=by, id="someone"), at=NOW, action=action, through=through)


@pytest.mark.feature("S5.1")
@pytest.mark.parametrize(
    ("by", "through", "came"),
    [
        (ActorType.USER, "api", "user"),
        (ActorType.USER, "opportunity", "user"),
        (ActorType.JOB, "reconsent", "user"),
        (ActorType.JOB, "list_upload", "import"),
        (ActorType.JOB, "tenant_sync", "sync"),
        (ActorType.LINK, "link", "consent_page"),
        (ActorType.JOB, "complaint", "complaint"),
        (ActorType.LINK, None, "preference_centre"),
        (ActorType.CONTACT, None, "portal"),
        (ActorType.USER, None, "user"),
        (ActorType.JOB, None, "user"),
        (ActorType.CONTACT, "something new", "portal"),
    ],
)
def test_a_change_comes_as_it_says_else_as_who_makes_it_reaches_us(by: ActorType, through: Any, came: str) -> None:
    assert way(by, through=through).came.value == came


@pytest.mark.feature("S5.1", "S1.23")
@pytest.mark.parametrize(
    ("by", "action", "through", "copied"),
    [
        (ActorType.USER, "contact.merged", "api", "merge"),
        (ActorType.USER, "contact.merge_undone", None, "merge"),
        (ActorType.USER, "contact.restored", None, "merge"),
        (ActorType.JOB, "contact.changed", None, "sync"),
        (ActorType.JOB, "contact.changed", "list_upload", "import"),
        (ActorType.USER, "contact.changed", None, "user"),
        (ActorType.LINK, "contact.changed", None, "preference_centre"),
    ],
)
def test_words_that_were_said_before_come_as_the_change_that_copied_them(
    by: ActorType, action: str, through: Any, copied: str
) -> None:
    made = way(by, action, through)
    assert made.of_copy.value == copied
    assert made.of_stamp(NOW - timedelta(seconds=1), "one_click").value == copied


@pytest.mark.feature("S5.1")
def test_a_stamp_of_the_change_itself_says_how_it_came() -> None:
    made = way(through="list_upload")
    for at in (NOW, None):
        assert made.of_stamp(at, "one_click").value == "one_click"
        assert made.of_stamp(at, None).value == "import"
        assert way().of_stamp(at, None).value == "user"
