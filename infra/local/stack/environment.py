"""The environment variables of the functions on the local stack."""

import os
from collections.abc import Iterable

from infra.local.engine.engine import Engine
from infra.local.functions.process import common_environment
from infra.local.pages.bus import BUS_PATH
from infra.local.pages.mail import SES_PATH, SMS_PATH
from infra.local.template.resources import Function


def stack_environment(functions: Iterable[Function], engine: Engine, url: str) -> dict[str, str]:
    """Return the variables of the template, and those that send the functions to this stack at `url`."""
    # Powertools keeps metrics on a class. They would mix between the functions that run side by side here.
    return {
        **common_environment(functions),
        **engine.environment(),
        "AWS_ENDPOINT_URL_SESV2": url + SES_PATH,
        "AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2": url + SMS_PATH,
        "AWS_ENDPOINT_URL_EVENTBRIDGE": url + BUS_PATH,
        "PUBLIC_URL": url,
        "WEBHOOKS_ALLOW_LOOPBACK": "1",
        "POWERTOOLS_METRICS_DISABLED": "true",
        "NO_PROXY": ",".join(filter(None, [os.environ.get("NO_PROXY"), "127.0.0.1,localhost"])),
    }
