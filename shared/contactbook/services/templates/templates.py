"""Templates, and previews of what a contact would get (S2.66-S2.70)."""

from datetime import datetime
from typing import Annotated

from pydantic import JsonValue, StringConstraints

from contactbook.config import config
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.days import today_in
from contactbook.domain.base.errors import NotFound
from contactbook.domain.base.merge_patch import patched_fields
from contactbook.domain.base.values import Draft, Language
from contactbook.domain.base.versions import next_version, require_version, with_fields
from contactbook.domain.contacts.details import Address
from contactbook.domain.decisions.contact_information import Level, resolve
from contactbook.domain.decisions.decision import Decision
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.templates.bodies import TemplateContent
from contactbook.domain.templates.content_checks import require_renderable
from contactbook.domain.templates.merge_tags import LINK_TAGS, MergeTag, merge_values, tag_names, tags_beginning
from contactbook.domain.templates.rendering import Rendered, render
from contactbook.domain.templates.templates import Template, TemplateDraft, TemplateFields
from contactbook.services.base.ids import new_id
from contactbook.services.base.references import require_unused
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.tenant_changes import TenantChange, commit_tenant_change
from contactbook.services.changes.access import visible_profile
from contactbook.storage.tenant_store import TenantStore


class PreviewDraft(Draft):
    """The contact whose values fill the template; `account_id` makes it account-level."""

    contact_id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
    account_id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")] | None = None
    channel: Channel
    language: Language | None = None


class Preview(Rendered):
    """What the contact would get, and the level of each item. Nothing was sent, and its links lead nowhere."""

    channel: Channel
    language: str | None
    address: str | Address | None
    address_level: Level | None
    levels: dict[str, Level | None]


def create_template(store: TenantStore, draft: TemplateDraft, *, by: Caller, now: datetime) -> Template:
    """Create a template. Raises ValidationFailed, for example for an unknown tag (S2.70)."""
    require_valid_content(store, draft)
    made = Template.model_validate({**_fields(draft), "template_id": new_id("tpl", now), "created_at": now, "updated_at": now})
    change = TenantChange("template.created", made.template_id, None, made)
    commit_tenant_change(store, change, store.templates.add_of(made.template_id, made), by=by, now=now)
    return made


@retried_when_raced
def change_template(
    store: TenantStore, template_id: str, patch: dict[str, JsonValue], *, by: Caller, now: datetime, if_match: int | None = None
) -> Template:
    """Apply a merge-patch; nothing is saved if nothing changes. Raises ValidationFailed, VersionMismatch, NotFound."""
    stored = store.templates.get(template_id)
    require_version(stored.version, if_match)
    fields = patched_fields(TemplateFields, stored, patch)
    require_valid_content(store, fields)
    changed = with_fields(stored, **_fields(fields))
    if changed == stored:
        return stored
    changed = next_version(changed, updated_at=now)
    change = TenantChange("template.changed", template_id, stored, changed)
    save = store.templates.save_of(template_id, changed, replacing=stored.version)
    commit_tenant_change(store, change, save, by=by, now=now)
    return changed


@retried_when_raced
def delete_template(store: TenantStore, template_id: str, *, by: Caller, now: datetime, if_match: int | None = None) -> None:
    """Delete a template. Raises RuleBroken `in_use`, VersionMismatch, NotFound."""
    stored = store.templates.get(template_id)
    require_version(stored.version, if_match)
    require_unused(store, template_id)
    change = TenantChange("template.deleted", template_id, stored, None)
    commit_tenant_change(store, change, store.templates.remove_of(template_id, version=stored.version), by=by, now=now)


def require_valid_content(
    store: TenantStore, content: TemplateContent, *, under: str = "", also: frozenset[str] = frozenset()
) -> None:
    """Refuse content that cannot be rendered; `under` is the pointer of the object that holds it. Raises ValidationFailed.

    `also` names tags that are not offered to callers.
    """
    require_renderable(content, tag_names(store.settings.current()) | also, under=under)


def list_merge_tags(store: TenantStore, prefix: str) -> list[MergeTag]:
    """Return the tags that begin with the prefix (S2.69)."""
    return tags_beginning(prefix, store.settings.current())


def preview_template(store: TenantStore, template_id: str, draft: PreviewDraft, *, by: Caller, now: datetime) -> Preview:
    """Return what a contact would get; nothing changes and nothing is sent (S0.28).

    Raises NotFound for an unknown template, contact or account, RuleBroken `no_body_for_channel`.
    """
    template = store.templates.get(template_id)
    profile = visible_profile(store, draft.contact_id, by=by)
    accounts = store.accounts.all_in(profile.children)
    if draft.account_id is not None and draft.account_id not in {account.account_id for account in accounts}:
        raise NotFound("There is no such account.")
    settings = store.settings.current()
    information = resolve(profile.contact, accounts, account_id=draft.account_id)
    language = draft.language or profile.contact.language or settings.localization.default_language
    decision = Decision(contacted=False, channel=draft.channel, information=information, language=language)
    values = merge_values(
        profile.contact,
        accounts,
        decision,
        opportunities=store.opportunities.all_in(profile.children),
        settings=settings,
        links=_sample_links(),
        today=today_in(settings.localization.time_zone, now),
    )
    rendered = render(template, draft.channel, language, values)
    return Preview(
        **rendered.model_dump(),
        channel=draft.channel,
        language=language,
        address=decision.address,
        address_level=decision.address_level,
        levels=decision.levels,
    )


def sample_of(
    store: TenantStore, template_id: str, contact_id: str | None, language: str | None, *, by: Caller, now: datetime
) -> Rendered:
    """Return the email of a template: what the contact would get, or without a contact one that the examples of the tags fill.

    Raises NotFound, RuleBroken `no_body_for_channel`.
    """
    if contact_id is not None:
        draft = PreviewDraft(contact_id=contact_id, channel=Channel.EMAIL, language=language)
        return preview_template(store, template_id, draft, by=by, now=now)
    settings = store.settings.current()
    examples = {tag.tag.removeprefix("#"): tag.example for tag in tags_beginning("", settings)}
    language = language or settings.localization.default_language
    return render(store.templates.get(template_id), Channel.EMAIL, language, {**examples, **_sample_links()})


def _sample_links() -> dict[str, str]:
    """Return sample links: a user of the tenant reads the preview and must not get a link that acts for the contact."""
    return {name: f"{config().public_url}/p/preview" for name in LINK_TAGS}


def _fields(fields: TemplateFields) -> dict[str, object]:
    return {name: getattr(fields, name) for name in TemplateFields.model_fields}
