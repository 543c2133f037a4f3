"""What CloudFormation makes of our templates: SAM's resources and the loops over names, expanded here as AWS does it."""

from pathlib import Path
from typing import Any

import boto3

# These come with aws-sam-cli, which has an environment of its own.
from samcli.lib.cfn_language_extensions.sam_integration import expand_language_extensions  # type: ignore[import-not-found]
from samcli.yamlhelper import yaml_parse  # type: ignore[import-not-found]
from samtranslator.parser.parser import Parser  # type: ignore[import-not-found]
from samtranslator.translator.translator import Translator  # type: ignore[import-not-found]

REGION = "eu-central-1"

# Values for the parameters that have no default; they only have to be well-formed.
PARAMETERS = {
    "JwtIssuer": "https://login.example/",
    "JwtAudience": "contactbook",
    "PublicUrl": "https://contacts.example",
    "PortalOrigins": "https://portal.example",
}

# The translator wants to know that code was uploaded; it reads nothing from there.
UPLOADED = "s3://packaged/code.zip"


def transform(path: Path) -> dict[str, Any]:
    """The template that CloudFormation works with when the one at ``path`` is deployed."""
    template: dict[str, Any] = yaml_parse(path.read_text(encoding="utf-8"))
    if template.get("Transform") == "AWS::LanguageExtensions":
        expanded: dict[str, Any] = expand_language_extensions(template, {}, enabled=True).expanded_template
        return expanded
    if template.get("Transform") == "AWS::Serverless-2016-10-31":
        return _translate(template)
    return template


def _translate(template: dict[str, Any]) -> dict[str, Any]:
    template["Globals"]["Function"]["CodeUri"] = UPLOADED
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::LayerVersion":
            resource["Properties"]["ContentUri"] = UPLOADED
    # Every role is written out in the template, so no managed policy of SAM's has to be looked up.
    translator = Translator(managed_policy_map={}, sam_parser=Parser(), boto_session=boto3.Session(region_name=REGION))
    translated: dict[str, Any] = translator.translate(template, parameter_values=dict(PARAMETERS))
    return translated
