#!/usr/bin/env python3
"""Holds what `protospec run ftp|pop3|imap --json` says of captures against tshark.

    text_conformance.py --captures DIR [--command './protospec run {protocol} --json {capture}'] [--said DIR] [NAME...]

Compared, connection by connection, in order:

ftp    commands and what follows them; replies (code and first line); where PORT, PASV, EPRT and EPSV send the data connection; and for
       each data connection that tshark finds, the command and the mode by which it was made
pop3   commands and what follows them, the client's lines of AUTH; answers (status and text)
imap   tags and names of commands; tags of responses, and their status where tshark tells it

tshark reads packet by packet, and of a packet with several lines it tells one only. So what tshark tells has to be among what the command
tells, in the same order. Each difference is told that EXPLAINED does not explain. The exit status is 0 if there is none.
"""
import argparse
import glob
import os
import subprocess
import sys

import said as command

SEPARATOR = "\x1f"
FIELDS = {
    "ftp": ["ftp.request.command", "ftp.request.arg", "ftp.response.code", "ftp.response.arg", "ftp.passive.port", "ftp.active.port",
            "ftp.eprt.port", "ftp.epsv.port", "ftp-data.command", "ftp-data.setup-method"],
    "pop3": ["pop.request.command", "pop.request.parameter", "pop.response.indicator", "pop.response.description"],
    "imap": ["imap.request_tag", "imap.request.command", "imap.response_tag", "imap.response.status"],
}
# Differences that are right: how the capture's name begins, what they say, and why.
EXPLAINED = [
    ("ndpi__ftp-start-tls", "stream 0: ", "CCC in the encrypted channel has ended it, which only its ends can read (RFC 4217, section 12.3)"),
    ("zeek__ftp-ipv6-violation", "stream 0: replies: tshark alone tells ('530'",
     "the server speaks SSH; what looks like a reply stands in the middle of a line (RFC 959, section 4.2)"),
    ("suricata__ftp-too-long-command", "stream 0: commands: tshark alone tells ('Z'", "the end of a long line, "
     "which is one command (RFC 959, section 5.3.1)"),
    ("pcapanalyzer__ftp", ": replies: tshark alone tells ('500'", "sent after the client's reset, which has ended the connection "
     "(RFC 9293, section 3.5.3)"),
    ("zeek__ftp-retr", "stream 1: unknown transfer ('SIZE", "SIZE opens no data connection (RFC 3659, section 4); tshark "
     "takes the command before the first packet of it"),
    ("zeek__pop3-bad-list-retr-crafted", "stream 0: ", "the listing never ends, as no line is a dot (RFC 1939, section 3)"),
    ("", "stream 0: tagged responses: tshark alone tells (')',)", "what stands behind a literal goes on with its response "
     "(RFC 9051, section 4.3); tshark takes it for one of its own"),
]
LONGEST_NAME = 16
MODES = {"EPASV": "EPSV", "EPORT": "EPRT"}
ALL_FIELDS = [field for fields in FIELDS.values() for field in fields]
FILTER = "ftp || ftp-data || pop || imap"


def tshark(capture):
    """What tshark tells: for each of its streams the packets, with their endpoints and fields as lists."""
    places = ["tcp.stream", "ip.src", "ipv6.src", "tcp.srcport", "ip.dst", "ipv6.dst", "tcp.dstport"]
    words = ["tshark", "-r", capture, "-n", "-Y", FILTER, "-T", "fields", "-E", "occurrence=a", "-E", "aggregator=" + SEPARATOR]
    for field in places + ALL_FIELDS:
        words += ["-e", field]
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=300, check=False)
    streams = {}
    for line in done.stdout.decode("utf-8", "replace").split("\n"):
        columns = line.split("\t")
        if len(columns) != len(places) + len(ALL_FIELDS) or not columns[0]:
            continue
        stream, source4, source6, source, target4, target6, target = columns[: len(places)]
        packet = {
            name: column.split(SEPARATOR) if column else [] for name, column in zip(ALL_FIELDS, columns[len(places):])}
        # Of tunnels the inner addresses count, of whatever version.
        packet["ends"] = [
            ((one.split(SEPARATOR)[-1] + ":" + source), (other.split(SEPARATOR)[-1] + ":" + target))
            for one, other in ((source4, target4), (source6, target6)) if one]
        streams.setdefault(int(stream), []).append(packet)
    return streams


def plain(text):
    """tshark shows bytes beyond ASCII in ways of its own, cuts long texts, and drops some blanks: compared is what is left."""
    return "".join(each for each in (text or "") if "!" <= each <= "~" and each not in "\\\"")[:200]


def like(one, other):
    """Whether a text of ours is one of tshark's, of which it may show less: the beginning, or all but the first character."""
    return one == other or len(other) > 3 and (one.startswith(other[:60]) or one[1:] == other) or len(one) > 8 and other.startswith(one[:60])


def same(one, other):
    return len(one) == len(other) and all(like(a, b) for a, b in zip(one, other))


def missing(wanted, found):
    """What of `wanted` is not in `found` in the same order."""
    left = []
    place = 0
    for each in wanted:
        at = next((i for i in range(place, len(found)) if same(found[i], each)), None)
        if at is None:
            left.append(each)
        else:
            place = at + 1
    return left


# ------------------------------------------------------------------ ftp


def ftp_wanted(packets):
    commands, replies, ports = [], [], []
    for packet in packets:
        verbs, arguments = packet["ftp.request.command"], packet["ftp.request.arg"]
        # A longer one is a part of a line without an end, which tshark tells for each packet.
        if verbs and len(verbs[0]) <= LONGEST_NAME:
            commands.append((plain(verbs[0]).upper(), plain(arguments[0] if arguments else "")))
        codes, texts = packet["ftp.response.code"], packet["ftp.response.arg"]
        if codes:
            replies.append((codes[0], plain(texts[0] if texts else "")))
        for field in ("ftp.passive.port", "ftp.active.port", "ftp.eprt.port", "ftp.epsv.port"):
            ports += [(port,) for port in packet[field]]
    return {"commands": commands, "replies": replies, "data ports": ports}


def reply_lines(reply):
    """The lines of a reply that tshark takes for replies: all that begin with a code."""
    lines = [(reply["digits"], plain(reply.get("text")))]
    for line in reply.get("more", []):
        text = line["text"]
        if text[:3].isdigit():
            lines.append((text[:3], plain(text[4:])))
    return lines


def ftp_found(events):
    commands, replies, ports = [], [], []
    for event in events:
        if event["event"] == "command":
            commands.append((plain(event["command"]["verb"]), plain(event["command"].get("parameter"))))
        elif event["event"] == "response":
            replies += reply_lines(event["reply"])
        elif event["event"] == "data_port":
            ports.append((str(event["port"]),))
    return {"commands": commands, "replies": replies, "data ports": ports}


def transfers(streams, flows):
    """Data connections of tshark that the command does not know: the file and how the connection was made."""
    known = set()
    for found in flows.values():
        for events in found.values():
            for event in events:
                if event["event"] in ("transfer", "transfer_begins"):
                    name = event.get("name")
                    known.add((plain(event["command"] + (" " + name if name else "")), event.get("mode")))
    differences = []
    for stream, packets in streams.items():
        for packet in packets:
            if packet["ftp-data.command"]:
                mode = packet["ftp-data.setup-method"][0]
                wanted = (plain(packet["ftp-data.command"][0]), MODES.get(mode, mode))
                if not any(how == wanted[1] and like(name, wanted[0]) for name, how in known):
                    differences.append(f"stream {stream}: unknown transfer {wanted}")
                    break
    return differences


# ------------------------------------------------------------------ pop3 and imap


def pop3_wanted(packets):
    commands, replies = [], []
    for packet in packets:
        verbs, parameters = packet["pop.request.command"], packet["pop.request.parameter"]
        if verbs:
            commands.append((plain(verbs[0]).upper(), plain(parameters[0] if parameters else "")))
        status, texts = packet["pop.response.indicator"], packet["pop.response.description"]
        if status:
            replies.append((status[0].upper(), plain(texts[0] if texts else "")))
    return {"commands": commands, "answers": replies}


def pop3_found(events):
    commands, replies = [], []
    for event in events:
        if event["event"] == "command":
            commands.append((plain(event["command"]["verb"]), plain(event["command"].get("parameter"))))
        elif event["event"] == "auth_line":
            # The first word is what tshark takes for a command.
            words = event["line"].split(" ", 1)
            commands.append((plain(words[0]).upper(), plain(words[1] if len(words) > 1 else "")))
        elif event["event"] == "response":
            replies.append((event["reply"]["status"], plain(event["reply"].get("text"))))
    return {"commands": commands, "answers": replies}


def imap_wanted(packets):
    commands, replies = [], []
    for packet in packets:
        verbs = packet["imap.request.command"]
        commands += [(plain(tag), plain(verbs[0]).upper()) for tag in packet["imap.request_tag"][:1] if verbs]
        replies += [(plain(tag),) for tag in packet["imap.response_tag"]]
    return {"commands": commands, "tagged responses": replies}


def imap_found(events):
    commands, replies = [], []
    for event in events:
        if event["event"] == "command":
            it = event["command"]
            # tshark names the command behind UID.
            name = it["parameter"].split(" ")[0] if it.get("verb") == "UID" else it.get("verb")
            commands.append((plain(it["tag"]), plain(name).upper()))
        elif event["event"] == "response":
            replies.append((plain(event["response"]["tag"]),))
    return {"commands": commands, "tagged responses": replies}


WANTED = {"ftp": ftp_wanted, "pop3": pop3_wanted, "imap": imap_wanted}
FOUND = {"ftp": ftp_found, "pop3": pop3_found, "imap": imap_found}


def compare(protocol, streams, flows):
    """Differences, and how much was compared."""
    differences = transfers(streams, flows) if protocol == "ftp" else []
    compared = 0
    used = {}
    for stream, packets in sorted(streams.items()):
        ends = packets[0]["ends"]
        keys = [key for one, other in ends for key in ((one, other), (other, one)) if key in flows]
        wanted = WANTED[protocol](packets)
        if not any(wanted.values()):
            continue
        if not keys:
            differences.append(f"stream {stream}: no such flow {ends}")
            continue
        place = used[keys[0]] = used.get(keys[0], -1) + 1
        candidates = list(flows[keys[0]].values())
        found = FOUND[protocol](candidates[min(place, len(candidates) - 1)])
        for kind, told in wanted.items():
            compared += len(told)
            for each in missing(told, found[kind]):
                differences.append(f"stream {stream}: {kind}: tshark alone tells {each}")
    return differences, compared


def explained(name, difference):
    return any(name.startswith(capture) and words in difference for capture, words, _ in EXPLAINED)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    command.arguments(parser, "./protospec run {protocol} --json {capture}")
    options = parser.parse_args()
    counts = {protocol: {"captures": 0, "compared": 0, "differences": 0, "more explained": 0} for protocol in FIELDS}
    for capture in sorted(glob.glob(os.path.join(options.captures, "*.pcap*"))):
        name = os.path.basename(capture).rsplit(".", 1)[0]
        if options.names and name not in options.names:
            continue
        streams = tshark(capture)
        for protocol, count in counts.items():
            told = {
                stream: packets for stream, packets in streams.items()
                if any(packet[field] for packet in packets for field in FIELDS[protocol])}
            if not told:
                continue
            found, compared = compare(protocol, told, command.flows(command.events(options, name, capture, protocol=protocol)))
            differences = [each for each in found if not explained(name, each)]
            count["captures"] += 1
            count["compared"] += compared
            count["differences"] += len(differences)
            count["more explained"] += len(found) - len(differences)
            for each in differences[:12]:
                print(f"{name} {protocol} {each[:300]}")
    for protocol, count in counts.items():
        print(protocol + ": " + ", ".join(f"{number} {what}" for what, number in count.items()))
    return 1 if any(count["differences"] for count in counts.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
