"""The exports of HubSpot, Salesforce and Mailchimp, with the columns in which their people said no."""

from contactbook.domain.imports.paths import IS_DELETED
from contactbook.domain.imports.presets.tools import Preset

HUBSPOT = Preset(
    columns={
        "title": ("Salutation", "Προσφώνηση"),
        "first_name": ("First Name", "firstname", "Όνομα"),
        "last_name": ("Last Name", "lastname", "Επώνυμο"),
        "emails.0.address": ("Email", "email", "Διεύθυνση email"),
        "emails.1.address": ("Work email", "work_email"),
        "emails.2.address": ("Additional email addresses", "hs_additional_emails"),
        "phones.0.number": ("Mobile Phone Number", "mobilephone", "Αριθμός κινητού τηλεφώνου"),
        "phones.1.number": ("Phone Number", "phone", "Αριθμός τηλεφώνου"),
        "addresses.0.line_1": ("Street Address", "address", "Διεύθυνση"),
        "addresses.0.line_2": ("Street Address 2",),
        "addresses.0.city": ("City", "Πόλη"),
        "addresses.0.region": ("State/Region", "state"),
        "addresses.0.postal_code": ("Postal Code", "zip", "Ταχυδρομικός κώδικας"),
        "addresses.0.country": ("Country/Region", "country", "Χώρα/Περιοχή"),
        "date_of_birth": ("Date of birth", "date_of_birth"),
    },
    opt_outs=("Unsubscribed from all email", "Opted out of all email", "hs_email_optout", "Globally unsubscribed"),
    # One for each type of subscription.
    opt_outs_begin=("Opted out of email:", "hs_email_optout_"),
    types={"phones.0.type": "mobile", "emails.1.type": "work"},
    separators={"emails": ";"},
    known_by=(("Record ID", "Email"), ("Unsubscribed from all email",), ("hs_object_id",), ("hs_email_optout",)),
)

SALESFORCE = Preset(
    columns={
        "title": ("Salutation",),
        "first_name": ("FirstName", "First Name", "Όνομα"),
        "middle_name": ("MiddleName", "Middle Name"),
        "last_name": ("LastName", "Last Name", "Επώνυμο"),
        "emails.0.address": ("Email", "Διεύθυνση email"),
        "phones.0.number": ("MobilePhone", "Mobile", "Mobile Phone"),
        "phones.1.number": ("Phone", "Business Phone"),
        "phones.2.number": ("HomePhone", "Home Phone"),
        "phones.3.number": ("OtherPhone", "Other Phone"),
        "addresses.0.line_1": ("MailingStreet", "Mailing Street", "Street"),
        "addresses.0.city": ("MailingCity", "Mailing City", "City"),
        "addresses.0.region": ("MailingState", "Mailing State/Province", "State", "State/Province"),
        "addresses.0.postal_code": ("MailingPostalCode", "Mailing Zip/Postal Code", "PostalCode", "Zip/Postal Code"),
        "addresses.0.country": ("MailingCountry", "Mailing Country", "Country"),
        "addresses.1.line_1": ("OtherStreet", "Other Street"),
        "addresses.1.city": ("OtherCity", "Other City"),
        "addresses.1.region": ("OtherState", "Other State/Province"),
        "addresses.1.postal_code": ("OtherPostalCode", "Other Zip/Postal Code"),
        "addresses.1.country": ("OtherCountry", "Other Country"),
        "date_of_birth": ("Birthdate",),
        IS_DELETED: ("IsDeleted",),
    },
    opt_outs=("HasOptedOutOfEmail", "Email Opt Out", "Email Opt-Out"),
    types={"phones.0.type": "mobile", "phones.1.type": "work", "phones.2.type": "home", "phones.3.type": "other"},
    known_by=(
        ("HasOptedOutOfEmail",),
        ("MailingStreet",),
        ("Mailing Street",),
        ("Email Opt Out",),
        ("Id", "FirstName", "LastName"),
    ),
)

MAILCHIMP = Preset(
    columns={
        "first_name": ("First Name", "FNAME", "Όνομα"),
        "last_name": ("Last Name", "LNAME", "Επώνυμο"),
        "emails.0.address": ("Email Address", "Email", "Διεύθυνση email", "Διεύθυνση ηλεκτρονικού ταχυδρομείου"),
        "phones.0.number": ("Phone Number", "PHONE", "Αριθμός τηλεφώνου", "Τηλέφωνο"),
        "tags": ("TAGS", "Tags"),
    },
    # A file of unsubscribed people has the first, one of addresses that bounced for good the second.
    opt_outs=("UNSUB_TIME", "CLEAN_TIME", "STATUS", "Email Marketing Status"),
    separators={"tags": ","},
    known_by=(
        *(("MEMBER_RATING",), ("LEID", "EUID"), ("UNSUB_TIME",), ("CLEAN_TIME",), ("OPTIN_TIME",)),
        ("Email Address", "Email Marketing Status"),
    ),
)
