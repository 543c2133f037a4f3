"""What the demo's records say. The story puts them in order."""

from datetime import date, timedelta
from typing import Any

# Key, first and last name, email, phone, language, a yes to marketing, and after how many days the ID card ends (None: no card).
PEOPLE: tuple[tuple[str, str, str, str, str, str, str, int | None], ...] = (
    ("maria", "Μαρία", "Παπαδοπούλου", "maria.papadopoulou@example.com", "+35799345678", "el", "true", 1500),
    ("andreas", "Andreas", "Ioannou", "andreas.ioannou@example.com", "+35799234567", "en", "true", 900),
    ("ahmad", "أحمد", "الخطيب", "ahmad.alkhatib@example.com", "+35799111222", "ar", "true", 1),
    ("nikos", "Νίκος", "Χριστοδούλου", "nikos.christodoulou@example.com", "+35799456789", "el", "true", 700),
    ("sophia", "Sophia", "Charalambous", "sophia.charalambous@example.com", "+35799567890", "en", "true", -1),
    ("layla", "ليلى", "حداد", "layla.haddad@example.com", "+35799333444", "ar", "true", None),
    ("giorgos", "Giorgos", "Demetriou", "giorgos.demetriou@example.com", "+35799678901", "en", "false", None),
    ("anna", "Anna", "Petrou", "anna.petrou@example.com", "+35799789012", "en", "true", None),
    ("anna_again", "Άννα", "Πέτρου", "anna@work.example.com", "+35799789012", "el", "true", None),
    ("kostas", "Kostas", "Savva", "", "+35799890123", "en", "true", None),
    ("elena", "Elena", "Markou", "elena.markou@example.com", "+35799901234", "en", "true", None),
)
# A row that the import refuses, so that there is a refusal to look at.
REFUSED_ROW = ("Petros", "Nicolaou", "petros at example.com", "", "en", "true", "", "")
HEADERS = ("First name", "Last name", "Email", "Mobile", "Language", "Newsletter", "ID card", "ID card until")
COLUMNS = {
    "first_name": "First name",
    "last_name": "Last name",
    "emails.0.address": "Email",
    "phones.0.number": "Mobile",
    "language": "Language",
    "preferences.direct_marketing": "Newsletter",
    "identifiers.id_card.number": "ID card",
    "identifiers.id_card.expires_on": "ID card until",
}

SETTINGS: dict[str, dict[str, Any]] = {
    "localization": {"time_zone": "Europe/Nicosia", "default_region": "CY", "default_language": "en"},
    "opportunities": {"stages": ["inquiry", "tour", "deposit"]},
    "kyc": {
        "assign": "highest",
        "profiles": [
            {"profile": "basic", "level": 1, "requires_verification": False, "maximum_credit_limit": "500.00"},
            {
                "profile": "full",
                "level": 2,
                "requires_verification": True,
                "maximum_credit_limit": "5000.00",
                "expires_after_days": 365,
            },
        ],
        "person_rules": [
            {"field": "emails", "required_for": ["basic", "full"]},
            {"field": "identifiers.id_card.number", "required_for": ["full"], "requires_renewal": True},
        ],
        "company_rules": [{"field": "identifiers.vat_number", "required_for": ["basic", "full"]}],
    },
}
SYNC_SETTINGS = {
    "enabled": True,
    "mode": "senior_living",
    "tags": ["multi"],
    "copy_to_top_account": True,
    "show_names": True,
    "opportunity_stages": ["inquiry", "tour", "deposit"],
}

# What a shared resident has in both communities.
ELENI = {
    "kind": "person",
    "first_name": "Eleni",
    "last_name": "Georgiou",
    "language": "el",
    "source": "api",
    "emails": [{"type": "personal", "address": "eleni.georgiou@example.com", "primary": True}],
    "phones": [{"type": "mobile", "number": "+35799123456", "primary": True}],
}

COMPANIES: dict[str, dict[str, Any]] = {
    "gardens": {
        "kind": "company",
        "company_name": "Aphrodite Gardens Ltd",
        "source": "api",
        "identifiers": {"vat_number": "CY10259033P"},
        "emails": [{"address": "office@gardens.example"}],
    },
    "sons": {"kind": "company", "company_name": "Παπαδόπουλος & Υιοί", "source": "api"},
}
RELATIONS = (("maria", "gardens", "employee"), ("maria", "andreas", "spouse"), ("nikos", "sons", "employee"))

ACCOUNTS: tuple[tuple[str, dict[str, Any]], ...] = (
    (
        "maria",
        {
            "name": "Apartment 12",
            "service": "apartment",
            "credit_limit": "1000.00",
            "contact_information": {
                "email": "rent.papadopoulou@example.com",
                "mailing_address": {"line_1": "12 Ledra Street", "city": "Nicosia", "postal_code": "1011", "country": "CY"},
            },
        },
    ),
    ("maria", {"name": "Parking 12", "service": "parking", "contact_information": {"phone": "+35722345678"}}),
    ("andreas", {"name": "Apartment 7", "service": "apartment"}),
    ("ahmad", {"name": "Apartment 3", "service": "apartment", "contact_information": {"email": "bills.alkhatib@example.com"}}),
    ("nikos", {"name": "Apartment 9", "service": "apartment"}),
    ("sophia", {"name": "Apartment 5", "service": "apartment"}),
    ("gardens", {"name": "Gardening", "service": "gardening"}),
)
OPPORTUNITIES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("layla", {"name": "A room with a sea view", "stage": "inquiry", "value": "1200.00"}),
    ("giorgos", {"name": "Apartment for his parents", "stage": "tour", "value": "1850.00"}),
    ("elena", {"name": "Apartment 14", "stage": "deposit", "value": "1600.00"}),
    ("andreas", {"name": "Apartment 7", "stage": "deposit", "value": "1500.00", "outcome": "won"}),
    ("kostas", {"name": "Studio", "stage": "inquiry", "value": "900.00", "outcome": "lost"}),
    ("sons", {"name": "Offices on the ground floor", "stage": "tour", "value": "4200.00"}),
)

TEMPLATE = {
    "name": "Summer offer",
    "bodies": {
        "email": {
            "subject": "#first_name, a summer offer",
            "html": "<p>Dear #first_name,</p><p>our gardens are open. Come and see us.</p>",
            "text": "Dear #first_name,\n\nour gardens are open. Come and see us.\n",
        },
        "sms": {"text": "Hi #first_name, our gardens are open."},
    },
    "defaults": {"first_name": "customer"},
}
NOTIFICATION_TYPE = {
    "name": "News of the house",
    "purpose": "direct_marketing",
    "apply_direct_marketing_preference": True,
    "apply_affiliate_marketing_preference": False,
}


def contacts_file(today: date) -> str:
    """Return the file of the demo's people as CSV. Their ID cards end as many days after today as their records say."""
    rows = []
    for key, *told, days in PEOPLE:
        card = ["", ""] if days is None else [f"CY-{key.upper()}", str(today + timedelta(days=days))]
        rows.append([*told, *card])
    return "\n".join(",".join(row) for row in (HEADERS, *rows, REFUSED_ROW)) + "\n"
