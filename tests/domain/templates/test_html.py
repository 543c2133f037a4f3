"""What is forbidden in HTML, and the plain text of an HTML body."""

import pytest

from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.templates.merge_tags import LINK_TAGS
from contactbook.domain.templates.rendering import render
from tests.builders.templates import VALUES, filled, html, problems


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<script>x</script>", "html_not_allowed"),
        ("<SCRIPT src='x'></SCRIPT>", "html_not_allowed"),
        ("<img src=x onerror='x'>", "html_not_allowed"),
        ("<a href='javascript:x'>x</a>", "html_not_allowed"),
        ("<iframe src='x'></iframe>", "html_not_allowed"),
        ("<p title=#first_name>x</p>", "tag_not_quoted"),
        ("<a href='#first_name'>x</a>", "tag_not_allowed_here"),
    ],
)
def test_html_that_could_carry_a_script_is_refused(body: str, code: str) -> None:
    assert problems(html(body)) == {"/bodies/email/html": code}


@pytest.mark.feature("S2.12")
def test_link_tags_may_be_addresses() -> None:
    body = "".join(f"<a href='#{name}'>x</a>" for name in sorted(LINK_TAGS))
    links = {name: f"https://c.example/p/{name}?a=1&b=2" for name in LINK_TAGS}

    assert problems(html(body)) == {}
    assert filled(body, **links).count("https://c.example/p/") == len(LINK_TAGS)
    assert "a=1&amp;b=2" in filled(body, **links)


def test_the_plain_text_of_an_email_is_made_from_its_html() -> None:
    body = "<html><head><title>T</title></head><body><p>Dear #first_name &amp; co,</p><p>see <a href='https://x.example/a'>this</a></p></body></html>"

    assert render(html(body), Channel.EMAIL, None, VALUES).text == "Dear Eleni & co,\n\nsee this (https://x.example/a)"


def test_the_plain_text_leaves_out_style_sheets() -> None:
    assert render(html("<style>p { color: #abc }</style><p>Hello</p>"), Channel.EMAIL, None, VALUES).text == "Hello"
