"""Transforms a template as CloudFormation does: expands SAM's resources and the loops over names.

`python -m infra.checks.transform template.yaml [Parameter=value …]` prints the result as JSON.
"""

import json
import sys
from pathlib import Path
from typing import Any

import boto3

# These packages come with aws-sam-cli, which has its own environment.
from samcli.lib.cfn_language_extensions.sam_integration import expand_language_extensions  # type: ignore[import-not-found]  # not installed here
from samcli.yamlhelper import yaml_parse  # type: ignore[import-not-found]  # not installed here
from samtranslator.parser.parser import Parser  # type: ignore[import-not-found]  # not installed here
from samtranslator.translator.translator import Translator  # type: ignore[import-not-found]  # not installed here

REGION = "eu-central-1"

# Values for the parameters without a default. They only have to be well-formed.
PARAMETERS = {
    "JwtIssuer": "https://login.example/",
    "JwtAudience": "contactbook",
    "PublicUrl": "https://contacts.example",
    "PortalOrigins": "https://portal.example",
}

# The translator requires an address of uploaded code, but does not read it.
UPLOADED = "s3://packaged/code.zip"


def transform(path: Path, **given: str) -> dict[str, Any]:
    """Return the template that CloudFormation gets when the one at `path` is deployed with these parameters."""
    template: dict[str, Any] = yaml_parse(path.read_text(encoding="utf-8"))
    if template.get("Transform") == "AWS::LanguageExtensions":
        expanded: dict[str, Any] = expand_language_extensions(template, {}, enabled=True).expanded_template
        return expanded
    if template.get("Transform") == "AWS::Serverless-2016-10-31":
        return _translate(template, PARAMETERS | given)
    return template


def _translate(template: dict[str, Any], parameters: dict[str, str]) -> dict[str, Any]:
    template["Globals"]["Function"]["CodeUri"] = UPLOADED
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::LayerVersion":
            resource["Properties"]["ContentUri"] = UPLOADED
    # The template contains every role in full, so SAM has no managed policy to look up.
    translator = Translator(managed_policy_map={}, sam_parser=Parser(), boto_session=boto3.Session(region_name=REGION))
    translated: dict[str, Any] = translator.translate(template, parameter_values=parameters)
    return translated


if __name__ == "__main__":
    print(json.dumps(transform(Path(sys.argv[1]), **dict(one.split("=", 1) for one in sys.argv[2:]))))
