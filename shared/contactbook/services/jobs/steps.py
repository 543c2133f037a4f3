"""A limit on steps, for work that no function's time limits."""

from contactbook.domain.base.jobs import TimeLeft


def steps_left(most: int) -> TimeLeft:
    """Return a function that answers True `most` times, then False."""
    left = most

    def has_room() -> bool:
        nonlocal left
        left -= 1
        return left >= 0

    return has_room
