"""Responses from templates: one design, one set of headers, no external resources."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from http import HTTPStatus
from pathlib import Path
from zoneinfo import ZoneInfo

from aws_lambda_powertools.event_handler import Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from contactbook.domain.base.month_names import MONTHS
from contactbook.domain.settings.sections import Settings
from links_api.colours import palette_of
from links_api.texts import FALLBACK, TEXTS

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
    "Vary": "Origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass(frozen=True)
class Words:
    """The texts of a page: its language, the tenant, and its logo as a data URL."""

    language: str
    tenant: str
    time_zone: str = "UTC"
    logo: str | None = None

    def say(self, key: str, **values: str) -> str:
        """Return the text of a key with its values filled in."""
        return TEXTS[self.language][key].format(tenant=self.tenant, **values)

    def day(self, moment: datetime) -> str:
        """Return the day of a moment in the tenant's time zone, such as 2 March 2026."""
        return self.date(moment.astimezone(ZoneInfo(self.time_zone)).date())

    def date(self, day: date) -> str:
        """Return a date in words."""
        return f"{day.day} {MONTHS[self.language][day.month - 1]} {day.year}"

    def month_day(self, value: str) -> str:
        """Return a day of the year (`MM-DD`) in words."""
        return f"{int(value[3:])} {MONTHS[self.language][int(value[:2]) - 1]}"


def page(
    template: str,
    words: Words,
    settings: Settings,
    values: Mapping[str, object],
    status: HTTPStatus = HTTPStatus.OK,
) -> Response[str]:
    """Return a page of a tenant, with its name, logo and colour."""
    brand = {
        "name": words.tenant,
        "initial": words.tenant[:1].upper(),
        "logo": words.logo,
        "palette": palette_of(settings.branding.colour),
    }
    return _answer(template, words.language, {"say": words.say, "words": words, "brand": brand, **values}, status)


def problem_page(key: str, status: HTTPStatus) -> Response[str]:
    """Return a page that belongs to no tenant. It is the same for everyone, in both languages."""
    said = [
        {"language": language, "title": texts[f"problem.{key}"], "lead": texts[f"problem.{key}_lead"]}
        for language, texts in TEXTS.items()
    ]
    return _answer("problem.html", FALLBACK, {"said": said, "brand": {"palette": palette_of(None)}}, status)


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


def _answer(template: str, language: str, values: Mapping[str, object], status: HTTPStatus) -> Response[str]:
    nonce = secrets.token_urlsafe(16)
    policy = (
        f"default-src 'none'; style-src 'nonce-{nonce}'; img-src data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
    body = _ENVIRONMENT.get_template(template).render(nonce=nonce, language=language, style=_style(), **values)
    return Response(
        status_code=status.value,
        content_type="text/html; charset=utf-8",
        body=body,
        headers={**HEADERS, "Content-Security-Policy": policy, "Content-Language": language},
    )


@cache
def _style() -> str:
    return (_TEMPLATES / "style.css").read_text("utf-8")


def warm() -> None:
    """Compile every template when the function starts, so that no visitor waits for it."""
    for template in _TEMPLATES.glob("*.html"):
        _ENVIRONMENT.get_template(template.name)
    _style()
