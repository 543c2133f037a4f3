"""The fields of a form: `application/x-www-form-urlencoded`, or `multipart/form-data`, which RFC 8058 allows too."""

import email
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qs

from contactbook.domain.base.errors import MalformedBody, UnsupportedMediaType

_MOST_FIELDS = 300
_ON = frozenset({"on", "true", "1", "yes"})
_OFF = frozenset({"off", "false", "0", "no", ""})

Form = Mapping[str, Sequence[str]]


def read_form(body: str, content_type: str) -> Form:
    """Return the fields of a form, each with its values. Raises MalformedBody, or UnsupportedMediaType if it is no form."""
    media_type = content_type.partition(";")[0].strip().lower()
    if not body:
        return {}
    if media_type == "multipart/form-data":
        return _multipart(body, content_type)
    if media_type != "application/x-www-form-urlencoded":
        raise UnsupportedMediaType("A form must be sent as application/x-www-form-urlencoded or multipart/form-data.")
    try:
        return parse_qs(body, keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict")
    except ValueError as error:
        raise MalformedBody("The form cannot be read.") from error


def first(form: Form, name: str) -> str:
    """Return the first value of a field, or nothing."""
    return next(iter(form.get(name, ())), "")


def flag(form: Form, name: str, *, absent: bool | None) -> bool | None:
    """Return the value of a checkbox or a yes-no field; `absent` if the form has none. Raises MalformedBody for other values."""
    values = form.get(name)
    if not values:
        return absent
    # If several values are sent, a no wins, as everywhere.
    found = {_read_flag(value) for value in values}
    return False not in found


def _read_flag(value: str) -> bool:
    folded = value.strip().lower()
    if folded not in _ON | _OFF:
        raise MalformedBody("The value of a choice must be `on` or `off`.")
    return folded in _ON


def _multipart(body: str, content_type: str) -> Form:
    message = email.message_from_string(f"Content-Type: {content_type}\r\n\r\n{body}")
    if not message.is_multipart():
        raise MalformedBody("The form cannot be read.")
    found: dict[str, list[str]] = {}
    for part in message.walk():
        name = part.get_param("name", header="content-disposition")
        if isinstance(name, str) and not part.is_multipart():
            found.setdefault(name, []).append(str(part.get_payload()).strip("\r\n"))
    return found
