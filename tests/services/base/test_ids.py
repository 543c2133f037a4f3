"""The id of what begins at a time follows from that time."""

from datetime import timedelta

from contactbook.services.base.ids import id_of_time, new_id
from tests.builders.contacts import NOW


def test_the_id_of_a_time_is_the_same_for_whoever_makes_it() -> None:
    assert id_of_time("run", NOW, "nsc_1") == id_of_time("run", NOW, "nsc_1")


def test_another_time_purpose_or_prefix_has_another_id() -> None:
    others = {
        id_of_time("run", NOW + timedelta(minutes=1), "nsc_1"),
        id_of_time("run", NOW, "nsc_2"),
        id_of_time("blk", NOW, "nsc_1"),
    }
    assert len(others | {id_of_time("run", NOW, "nsc_1")}) == 4


def test_ids_sort_by_their_times() -> None:
    times = [NOW + timedelta(minutes=minute) for minute in range(5)]
    made = [id_of_time("run", at, f"nsc_{number}") for number, at in enumerate(reversed(times))]
    assert sorted(made) == list(reversed(made))


def test_ids_of_one_millisecond_count_up_in_the_order_of_their_making() -> None:
    made = [new_id("his", NOW) for _ in range(50)]
    assert sorted(made) == made
    assert len({one[:14] for one in made}) == 1
    assert len(set(made)) == 50


def test_ids_of_another_millisecond_are_drawn_anew() -> None:
    first, second = new_id("his", NOW), new_id("his", NOW + timedelta(milliseconds=1))
    assert first[14:] != second[14:]
    # Those of one millisecond differ in the last character alone.
    assert first[14:-2] != second[14:-2]
