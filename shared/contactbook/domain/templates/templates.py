"""Templates: as sent and as stored (S2.12, S2.66-S2.70)."""

from typing import Annotated

from pydantic import ConfigDict, StringConstraints

from contactbook.domain.base.values import Draft, Line, Moment, Record
from contactbook.domain.templates.bodies import TemplateContent


class TemplateFields(TemplateContent):
    """What a caller may set of a template."""

    name: Annotated[Line, StringConstraints(min_length=1, max_length=100)]


class TemplateDraft(TemplateFields, Draft):
    """What a caller sends to create a template."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "name": "Summer offer",
                    "bodies": {
                        "email": {
                            "subject": "#first_name, an offer",
                            "html": "<p>Dear #first_name</p>",
                            "text": "Dear #first_name",
                        },
                        "sms": {"text": "Hi #first_name"},
                    },
                    "defaults": {"first_name": "customer"},
                    "languages": {"el": {"sms": {"text": "Kalimera #first_name"}}},
                }
            ]
        },
    )


class Template(TemplateFields, Record):
    """A stored template."""

    template_id: str
    created_at: Moment
    updated_at: Moment
