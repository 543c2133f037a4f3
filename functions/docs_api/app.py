"""The function of the OpenAPI document and its page. It only wires routes."""

from contactbook.api.resolver import build_app, handler_of
from docs_api import docs

app = build_app(docs.router)
handler = handler_of(app)
