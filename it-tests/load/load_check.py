#!/usr/bin/env python3
"""Holds what protospec says of a generated SMTP load against the generator's truth and against the capture itself.

    load_check.py CAPTURE [--protospec ./protospec]

CAPTURE is a little-endian pcap of Ethernet, IPv4 and TCP as a load generator writes it; CAPTURE.json holds the truth over the sessions
that lost nothing. Which bytes are missing is found here once more, by sorting all segments of a connection: the gaps that protospec
reports must be these and no others, and over the connections without holes commands, replies, mails and bytes must be the truth's.
"""
import argparse, collections, json, struct, subprocess, sys

SYN, FIN, ACK = 2, 1, 16


def packets(path):
    data = memoryview(open(path, "rb").read())
    at = 24
    while at < len(data):
        length = struct.unpack_from("<I", data, at + 8)[0]
        yield data[at + 16:at + 16 + length]
        at += 16 + length


def connections(path, port):
    """(client, client port) -> the segments, the initial numbers and the acknowledgments of both directions."""
    found = {}
    for frame in packets(path):
        if frame[12:14] != b"\x08\x00" or frame[23] != 6:
            continue
        ip = (frame[14] & 15) * 4
        total = struct.unpack_from(">H", frame, 16)[0]
        at = 14 + ip
        source, destination, sequence, acknowledgment = struct.unpack_from(">HHII", frame, at)
        if port not in (source, destination):
            continue
        way = 0 if destination == port else 1
        key = (bytes(frame[26:30]), source) if way == 0 else (bytes(frame[30:34]), destination)
        c = found.setdefault(key, dict(segments=([], []), first=[None, None], acknowledged=[0, 0], fin=[None, None]))
        flags = frame[at + 13]
        if flags & SYN:
            c["first"][way] = sequence + 1
        length = total - ip - (frame[at + 12] >> 4) * 4
        begin = sequence - (c["first"][way] or 0) & 0xFFFFFFFF
        if length:
            c["segments"][way].append((begin, begin + length))
        if flags & FIN:
            c["fin"][way] = begin + length
        if flags & ACK and c["first"][1 - way] is not None:
            c["acknowledged"][1 - way] = max(c["acknowledged"][1 - way], acknowledgment - c["first"][1 - way] & 0xFFFFFFFF)
    return found


def holes(c, way):
    """The ranges of a direction that no segment brought."""
    missing, at = [], 0
    for begin, end in sorted(c["segments"][way]):
        if begin > at:
            missing.append((at, begin - at))
        at = max(at, end)
    end = c["acknowledged"][way] - 1 if c["fin"][way] is not None and c["acknowledged"][way] > c["fin"][way] else c["acknowledged"][way]
    end = max(end, c["fin"][way] or 0)
    if end > at:
        missing.append((at, end - at))
    return missing


def joined(ranges):
    out = []
    for begin, length in sorted(ranges):
        if out and out[-1][0] + out[-1][1] == begin:
            out[-1] = (out[-1][0], out[-1][1] + length)
        else:
            out.append((begin, length))
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("capture")
    ap.add_argument("--protospec", default="./protospec")
    a = ap.parse_args()
    truth = json.load(open(a.capture + ".json"))
    expected = {}
    for (client, port), c in connections(a.capture, 25).items():
        expected["%d.%d.%d.%d:%d" % (*client, port)] = {way: holes(c, i) for i, way in enumerate(("up", "down"))}
    run = subprocess.Popen([a.protospec, "run", "smtp", "--json", a.capture], stdout=subprocess.PIPE)
    gaps = collections.defaultdict(lambda: {"up": [], "down": []})
    counts = collections.defaultdict(collections.Counter)
    codes = collections.defaultdict(collections.Counter)
    over = set()
    summary = None
    for line in run.stdout:
        e = json.loads(line)
        kind, flow = e["event"], e.get("flow", {}).get("client")
        n = counts[flow]
        if kind == "gap":
            gaps[flow][e["direction"]].append((e["offset"], e["bytes"]))
        elif kind == "command":
            n["commands"] += 1
        elif kind == "response":
            n["replies"] += 1
            n["reply_lines"] += len(e["replies"]["lines"])
            codes[flow][str(e["replies"]["code"])] += 1
        elif kind == "mail":
            n["mails"] += e["accepted"]
        elif kind == "mail_content":
            n["body_bytes"] += e["bytes"]
            n["body_bytes_wire"] += e["raw_bytes"]
        elif kind == "flow_end" and e["state"] in ("finish", "fail", "tls"):
            over.add(flow)
        elif kind == "summary":
            summary = e
    if run.wait() != 0:
        sys.exit("protospec ended with status %d" % run.returncode)
    faults = []
    missing = behind = 0
    clean = [f for f, want in expected.items() if not want["up"] and not want["down"]]
    for flow, want in sorted(expected.items()):
        for way in ("up", "down"):
            missing += len(want[way])
            told = len(joined(gaps[flow][way]))
            if flow in over and told < len(want[way]):
                # Nobody looks at what comes behind QUIT or STARTTLS, nor at holes in it.
                behind += len(want[way]) - told
                want[way] = want[way][:told]
            if joined(gaps[flow][way]) != joined(want[way]):
                faults.append("%s %s: gaps %s, expected %s" % (flow, way, gaps[flow][way], want[way]))
    total, by_code = collections.Counter(), collections.Counter()
    for flow in clean:
        total += counts[flow]
        by_code += codes[flow]
    total["sessions_clean"] = len(clean)
    for key in ("sessions_clean", "commands", "replies", "reply_lines", "mails", "body_bytes", "body_bytes_wire"):
        if total[key] != truth[key]:
            faults.append("%s: %d, the truth says %d" % (key, total[key], truth[key]))
    if dict(by_code) != truth["codes"]:
        faults.append("codes: %s, the truth says %s" % (dict(by_code), truth["codes"]))
    print("%s: %d packets, %d connections, %d of them without gaps, %d holes, %d of them behind QUIT or STARTTLS; %s" % (
        a.capture, summary["packets"], len(expected), len(clean), missing, behind, "agrees" if not faults else "%d differences" % len(faults)))
    for fault in faults[:20]:
        print("    " + fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
