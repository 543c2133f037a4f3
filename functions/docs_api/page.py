"""Swagger UI as one page. Its script and style ship with Powertools and are inlined, so nothing is fetched from elsewhere."""

from pathlib import Path

from aws_lambda_powertools.event_handler.openapi import swagger_ui

_START = """\
SwaggerUIBundle({
  url: "/v1/openapi.json", dom_id: "#swagger-ui", deepLinking: true, filter: true, docExpansion: "none",
  persistAuthorization: true, tryItOutEnabled: true, displayRequestDuration: true, validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis], layout: "BaseLayout"
});
"""


def swagger_page() -> str:
    """Return the page's HTML."""
    files = Path(swagger_ui.__file__).parent
    # A closing tag inside the script would end it early. The escaped tag means the same in JavaScript.
    script = (files / "swagger-ui-bundle.min.js").read_text("utf-8").replace("</script", "<\\/script")
    style = (files / "swagger-ui.min.css").read_text("utf-8")
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Contactbook API</title>'
        f'<link rel="icon" href="data:,"><style>{style}</style></head>\n'
        f'<body><div id="swagger-ui"></div><script>{script}</script>\n<script>{_START}</script></body></html>\n'
    )
