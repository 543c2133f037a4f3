"""The functions, routes and stores of template.yaml."""

import json

import pytest

from contactbook.config import Config
from contactbook.domain.erasure.anonymization import EXPIRING_DAYS
from tests.checks.runbook import alarms
from tests.checks.template import FUNCTIONS, GLOBALS, HTTP_FUNCTIONS, RESOURCES, ROOT, events, kebab, package, statements

WITHOUT_LOGIN = {"DocsApiFunction", "LinksApiFunction"}


@pytest.mark.parametrize("function", FUNCTIONS)
def test_each_function_runs_the_handler_of_its_package(function):
    folder = ROOT / "functions" / package(function)
    assert FUNCTIONS[function]["Handler"] == f"{package(function)}.app.handler"
    assert (folder / "app.py").is_file()


def test_every_package_of_functions_is_deployed():
    packages = {path.parent.name for path in (ROOT / "functions").glob("*/__init__.py")}
    assert packages == {package(function) for function in FUNCTIONS}


@pytest.mark.parametrize("function", FUNCTIONS)
def test_each_function_has_its_own_log_group_with_a_retention(function):
    group = RESOURCES[FUNCTIONS[function]["LoggingConfig"]["LogGroup"]["Ref"]]["Properties"]
    assert group["LogGroupName"] == {"Fn::Sub": f"/aws/lambda/${{AWS::StackName}}-{kebab(function)}"}
    assert group["RetentionInDays"] == {"Ref": "LogRetentionDays"}
    assert group["KmsKeyId"] == {"Fn::GetAtt": ["Key", "Arn"]}


def test_the_environment_holds_the_fields_of_the_configuration():
    assert set(GLOBALS["Environment"]["Variables"]) == {name.upper() for name in Config.model_fields}
    assert not [name for name, one in FUNCTIONS.items() if "Environment" in one]


def test_functions_run_on_arm64_with_the_one_layer():
    assert (GLOBALS["Runtime"], GLOBALS["Architectures"], GLOBALS["Layers"]) == (
        "python3.13",
        ["arm64"],
        [{"Ref": "SharedLayer"}],
    )
    assert not [name for name, one in FUNCTIONS.items() if {"Runtime", "Architectures", "Layers"} & set(one)]
    assert RESOURCES["SharedLayer"]["Metadata"] == {"BuildMethod": "makefile", "BuildArchitecture": "arm64"}


@pytest.mark.parametrize("function", sorted(set(HTTP_FUNCTIONS) - {"DocsApiFunction"}))
def test_each_http_function_starts_from_a_snapshot_of_its_newest_layer(function):
    assert FUNCTIONS[function]["SnapStart"] == {"ApplyOn": "PublishedVersions"}
    assert FUNCTIONS[function]["AutoPublishAlias"] == "live"
    # The layer holds most of the code. Without this property a new layer publishes no new version.
    assert FUNCTIONS[function]["AutoPublishAliasAllProperties"] is True
    # Every version that is kept has a snapshot, which costs by the hour.
    assert FUNCTIONS[function]["VersionDeletionPolicy"] == "Delete"


def test_no_other_function_pays_for_a_snapshot():
    snapshots = {"SnapStart", "AutoPublishAlias", "VersionDeletionPolicy"}
    with_one = {name for name, one in FUNCTIONS.items() if snapshots & set(one)}
    assert with_one == set(HTTP_FUNCTIONS) - {"DocsApiFunction"}
    assert not snapshots & set(GLOBALS)


def test_a_gradual_deployment_is_taken_back_by_alarms_that_exist():
    gradual = {name: one["DeploymentPreference"] for name, one in FUNCTIONS.items() if "DeploymentPreference" in one}
    assert gradual.keys() == {name for name, one in FUNCTIONS.items() if "AutoPublishAlias" in one}
    for name, preference in gradual.items():
        assert preference["Enabled"] == {"Ref": "GradualDeployment"}
        named = {alarm["Fn::Sub"].removeprefix("${AWS::StackName}-") for alarm in preference["Alarms"]}
        assert named == {"api-failing", f"{kebab(name)}-failing"} & alarms().keys()


def test_only_docs_and_links_answer_without_a_login():
    assert RESOURCES["HttpApi"]["Properties"]["Auth"]["DefaultAuthorizer"] == "Jwt"
    open_routes = {
        name for name in HTTP_FUNCTIONS for event in events(name, "HttpApi") if event.get("Auth", {}).get("Authorizer") == "NONE"
    }
    assert open_routes == WITHOUT_LOGIN
    for name in WITHOUT_LOGIN:
        assert all(event["Auth"] == {"Authorizer": "NONE"} for event in events(name, "HttpApi"))


def test_each_route_belongs_to_one_function():
    routes = [(event.get("Method"), event.get("Path")) for name in HTTP_FUNCTIONS for event in events(name, "HttpApi")]
    assert len(routes) == len(set(routes))


def test_the_access_log_holds_no_paths_and_no_caller_addresses():
    written = json.loads(RESOURCES["HttpApi"]["Properties"]["AccessLogSettings"]["Format"])
    assert not {"$context.path", "$context.identity.sourceIp", "$context.identity.userAgent"} & set(written.values())
    assert "$context.routeKey" in written.values()


@pytest.mark.parametrize("name", ["Key", "ContactsTable", "Bucket", "KeyMaterial"])
def test_keys_table_and_bucket_survive_the_stack(name):
    assert RESOURCES[name]["DeletionPolicy"] == RESOURCES[name]["UpdateReplacePolicy"] == "Retain"


def test_the_table_is_protected():
    table = RESOURCES["ContactsTable"]["Properties"]
    assert table["DeletionProtectionEnabled"] is True
    assert table["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert table["SSESpecification"]["KMSMasterKeyId"] == {"Fn::GetAtt": ["Key", "Arn"]}
    assert table["StreamSpecification"] == {"StreamViewType": "NEW_AND_OLD_IMAGES"}
    assert table["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}


def test_only_gsi1_projects_the_document():
    indexes = {
        one["IndexName"]: one["Projection"]["ProjectionType"]
        for one in RESOURCES["ContactsTable"]["Properties"]["GlobalSecondaryIndexes"]
    }
    assert indexes == {"gsi1": "ALL", "gsi2": "KEYS_ONLY", "gsi3": "KEYS_ONLY"}


def test_the_bucket_is_not_public():
    assert set(RESOURCES["Bucket"]["Properties"]["PublicAccessBlockConfiguration"].values()) == {True}
    (deny,) = statements(RESOURCES["BucketPolicy"]["Properties"]["PolicyDocument"])
    assert (deny["Effect"], deny["Condition"]) == ("Deny", {"Bool": {"aws:SecureTransport": "false"}})


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_has_a_sample_event(function):
    samples = list((ROOT / "events" / package(function)).glob("*.json"))
    assert samples
    for sample in samples:
        assert isinstance(json.loads(sample.read_text()), dict)


@pytest.mark.feature("S2.141")
def test_the_bucket_removes_files_when_the_certificate_of_an_erasure_says_so():
    rules = RESOURCES["Bucket"]["Properties"]["LifecycleConfiguration"]["Rules"]
    assert {rule["Prefix"]: rule["ExpirationInDays"] for rule in rules if "Prefix" in rule} == EXPIRING_DAYS
