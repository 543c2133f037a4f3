"""The message with a new link, in each language of the pages. The person's language is chosen when it is sent."""

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
    def say(key: str) -> str:
        # `#` begins a merge tag; doubled, it is plain text.
        text = text_in(language, key, settings.page_texts.of(language)).replace("#", "##")
        named = {"tenant": settings.tenant_name.replace("#", "##"), "link": f"#{{{link_tag}}}"}
        return filled(text, named, right_to_left=is_right_to_left(language) and key != "renewal.text")

    return Bodies(
        email=EmailBody(subject=say("renewal.subject"), text=say("renewal.text")),
        sms=SmsBody(text=say("renewal.sms")),
    )
