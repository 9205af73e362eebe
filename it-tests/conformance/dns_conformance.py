#!/usr/bin/env python3
"""Compares what `protospec run dns --json` says of captures with what an independent oracle says of every message in them.

    dns_conformance.py [--captures FOLDER] [--protospec COMMAND | --said FOLDER] [--show N]

FOLDER holds captures, and below oracle/ a file NAME.jsonl for each: one object a message. Compared are the packet, the transport, the
endpoints, the header with all its flags, the counts, every question, and of every record name, type, class, time to live, length and data:
as text where the oracle decoded it, and else byte for byte, put together again from the fields. A message that the oracle could not read
to its end must be a parse error in the same packet, or over TCP in an earlier one. Exit status 1 if anything differs. Needs nothing but
Python 3.

Two things are not compared, for the reasons in docs/conformance.md: what the oracle reads where a record has no data, and how the name of a
NSEC record is compressed.
"""
import argparse
import glob
import hashlib
import ipaddress
import json
import os
import shlex
import struct
import subprocess
import sys

TYPES = {
    "A": 1, "NS": 2, "MD": 3, "MF": 4, "CNAME": 5, "SOA": 6, "MB": 7, "MG": 8, "MR": 9, "NULL": 10, "WKS": 11, "PTR": 12,
    "HINFO": 13, "MINFO": 14, "MX": 15, "TXT": 16, "RP": 17, "AFSDB": 18, "X25": 19, "ISDN": 20, "RT": 21, "NSAP": 22,
    "SIG": 24, "KEY": 25, "PX": 26, "GPOS": 27, "AAAA": 28, "LOC": 29, "NXT": 30, "SRV": 33, "NAPTR": 35, "KX": 36,
    "CERT": 37, "A6": 38, "DNAME": 39, "OPT": 41, "APL": 42, "DS": 43, "SSHFP": 44, "IPSECKEY": 45, "RRSIG": 46,
    "NSEC": 47, "DNSKEY": 48, "DHCID": 49, "NSEC3": 50, "NSEC3PARAM": 51, "TLSA": 52, "SMIMEA": 53, "HIP": 55, "CDS": 59,
    "CDNSKEY": 60, "OPENPGPKEY": 61, "CSYNC": 62, "ZONEMD": 63, "SVCB": 64, "HTTPS": 65, "SPF": 99, "NID": 104,
    "L32": 105, "L64": 106, "LP": 107, "EUI48": 108, "EUI64": 109, "TKEY": 249, "TSIG": 250, "IXFR": 251, "AXFR": 252,
    "MAILB": 253, "MAILA": 254, "ANY": 255, "URI": 256, "CAA": 257, "AVC": 258, "TA": 32768, "DLV": 32769,
}
CLASSES = {"IN": 1, "CH": 3, "HS": 4, "NONE": 254, "ANY": 255}
OPCODES = {"QUERY": 0, "IQUERY": 1, "STATUS": 2, "NOTIFY": 4, "UPDATE": 5, "DSO": 6}
CODES = {
    "NOERROR": 0, "FORMERR": 1, "SERVFAIL": 2, "NXDOMAIN": 3, "NOTIMP": 4, "REFUSED": 5, "YXDOMAIN": 6, "YXRRSET": 7,
    "NXRRSET": 8, "NOTAUTH": 9, "NOTZONE": 10, "DSOTYPENI": 11,
}
OPTIONS = {
    "LLQ": 1, "UL": 2, "NSID": 3, "DAU": 5, "DHU": 6, "N3U": 7, "CLIENT_SUBNET": 8, "EXPIRE": 9, "COOKIE": 10,
    "TCP_KEEPALIVE": 11, "PADDING": 12, "CHAIN": 13, "KEY_TAG": 14, "EXTENDED_ERROR": 15, "REPORT_CHANNEL": 18,
}
KEYS = {
    "MANDATORY": 0, "ALPN": 1, "NO_DEFAULT_ALPN": 2, "PORT": 3, "IPV4HINT": 4, "ECH": 5, "IPV6HINT": 6, "DOHPATH": 7,
    "OHTTP": 8,
}


# What differs for a reason, which stands in docs/conformance.md.
EXPLAINED = {"pcapplusplus__dns_over_tcp": ("packet 4: response, of which the oracle knows nothing",)}


def number(value, names):
    """The number of a name; a number without a name is one in quotes."""
    return names[value] if value in names else int(value)


def wire_name(text):
    """A name as it stands on the wire without pointers."""
    if text == ".":
        return b"\0"
    labels, label, i = [], bytearray(), 0
    while i < len(text):
        if text[i] == "\\":
            label.append(int(text[i + 1:i + 4]))
            i += 4
        elif text[i] == ".":
            labels.append(bytes(label))
            label = bytearray()
            i += 1
        else:
            label.append(ord(text[i]))
            i += 1
    labels.append(bytes(label))
    return b"".join(bytes([len(each)]) + each for each in labels) + b"\0"


class Record:
    """The data of one of our records, as text and as bytes."""

    def __init__(self, record, latin):
        self.data = record.get("data") or ({"bytes": record["damaged"]} if "damaged" in record else {})
        self.latin = latin

    def octets(self, text):
        return (text or "").encode("latin-1" if self.latin else "utf-8")

    def string(self, value):
        octets = self.octets(value["text"])
        return bytes([len(octets)]) + octets

    def strings(self, value):
        return [self.octets(each["text"]).decode("latin-1") for each in value["strings"]]

    def windows(self, value):
        bits = b""
        for each in value["types"]:
            bitmap = self.octets(each["bitmap"])
            bits += bytes([each["window"], len(bitmap)]) + bitmap
        return bits

    def counted(self, text, form):
        octets = self.octets(text)
        return struct.pack(form, len(octets)) + octets

    def text(self):
        d = self.data
        for key in ("ipv4", "target"):
            if key in d:
                return d[key]
        if "ipv6" in d:
            return str(ipaddress.ip_address(d["ipv6"]))
        if "soa" in d:
            s = d["soa"]
            return " ".join(str(s[k]) for k in ("primary", "mailbox", "serial", "refresh", "retry", "expire", "minimum"))
        if "mx" in d:
            return "%d %s" % (d["mx"]["preference"], d["mx"]["exchange"])
        if "srv" in d:
            s = d["srv"]
            return "%d %d %d %s" % (s["priority"], s["weight"], s["port"], s["target"])
        if "txt" in d:
            return self.strings(d["txt"])
        return None

    def wire(self):
        """The data as on the wire; None where names in it may be compressed."""
        d = self.data
        if not d:
            return b""
        if "bytes" in d:
            return self.octets(d["bytes"])
        if "ipv4" in d or "ipv6" in d:
            return ipaddress.ip_address(d.get("ipv4") or d.get("ipv6")).packed
        for key in ("txt", "hinfo"):
            if key in d:
                return b"".join(self.string(each) for each in d[key]["strings"])
        if "edns" in d:
            return b"".join(
                struct.pack(">H", number(each["code"], OPTIONS)) + self.counted(each["data"], ">H")
                for each in d["edns"]["options"])
        if "service" in d:
            s = d["service"]
            return struct.pack(">H", s["priority"]) + wire_name(s["target"]) + b"".join(
                struct.pack(">H", number(each["key"], KEYS)) + self.counted(each["value"], ">H")
                for each in s["parameters"])
        if "ds" in d:
            s = d["ds"]
            return struct.pack(">HBB", s["key_tag"], s["algorithm"], s["digest_type"]) + self.octets(s["digest"])
        if "dnskey" in d:
            s = d["dnskey"]
            return struct.pack(">HBB", s["flags"], s["protocol"], s["algorithm"]) + self.octets(s["key"])
        if "rrsig" in d:
            s = d["rrsig"]
            return struct.pack(
                ">HBBIIIH", number(s["covered"], TYPES), s["algorithm"], s["labels"], s["original_ttl"],
                s["expiration"], s["inception"], s["key_tag"]) + wire_name(s["signer"]) + self.octets(s["signature"])
        if "nsec" in d:
            return wire_name(d["nsec"]["next"]) + self.windows(d["nsec"])
        if "nsec3" in d:
            s = d["nsec3"]
            return struct.pack(">BBH", s["hash_algorithm"], s["flags"], s["iterations"]) + self.counted(
                s["salt"], ">B") + self.counted(s["next"], ">B") + self.windows(s)
        if "nsec3param" in d:
            s = d["nsec3param"]
            return struct.pack(">BBH", s["hash_algorithm"], s["flags"], s["iterations"]) + self.counted(s["salt"], ">B")
        if "tlsa" in d:
            s = d["tlsa"]
            return bytes([s["usage"], s["selector"], s["matching_type"]]) + self.octets(s["certificate"])
        if "sshfp" in d:
            s = d["sshfp"]
            return bytes([s["algorithm"], s["fingerprint_type"]]) + self.octets(s["fingerprint"])
        if "caa" in d:
            s = d["caa"]
            return bytes([0x80 * s["critical"] | s["reserved"]]) + self.counted(s["tag"], ">B") + self.octets(s["value"])
        if "uri" in d:
            s = d["uri"]
            return struct.pack(">HH", s["priority"], s["weight"]) + self.octets(s["uri"])
        if "naptr" in d:
            s = d["naptr"]
            return struct.pack(">HH", s["order"], s["preference"]) + self.string(s["flags"]) + self.string(
                s["services"]) + self.string(s["regexp"]) + wire_name(s["replacement"])
        return None


class Comparison:
    def __init__(self, latin):
        self.latin = latin
        self.differences = []

    def same(self, what, ours, theirs):
        if ours != theirs:
            self.differences.append("%s: %s, the oracle says %s" % (what, short(ours), short(theirs)))

    def question(self, what, ours, theirs):
        self.same(what + ".name", ours["name"], theirs["name"])
        self.same(what + ".type", number(ours["type"], TYPES), theirs["type"])
        self.same(what + ".class", number(ours["class"], CLASSES), theirs["cls"])

    def record(self, what, ours, theirs):
        self.question(what, ours, theirs)
        self.same(what + ".ttl", ours["ttl"], theirs["ttl"])
        self.same(what + ".length", ours["length"], theirs["rdlen"])
        data = Record(ours, self.latin)
        wire = data.wire()
        if wire is not None and "rdata_sha256" in theirs:
            self.same(what + ".data", hashlib.sha256(wire).hexdigest(), theirs["rdata_sha256"])
        elif wire is not None and "nsec" in data.data:
            windows = data.windows(data.data["nsec"]).hex()
            self.same(what + ".data", windows, theirs["rdata_hex"][len(theirs["rdata_hex"]) - len(windows):])
        elif wire is not None:
            self.same(what + ".data", wire.hex(), theirs["rdata_hex"])
        if theirs.get("rdata") is not None and theirs["rdlen"]:
            self.same(what + ".data", data.text(), theirs["rdata"])
        elif wire is None:
            self.differences.append(what + ".data: neither text nor bytes can be compared")

    def message(self, ours, theirs):
        for name, key in (
                ("id", "id"), ("response", "qr"), ("authoritative", "aa"), ("truncated", "tc"), ("recursion_desired", "rd"),
                ("recursion_available", "ra"), ("reserved", "z"), ("authentic_data", "ad"), ("checking_disabled", "cd")):
            self.same(name, int(ours[name]), theirs[key])
        self.same("opcode", number(ours["opcode"], OPCODES), theirs["opcode"])
        self.same("code", number(ours["code"], CODES), theirs["rcode"])
        counts = [ours[each + "_count"] for each in ("question", "answer", "authority", "additional")]
        self.same("counts", counts, theirs["counts"])
        self.same("trailing", len(ours.get("trailing") or ""), theirs.get("trailing_bytes", 0))
        for name, key in (
                ("questions", "questions"), ("answers", "answers"), ("authorities", "authority"),
                ("additionals", "additional")):
            compare = self.question if key == "questions" else self.record
            self.same(name, len(ours[name]), len(theirs[key]))
            for i, (each, other) in enumerate(zip(ours[name], theirs[key])):
                compare("%s[%d]" % (name, i), each, other)


def short(value):
    text = json.dumps(value)
    return text if len(text) <= 120 else text[:117] + "..."


def events(command, said, capture, ports):
    if said:
        name = os.path.splitext(os.path.basename(capture))[0]
        with open(os.path.join(said, "dns", name + ".jsonl"), encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]
    words = command + ["run", "dns", "--json"] + (["--port", ports] if ports else []) + [capture]
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode not in (0, 3):
        sys.exit("%s: exit status %d\n%s" % (capture, done.returncode, done.stderr.decode()))
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def ports_of(messages):
    """The server ports that the oracle found messages at, beside those that the protocol has anyway."""
    found = set()
    for each in messages:
        pair = {int(each[key].rsplit(":", 1)[1]) for key in ("src", "dst") if key in each}
        if not pair & {53, 5353, 5355} and pair:
            found.add(min(pair))
    return ",".join(str(each) for each in sorted({53, 5353, 5355} | found)) if found else ""


def take_earlier_error(said, message):
    """Over TCP a mistake may show before all of the message is there."""
    for packet, found in sorted(said.items()):
        for event in found:
            ends = {event["flow"]["client"], event["flow"]["server"]}
            if packet <= message["frame"] and event["event"] == "parse_error" and message["src"] in ends:
                found.remove(event)
                return True
    return False


def compare(command, told, capture, oracle):
    with open(oracle) as lines:
        wanted = [json.loads(line) for line in lines]
    said = {}
    for event in events(command, told, capture, ports_of(wanted)):
        if event["event"] in ("query", "response", "parse_error"):
            said.setdefault(event["packet"], []).append(event)
    differences = []
    for each in wanted:
        where = "packet %d" % each["frame"]
        found = said.get(each["frame"], [])
        broken = "error" in each or each.get("incomplete")
        if broken and each["transport"] == "tcp" and take_earlier_error(said, each):
            continue
        if not found:
            if not each.get("incomplete"):
                differences.append(where + ": nothing was told")
            continue
        event = found.pop(0)
        if event["event"] == "parse_error":
            if not broken:
                differences.append("%s: parse error in %s, expected %s, found %s" % (
                    where, event["path"], event["expected"], event["found"]))
            continue
        if broken:
            differences.append("%s: read, the oracle says %s" % (where, each.get("error", "incomplete")))
            continue
        comparison = Comparison(event.get("encoding") == "latin1")
        comparison.message(event["message"], each)
        differences += [where + ": " + difference for difference in comparison.differences]
    for packet, rest in sorted(said.items()):
        differences += ["packet %d: %s, of which the oracle knows nothing" % (packet, each["event"]) for each in rest]
    return len(wanted), differences


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--captures", default="../shared/captures/dns")
    parser.add_argument("--protospec", default="./protospec", help="the command, with arguments if it needs any")
    parser.add_argument("--said", help="a folder with the JSON lines, dns/NAME.jsonl, instead of running the command")
    parser.add_argument("--show", type=int, default=5, help="differences shown of a capture")
    options = parser.parse_args()
    command = shlex.split(options.protospec)
    messages = captures = differing = 0
    for oracle in sorted(glob.glob(os.path.join(options.captures, "oracle", "*.jsonl"))):
        name = os.path.splitext(os.path.basename(oracle))[0]
        found = [each for each in glob.glob(os.path.join(options.captures, glob.escape(name) + ".*"))]
        if not found:
            print("%s: the capture is missing" % name)
            differing += 1
            continue
        count, differences = compare(command, options.said, found[0], oracle)
        differences = [each for each in differences if each not in EXPLAINED.get(name, ())]
        captures += 1
        messages += count
        if differences:
            differing += 1
            print("%s: %d differences" % (name, len(differences)))
            for each in differences[:options.show]:
                print("  " + each)
    print("%d captures, %d messages, %d captures differ" % (captures, messages, differing))
    sys.exit(1 if differing or not captures else 0)


if __name__ == "__main__":
    main()
