from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.template_test_send import TemplateTestSend
from ...models.template_test_send_draft import TemplateTestSendDraft


def templates_test_send(
    template_id: str,
    *,
    body: TemplateTestSendDraft,
) -> Request[TemplateTestSend]:
    """Send a template's email as a test to an address of the tenant's own domain. It is no communication, and its links lead nowhere."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/templates/{template_id}/test-send".format(
            template_id=quote(str(template_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> TemplateTestSend:
    if response.status == 202:
        response_202 = TemplateTestSend.from_dict(response.json())

        return response_202

    raise ValueError(response.status)
