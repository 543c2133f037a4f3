"""An export has a word for everything, in every language: each field, value, action and actor (S2.126)."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from contactbook.domain.accounts.accounts import Account
from contactbook.domain.accounts.transactions import Transaction
from contactbook.domain.base.callers import Actor, ActorType
from contactbook.domain.communications.communication_states import CommunicationState
from contactbook.domain.consent.events import ConsentEvent, Evidence
from contactbook.domain.contacts.engagements import Engagement
from contactbook.domain.contacts.notes import Note
from contactbook.domain.contacts.record import ConsentState, ContactKind, LifeCycleState, Origin, Stage
from contactbook.domain.contacts.relations import Relation
from contactbook.domain.decisions.skip_reasons import SkipReason
from contactbook.domain.erasure import export_texts, export_values
from contactbook.domain.erasure.export_texts import LABELS, LANGUAGES, SENTENCES, TITLES
from contactbook.domain.erasure.export_values import NOUNS, REASONS, TYPES, VALUES, VERBS, WAYS
from contactbook.domain.erasure.export_words import words_for
from contactbook.domain.erasure.exported_records import LEFT_OUT, is_id
from contactbook.domain.erasure.person_export import PLACES, ExportedAnswer, ExportedAttachment, ExportedMessage
from contactbook.domain.kyc.ends import PERIOD
from contactbook.domain.links.links import LinkPurpose
from contactbook.domain.links.month_names import MONTHS
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.opportunities.conversions import Conversion
from contactbook.domain.opportunities.opportunities import Opportunity
from contactbook.domain.profiles.contact_view import ContactView
from contactbook.domain.refusals.evidence import SaidThrough
from contactbook.domain.refusals.marks import Through
from contactbook.domain.sending.deliveries import FeedbackKind
from contactbook.domain.settings.sections import Settings

MODELS = (
    ContactView, Account, Transaction, Opportunity, Note, Conversion, Engagement, Relation, ConsentEvent, Evidence,
    ExportedAnswer, ExportedAttachment, ExportedMessage,
)  # fmt: skip
STATES = (CommunicationState, ConsentState, ContactKind, LifeCycleState, Origin, Stage, Channel)
CODE = Path(__file__).parents[3] / "shared/contactbook"


def fields_of(model: type[BaseModel], known: set[type]) -> Iterator[str]:
    """Return the names of the fields of a model and of the models in it, without those that are not handed out."""
    known.add(model)
    for name, field in model.model_fields.items():
        if name in LEFT_OUT or is_id(name):
            continue
        yield name
        for part in _models_in(field.annotation):
            if part not in known and part is not Actor:
                yield from fields_of(part, known)


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and not get_args(annotation) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


@pytest.mark.feature("S2.126")
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_that_is_handed_out_has_a_label(model: type[BaseModel]) -> None:
    assert sorted({name for name in fields_of(model, set()) if name not in LABELS and name not in TITLES}) == []


@pytest.mark.feature("S2.126")
def test_every_section_and_every_fixed_word_is_named() -> None:
    assert set(PLACES.values()) - {"contact"} <= TITLES.keys()
    assert [one.value for states in STATES for one in states if one.value not in VALUES] == []
    assert [one.value for ways in (Through, SaidThrough) for one in ways if one.value not in WAYS] == []
    assert [one.value for one in SkipReason if one.value not in REASONS] == []
    assert [one for one in ActorType if f"by_{one.value}" not in SENTENCES] == []


@pytest.mark.feature("S2.126")
def test_every_type_that_a_tenant_begins_with_is_said_in_every_language_unless_it_is_named_otherwise() -> None:
    types = Settings().types
    begun = [one for found in (types.address, types.email, types.phone, types.relation) for one in found]
    assert {one.type: one.label for one in begun} == {key: texts[0] for key, texts in TYPES.items()}
    assert words_for("el", Settings()).type_label("phones", "mobile") == "Κινητό"
    named = Settings.model_validate({"types": {"phone": [{"type": "mobile", "label": "Handy"}]}})
    assert words_for("el", named).type_label("phones", "mobile") == "Handy"


@pytest.mark.feature("S2.126")
def test_every_reason_of_a_provider_that_we_name_and_every_purpose_of_a_link_is_said_in_words() -> None:
    named = re.findall(r'reason="([a-z_]+)"', "".join(path.read_text() for path in CODE.glob("**/*.py")))
    kinds = [FeedbackKind.SOFT_BOUNCE.value, FeedbackKind.HARD_BOUNCE.value, FeedbackKind.COMPLAINT.value]
    assert sorted({*named, *kinds} - REASONS.keys()) == []
    assert [one.value for one in LinkPurpose if one.value not in VALUES] == []
    words = words_for("el", Settings())
    because = [PERIOD, *(document for document in ("id_card", "passport"))]
    assert [one for one in because if words.value("expires_because", one) == one] == []


@pytest.mark.feature("S2.126")
def test_every_field_that_an_entry_of_the_history_names_has_a_label() -> None:
    text = "".join(path.read_text() for path in [*CODE.glob("services/**/*.py"), *CODE.glob("domain/**/*.py")])
    named = {part for field in re.findall(r'Change\(field="([a-z_.]+)"', text) for part in field.split(".")}
    own = {"acknowledged", "challenge", "entries", "erase_after_days", "global_form_attachment_id", "more_contactable"}
    assert {"communication", "purpose", "refusal"} <= named
    assert sorted(one for one in named - own if one not in LABELS and one not in NOUNS and not is_id(one)) == []


@pytest.mark.feature("S2.126")
def test_every_action_of_a_contacts_history_is_said_in_words() -> None:
    actions = set()
    for path in [*CODE.glob("services/**/*.py"), *CODE.glob("domain/**/*.py")]:
        # The names of published events are no actions of a history.
        if "texts" not in path.name and path.parent.name not in ("events", "webhooks"):
            actions |= set(re.findall(rf'"(?:{"|".join(NOUNS)})\.([a-z_]+)"', path.read_text()))
    fields = {name for model in MODELS for name in fields_of(model, set())}
    assert {"created", "changed", "merged", "read"} <= actions
    actions = {one for one in actions if not is_id(one)}
    assert sorted(actions - VERBS.keys() - fields - LABELS.keys() - NOT_ACTIONS) == []


# Fields, and a prefix of ids, which look like actions in the code.
NOT_ACTIONS = {"expires_at", "merge", "purpose", "settled", "stood", "taken_back_at"}


def test_every_text_is_there_in_every_language() -> None:
    assert MONTHS.keys() == set(LANGUAGES)
    tables = [table for module in (export_texts, export_values) for table in vars(module).values() if isinstance(table, dict)]
    texts = [text for table in tables for text in table.values() if isinstance(text, tuple)]
    assert len(texts) > 200
    assert [text for text in texts if len(text) != len(LANGUAGES) or not all(text)] == []


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("state", "accepted", "αποδοχή"),
        ("name", "accepted", "accepted"),
        ("primary", True, "ναι"),
        ("expires_on", "2030-03-02", "2 Μαρτίου 2030"),
        ("sent_at", "2026-03-02T22:30:00.000Z", "3 Μαρτίου 2026, 00:30"),
        ("reason", "consent_required", "λείπει η συγκατάθεσή σας"),
        ("through", "one_click", "το κουμπί διαγραφής ενός email"),
        ("scope", "channel:sms", "προσφορές μέσω SMS"),
        ("scope", "topic:Boats: new", "η λίστα Boats: new"),
        ("said", "no", "όχι"),
        ("classification", "id_card", "Ταυτότητα"),
        ("text", "2026-03-02 was fine", "2026-03-02 was fine"),
    ],
)
def test_values_are_said_in_words_and_somebodys_own_words_stay(field: str, value: str | bool, said: str) -> None:
    settings = Settings.model_validate({"localization": {"time_zone": "Europe/Nicosia"}})
    assert words_for("el", settings).value(field, value) == said


def test_a_record_within_a_value_is_one_line_without_ids() -> None:
    words = words_for("en", Settings())
    assert (
        words.written("x", [{"address_id": "adr_1", "line_1": "Ledra 1", "primary": False}, {"city": "Nicosia"}])
        == "Ledra 1; Nicosia"
    )
    assert words.actor(Actor(type=ActorType.LINK, id="x")) == "you, through a link"
