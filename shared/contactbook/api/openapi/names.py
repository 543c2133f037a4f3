"""The schemas by the words of the API, each on its side: what a caller sends, and what an answer has (S7.2).

A model of the code often serves both sides. In an answer every field is there; in a request most may be left out. So a model that both
sides use becomes two schemas, `Email` and `EmailDraft`.
"""

import re
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

Json = dict[str, Any]
_SCHEMAS = "#/components/schemas/"
# The export of a person, the rules of name days and the texts of pages leave out what is empty.
_SPARSE = frozenset(
    {
        *("PersonExport", "ExportedAnswer", "ExportedAttachment", "ExportedChange", "ExportedLook", "ExportedMessage"),
        *("Change", "NameDayRule", "PageTextsSettings"),
    }
)
_PAGE = re.compile(r"Page_(\w+)_")

# Names of the code that say less in the document than beside their modules.
_RENAMED: Mapping[str, str] = {
    "AccountAbove": "AccountAboveMaximum",
    "AboveMaximum": "ContactAboveMaximum",
    "AddressDraft": "PermissionCheckDraft",
    "AddressList": "ContactAddressPage",
    "AddressView": "ContactAddress",
    "Answer": "PermissionAnswer",
    "Associations": "ListAssociationsDraft",
    "AssociationsView": "ListAssociations",
    "Because": "PermissionBecause",
    "Behaviour": "ConsentBehaviour",
    "Break": "ChainBreak",
    "BrokenEntry": "BrokenChainEntry",
    "BuildState": "UniquenessBuildState",
    "CancelDraft": "CommunicationsCancelDraft",
    "CancelEnd": "CancelledCommunication",
    "CancelEnds": "CancelledCommunications",
    "Certificate": "OffboardingCertificate",
    "Chain": "AuditChain",
    "Change": "ChangedValue",
    "ChangedCell": "ImportChangedCell",
    "ContactList": "ContactListSummary",
    "ContactPut": "ContactUpsert",
    "Criterion": "ElectionCriterion",
    "Direction": "RelationDirection",
    "Encoding": "FileEncoding",
    "EntriesDraft": "SuppressionEntriesDraft",
    "Entry": "ChainedEntry",
    "EntryDraft": "SuppressionEntryDraft",
    "EntryKind": "SuppressionEntryKind",
    "EntryValues": "ChainedEntryValues",
    "Erasure": "ErasureState",
    "ErasureView": "Anonymization",
    "Evidence": "ConsentEvidence",
    "EvidenceDraft": "PermissionEvidenceDraft",
    "EvidenceView": "PermissionEvidence",
    "Exclude": "Exclusion",
    "EventTypeView": "CataloguedEvent",
    "ExpiredInRun": "KycExpiredContact",
    "Export": "OffboardingExport",
    "ExportFile": "PersonExportFile",
    "ExportMailDraft": "PersonExportEmailDraft",
    "ExportView": "Export",
    "FullBecause": "SyncFullBecause",
    "HeaderView": "ImportHeader",
    "HistoryHead": "AuditChainHead",
    "HistoryView": "KycHistoryEntry",
    "IdentityState": "SendingIdentityState",
    "InformationView": "EffectiveContactInformation",
    "Judgement": "KycJudgement",
    "KycAssign": "KycAssignmentChoice",
    "LargeGroup": "SyncLargeGroup",
    "LeftOutBecause": "SyncLeftOutBecause",
    "LeftOutView": "SyncLeftOutPerson",
    "LeftRow": "ImportLeftRow",
    "Level": "InformationLevel",
    "ListView": "ContactList",
    "ListChanges": "ContactListChanges",
    "ListDraft": "ContactListDraft",
    "ListedState": "KycListedState",
    "MatchOn": "SyncMatchOn",
    "MemberView": "ListMember",
    "NewAccountDraft": "AccountDraft",
    "AccountDraft": "FirstAccountDraft",
    "NewContactDraft": "ContactDraft",
    "NewMembers": "ListMembersDraft",
    "AddedMembers": "ListMembersAdded",
    "Opportunity": "StoredOpportunity",
    "OpportunityView": "Opportunity",
    "OptOut": "ImportOptOut",
    "Outcome": "OpportunityOutcome",
    "ParentDetails": "OpportunityContact",
    "PersonFormat": "PersonExportFormat",
    "Placed": "StoredChainedEntry",
    "ProfileChoice": "KycProfileChoiceDraft",
    "Progress": "OffboardingProgress",
    "RebuildState": "DerivedRebuildState",
    "RegistryChanges": "RegisteredTenantChanges",
    "Resolved_LabelledAddress_": "EffectiveAddress",
    "Resolved_str_": "EffectiveText",
    "Rules": "NameDayRules",
    "RulesFile": "NameDayRulesFile",
    "RunContact": "AnonymizationRunContact",
    "RunDecision": "NotificationRunDecision",
    "RunSummary": "NotificationRunSummary",
    "RunView": "NotificationRun",
    "Said": "ChainedStatement",
    "ScheduleChanges": "NotificationScheduleChanges",
    "ScheduleDraft": "NotificationScheduleDraft",
    "ScheduleView": "NotificationSchedule",
    "SheetView": "ImportSheet",
    "Stage": "ContactStage",
    "StatedPreferences": "PreferencesDraft",
    "Step": "OffboardingStep",
    "Through": "PermissionThrough",
    "Trial": "TemplateTestSend",
    "TrialDraft": "TemplateTestSendDraft",
    "Undo": "ImportUndo",
    "UndoDraft": "MergeUndoDraft",
    "UndoneView": "MergeUndone",
    "MergedView": "MergeResult",
    "Upload": "ImportUpload",
    "UploadDraft": "ImportUploadDraft",
    "ViolationView": "UniquenessViolation",
    "Vocabulary": "SyncVocabulary",
    "WorklistCount": "CommunicationCount",
    "RowError": "ImportRowError",
    "contactbook__domain__communications__worklist__Order": "CommunicationOrder",
    "contactbook__domain__consent__reconsent__RunState": "ReconsentRunState",
    "contactbook__domain__contacts__record__Origin": "ContactOrigin",
    "contactbook__domain__decisions__origins__Origin": "CommunicationOrigin",
    "contactbook__domain__imports__preview__models__Preview": "ImportPreview",
    "contactbook__domain__imports__preview__models__PreviewDraft": "ImportPreviewDraft",
    "contactbook__domain__opportunities__listing__Order": "OpportunityOrder",
    "contactbook__domain__runs__run_counts__RunState": "NotificationRunState",
    "contactbook__domain__runs__runs__RunDraft": "NotificationRunDraft",
    "contactbook__domain__search__order__Order": "ContactOrder",
    "contactbook__services__templates__templates__Preview": "TemplatePreview",
    "contactbook__services__templates__templates__PreviewDraft": "TemplatePreviewDraft",
    "Page_Union_ListedContact__SelectableContact__": "ListedContactPage",
    "settings_api__name_days__RunDraft": "NameDayRunDraft",
    "Origin-Input": "CommunicationOrigin",
}


def with_sides(paths: Json, schemas: Json) -> tuple[Json, Json]:
    """Return the paths and the schemas, with a schema for each side and every name in the words of the API."""
    operations = [operation for path in paths.values() for operation in path.values()]
    sent = _reached([{**one, "responses": {}} for one in operations], schemas)
    answered = _reached([one["responses"] for one in operations], schemas)
    two = _of_two_sides(sent & answered, schemas)

    def sent_name(name: str) -> str:
        return f"{_api_name(name)}Draft" if name in two else _api_name(name)

    found: Json = {}
    for name in sorted(sent):
        _put(found, sent_name(name), _naming(schemas[name], sent_name))
    for name in sorted(answered):
        _put(found, _api_name(name), _answered(name, _naming(schemas[name], _api_name)))
    named = {
        path: {
            method: _naming({**one, "responses": {}}, sent_name) | {"responses": _naming(one["responses"], _api_name)}
            for method, one in methods.items()
        }
        for path, methods in paths.items()
    }
    return named, dict(sorted(found.items()))


def _api_name(name: str) -> str:
    """Return the name of a model in the words of the API: `ContactView` is a `Contact`."""
    if name in _RENAMED:
        return _RENAMED[name]
    page = _PAGE.fullmatch(name)
    return f"{_api_name(page[1])}Page" if page else name.removesuffix("View")


def _put(found: Json, name: str, schema: Json) -> None:
    if found.setdefault(name, schema) != schema:
        raise ValueError(f"Two schemas have the name {name}. Name one of them in _RENAMED.")


def _reached(nodes: object, schemas: Json) -> set[str]:
    found: set[str] = set()
    rest = references(nodes)
    while rest:
        name = rest.pop()
        # What Powertools says of its own errors is not in this document.
        if name in schemas and name not in found:
            found.add(name)
            rest |= references(schemas[name])
    return found


def references(node: object) -> set[str]:
    """Return the names of the schemas that a part of the document refers to."""
    if isinstance(node, list):
        return {name for one in node for name in references(one)}
    if not isinstance(node, dict):
        return set()
    own = node.get("$ref")
    named = {own.removeprefix(_SCHEMAS)} if isinstance(own, str) and own.startswith(_SCHEMAS) else set()
    return named | {name for one in node.values() for name in references(one)}


def _of_two_sides(both: AbstractSet[str], schemas: Json) -> set[str]:
    """Return the schemas that differ as sent and as answered, and those that refer to such ones."""
    found = {name for name in both if _answered(name, schemas[name]) != schemas[name]}
    while more := {name for name in both - found if references(schemas[name]) & found}:
        found |= more
    return found


def _answered(name: str, schema: Json) -> Json:
    """Return the schema of an answer: every field is there, and a later version may add some."""
    if "properties" not in schema:
        return schema
    properties = {field: _without_default(one) for field, one in schema["properties"].items()}
    kept = {key: value for key, value in schema.items() if key != "additionalProperties"}
    required = schema.get("required", []) if name in _SPARSE else list(properties)
    return {**kept, "properties": properties, "required": required}


def _without_default(schema: Json) -> Json:
    return {name: value for name, value in schema.items() if name != "default"}


def _naming(node: Any, named: Callable[[str], str]) -> Any:  # noqa: ANN401 - JSON of any shape
    if isinstance(node, list):
        return [_naming(one, named) for one in node]
    if not isinstance(node, dict):
        return node
    own = node.get("$ref")
    if isinstance(own, str) and own.startswith(_SCHEMAS):
        return {**node, "$ref": f"{_SCHEMAS}{named(own.removeprefix(_SCHEMAS))}"}
    return {name: _naming(one, named) for name, one in node.items()}
