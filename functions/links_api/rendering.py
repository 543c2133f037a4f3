"""Responses from templates: one design, one set of headers, no external resources."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from http import HTTPStatus
from pathlib import Path
from zoneinfo import ZoneInfo

from aws_lambda_powertools.event_handler import Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from contactbook.domain.base.values import Flag
from contactbook.domain.links.texts import FALLBACK, TEXTS, filled, text_in
from contactbook.domain.settings.languages import LANGUAGES, is_right_to_left
from contactbook.domain.settings.page_texts import PageTexts
from contactbook.domain.settings.sections import Settings
from links_api.colours import palette_of

_TEMPLATES = Path(__file__).parent / "templates"
_ENVIRONMENT = Environment(
    loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
# Headers of every response: no cache, no search engine, no referrer.
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Vary": "Origin, Accept-Language",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass(frozen=True)
class Words:
    """The texts of a page: its language, the tenant with its own texts, and its logo as a data URL.

    `offered` are the languages of the switch, and `switched` is True if it was used: then every form and link of the page keeps it.
    """

    language: str
    tenant: str
    own: PageTexts = field(default_factory=PageTexts)
    offered: tuple[str, ...] = tuple(TEXTS)
    switched: Flag = False
    time_zone: str = "UTC"
    logo: str | None = None

    def say(self, key: str, **values: str) -> str:
        """Return the text of a key with its values filled in."""
        text = text_in(self.language, key, self.own.of(self.language))
        return filled(text, {"tenant": self.tenant, **values}, right_to_left=self.is_right_to_left)

    def day(self, moment: datetime) -> str:
        """Return the day of a moment in the tenant's time zone, such as 2 March 2026."""
        return self.date(moment.astimezone(ZoneInfo(self.time_zone)).date())

    def date(self, day: date) -> str:
        """Return a date in words."""
        return self.say("date.full", day=str(day.day), month=self.say(f"month.{day.month}"), year=str(day.year))

    def month_day(self, value: str) -> str:
        """Return a day of the year (`MM-DD`) in words."""
        return self.say("date.of_year", day=str(int(value[3:])), month=self.say(f"month.{int(value[:2])}"))

    @property
    def is_right_to_left(self) -> bool:
        """True if the language is written from right to left."""
        return is_right_to_left(self.language)

    @property
    def keep(self) -> str:
        """The end of an address that keeps the language of the switch."""
        return f"?lang={self.language}" if self.switched else ""


def page(
    template: str,
    words: Words,
    settings: Settings,
    values: Mapping[str, object],
    status: HTTPStatus = HTTPStatus.OK,
) -> Response[str]:
    """Return a page of a tenant, with its name, logo and colour. `stands_at` among the values is where the switch leads."""
    brand = {
        "name": words.tenant,
        "initial": words.tenant[:1].upper(),
        "logo": words.logo,
        "palette": palette_of(settings.branding.colour),
    }
    return _answer(template, words, {"brand": brand, **values}, status)


def problem_page(key: str, words: Words, status: HTTPStatus, *, stands_at: str) -> Response[str]:
    """Return a page that belongs to no tenant. It is the same for every wrong link; the switch leads to `stands_at`."""
    values = {"key": key, "brand": {"palette": palette_of(None)}, "stands_at": stands_at}
    return _answer("problem.html", words, values, status)


def plain(text: str, status: HTTPStatus = HTTPStatus.OK, *, language: str = FALLBACK) -> Response[str]:
    """Return a text response, for programs."""
    return _bare("text/plain", text, status, **{"Content-Language": language})


def redirect(address: str) -> Response[str]:
    """Return a redirect to a file elsewhere."""
    return _bare("text/plain", "", HTTPStatus.FOUND, Location=address)


def download(text: str, file_name: str) -> Response[str]:
    """Return a file to download."""
    return _bare("application/json", text, HTTPStatus.OK, **{"Content-Disposition": f'attachment; filename="{file_name}"'})


def _bare(media_type: str, body: str, status: HTTPStatus, **headers: str) -> Response[str]:
    policy = {"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'"}
    return Response(
        status_code=status.value,
        content_type=f"{media_type}; charset=utf-8",
        body=body,
        headers={**HEADERS, **policy, **headers},
    )


def _answer(template: str, words: Words, values: Mapping[str, object], status: HTTPStatus) -> Response[str]:
    nonce = secrets.token_urlsafe(16)
    policy = (
        f"default-src 'none'; style-src 'nonce-{nonce}'; img-src data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
    shown = {"words": words, "say": words.say, "languages": LANGUAGES, "stands_at": "", "style": _style(), **values}
    body = _ENVIRONMENT.get_template(template).render(nonce=nonce, **shown)
    return Response(
        status_code=status.value,
        content_type="text/html; charset=utf-8",
        body=body,
        headers={**HEADERS, "Content-Security-Policy": policy, "Content-Language": words.language},
    )


@cache
def _style() -> str:
    return (_TEMPLATES / "style.css").read_text("utf-8")


def warm() -> None:
    """Compile every template when the function starts, so that no visitor waits for it."""
    for template in _TEMPLATES.glob("*.html"):
        _ENVIRONMENT.get_template(template.name)
    _style()
