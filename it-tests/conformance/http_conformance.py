#!/usr/bin/env python3
"""Holds what `protospec run http --json` says of captures against independent oracles.

    http_conformance.py --captures DIR [--command './protospec run http --json --port {ports} {capture}'] [--said DIR] [--all] [NAME...]

DIR/oracle/*.jsonl holds one object a TCP connection. Compared, connection by connection: requests (method, target, version, header
fields in their order), responses (status, reason, version, header fields, and which request each answers), bodies (how their end is
known, length, SHA-256, trailers), and whether HTTP ends in a tunnel. A connection without caveats has to agree in everything; of the
others it is told how many do, and with --all where they do not. The exit status is 0 if all connections without caveats agree.
"""
import argparse
import glob
import json
import os
import re
import sys

import said as command

COMMAND = "./protospec run http --json --port {ports} {capture}"


def field(name, value):
    """Blanks around a name mean nothing, and a line that goes on is one line."""
    return [name.strip(" \t"), re.sub(r"[ \t]*\r?\n[ \t]+", " ", value or "")]


def fields(headers):
    return [field(each["name"], each.get("value")) for each in headers or []]


def said(events):
    """What the command says of a connection, in the oracles' words."""
    requests, responses, tunnel = [], [], False
    for event in events:
        kind = event["event"]
        if kind == "request":
            it = command.as_bytes(event["request"], event)
            requests.append({
                "method": it["method"], "uri": it["target"], "version": it.get("version", "0.9"),
                "headers": fields(it.get("headers")), "body": None})
        elif kind == "response":
            it = command.as_bytes(event["response"], event)
            responses.append({
                "status": it["status"], "reason": it.get("reason") or "", "version": it["version"],
                "headers": fields(it["headers"]), "request": event.get("answers"), "body": None})
        elif kind in ("body", "message", "trailers"):
            messages = requests if event["direction"] == "up" else responses
            if event["number"] >= len(messages):
                continue
            message = messages[event["number"]]
            body = message["body"] = message["body"] or {
                "kind": None, "len": 0, "sha256": None, "complete": True, "trailers": [], "parts": 0}
            if kind == "body":
                body["parts"] += 1
                # The oracles do not inflate.
                body["len"] += event["raw_bytes"]
                body["sha256"] = event["raw_sha256"]
                body["complete"] = body["complete"] and event["complete"]
            elif kind == "message":
                body["kind"] = event["framing"]
            else:
                body["trailers"] = fields(command.as_bytes(event["body"], event)["trailers"])
        elif kind == "tunnel":
            tunnel = True
    return requests, responses, tunnel


def expected(oracle):
    """What the oracle says of a connection; lines that are no requests are none."""
    places = {}
    requests = []
    for number, it in enumerate(oracle["requests"]):
        if "method" in it and it.get("head_complete", True):
            places[number] = len(requests)
            requests.append({
                "method": it["method"], "uri": it["uri"], "version": it["version"],
                "headers": [field(*each) for each in it["headers"]], "body": it.get("body")})
    responses = [
        {"status": it["status"], "reason": it["reason"], "version": it["version"],
         "headers": [field(*each) for each in it["headers"]], "request": places.get(it.get("request")), "body": it.get("body")}
        for it in oracle["responses"] if "status" in it and it.get("head_complete", True)]
    return requests, responses, bool(oracle.get("tunnel"))


def body_differences(where, wanted, found):
    wanted = None if wanted is None or wanted["len"] == 0 and wanted["kind"] != "chunked" else wanted
    found = None if found is None or found["len"] == 0 and found["kind"] not in ("chunked", None) else found
    if wanted is None or found is None:
        return [] if wanted is found else [f"{where}.body: expected {wanted}, found {found}"]
    differences = []
    for key in ("kind", "len", "sha256", "complete"):
        if key == "kind" and found["kind"] is None and not wanted["complete"]:
            continue
        if wanted.get(key) != found[key]:
            differences.append(f"{where}.body.{key}: expected {wanted.get(key)}, found {found[key]}")
    if (wanted.get("trailers") or []) != found["trailers"]:
        differences.append(f"{where}.body.trailers: expected {wanted.get('trailers')}, found {found['trailers']}")
    return differences


def list_differences(name, wanted, found):
    differences = []
    if len(wanted) != len(found):
        differences.append(f"{name}s: expected {len(wanted)}, found {len(found)}")
    for number, (one, other) in enumerate(zip(wanted, found)):
        where = f"{name}[{number}]"
        for key in one:
            if key != "body" and one[key] != other[key]:
                differences.append(f"{where}.{key}: expected {one[key]!r}, found {other[key]!r}")
        differences += body_differences(where, one["body"], other["body"])
    return differences


def differences(oracle, events):
    requests, responses, tunnel = expected(oracle)
    found = said(events)
    result = list_differences("request", requests, found[0]) + list_differences("response", responses, found[1])
    if tunnel != found[2]:
        result.append(f"tunnel: expected {tunnel}, found {found[2]}")
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    command.arguments(parser, COMMAND)
    parser.add_argument("--all", action="store_true", help="tell the differences of connections with caveats, too")
    options = parser.parse_args()
    counts = {"exact": [0, 0], "caveats": [0, 0]}
    for path in sorted(glob.glob(os.path.join(options.captures, "oracle", "*.jsonl"))):
        name = os.path.basename(path)[: -len(".jsonl")]
        with open(path, encoding="utf-8") as lines:
            oracles = [json.loads(line) for line in lines if line.strip()]
        if not oracles or options.names and name not in options.names:
            continue
        ports = ",".join(sorted({each["server"].rsplit(":", 1)[1] for each in oracles}))
        seen = command.flows(command.events(options, name, os.path.join(options.captures, oracles[0]["file"]), "http", ports))
        used = {}
        for oracle in oracles:
            key = (oracle["client"], oracle["server"])
            place = used[key] = used.get(key, -1) + 1
            candidates = list(seen.get(key, {}).values())
            found = differences(oracle, candidates[place] if place < len(candidates) else [])
            grade = "caveats" if oracle["caveats"] else "exact"
            counts[grade][0] += not found
            counts[grade][1] += 1
            if found and (grade == "exact" or options.all):
                print(f"{name} stream {oracle['stream']} ({', '.join(oracle['caveats']) or 'no caveats'})")
                for each in found[:12]:
                    print("  " + each[:400])
    print(f"{counts['exact'][0]} of {counts['exact'][1]} connections without caveats agree; "
          f"{counts['caveats'][0]} of {counts['caveats'][1]} with caveats")
    return 0 if counts["exact"][0] == counts["exact"][1] else 1


if __name__ == "__main__":
    sys.exit(main())
