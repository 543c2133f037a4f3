"""A value that is left out, which is not null."""

from typing import Literal


class Unset:
    """What a field that is left out has."""

    def __bool__(self) -> Literal[False]:
        return False


UNSET: Unset = Unset()

__all__ = ["UNSET", "Unset"]
