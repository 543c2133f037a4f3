"""Finds the names of resources that a second stack in the same account would claim as well."""

from collections.abc import Iterator, Mapping
from typing import Any

from infra.local.template.intrinsics import Resolver

# Stacks with these names stand for any two.
_STACKS = ("north", "south")
# They name what AWS has, and claim nothing.
_OF_OTHERS = {"MetricName"}
# Their names count inside a function, or inside an API.
_INSIDE = {"AWS::Lambda::Alias", "AWS::ApiGatewayV2::Stage"}


def claimed_twice(template: Mapping[str, Any]) -> list[str]:
    """Return `resource.property` of each name that two stacks of the template would both have, if only their own parameters differ.

    A parameter with a default has the same value in both; one whose default is empty is each stack's own. `Fn::ForEach` must be expanded
    before.
    """
    first, second = (dict(_names(template, stack)) for stack in _STACKS)
    return sorted(place for place, name in first.items() if second[place] == name)


def _names(template: Mapping[str, Any], stack: str) -> Iterator[tuple[str, str]]:
    """Yield the properties that name a resource, with their values in this stack."""
    resolver = Resolver(
        template, _parameters(template, stack), lambda name: f"{stack}-{name}", lambda name, of: f"{stack}-{name}-{of}"
    )
    for logical, resource in template["Resources"].items():
        for key, value in resource.get("Properties", {}).items() if resource["Type"] not in _INSIDE else ():
            if key.endswith("Name") and key not in _OF_OTHERS:
                yield f"{logical}.{key}", str(resolver.resolve(value))


def _parameters(template: Mapping[str, Any], stack: str) -> dict[str, Any]:
    pseudo = {"AWS::StackName": stack, "AWS::Region": "region", "AWS::AccountId": "account", "AWS::Partition": "aws"}
    return pseudo | {name: one.get("Default") or f"{stack}-{name}" for name, one in template.get("Parameters", {}).items()}
