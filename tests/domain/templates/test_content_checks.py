"""Content that cannot be rendered is refused with its place."""

import pytest

from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.templates.bodies import TemplateContent
from contactbook.domain.templates.rendering import render
from tests.builders.templates import VALUES, content, html, problems


@pytest.mark.feature("S2.70")
@pytest.mark.parametrize(
    ("made", "pointer"),
    [
        (content(email={"subject": "#nobody", "text": "x"}), "/bodies/email/subject"),
        (content(email={"subject": "S", "text": "#first_names"}), "/bodies/email/text"),
        (content(email={"subject": "S", "html": "<p>#nobody</p>"}), "/bodies/email/html"),
        (content(sms={"text": "#{nobody}"}), "/bodies/sms/text"),
        (content(print={"html": "#nobody"}), "/bodies/print/html"),
        (content(sms={"text": "x"}, languages={"el": {"sms": {"text": "#nobody"}}}), "/languages/el/sms/text"),
        (content(sms={"text": "x"}, defaults={"nobody": "x"}), "/defaults/nobody"),
    ],
)
def test_an_unknown_tag_is_refused_with_its_place(made: TemplateContent, pointer: str) -> None:
    assert problems(made) == {pointer: "unknown_tag"}


def test_a_template_without_any_body_is_refused() -> None:
    assert problems(content()) == {"/bodies": "required"}


def test_bodies_that_are_too_large_together_are_refused() -> None:
    large = {"email": {"subject": "S", "text": "x" * 90_000}}

    made = content(**large, languages={"el": large, "fr": large, "de": large})

    assert problems(made) == {"/bodies": "too_large"}


def test_a_large_unclosed_body_is_checked_in_linear_time() -> None:
    assert problems(html('<"' * 40_000)) == {"/bodies/email/html": "html_not_allowed"}
    assert problems(html("<style " * 14_000)) == {"/bodies/email/html": "html_not_allowed"}
    assert problems(html("<div>" * 19_000)) == {"/bodies/email/html": "html_not_allowed"}
    assert problems(html("<style>" * 14_000)) == {"/bodies/email/html": "html_not_allowed"}
    assert problems(html("<a href=" + " " * 90_000 + "x>")) == {}
    assert problems(html("<!--" + "<meta " * 16_000)) == {"/bodies/email/html": "html_not_allowed"}
    assert len(render(html("&nbsp;" * 16_000), Channel.EMAIL, None, VALUES).html or "") == 96_000
