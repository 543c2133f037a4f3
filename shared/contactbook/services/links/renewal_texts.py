"""The message with a new link, in each language of the pages. The person's language is chosen when it is sent."""
# ruff: noqa: RUF001  # The Greek texts need Greek letters that look like Latin ones.

from contactbook.domain.links.links import LinkPurpose
from contactbook.domain.templates.bodies import Bodies, EmailBody, SmsBody, TemplateContent

_FIRST = "en"
# The links that are renewed, and the tag that the sender replaces by each: so it is stored nowhere (S2.50).
RENEWED = {
    LinkPurpose.CONSENT: "consent_accept_link",
    LinkPurpose.PREFERENCES: "preferences_link",
    LinkPurpose.UNSUBSCRIBE: "unsubscribe_link",
}
_SUBJECTS = {"en": "Your new link to {tenant}", "el": "Ο νέος σας σύνδεσμος ({tenant})"}
_TEXTS = {
    "en": "You asked for a new link, because the one that {tenant} had sent you has expired. Here it is: {link}\n\n"
    "If you did not ask for it, you need not do anything.",
    "el": "Ζητήσατε νέο σύνδεσμο, επειδή ο προηγούμενος που σας είχαμε στείλει ({tenant}) έληξε. Ο νέος σύνδεσμος: {link}\n\n"
    "Αν δεν τον ζητήσατε, δεν χρειάζεται να κάνετε τίποτα.",
}
_SHORT = {"en": "Your new link to {tenant}: {link}", "el": "Ο νέος σας σύνδεσμος ({tenant}): {link}"}


def renewal_content(purpose: LinkPurpose, tenant: str) -> TemplateContent:
    """Return the email and the text message that bring a new link of this purpose."""
    # `#` begins a merge tag; doubled, it is plain text.
    named = {"tenant": tenant.replace("#", "##"), "link": f"#{{{RENEWED[purpose]}}}"}
    bodies = {language: _bodies(language, named) for language in _TEXTS}
    return TemplateContent(bodies=bodies[_FIRST], languages=bodies)


def _bodies(language: str, named: dict[str, str]) -> Bodies:
    return Bodies(
        email=EmailBody(subject=_SUBJECTS[language].format(**named), text=_TEXTS[language].format(**named)),
        sms=SmsBody(text=_SHORT[language].format(**named)),
    )
