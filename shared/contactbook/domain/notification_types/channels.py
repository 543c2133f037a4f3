"""The channels over which a contact is notified (S0.20)."""

from enum import StrEnum


class Channel(StrEnum):
    """How a communication reaches the contact."""

    EMAIL = "email"
    SMS = "sms"
    PRINT = "print"
