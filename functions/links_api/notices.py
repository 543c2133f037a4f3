"""What a page says about the last action on it."""

from contactbook.domain.base.values import Flag, Value


class Notice(Value):
    """The result of the last action."""

    text: str
    is_good: Flag = True
