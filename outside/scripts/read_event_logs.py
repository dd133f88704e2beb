"""Runs among the validators' packages. Prints what pm4py understands of two event logs: by case, step, person, time."""

import json
import sys
from collections import defaultdict
from typing import Any

import pm4py

Cases = dict[str, list[list[str]]]


def from_xes(path: str) -> Cases:
    """The events of a classic log."""
    cases: Cases = defaultdict(list)
    for event in pm4py.read_xes(path, show_progress_bar=False).to_dict("records"):
        cases[event["case:concept:name"]].append(
            [str(event["redaksi:step"]), event["org:resource"], event["time:timestamp"].isoformat()]
        )
    return cases


def from_ocel(path: str) -> Cases:
    """The events of an object-centric log, each found by its request."""
    log: Any = pm4py.read_ocel2_json(path)
    of: dict[str, dict[str, str]] = defaultdict(dict)
    for row in log.relations.to_dict("records"):
        of[row["ocel:eid"]][row["ocel:type"]] = row["ocel:oid"].partition(":")[2]
    cases: Cases = defaultdict(list)
    for event in log.events.to_dict("records"):
        objects = of[event["ocel:eid"]]
        cases[objects["request"]].append([str(event["step"]), objects["person"], event["ocel:timestamp"].isoformat()])
    return cases


if __name__ == "__main__":
    said = sys.stdout
    sys.stdout = sys.stderr
    read = {"log.xes": from_xes(sys.argv[1]), "log.jsonocel": from_ocel(sys.argv[2])}
    said.write(json.dumps(read))
