"""Stored documents, packed: JSON, deflated with a dictionary of what most documents say.

The first byte names how the rest is packed, so that a document says for itself how to read it:

| first byte | the rest |
|---|---|
| 0 | JSON as it is, in UTF-8 |
| 1 | JSON deflated (RFC 1951, without a header) with dictionary 1 |

A dictionary never changes: a better one gets the next number, and what was packed with this one stays readable.
`python -m infra.operate show` prints an item in clear.
"""

import zlib

_PLAIN, _DEFLATED = 0, 1
_LEVEL = 6
# The least memory with which a document of 10 KB is packed as short as with more. Preparing it takes half of the time of packing.
_MEMORY = 5
# A window of 16 KB holds the dictionary and all but the largest documents. Preparing a larger one takes longer than packing.
_WINDOW = -14
# The commonest strings stand last: deflate encodes a near match in fewer bits than a far one.
_DICTIONARY_1 = (
    b'{"rule_version":,"walk":,"settled":true,"started_at":"","finished_at":"","cancelled_at":null,"superseded"'
    b'{"run_id":"run_01","notification_type_id":"nty_01","template_id":"tpl_01","channel":"email","origin":"contact_report"'
    b'"account_report","schedule","event","audience":{"list_id":"lst_01","segment_id":"seg_01","all":true},"slice":,"due_at":"'
    b'"communication_id":"com_01","state":"queued","sending","sent","delivered","bounced","skipped","reason":"'
    b'direct_marketing_opted_out","address_level":"contact","account","lease":{"owner":"lea_01","until":"'
    b'"message_id":"","provider_status":"","sent_at":"","packed_content":"","service":{"account_id":"acc_01","service":"'
    b'"note_id":"not_01","text":"","opportunity_id":"opp_01","stage":"","value":"","closed":true,"relation_id":"rel_01"'
    b'"related_contact_id":"con_01","relation_type":"","attachment_id":"att_01","file_name":"","content_type":"application/pdf"'
    b'"size":,"classification":"","stored_at":"","engagement_id":"eng_01","status":"running","subject":"","conversion_id":"cnv_01"'
    b'"account_id":"acc_01","contact_information":{"email":"","phone":"","mailing_address":{"line_1":"'
    b'"credit_limit":"0.00","billed":true,"amount":"","currency":"EUR","external_id":"","occurred_at":"'
    b'{"entry_id":"acs_01","at":"2026-","actor":{"type":"link","id":"'
    b'"action":"contact.read","contact.listed","contact.access_refused","contact_ids":["con_01'
    b'"route":"GET /v1/contacts/<contact_id>","GET /v1/contacts","source_ip":"","request_id":"","digest":"'
    b'"contact.deleted","contact.anonymization_started","contact.lists_changed","account.opened","account.changed","note.added"'
    b'"consent.changed","preferences.changed","kyc.assigned","address.added","address.changed","contact.merged","contact.tags_changed"'
    b'"subject":"","fields":["list_ids","tags","consent.state","consent.updated_at","consent.form_attachment_id","kyc.state",'
    b'"had_account","had_opportunity","categories","owned_by_group","custom","full_name","company_name","industry",'
    b'"identifiers.id_card.number","identifiers.id_card.country","identifiers.id_card.expires_on","identifiers.vat_number",'
    b'"addresses","contact_id","date_of_birth","emails","first_name","identifiers.passport.country",'
    b'"identifiers.passport.expires_on","identifiers.passport.number","kind","language","last_name","phones",'
    b'"preferences.affiliate_marketing.asked","preferences.affiliate_marketing.changed_at",'
    b'"preferences.affiliate_marketing.changed_by.id","preferences.affiliate_marketing.changed_by.type",'
    b'"preferences.affiliate_marketing.changed_through","preferences.affiliate_marketing.value",'
    b'"preferences.direct_marketing.asked","preferences.direct_marketing.changed_at",'
    b'"preferences.direct_marketing.changed_by.id","preferences.direct_marketing.changed_by.type",'
    b'"preferences.direct_marketing.changed_through","preferences.direct_marketing.value","source","title"],'
    b'"commitment":"","sequence":1,"previous":"","concealed":true,"salt":"","changes":[{"field":"contact_id","to":"con_01'
    b'"},{"field":"first_name","from_":"","to":""},{"field":"addresses","to":[{"address_id":"adr_01'
    b'"title":"Mr","Mrs","Dr","first_name":"","middle_name":"","last_name":"","full_name":"","company_name":"",'
    b'"gender":"female","male","date_of_birth":"19","name_day":"08-15","language":"en","el","emails":[{"type":"work",'
    b'"type":"personal","address":"@gmail.com","@hotmail.com","@yahoo.com","@example.com","primary":true}],'
    b'"phones":[{"type":"mobile","number":"+30","+357","primary":true}],"identifiers":{"id_card":{"number":"","country":"CY",'
    b'"expires_on":"2030-"},"passport":{"number":"K00","country":"CY","expires_on":"2030-01-31"},"social_security_number":"",'
    b'"vat_number":"","registration_number":"","tax_number":""},"addresses":[{"address_id":"adr_01","type":"billing","type":"home",'
    b'"line_1":"","line_2":"","city":"","region":"","postal_code":"","country":"CY","active":false,"primary":true}],'
    b'"categories":[],"industry":"","industry_sector":"","tags":["vip"],"owned_by_group":"","associations":[{"type":"user","id":"'
    b'"custom":{},"contact_id":"con_01","kind":"company","kind":"person","version":2,"source":"list_upload","source":"import",'
    b'"source":"api","consent":{"state":"accepted","updated_at":"","form_attachment_id":"att_01"},"kyc":{"profile":"","state":'
    b'"pending_verification","verified","assigned_on":"2026-","expires_on":"202"},"list_ids":["lst_01"],"claims":["'
    b'"had_account":true,"privacy_level":1,"preferences":{"direct_marketing":{"value":true,"asked":true,"changed_at":"2026-",'
    b'"changed_by":{"type":"job","id":"import"},"changed_by":{"type":"user","id":"user-1"},"changed_through":"api"},'
    b'"affiliate_marketing":{"value":true,"asked":true,"changed_at":"2026-11-26T16:00:00.000Z","changed_by":{"type":"user",'
    b'"id":""},"changed_through":"api"}},"history":{"count":1,"hash":""},"created_at":"2026-",'
    b'"created_by":{"type":"user","id":""},"updated_at":"2026-","updated_by":{"type":"user","id":""}}'
)

_PREPARED = zlib.compressobj(_LEVEL, zlib.DEFLATED, _WINDOW, _MEMORY, zdict=_DICTIONARY_1)


def packed(document: str) -> bytes:
    """Return the document as it is stored: deflated, or plain where that is not shorter."""
    plain = document.encode()
    # A copy has read the dictionary already.
    deflate = _PREPARED.copy()
    deflated = deflate.compress(plain) + deflate.flush()
    if len(deflated) < len(plain):
        return bytes((_DEFLATED,)) + deflated
    return bytes((_PLAIN,)) + plain


def unpacked(stored: bytes) -> str:
    """Return the document that was stored. Raises ValueError for bytes that are no document of ours."""
    if stored[:1] == b"\x01":
        inflate = zlib.decompressobj(-zlib.MAX_WBITS, zdict=_DICTIONARY_1)
        return inflate.decompress(stored[1:]).decode()
    if stored[:1] == b"\x00":
        return stored[1:].decode()
    raise ValueError("the document is packed in a way that this version does not know")
