"""What a contact carries of the lists that its person left and joined by itself (S5.7)."""

from contactbook.domain.base.values import Moment, Value


class LeftTopic(Value):
    """A list that the person left by itself, and has not joined again by itself."""

    list_id: str
    at: Moment


class JoinedTopic(Value):
    """A list that the person joined by itself or, as a user shows with evidence, asked for; `at` is when it said so."""

    list_id: str
    at: Moment
