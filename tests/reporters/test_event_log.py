"""The event logs: they keep to the grammars of their standards, lose nothing, and nothing in them takes effect."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import xmlschema
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from workflow.audit.report import Audit, AuditedEntry, Rewrite, RewriteKind
from workflow.config.policy import Level
from workflow.reporters.audit_csv import audit_csv
from workflow.reporters.event_log import utc_time
from workflow.reporters.ocel import ocel
from workflow.reporters.xes import xes

SCHEMAS = Path(__file__).parent / "schemas"
ACTIVITIES = {"sop-2024": {1: "Menerima surat", 2: "Menelaah"}}
FIRST = AuditedEntry(
    path="content/requests/2024/0107.md",
    request="2024-0107",
    edition="sop-2024",
    position=1,
    step=1,
    by="sari",
    result=None,
    started=None,
    finished=1_704_164_400,
    corrects=None,
    late=False,
    level=Level.SIGNED,
    commit="a" * 40,
    author="Sari Wulandari",
    committed=1_704_164_460,
    received=1_704_164_520,
    lag=-60,
)
OTHER = replace(FIRST, path="content/requests/2024/0108.md", request="2024-0108", by="budi", commit="b" * 40)
SECOND = replace(
    FIRST, position=2, step=2, by="budi", result="telaah", started=1_704_164_400, corrects=1, late=True, commit="b" * 40
)
AUDIT = Audit("c" * 40, 3, (FIRST, OTHER, SECOND), (Rewrite(FIRST.path, RewriteKind.MOVED, 1, "d" * 40, "Eka", 9),))
SPECIAL = [
    "]]>",
    "<!--",
    "&amp;",
    "\"'",
    "\x00",
    "\x1b[31m",
    "\t a\r\nb ",
    "\ufffe",
    "\udc80",
    "🙂",
    "a\u2028b",
    "\x85",
]
HOSTILE = st.one_of(st.sampled_from(SPECIAL), st.text(st.characters(exclude_categories=())), st.text())
INSTANT = st.integers(-(2**62), 2**62)
WHOLE = st.integers(-(2**31), 2**31)


@st.composite
def audits(draw: st.DrawFn) -> Audit:
    """Any entries at all, also such as no archive could hold."""
    entries = draw(st.lists(st.builds(AuditedEntry, **FIELDS), max_size=4))
    return Audit(draw(HOSTILE), draw(st.integers(0, 9)), tuple(entries), ())


FIELDS: dict[str, st.SearchStrategy[Any]] = {
    **dict.fromkeys(("path", "request", "edition", "by", "commit", "author"), HOSTILE),
    **dict.fromkeys(("finished", "committed", "received"), INSTANT),
    **dict.fromkeys(("position", "step", "lag"), WHOLE),
    "late": st.booleans(),
    "level": st.sampled_from(Level),
    "started": st.none() | INSTANT,
    "corrects": st.none() | WHOLE,
    "result": st.none() | HOSTILE,
}


def kept(text: str) -> str:
    """What XML 1.0 lets stand of a text, said in another way than the code says it."""
    return "".join(
        c for c in text if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )


def as_xml(audit: Audit, activities: dict[str, dict[int, str]]) -> ET.Element:
    return ET.fromstring("".join(xes(audit, activities)).encode())


def as_json(audit: Audit, activities: dict[str, dict[int, str]]) -> Any:
    return json.loads("".join(ocel(audit, activities)).encode())


def as_rows(audit: Audit, activities: dict[str, dict[int, str]]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(audit_csv(audit, activities)), newline="")))


def said(element: ET.Element) -> dict[str, tuple[str, str]]:
    """The attributes of a log, a trace, an event or a global: type and value by key."""
    return {each.attrib["key"]: (each.tag, each.attrib["value"]) for each in element if "key" in each.attrib}


@cache
def grammar() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(SCHEMAS / "xes-grammar.xsd")


@cache
def shape() -> Any:
    schema = json.loads((SCHEMAS / "ocel-2.0-json.json").read_text())
    return jsonschema_rs.validator_for(schema, validate_formats=True)


def test_xes_says_everything() -> None:
    log = as_xml(AUDIT, ACTIVITIES)
    assert [said(trace)["concept:name"] for trace in log.iter("trace")] == [
        ("string", "2024-0107"),
        ("string", "2024-0108"),
    ]
    assert said(log)["redaksi:rewrites"] == ("int", "1")
    event = log.findall("trace")[0].findall("event")[1]
    assert said(event) == {
        "concept:name": ("string", "Menelaah"),
        "org:resource": ("string", "budi"),
        "time:timestamp": ("date", "2024-01-02T03:00:00+00:00"),
        "lifecycle:transition": ("string", "complete"),
        "redaksi:edition": ("string", "sop-2024"),
        "redaksi:step": ("int", "2"),
        "redaksi:position": ("int", "2"),
        "redaksi:evidence": ("string", "signed"),
        "redaksi:late": ("boolean", "true"),
        "redaksi:lag": ("int", "-60"),
        "redaksi:started": ("date", "2024-01-02T03:00:00+00:00"),
        "redaksi:result": ("string", "telaah"),
        "redaksi:corrects": ("int", "1"),
        "redaksi:commit": ("string", "b" * 40),
        "redaksi:committed": ("date", "2024-01-02T03:01:00+00:00"),
        "redaksi:received": ("date", "2024-01-02T03:02:00+00:00"),
    }


def test_ocel_says_everything() -> None:
    log = as_json(AUDIT, ACTIVITIES)
    assert [one["name"] for one in log["eventTypes"]] == ["Menelaah", "Menerima surat"]
    assert [one["id"] for one in log["objects"]] == [
        "request:2024-0107",
        "request:2024-0108",
        "person:sari",
        "person:budi",
        "commit:" + "a" * 40,
        "commit:" + "b" * 40,
    ]
    event = log["events"][2]
    assert (event["id"], event["type"], event["time"]) == ("entry:3", "Menelaah", "2024-01-02T03:00:00+00:00")
    assert {one["qualifier"]: one["objectId"] for one in event["relationships"]} == {
        "request": "request:2024-0107",
        "performer": "person:budi",
        "witness": "commit:" + "b" * 40,
    }
    assert {one["name"]: one["value"] for one in event["attributes"]} == {
        "edition": "sop-2024",
        "step": "2",
        "position": "2",
        "evidence": "signed",
        "late": "true",
        "lag": "-60",
        "started": "2024-01-02T03:00:00+00:00",
        "result": "telaah",
        "corrects": "1",
    }
    assert log["objects"][5]["attributes"] == [
        {"name": "committed", "value": "2024-01-02T03:01:00+00:00", "time": "1970-01-01T00:00:00+00:00"},
        {"name": "received", "value": "2024-01-02T03:02:00+00:00", "time": "1970-01-01T00:00:00+00:00"},
    ]


def test_csv_says_everything() -> None:
    first, _, second = as_rows(AUDIT, ACTIVITIES)
    assert (first["request"], first["activity"], first["person"], first["lag"]) == (
        "2024-0107",
        "Menerima surat",
        "sari",
        "-60",
    )
    assert (first["started"], first["result"], first["corrects"]) == ("", "", "")
    assert (second["finished"], second["late"], second["corrects"]) == ("2024-01-02T03:00:00+00:00", "true", "1")


def test_nobody_is_named() -> None:
    """Neither the author of a commit nor who rewrote the past; a step without a name is its number."""
    for pieces in (xes(AUDIT, {}), ocel(AUDIT, {}), audit_csv(AUDIT, {})):
        text = "".join(pieces)
        assert "Sari Wulandari" not in text
        assert "Eka" not in text
        assert "Menelaah" not in text
    assert {said(event)["concept:name"][1] for event in as_xml(AUDIT, {}).iter("event")} == {"1", "2"}


def test_entries_of_a_trace_stand_in_the_order_of_their_file() -> None:
    mixed = Audit("c" * 40, 3, (SECOND, OTHER, FIRST), ())
    events = as_xml(mixed, ACTIVITIES).findall("trace")[0].findall("event")
    assert [said(event)["redaksi:position"][1] for event in events] == ["1", "2"]


@pytest.mark.parametrize("audit", [AUDIT, Audit("", 0, (), ())], ids=["some", "none"])
def test_xes_declares_what_it_uses(audit: Audit) -> None:
    """Every prefix has an extension; what is global is everywhere, with its type; classifiers use what is global."""
    log = as_xml(audit, ACTIVITIES)
    grammar().validate(log)
    prefixes = {one.attrib["prefix"] for one in log.iter("extension")}
    assert {one.attrib["key"].split(":")[0] for one in log.iter() if "key" in one.attrib} <= prefixes
    scopes = {one.attrib["scope"]: said(one) for one in log.iter("global")}
    for scope, everywhere in scopes.items():
        for part in log.iter(scope):
            assert {key: said(part)[key][0] for key in everywhere} == {
                key: kind for key, (kind, _) in everywhere.items()
            }
    for classifier in log.iter("classifier"):
        assert set(classifier.attrib["keys"].split()) <= set(scopes[classifier.attrib["scope"]])


@given(audit=audits(), name=HOSTILE)
@settings(max_examples=150, deadline=None)
def test_xes_keeps_to_its_grammar_and_loses_nothing(audit: Audit, name: str) -> None:
    activities = {entry.edition: {entry.step: name} for entry in audit.entries}
    log = as_xml(audit, activities)
    grammar().validate(log)
    events = [
        (said(trace)["concept:name"][1], said(event)) for trace in log.iter("trace") for event in trace.iter("event")
    ]
    found = sorted(
        (request, *(event[key][1] for key in ("org:resource", "redaksi:commit"))) for request, event in events
    )
    assert found == sorted((kept(each.request), kept(each.by), kept(each.commit)) for each in audit.entries)
    assert sorted(event.get("redaksi:result", ("", ""))[1] for _, event in events) == sorted(
        kept(each.result or "") for each in audit.entries
    )
    wanted = {kept(activities[each.edition].get(each.step, "")) or str(each.step) for each in audit.entries}
    assert {event["concept:name"][1] for _, event in events} == wanted


@given(audit=audits(), name=HOSTILE)
@settings(max_examples=150, deadline=None)
def test_ocel_keeps_to_its_schema_and_loses_nothing(audit: Audit, name: str) -> None:
    activities = {entry.edition: {entry.step: name} for entry in audit.entries}
    log = as_json(audit, activities)
    shape().validate(log)
    everything = [one["id"] for one in log["events"] + log["objects"]]
    assert len(set(everything)) == len(everything)
    for event, entry in zip(log["events"], audit.entries, strict=True):
        ours = {one["qualifier"]: one["objectId"] for one in event["relationships"]}
        assert ours["request"] == f"request:{kept(entry.request)}"
        assert ours["performer"] == f"person:{kept(entry.by)}"
        assert ours["witness"] == f"commit:{kept(entry.commit)}"
        assert set(ours.values()) <= set(everything)
        assert event["type"] == (kept(activities[entry.edition].get(entry.step, "")) or str(entry.step))


READ: dict[str, Callable[[str], object]] = {
    "string": str,
    "integer": int,
    "boolean": {"true": True, "false": False}.__getitem__,
    "time": datetime.fromisoformat,
}


@given(audit=audits())
@settings(deadline=None)
def test_ocel_values_are_of_their_declared_types(audit: Audit) -> None:
    log = as_json(audit, {})
    for part, types in (("events", "eventTypes"), ("objects", "objectTypes")):
        declared = {one["name"]: {a["name"]: a["type"] for a in one["attributes"]} for one in log[types]}
        for one in log[part]:
            for attribute in one["attributes"]:
                assert READ[declared[one["type"]][attribute["name"]]](attribute["value"]) is not None


@given(audit=audits(), name=HOSTILE)
@settings(deadline=None)
def test_no_cell_is_a_formula(audit: Audit, name: str) -> None:
    """Whatever is text cannot begin like a formula, and without its apostrophe it is what it was."""
    rows = as_rows(audit, {entry.edition: {entry.step: name} for entry in audit.entries})
    texts = {
        "request": "request",
        "path": "path",
        "person": "by",
        "edition": "edition",
        "commit": "commit",
        "result": "result",
    }
    for row, entry in zip(rows, audit.entries, strict=True):
        for column, field in texts.items():
            was = kept(getattr(entry, field) or "")
            assert row[column] in {was, f"'{was}"}
            assert not re.match(r"[=+\-@\t\r\n]", row[column])
        assert not re.match(r"[=+\-@\t\r\n]", row["activity"])
        assert row["lag"] == str(entry.lag)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\x00=", "\uff1d"])
def test_formulas_are_defused(start: str) -> None:
    (row,) = as_rows(Audit("", 1, (replace(FIRST, result=f"{start}HYPERLINK(1)"),), ()), {})
    assert row["result"] == f"'{kept(start)}HYPERLINK(1)"


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (0, "1970-01-01T00:00:00+00:00"),
        (2**62, "9999-12-31T23:59:59+00:00"),
        (-(2**62), "0001-01-01T00:00:00+00:00"),
    ],
)
def test_any_date_of_git_can_be_written(at: int, text: str) -> None:
    assert utc_time(at) == text


BROKEN_XES = {
    "no key": ('key="org:resource" ', ""),
    "a date with words": ("2024-01-02T03:00:00+00:00", "yesterday"),
    "a date without its offset": ("03:00:00+00:00", "03:00:00"),
    "an int with words": ('key="redaksi:lag" value="-60"', 'key="redaksi:lag" value="soon"'),
    "a key twice": ('key="redaksi:result"', 'key="redaksi:step"'),
    "a scope of its own": ('scope="event" keys', 'scope="log" keys'),
    "no version": ('xes.version="1849.2016"', ""),
    "an event outside": ("</trace>", "</trace><string key='a' value=''/>"),
}


@pytest.mark.parametrize("change", BROKEN_XES.values(), ids=BROKEN_XES)
def test_the_grammar_refuses_what_is_not_xes(change: tuple[str, str]) -> None:
    text = "".join(xes(AUDIT, ACTIVITIES))
    assert change[0] in text
    assert not grammar().is_valid(ET.fromstring(text.replace(*change)))


BROKEN_OCEL = {
    "no object types": ('"objectTypes"', '"types"'),
    "an unknown type": ('"type": "integer"', '"type": "number"'),
    "a value that is no string": ('"value": "2"', '"value": 2'),
    "a relationship without a qualifier": ('"qualifier": "witness"', '"kind": "witness"'),
    "a time with words": ("2024-01-02T03:00:00+00:00", "2024-13-02T03:00:00+00:00"),
}


@pytest.mark.parametrize("change", BROKEN_OCEL.values(), ids=BROKEN_OCEL)
def test_the_schema_refuses_what_is_not_ocel(change: tuple[str, str]) -> None:
    text = "".join(ocel(AUDIT, ACTIVITIES))
    assert change[0] in text
    assert not shape().is_valid(json.loads(text.replace(*change)))


def test_the_logs_come_in_pieces() -> None:
    """No piece grows with the archive: 2,000 entries, and none holds more than a few of them."""
    many = Audit("c" * 40, 3, tuple(replace(FIRST, request=str(at)) for at in range(2000)), ())
    for pieces in (xes(many, ACTIVITIES), ocel(many, ACTIVITIES), audit_csv(many, ACTIVITIES)):
        assert max(map(len, pieces)) < 2000
