"""What the providers of messages report to the functions: feedback on an email, and texts that people send to a number."""

import re
from collections.abc import Callable
from typing import Any

from infra.local.functions.clock import Clock
from infra.local.pages.feedback import feedback_event, inbound_text_event
from infra.local.pages.mail import SendingServices
from infra.local.pages.outbox import Outbox
from infra.local.pages.sns_signing import SnsSigner

OPTED_OUT = "sms_opted_out"
_START_WORDS = frozenset({"start", "unstop"})
# Passes an event, made from a topic and the time, to each function that reads a topic.
Publish = Callable[[Callable[[str], dict[str, Any]]], None]


class ProviderReports:
    """Signs reports as SNS does and passes them on."""

    def __init__(self, outbox: Outbox, services: SendingServices, clock: Clock, signer: SnsSigner, publish: Publish) -> None:
        self._outbox = outbox
        self._services = services
        self._clock = clock
        self._signer = signer
        self._publish = publish

    def feed_back(self, message_id: str, kind: str, status: str | None) -> bool:
        """Pass on the feedback on a message. Return False if no message of the kind's channel has that id."""
        sent = self._outbox.find(message_id)
        if sent is None or sent.channel != ("sms" if kind == OPTED_OUT else "email"):
            return False
        if kind == OPTED_OUT:
            self._services.opt_out(str(sent.to), str(sent.sender))
            self.receive_text(str(sent.to), str(sent.sender), "STOP")
        else:
            moment = self._moment()
            self._publish(lambda topic: feedback_event(sent, kind, topic, moment, self._signer, status=status))
        return True

    def receive_text(self, sender: str, to: str, text: str) -> None:
        """Pass on a text message that somebody sent to a number. The service itself opens its list to who says START."""
        if re.sub(r"[\W_]+", "", text).casefold() in _START_WORDS:
            self._services.opt_in(sender, to)
        moment = self._moment()
        self._publish(lambda topic: inbound_text_event(sender, to, text, topic, moment, self._signer))

    def _moment(self) -> str:
        return self._clock.now().strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
