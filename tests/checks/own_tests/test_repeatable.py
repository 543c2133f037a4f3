"""What a test draws is the same in every run, and what is cached does not age while a test is slow."""

import os
import random
import secrets
import uuid

import pytest
import time_machine
from hypothesis import settings
from hypothesis.internal.conjecture import providers

from contactbook import clock
from contactbook.services.base.ids import new_id
from tests.conftest import NOW
from tests.repeatable import begin_test


def drawn():
    return (
        os.urandom(8),
        secrets.token_hex(16),
        secrets.choice(range(1_000_000)),
        uuid.uuid4(),
        new_id("con", NOW),
        random.random(),
    )


def test_the_same_seed_draws_the_same_and_another_one_something_else():
    begin_test("one")
    first = drawn()
    begin_test("other")
    other = drawn()
    begin_test("one")
    assert drawn() == first
    assert all(one != another for one, another in zip(first, other, strict=True))


def test_nothing_is_drawn_twice_in_one_test():
    assert len({new_id("con", NOW) for _ in range(1_000)}) == 1_000


def test_the_clock_of_caches_stands_still_but_where_a_test_travels():
    assert clock.machine_seconds() == clock.machine_seconds()
    with time_machine.travel(NOW, tick=False) as traveller:
        before = clock.machine_seconds()[1]
        traveller.shift(6)
        assert clock.machine_seconds()[1] - before == pytest.approx(6)


@pytest.mark.skipif(settings.get_current_profile_name() != "same", reason="the random profile tries the constants of modules")
def test_hypothesis_tries_no_constants_of_the_modules_that_happen_to_be_imported():
    assert len(providers._get_local_constants()) == 0
