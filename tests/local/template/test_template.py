from pathlib import Path

import pytest

from infra.local.functions.process import common_environment
from infra.local.sources.lambda_results import failed_items, matches_filters
from infra.local.template.intrinsics import Resolver, TemplateError, load_yaml
from infra.local.template.resources import QUEUE, Function
from infra.local.template.template import Template
from tests.local.conftest import SAMPLE

DOCUMENT = {
    "Conditions": {"Small": {"Fn::Equals": [{"Ref": "Size"}, "s"]}, "Large": {"Fn::Not": [{"Condition": "Small"}]}},
    "Mappings": {"Sizes": {"s": {"memory": 128}}},
}


def _resolved(text: str) -> object:
    resolver = Resolver(
        DOCUMENT,
        {"Size": "s", "AWS::Region": "here"},
        lambda name: f"ref-{name}",
        lambda name, attribute: f"{name}-{attribute}",
    )
    return resolver.resolve(load_yaml(f"value: {text}"))["value"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("!Ref Table", "ref-Table"),
        ("!Ref Size", "s"),
        ("!GetAtt Queue.Arn", "Queue-Arn"),
        ("!GetAtt [Queue, Arn]", "Queue-Arn"),
        ('!Sub "a-${Size}-${Table}-${Queue.Arn}-${AWS::Region}-${!literal}"', "a-s-ref-Table-Queue-Arn-here-${literal}"),
        ('!Sub ["${x}-${Size}", {x: !Ref Table}]', "ref-Table-s"),
        ('!Join ["-", [a, !Ref Size]]', "a-s"),
        ("!If [Small, 1, 2]", 1),
        ("!If [Large, 1, 2]", 2),
        ("!If [Large, 1, !Ref AWS::NoValue]", None),
        ('!Select [1, !Split [",", "a,b,c"]]', "b"),
        ("!FindInMap [Sizes, !Ref Size, memory]", 128),
        ("[1, !If [Large, 2, !Ref AWS::NoValue]]", [1]),
    ],
)
def test_a_function_of_the_template_is_resolved(text: str, value: object) -> None:
    if value is None:
        with pytest.raises(KeyError):
            _resolved(text)
    else:
        assert _resolved(text) == value


@pytest.mark.parametrize("text", ["!ImportValue x", "!If [Huge, 1, 2]", "!FindInMap [Sizes, xl, memory]"])
def test_an_unresolvable_value_is_refused(text: str) -> None:
    with pytest.raises(TemplateError):
        _resolved(text)


@pytest.fixture
def template() -> Template:
    return Template(SAMPLE, "http://engine", "http://public")


def test_a_function_has_its_own_and_the_global_properties(template: Template) -> None:
    work = next(function for function in template.functions() if function.logical == "Work")

    assert (work.handler, work.timeout, work.memory) == ("sample.work.handler", 20, 256)
    assert work.roots == (SAMPLE.parent / "functions", SAMPLE.parent / "shared")
    assert work.environment["WORK_QUEUE_URL"] == "http://engine/000000000000/contactbook-local-WorkQueue"


def test_a_resource_with_a_false_condition_is_left_out(template: Template) -> None:
    assert [queue.logical for queue in template.resources(QUEUE)] == ["WorkQueue", "DeadLetters", "GivenUp"]


def test_a_missing_resource_is_reported_by_name(template: Template) -> None:
    with pytest.raises(TemplateError, match="no resource Nothing"):
        template.resource("Nothing")


@pytest.mark.parametrize("text", ["", "- a", "a: [", "Parameters: {}"])
def test_an_invalid_template_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "template.yaml"
    path.write_text(text)

    with pytest.raises(TemplateError):
        Template(path, "", "")
    with pytest.raises(TemplateError):
        Template(tmp_path / "absent.yaml", "", "")


def test_two_functions_that_disagree_on_a_variable_are_refused() -> None:
    def function(name: str, **environment: str) -> Function:
        return Function(name, name, "a.b", (), environment, 3, 128)

    assert common_environment([function("A", X="1"), function("B", X="1", Y="2")]) == {"X": "1", "Y": "2"}
    with pytest.raises(TemplateError, match="X is '1' in A and '2' in B"):
        common_environment([function("A", X="1"), function("B", X="2")])


@pytest.mark.parametrize(
    ("pattern", "record", "wanted"),
    [
        ({"kind": ["a", "b"]}, {"kind": "b"}, True),
        ({"kind": ["a"]}, {"kind": "b"}, False),
        ({"kind": ["a"]}, {}, False),
        ({"a": {"b": [{"prefix": "x"}]}}, {"a": {"b": "xy"}}, True),
        ({"a": {"b": [{"suffix": "x"}]}}, {"a": {"b": "xy"}}, False),
        ({"a": {"b": [{"exists": False}]}}, {"a": {}}, True),
        ({"a": {"b": [{"exists": True}]}}, {"a": "text"}, False),
        ({"a": [{"anything-but": ["x"]}]}, {"a": "y"}, True),
        ({"a": [{"anything-but": "x"}]}, {"a": "x"}, False),
        ({"a": [{"anything-but": "x"}]}, {}, False),
        ({"$or": [{"a": ["1"]}, {"b": ["2"]}]}, {"b": "2"}, True),
        ({"$or": [{"a": ["1"]}, {"b": ["2"]}], "c": ["3"]}, {"b": "2"}, False),
        ({"a": [{"equals-ignore-case": "X"}]}, {"a": "x"}, True),
    ],
)
def test_a_filter_pattern_selects_records(pattern: object, record: object, wanted: bool) -> None:
    assert matches_filters([pattern], record) is wanted


def test_an_unknown_filter_pattern_is_refused() -> None:
    with pytest.raises(TemplateError):
        matches_filters([{"a": [{"numeric": [">", 1]}]}], {"a": 2})


@pytest.mark.parametrize(
    ("answer", "failed"),
    [
        (None, set()),
        ({}, set()),
        ({"batchItemFailures": None}, set()),
        ({"batchItemFailures": []}, set()),
        ({"batchItemFailures": [{"itemIdentifier": "1"}]}, {"1"}),
        ({"batchItemFailures": [{"itemIdentifier": "9"}]}, {"1", "2"}),
        ({"batchItemFailures": [{"itemIdentifier": ""}]}, {"1", "2"}),
        ({"batchItemFailures": [{"itemIdentifier": None}]}, {"1", "2"}),
        ({"batchItemFailures": [{"id": "1"}]}, {"1", "2"}),
        ({"batchItemFailures": "1"}, {"1", "2"}),
    ],
)
def test_a_report_of_failures_is_read_as_lambda_reads_it(answer: object, failed: set[str]) -> None:
    assert failed_items(answer, ["1", "2"]) == failed
