"""Work that is bounded by its steps where no function's time bounds it."""

from collections.abc import Callable


def steps_left(most: int) -> Callable[[], bool]:
    """Whether there is room for one more step, each time it is asked: so many times it says yes."""
    left = most

    def has_room() -> bool:
        nonlocal left
        left -= 1
        return left >= 0

    return has_room
