"""The message with a new link, in each language of the pages. The person's language is chosen when it is sent."""

from contactbook.domain.base.values import MOST_IN_A_LINE
from contactbook.domain.links.links import LinkPurpose
from contactbook.domain.links.texts import FALLBACK, filled, languages_of, text_in
from contactbook.domain.settings.languages import LANGUAGES, is_right_to_left
from contactbook.domain.settings.sections import Settings
from contactbook.domain.templates.bodies import Bodies, EmailBody, SmsBody, TemplateContent

# The links that are renewed, and the tag that the sender replaces by each: so it is stored nowhere (S2.50).
RENEWED = {
    LinkPurpose.CONSENT: "consent_accept_link",
    LinkPurpose.PREFERENCES: "preferences_link",
    LinkPurpose.UNSUBSCRIBE: "unsubscribe_link",
}


def renewal_content(purpose: LinkPurpose, settings: Settings) -> TemplateContent:
    """Return the email and the text message that bring a new link of this purpose. The first language is the tenant's."""
    languages = languages_of(settings.page_texts, LANGUAGES)
    bodies = {language: _bodies(language, RENEWED[purpose], settings) for language in languages}
    default = settings.localization.default_language
    return TemplateContent(bodies=bodies[default if default in bodies else FALLBACK], languages=bodies)


def _bodies(language: str, link_tag: str, settings: Settings) -> Bodies:
    own, right_to_left = settings.page_texts.of(language), is_right_to_left(language)

    def say(key: str) -> str:
        text = text_in(language, key, own)
        named = {"tenant": _plain(settings.tenant_name), "link": f"#{{{link_tag}}}"}
        return filled(_plain(text), named, right_to_left=right_to_left)

    subject = filled(text_in(language, "renewal.subject", own), {"tenant": settings.tenant_name}, right_to_left=right_to_left)
    while len(_plain(subject)) > MOST_IN_A_LINE:
        subject = subject[:-1].rstrip()
    return Bodies(
        email=EmailBody(subject=_plain(subject), text=say("renewal.text")),
        sms=SmsBody(text=say("renewal.sms")),
    )


def _plain(text: str) -> str:
    """Return the text as it stands in a template: `#` begins a merge tag; doubled, it is plain text."""
    return text.replace("#", "##")
