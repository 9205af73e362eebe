#!/usr/bin/env python3
"""Holds what `protospec run mqtt --json` says of captures against tshark.

    mqtt_conformance.py --captures DIR [--command './protospec run {protocol} --json {capture}'] [--said DIR] [NAME...]

Compared, connection by connection and in order: what CONNECT says, the server's code, every message that is published (topic, quality of
service, marks, packet identifier, size), every step of a delivery, subscriptions and what is given up with the answers' codes, farewells,
and of all of these the properties, as their numbers and values. Each difference is told; the exit status is 0 if there is none.
"""
import argparse
import glob
import json
import os
import re
import subprocess
import sys

import said as command

SPEC = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../protocols/src/main/proto-spec/mqtt.proto-spec")
STEPS = {4: "PUBACK", 5: "PUBREC", 6: "PUBREL", 7: "PUBCOMP"}


def values():
    """The numbers of the names that the spec gives, by enum: what tshark tells is numbers."""
    with open(SPEC, encoding="utf-8") as spec:
        text = spec.read()
    found = {}
    for name, body in re.findall(r"^enum (\w+) : \w+ \{(.*?)^\}", text, re.S | re.M):
        found[name] = {item: int(value, 0) for item, value in re.findall(r"(\w+) = (\w+);", body)}
    return found


ENUMS = values()


def number(enum, value):
    return ENUMS[enum].get(value, value) if isinstance(value, str) else value


# ------------------------------------------------------------------ tshark


class Pairs(list):
    """An object whose names may come several times."""

    def all(self, name):
        found = []
        for key, value in self:
            if key == name:
                found.append(value)
            if isinstance(value, Pairs) and key != "mqtt.will_properties" and key != "mqtt.properties":
                found += value.all(name)
        return found

    def one(self, name, otherwise=None):
        found = self.all(name)
        return found[0] if found else otherwise

    def number(self, name, otherwise=None):
        value = self.one(name)
        return otherwise if value is None else int(value, 0)


def tshark(capture):
    """The messages by stream: whether the client sent it, and its fields."""
    words = ["tshark", "-r", capture, "-n", "-Y", "mqtt", "-T", "json", "-J", "tcp mqtt"]
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=300, check=True)
    streams = {}
    for packet in json.loads(done.stdout, object_pairs_hook=Pairs):
        layers = packet.one("_source").one("layers")
        tcp = layers.one("tcp")
        up = tcp.one("tcp.dstport") == "1883"
        client = tcp.one("tcp.srcport" if up else "tcp.dstport")
        for message in layers.all("mqtt"):
            streams.setdefault(client, []).append((up, message))
    return streams


def properties(message, name="mqtt.properties"):
    found = message.one(name)
    if found is None:
        return None
    told = []
    for key, value in found:
        if key == "mqtt.property_id":
            told.append([int(value, 0)])
        elif key in ("mqtt.prop_number", "mqtt.property.max_qos", "mqtt.property.topic_alias"):
            told[-1].append(int(value, 0))
        elif key in ("mqtt.prop_string", "mqtt.prop_key", "mqtt.prop_value", "mqtt.property.content_type"):
            told[-1].append(value)
        elif key == "mqtt.prop_unknown":
            told[-1].append("".join(chr(int(octet, 16)) for octet in value.split(":")))
    return told


def wanted(messages):
    facts = {}

    def add(kind, *what):
        facts.setdefault(kind, []).append(what)

    for up, m in messages:
        kind = m.number("mqtt.msgtype")
        also = properties(m)
        if kind == 1:
            will = (m.one("mqtt.willtopic"), properties(m, "mqtt.will_properties"))
            who = (m.one("mqtt.clientid"), m.one("mqtt.username"), m.one("mqtt.passwd"))
            add("connect", m.number("mqtt.ver"), m.number("mqtt.kalive"), *who, *will, also)
        elif kind == 2:
            add("answer", m.number("mqtt.connack.reason_code", m.number("mqtt.conack.val")), also)
        elif kind == 3:
            size = len([octet for octet in m.one("mqtt.msg", "").split(":") if octet])
            marks = (m.number("mqtt.qos"), m.number("mqtt.retain"), m.number("mqtt.dupflag"))
            add("publish", up, m.one("mqtt.topic"), *marks, m.number("mqtt.msgid"), size, also)
        elif kind in STEPS:
            step = STEPS[kind]
            add("step", up, step, m.number("mqtt.msgid"), m.number(f"mqtt.{step.lower()}.reason_code"), also)
        elif kind == 8:
            how = m.all("mqtt.subscription_options_qos") or m.all("mqtt.sub.qos")
            add("subscribe", m.number("mqtt.msgid"), list(zip(m.all("mqtt.topic"), map(int, how))), also)
        elif kind == 9:
            codes = m.all("mqtt.suback.reason_code") or m.all("mqtt.suback.qos")
            add("subscribed", m.number("mqtt.msgid"), [int(code, 0) for code in codes], also)
        elif kind == 10:
            add("unsubscribe", m.number("mqtt.msgid"), m.all("mqtt.topic"), also)
        elif kind == 11:
            add("unsubscribed", m.number("mqtt.msgid"), [int(code, 0) for code in m.all("mqtt.unsuback.reason_code")], also)
        elif kind == 14:
            add("farewell", up, m.number("mqtt.disconnect.reason_code"), also)
    return facts


# ------------------------------------------------------------------ the command


def ours(packet, name="properties"):
    if name not in packet:
        return None
    told = []
    for each in packet[name]["list"]:
        value = [number("Name", each["name"])]
        value += [each[part] for part in ("key", "number", "text") if part in each]
        # tshark takes binary data for texts that end at the first zero.
        told.append([each.split("\0")[0] if isinstance(each, str) else each for each in value])
    return told


def found(events):
    facts = {}

    def add(kind, *what):
        facts.setdefault(kind, []).append(what)

    for event in events:
        kind = event["event"]
        up = event.get("direction") == "up"
        if kind == "connection":
            c, a = event["connect"], event["answer"]
            will = (c.get("will_topic"), ours(c, "will_properties"))
            add("connect", c["version"], c["keep_alive"], c["client"], c.get("user"), c.get("password"), *will, ours(c))
            add("answer", number("Reason", a["reason"]) if "reason" in a else number("ReturnCode", a["code"]), ours(a))
        elif kind == "publication":
            p = event["publish"]
            marks = (p["qos"], int(p["retain"]), int(p["duplicate"]))
            add("publish", up, p["topic"], *marks, p.get("id"), p["content"]["length"], ours(p))
        elif kind == "acknowledgment":
            a = event["acknowledgment"]
            add("step", up, event["step"], a["id"], number("Reason", a.get("reason")), ours(a))
        elif kind == "subscription":
            s, a = event["subscribe"], event["answer"]
            add("subscribe", s["id"], [(each["topic"], each["qos"]) for each in s["filters"]], ours(s))
            add("subscribed", a["id"], [number("Reason", code) for code in a["codes"]], ours(a))
        elif kind == "unsubscription":
            u, a = event["unsubscribe"], event["answer"]
            add("unsubscribe", u["id"], [each["topic"] for each in u["topics"]], ours(u))
            add("unsubscribed", a["id"], [number("Reason", code) for code in a["codes"]], ours(a))
        elif kind == "farewell":
            add("farewell", up, number("Reason", event["why"].get("reason")), ours(event["why"]))
    return facts


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    command.arguments(parser, "./protospec run {protocol} --json {capture}")
    options = parser.parse_args()
    captures = [
        each for each in sorted(glob.glob(os.path.join(options.captures, "mqtt*.pcap")))
        if not options.names or os.path.basename(each)[:-5] in options.names]
    compared = different = 0
    for capture in captures:
        name = os.path.basename(capture)[:-5]
        events = {}
        for event in command.events(options, name, capture, "mqtt"):
            if "flow" in event:
                events.setdefault(event["flow"]["client"].rsplit(":", 1)[1], []).append(event)
        for client, messages in tshark(capture).items():
            one, other = wanted(messages), found(events.get(client, []))
            for kind in sorted(set(one) | set(other)):
                compared += len(one.get(kind, []))
                if one.get(kind) != other.get(kind):
                    different += 1
                    print(f"{name}: client {client}: {kind}:\n  tshark  {one.get(kind)}\n  command {other.get(kind)}")
    print(f"mqtt: {len(captures)} captures, {compared} compared, {different} differences")
    sys.exit(1 if different else 0)


main()
