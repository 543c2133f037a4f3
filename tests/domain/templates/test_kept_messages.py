"""What is kept of a message shows no personal link, wherever its tag stands (S2.50)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.communications.communications import packed
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.templates.merge_tags import LINK_TAGS
from contactbook.domain.templates.rendering import Rendered, message_of
from tests.builders.communications import a_communication
from tests.builders.templates import VALUES, content, problems
from tests.builders.tokens import TOKENS, shows_no_part_of

PLACES = [
    "<p>{}</p>",
    "<a href='{}'>x</a>",
    "<a href='{}/one-click'>x</a>",
    "<a href='https://acme.example/{}?to={}'>x</a>",
    "<a href='mailto:x@acme.example?body={}'>x</a>",
    "<img alt='{}' src='https://acme.example/a.png'>",
    "<!-- {} -->",
    "<!--[if mso]><a href='{}' title='{}'>{}</a><![endif]-->",
    "<!--[if mso]><a href='https://acme.example/?to={}'>x</a><![endif]-->",
    "<title>{}</title>",
]


def _texts(rendered: Rendered) -> str:
    kept = a_communication(packed_content=packed(rendered)).content
    assert kept is not None
    return "\n".join(text for text in (kept.subject, kept.html, kept.text) if text)


@pytest.mark.feature("S2.50")
@given(token=TOKENS, tag=st.sampled_from(sorted(LINK_TAGS)), place=st.sampled_from(PLACES), channel=st.sampled_from(Channel))
def test_no_kept_text_shows_a_part_of_a_token(token: str, tag: str, place: str, channel: Channel) -> None:
    page = place.replace("{}", f"#{{{tag}}}")
    made = content(email={"subject": f"S #{tag}", "html": page}, sms={"text": f"x #{tag} y"}, print={"html": page})
    assert problems(made) == {}
    values = VALUES | {tag: f"https://contact.acme.example/p/{token}"}

    message = message_of(made, channel, None, values, {tag})

    assert shows_no_part_of(token, _texts(message.kept))
    # The search alone finds it too, so a link in a contact's value is masked.
    assert shows_no_part_of(token, _texts(message.sent))
    assert not shows_no_part_of(token, "\n".join(text for text in message.sent.model_dump().values() if text))


@pytest.mark.feature("S2.50")
def test_what_is_kept_differs_in_the_links_only() -> None:
    made = content(email={"subject": "Dear #first_name", "html": "<a href='#preferences_link'>#first_name</a>"})
    link = "https://contact.acme.example/p/" + "a" * 90

    message = message_of(made, Channel.EMAIL, None, VALUES | {"preferences_link": link}, {"preferences_link"})

    assert message.sent.html == f"<a href='{link}'>Eleni</a>"
    assert message.kept.html == "<a href='https://contact.acme.example/p/***'>Eleni</a>"
    assert (message.kept.subject, message.kept.text) == ("Dear Eleni", "Eleni (https://contact.acme.example/p/***)")


@pytest.mark.feature("S2.50")
def test_without_links_the_message_is_kept_as_it_was_sent() -> None:
    message = message_of(content(sms={"text": "Dear #first_name"}), Channel.SMS, None, VALUES, ())
    assert message.kept is message.sent
