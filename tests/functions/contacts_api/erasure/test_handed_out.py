"""What a person is handed out is readable in every form, in its language, and under the tenant's name (S2.126)."""

import base64
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import deliver, drain_stream
from tests.builders.sending import mails, set_up
from tests.checks.handed_out import machinery_in
from tests.checks.pdf import text_of_pdf
from tests.functions.contacts_api.erasure.test_person_export import MARK, whole_person

TENANT, NAME = "zq-tenant-77", "Ακμή Telecom"
WRITTEN = "Your contract ends in May. " * 12
_IDS = re.compile(r"\b[a-z]{2,4}_[0-9A-Z]{26,}|\b[0-9a-f]{32}\b")
# Names, addresses and words that a user or the tenant typed.
_SOMEBODYS_OWN = frozenset(
    re.findall(
        r"\w+",
        "Georgiou Canary penelope example com Newsletter Checking Loan Care Hello note on id card pdf application Telecom tests",
    )
)
# Words that Greek has too, and codes.
_IN_BOTH = frozenset({"Email", "email", "SMS", "IP", "bytes", "CY", "EUR", "el"})


@pytest.fixture
def tenant(world: World) -> Api:
    api = Api(tenant_id=TENANT)
    api.register(name=NAME)
    set_up(TENANT)
    assert api.put("/v1/settings/senders", {"email": {"from_address": f"news@{TENANT}.example"}}).status == 200
    return api


def _sent_to(api: Api, world: World, **fields: object) -> str:
    contact_id = whole_person(api, world, text=WRITTEN, has_senders=True, **fields)
    assert deliver(world, "notification_sender") == []
    return contact_id


def forms_of(api: Api, world: World, contact_id: str) -> Iterator[tuple[str, str]]:
    """Give every form of an export as text."""
    at = f"/v1/contacts/{contact_id}/export"
    yield "json", api.get(at).text
    yield "html", api.get(at, format="html").text
    yield "pdf", text_of_pdf(base64.b64decode(api.get(at, format="pdf").text))
    made = api.get(at, format="zip").body
    key = urlsplit(made["download_url"]).path.split("/", 2)[2]
    content = world.client("s3").get_object(Bucket=world.bucket_name, Key=key)["Body"].read()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        yield "zipped json", archive.read("data.json").decode()
        yield "zipped html", archive.read("data.html").decode()
        yield "zipped pdf", text_of_pdf(archive.read("data.pdf"))


@pytest.mark.feature("S2.126")
def test_no_form_of_an_export_shows_the_machinery_and_each_says_what_was_written(tenant: Api, world: World) -> None:
    contact_id = _sent_to(tenant, world, language="el")
    for form, text in forms_of(tenant, world, contact_id):
        assert machinery_in(text, TENANT) == [], form
        # A line of a page may end anywhere between two words.
        plain = "".join(text.split())
        # The reference at the end is the contact's own, for whoever asks again.
        assert form.endswith("json") or set(_IDS.findall(text)) <= {contact_id}, form
        assert [said for said in (WRITTEN, MARK, NAME) if "".join(said.split()) not in plain] == [], form


@pytest.mark.feature("S2.126")
def test_no_word_of_ours_in_a_greek_export_is_english(tenant: Api, world: World) -> None:
    address = {"type": "home", "line_1": "1", "country": "CY"}
    contact_id = _sent_to(
        tenant, world, language="el", phones=[{"type": "mobile", "number": "+35799123456"}], addresses=[address]
    )
    at = f"/v1/contacts/{contact_id}"
    evidence = {"said_through": "phone", "said_at": "2026-01-02T10:00:00Z", "note": "x"}
    said = tenant.put(f"{at}/preferences", {"direct_marketing": True, "channels": {"sms": False}, "evidence": evidence})
    assert said.status == 200, said.text
    assert tenant.post(f"{at}/links", {"purpose": "preferences"}).status == 201
    own = Api(tenant_id=TENANT, contact_id=contact_id)
    assert own.put(f"{at}/preferences", {"affiliate_marketing": False}).status == 200
    drain_stream(world)
    page = tenant.get(f"{at}/export", format="html").text.partition("<h2>")[2].replace(WRITTEN.strip(), "")
    latin = set(re.findall(r"[A-Za-z_]{2,}", re.sub(r"<[^>]*>", " ", page.replace(contact_id, ""))))
    assert latin - _IN_BOTH - _SOMEBODYS_OWN == set()


@pytest.mark.feature("S2.126", "S8.3")
def test_an_export_names_no_other_of_a_relation_and_a_customer_gets_no_id_of_it(tenant: Api, world: World) -> None:
    contact_id = _sent_to(tenant, world)
    assert all("Acme Ltd" not in text for _, text in forms_of(tenant, world, contact_id))
    assert "related_contact_id" in tenant.get(f"/v1/contacts/{contact_id}/export").body["relations"][0]
    own = Api(tenant_id=TENANT, contact_id=contact_id).get(f"/v1/contacts/{contact_id}/export").body
    assert "related_contact_id" not in own["relations"][0]


@pytest.mark.feature("S2.126")
def test_an_export_says_what_was_sent_when_and_where_to(tenant: Api, world: World) -> None:
    contact_id = _sent_to(tenant, world)
    (message,) = tenant.get(f"/v1/contacts/{contact_id}/export").body["communications"]
    assert (message["channel"], message["state"], message["about"]) == ("email", "sent", "Care")
    assert (message["subject"], message["text"], message["to"]) == ("Hello", WRITTEN.strip(), "penelope@example.com")
    assert message["sent_at"]


@pytest.mark.feature("S2.126")
@pytest.mark.parametrize(
    ("own", "of_the_tenant", "words"),
    [
        ("el", "en", ("<html lang=el>", "Επώνυμο", "Μηνύματα προς εσάς", "στάλθηκε", "Τηρούνται από")),
        ("en", "el", ("<html lang=en>", "Last name", "Messages to you", "sent", "Held by")),
        (None, "el", ("<html lang=el>", "Επώνυμο")),
        ("xx", "en", ("<html lang=en>", "Last name")),
    ],
)
def test_an_export_is_in_the_contacts_language_else_the_tenants(
    tenant: Api, world: World, own: str | None, of_the_tenant: str, words: tuple[str, ...]
) -> None:
    tenant.put("/v1/settings/localization", {"default_language": of_the_tenant})
    contact_id = _sent_to(tenant, world, **({"language": own} if own else {}))
    page = tenant.get(f"/v1/contacts/{contact_id}/export", format="html").text
    assert [word for word in words if word not in page] == []


@pytest.mark.feature("S2.5", "S2.126")
def test_an_export_has_the_tenants_own_labels(tenant: Api, world: World) -> None:
    types = tenant.get("/v1/settings/types").body
    types = {name: types[name] for name in ("address", "email", "phone", "relation")}
    types["email"] = [{"type": "personal", "label": "Σπίτι μου"}]
    assert tenant.put("/v1/settings/types", types).status == 200
    assert tenant.put("/v1/settings/custom_fields", {"fields": [{"name": "boat", "label": "Sailing boat"}]}).status == 200
    contact_id = _sent_to(tenant, world, custom={"boat": "Argo"})
    page = tenant.get(f"/v1/contacts/{contact_id}/export", format="html").text
    assert "Email (Σπίτι μου)" in page
    assert "Sailing boat<td dir=auto>Argo" in page


@pytest.mark.feature("S2.126")
def test_a_printout_has_every_kept_script_and_a_square_for_any_other(tenant: Api) -> None:
    words = ("مرحبا بالعالم", "שלום עולם", "北京市朝阳区", "Привет Юрий", "Ευχαριστώ")
    contact_id = tenant.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou"}).body["contact_id"]
    for text in (*words, "தமிழ்"):
        assert tenant.post(f"/v1/contacts/{contact_id}/notes", {"text": text}).status == 201
    printed = text_of_pdf(base64.b64decode(tenant.get(f"/v1/contacts/{contact_id}/export", format="pdf").text))
    assert [word for word in words if word not in printed] == []
    assert "□□□" in printed
    assert "squares stand for them" in " ".join(printed.split())


@pytest.mark.feature("S2.126")
@pytest.mark.parametrize(
    ("text", "font"), [("नमस्ते दुनिया", b"NotoSansDevanagari"), ("สวัสดีชาวโลก", b"NotoSansThai"), ("Γειά σου", b"DejaVuSans")]
)
def test_a_printout_in_hindi_or_thai_has_no_squares_and_only_the_fonts_that_it_needs(tenant: Api, text: str, font: bytes) -> None:
    contact_id = tenant.post("/v1/contacts", {"kind": "person", "last_name": text}).body["contact_id"]
    content = base64.b64decode(tenant.get(f"/v1/contacts/{contact_id}/export", format="pdf").text)
    assert "□" not in text_of_pdf(content)
    assert "squares" not in text_of_pdf(content)
    fonts = {one for one in (b"NotoSansDevanagari", b"NotoSansThai", b"DroidSansFallback", b"DejaVuSans") if one in content}
    assert fonts == {font, b"DejaVuSans"}


@pytest.mark.feature("S2.126", "S5.1")
def test_an_export_says_each_yes_and_no_with_its_time_and_way(tenant: Api) -> None:
    topic = tenant.post("/v1/lists", {"name": "Boats", "public": True}).body["list_id"]
    contact_id = tenant.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou", "list_ids": [topic]}).body["contact_id"]
    own = Api(tenant_id=TENANT, contact_id=contact_id)
    no: dict[str, object] = {"direct_marketing": False, "channels": {"sms": False}}
    assert own.put(f"/v1/contacts/{contact_id}/preferences", no).status == 200
    told = tenant.get(f"/v1/contacts/{contact_id}/export")
    answers = {one["scope"]: (one["said"], one["through"], one["own"]) for one in told.body["answers"]}
    assert answers.items() >= {"direct_marketing": ("no", "portal", True), "channel:sms": ("no", "portal", True)}.items()
    page = tenant.get(f"/v1/contacts/{contact_id}/export", format="html").text
    assert "offers by text message" in page
    assert "your account with the company" in page


@pytest.mark.feature("S2.126")
def test_ids_come_last_in_each_record(tenant: Api, world: World) -> None:
    contact_id = _sent_to(tenant, world)
    exported = tenant.get(f"/v1/contacts/{contact_id}/export").body
    records = [exported, exported["contact"], *(one for found in exported.values() if isinstance(found, list) for one in found)]
    for record in records:
        ids = [name.endswith("_id") and name != "external_id" for name in record]
        assert ids == sorted(ids), record


@pytest.mark.feature("S2.126")
def test_the_mail_of_an_export_is_in_the_contacts_language_and_a_name_may_have_a_hash(tenant: Api, world: World) -> None:
    tenant.put("/v1/settings/branding", {"name": "C#Soft"})
    emails = [{"address": "eleni@example.com", "primary": True}]
    person = {"kind": "person", "last_name": "Georgiou", "language": "el", "emails": emails}
    contact_id = tenant.post("/v1/contacts", person).body["contact_id"]
    assert tenant.post(f"/v1/contacts/{contact_id}/export/email", {}).status == 202
    assert deliver(world, "notification_sender") == []
    *_, mail = mails(world)
    assert str(mail["Subject"]) == "Τα στοιχεία σας: C#Soft"
    text = str(mail.get_body(("plain",)).get_content())
    assert ("ό,τι τηρεί για εσάς: C#Soft" in text, "https://" in text) == (True, True)


@pytest.mark.feature("S2.126")
def test_a_tenants_branding_comes_before_its_registered_name_and_a_rename_shows_at_once(tenant: Api, world: World) -> None:
    person = {"kind": "person", "last_name": "Georgiou"}
    contact_id = tenant.post("/v1/contacts", person).body["contact_id"]
    at = f"/v1/contacts/{contact_id}/export"
    assert tenant.patch("/v1/tenant", {"name": "Acme North"}).status == 200
    assert tenant.get(at).body["held_by"] == "Acme North"
    tenant.put("/v1/settings/branding", {"name": "Acme Brand"})
    assert tenant.get(at).body["held_by"] == "Acme Brand"


def test_the_check_finds_what_exports_used_to_show() -> None:
    import zlib

    packed = base64.b85encode(zlib.compress(b'{"text":"Your contract ends in May."}', 9)).decode()
    assert machinery_in(json.dumps({"communications": [{"packed_content": packed, "version": 3, "_x": 1}]}), TENANT) == [
        f"packed: {packed[:20]}",
        "the name _x",
        "the name packed_content",
        "the name version",
    ]
    assert machinery_in(f"<td>{base64.b64encode(zlib.compress(b'Your contract ends')).decode()} </td>", TENANT) == []
    shown = base64.b64encode(zlib.compress(b"Your contract ends")).decode()
    assert machinery_in(f"Held by {TENANT}: {shown}", TENANT) == [f"packed: {shown[:20]}", "the tenant's id"]


def _export(api: Api, _: World, contact_id: str) -> str:
    return api.get(f"/v1/contacts/{contact_id}/export").text


def _page_of_export(api: Api, _: World, contact_id: str) -> str:
    return api.get(f"/v1/contacts/{contact_id}/export", format="html").text


def _receipt(api: Api, _: World, contact_id: str) -> str:
    (event,) = api.get(f"/v1/contacts/{contact_id}/consent/history").body["items"]
    answer = api.get(f"/v1/contacts/{contact_id}/consent/receipts/{event['event_id']}")
    assert answer.status == 200, answer.text
    return json.dumps(json.loads(answer.text), ensure_ascii=False)


def _mail_of_export(api: Api, world: World, contact_id: str) -> str:
    assert api.post(f"/v1/contacts/{contact_id}/export/email", {}).status == 202
    return _last_mail(world)


def _sent_message(api: Api, world: World, contact_id: str) -> str:
    kind = api.post("/v1/notification-types", {"name": "Care", "purpose": "customer_care"}).body["notification_type_id"]
    bodies = {"email": {"subject": "Hello", "text": "From #tenant_name"}}
    body = {"channel": "email", "notification_type_id": kind, "bodies": bodies}
    assert api.post(f"/v1/contacts/{contact_id}/communications", body).status == 201
    return _last_mail(world)


def _last_mail(world: World) -> str:
    assert deliver(world, "notification_sender") == []
    *_, mail = mails(world)
    assert mail["From"].addresses[0].display_name == NAME
    return str(mail["Subject"]) + str(mail.get_body(("plain",)).get_content())


def _preview(api: Api, _: World, contact_id: str) -> str:
    template = api.post("/v1/templates", {"name": "T", "bodies": {"sms": {"text": "From #tenant_name"}}}).body["template_id"]
    return api.post(f"/v1/templates/{template}/preview", {"contact_id": contact_id, "channel": "sms"}).body["text"]


def _pages_behind_a_link(api: Api, _: World, contact_id: str) -> str:
    url = api.post(f"/v1/contacts/{contact_id}/links", {"purpose": "preferences"}).body["url"]
    pages = [Api(anonymous=True).get(urlsplit(url).path + way).text for way in ("", "/data", "/export")]
    assert [page for page in pages if NAME not in page] == []
    return "".join(pages)


PLACES: tuple[Callable[[Api, World, str], str], ...] = (
    _export, _page_of_export, _receipt, _mail_of_export, _sent_message, _preview, _pages_behind_a_link,
)  # fmt: skip


@pytest.mark.feature("S2.126")
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_people_are_told_the_tenants_name_and_never_its_id(
    tenant: Api, world: World, place: Callable[[Api, World, str], str]
) -> None:
    person = {"kind": "person", "last_name": "Georgiou", "emails": [{"address": "eleni@example.com", "primary": True}]}
    contact_id = tenant.post("/v1/contacts", person).body["contact_id"]
    assert tenant.put(f"/v1/contacts/{contact_id}/consent", {"state": "accepted"}).status == 200
    told = place(tenant, world, contact_id)
    assert NAME in told
    assert TENANT not in told
