"""CloudFormation's YAML tags and functions, as far as this kind of SAM template uses them."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import yaml

from infra.local.template.json_values import Json

ABSENT = object()
"""The value of `AWS::NoValue`. Mappings and lists leave it out."""

_SUBSTITUTION = re.compile(r"\$\{(!?)([^}]+)\}")


class TemplateError(Exception):
    """The template says something that the local stack cannot read."""


# libyaml's loader reads a template ten times faster. PyYAML has it only where it was built with libyaml.
_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_SafeLoader):  # type: ignore[misc]  # one of two classes
    """A SafeLoader that turns `!Sub x` into `{"Fn::Sub": "x"}`."""


def _construct_tag(loader: _Loader, tag: str, node: yaml.Node) -> dict[str, Json]:
    value: Json
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    elif isinstance(node, yaml.MappingNode):
        value = loader.construct_mapping(node, deep=True)
    else:
        raise TemplateError(f"line {node.start_mark.line + 1}: !{tag} has no readable value")
    if tag in ("Ref", "Condition"):
        return {tag: value}
    if tag == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {f"Fn::{tag}": value}


_Loader.add_multi_constructor("!", _construct_tag)


def load_yaml(text: str) -> dict[str, Json]:
    """Parse a template. Raise TemplateError if it is not a mapping."""
    try:
        document = yaml.load(text, _Loader)  # noqa: S506 - a SafeLoader with CloudFormation's tags
    except yaml.YAMLError as error:
        raise TemplateError(str(error)) from error
    if not isinstance(document, dict):
        raise TemplateError("the template is not a mapping")
    return document


class Resolver:
    """Replaces references and functions with their values.

    `reference` returns the value of `Ref` for a resource, `attribute` that of `Fn::GetAtt`. Both raise TemplateError for
    unknown names.
    """

    def __init__(
        self,
        document: Mapping[str, Json],
        parameters: Mapping[str, Json],
        reference: Callable[[str], str],
        attribute: Callable[[str, str], str],
    ) -> None:
        self._parameters = parameters
        self._conditions: Mapping[str, Json] = document.get("Conditions", {})
        self._mappings: Mapping[str, Json] = document.get("Mappings", {})
        self._reference = reference
        self._attribute = attribute
        self._functions: dict[str, Callable[[Any], Any]] = {
            "Ref": self._ref,
            "Condition": self.holds,
            "Fn::GetAtt": lambda at: self._attribute(at[0], ".".join(str(self.resolve(part)) for part in at[1:])),
            "Fn::Sub": self._sub,
            "Fn::Join": lambda at: str(at[0]).join(str(part) for part in self.resolve(at[1])),
            "Fn::Select": lambda at: self.resolve(at[1])[int(self.resolve(at[0]))],
            "Fn::Split": lambda at: str(self.resolve(at[1])).split(at[0]),
            "Fn::If": lambda at: self.resolve(at[1] if self.holds(at[0]) else at[2]),
            "Fn::FindInMap": lambda at: self._find_in_map(*(self.resolve(part) for part in at)),
            "Fn::Equals": lambda at: str(self.resolve(at[0])) == str(self.resolve(at[1])),
            "Fn::Not": lambda at: not self.resolve(at[0]),
            "Fn::And": lambda at: all(self.resolve(part) for part in at),
            "Fn::Or": lambda at: any(self.resolve(part) for part in at),
        }

    def resolve(self, value: Json) -> Json:
        """Return the value with everything in it resolved."""
        if isinstance(value, list):
            return [one for one in map(self.resolve, value) if one is not ABSENT]
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            (name, argument), *_ = value.items()
            if name in self._functions:
                return self._functions[name](argument)
            if isinstance(name, str) and name.startswith("Fn::"):
                raise TemplateError(f"{name} is not known to the local stack")
        resolved = {key: self.resolve(one) for key, one in value.items()}
        return {key: one for key, one in resolved.items() if one is not ABSENT}

    def holds(self, condition: str) -> bool:
        """True if a condition of the template is true."""
        if condition not in self._conditions:
            raise TemplateError(f"there is no condition {condition}")
        return bool(self.resolve(self._conditions[condition]))

    def _ref(self, name: str) -> Json:
        if name == "AWS::NoValue":
            return ABSENT
        return self._parameters[name] if name in self._parameters else self._reference(name)

    def _sub(self, argument: Json) -> str:
        text, values = (argument[0], self.resolve(argument[1])) if isinstance(argument, list) else (argument, {})

        def replacement(match: re.Match[str]) -> str:
            literal, name = match.groups()
            if literal:
                return f"${{{name}}}"
            if name in values:
                return str(values[name])
            logical, dot, attribute = name.partition(".")
            return str(self._attribute(logical, attribute) if dot else self._ref(name))

        return _SUBSTITUTION.sub(replacement, str(text))

    def _find_in_map(self, name: str, first: str, second: str) -> Json:
        try:
            return self.resolve(self._mappings[name][first][second])
        except KeyError as error:
            raise TemplateError(f"the mapping {name} has no {first}/{second}") from error
