"""What a filter of a list means, where its route says no more."""

from collections.abc import Mapping

FILTERS: Mapping[str, str] = {
    "account_id": "The id of an account.",
    "category": "A category that the contact has.",
    "channel": "The channel of the message.",
    "consent_state": "The state of the contact's consent.",
    "contact_id": "The id of a contact.",
    "include_inactive": "`true` shows inactive addresses as well.",
    "kind": "Persons or companies.",
    "kyc_profile": "The KYC profile of the contact.",
    "kyc_state": "The state of the contact's KYC profile.",
    "life_cycle_state": "The life cycle state of the contact.",
    "list_id": "A list that the contact is on.",
    "origin": "What the message came from.",
    "outcome": "How the opportunity stands.",
    "owned_by_group": "The group that owns the contact.",
    "profile": "The name of a KYC profile.",
    "purpose": "The purpose of the notification type.",
    "run_id": "The id of a notification run.",
    "scheduled_from": "The earliest time for which the message was scheduled.",
    "scheduled_to": "The latest time for which the message was scheduled.",
    "sent_to": "The latest time at which the message was sent.",
    "stage": "The stage of the contact or the opportunity.",
    "state": "The present state.",
    "tag": "A tag that the contact has.",
    "updated_since": "The earliest time of the last change.",
    "within_days": "The number of days from today.",
    "year": "The year of the dates.",
}
