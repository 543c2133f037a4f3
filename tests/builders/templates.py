"""Contents of templates for tests, and what is wrong with them."""

from typing import Any

from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.settings.sections import Settings
from contactbook.domain.templates.bodies import TemplateContent
from contactbook.domain.templates.content_checks import require_renderable
from contactbook.domain.templates.merge_tags import tag_names
from contactbook.domain.templates.rendering import render

KNOWN = tag_names(Settings())
VALUES = dict.fromkeys(KNOWN, "") | {"first_name": "Eleni", "email": "eleni@example.com"}


def content(**bodies: Any) -> TemplateContent:
    rest = {name: bodies.pop(name) for name in ("defaults", "languages") if name in bodies}
    return TemplateContent.model_validate({"bodies": bodies, **rest})


def html(body: str) -> TemplateContent:
    return content(email={"subject": "S", "html": body})


def filled(body: str, **values: str) -> str:
    rendered = render(html(body), Channel.EMAIL, None, VALUES | values)
    assert rendered.html is not None
    return rendered.html


def problems(made: TemplateContent) -> dict[str, str]:
    try:
        require_renderable(made, KNOWN)
    except ValidationFailed as error:
        return {found.field: found.code for found in error.errors}
    return {}
