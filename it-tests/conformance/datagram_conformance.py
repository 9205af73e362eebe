#!/usr/bin/env python3
"""Compares what `protospec run NAME --json` says of arp, icmp, icmpv6, dhcp, tftp and ntp with tshark's fields, packet by packet.

    datagram_conformance.py [--captures FOLDER] [--protospec COMMAND | --said FOLDER] [--only NAME,...] [--show N]

All captures below FOLDER are read by both. What tshark calls malformed is left out, and so are fragments that it does not put together.
Exit status 1 if anything differs. Needs Python 3 and tshark.
"""
import argparse
import json
import os
import shlex
import subprocess
import sys

ARP = {"REQUEST": 1, "REPLY": 2, "REVERSE_REQUEST": 3, "REVERSE_REPLY": 4, "DRARP_REQUEST": 5, "DRARP_REPLY": 6,
       "DRARP_ERROR": 7, "INVERSE_REQUEST": 8, "INVERSE_REPLY": 9}
ICMP = {"ECHO_REPLY": 0, "DESTINATION_UNREACHABLE": 3, "SOURCE_QUENCH": 4, "REDIRECT": 5, "ECHO": 8,
        "ROUTER_ADVERTISEMENT": 9, "ROUTER_SOLICITATION": 10, "TIME_EXCEEDED": 11, "PARAMETER_PROBLEM": 12,
        "TIMESTAMP": 13, "TIMESTAMP_REPLY": 14, "INFORMATION_REQUEST": 15, "INFORMATION_REPLY": 16,
        "ADDRESS_MASK_REQUEST": 17, "ADDRESS_MASK_REPLY": 18, "TRACEROUTE": 30, "PHOTURIS": 40,
        "EXTENDED_ECHO_REQUEST": 42, "EXTENDED_ECHO_REPLY": 43}
ICMPV6 = {"DESTINATION_UNREACHABLE": 1, "PACKET_TOO_BIG": 2, "TIME_EXCEEDED": 3, "PARAMETER_PROBLEM": 4,
          "ECHO_REQUEST": 128, "ECHO_REPLY": 129, "LISTENER_QUERY": 130, "LISTENER_REPORT": 131, "LISTENER_DONE": 132,
          "ROUTER_SOLICITATION": 133, "ROUTER_ADVERTISEMENT": 134, "NEIGHBOR_SOLICITATION": 135,
          "NEIGHBOR_ADVERTISEMENT": 136, "REDIRECT": 137, "ROUTER_RENUMBERING": 138, "NODE_INFORMATION_QUERY": 139,
          "NODE_INFORMATION_REPLY": 140, "INVERSE_SOLICITATION": 141, "INVERSE_ADVERTISEMENT": 142,
          "LISTENER_REPORT_2": 143, "EXTENDED_ECHO_REQUEST": 160, "EXTENDED_ECHO_REPLY": 161}
DHCP = {"DISCOVER": 1, "OFFER": 2, "REQUEST": 3, "DECLINE": 4, "ACK": 5, "NAK": 6, "RELEASE": 7, "INFORM": 8,
        "FORCERENEW": 9, "LEASEQUERY": 10, "LEASEUNASSIGNED": 11, "LEASEUNKNOWN": 12, "LEASEACTIVE": 13}
TFTP = {"READ_REQUEST": 1, "WRITE_REQUEST": 2, "DATA": 3, "ACKNOWLEDGMENT": 4, "ERROR": 5, "OPTION_ACKNOWLEDGMENT": 6}
MODES = {"RESERVED": 0, "SYMMETRIC_ACTIVE": 1, "SYMMETRIC_PASSIVE": 2, "CLIENT": 3, "SERVER": 4, "BROADCAST": 5,
         "CONTROL": 6, "PRIVATE": 7}


def number(value, names):
    return names[value] if value in names else int(value)


def text(value):
    return "" if value is None else str(value)


def arp(event):
    p = event["message"]
    return [number(p["operation"], ARP), text(p.get("sender_hardware")), text(p.get("sender")),
            text(p.get("target_hardware")), text(p.get("target"))]


def icmp(event):
    m = event["message"]
    return [number(m["type"], ICMP), m["code"], m["checksum"], text(m.get("identifier")), text(m.get("sequence_number"))]


def icmpv6(event):
    m = event["message"]
    return [number(m["type"], ICMPV6), m["code"], m["checksum"], text(m.get("identifier")),
            text(m.get("sequence_number")), text(m.get("wanted")), text(m.get("neighbor", {}).get("target"))]


def dhcp(event):
    m = event["message"]
    kind = m.get("type")
    return ["" if kind is None else number(kind, DHCP), m["transaction"], m["client"], m["yours"], m["next_server"],
            m["relay"], text(m.get("hardware")), text(m.get("requested")), text(m.get("server")), text(m.get("host_name"))]


def tftp(event):
    if event["event"] == "data":
        return [3, "", text(event["block"])]
    if event["event"] == "acknowledgment":
        return [4, "", text(event["block"])]
    p = event["message"]
    return [number(p["opcode"], TFTP), text(p.get("file")), ""]


def ntp(event):
    p = event["message"]
    clock = p.get("clock", {})
    return [p["leap"], p["version"], number(p["mode"], MODES), text(clock.get("stratum"))]


def whole(value):
    """A number as tshark prints it, or nothing."""
    return "" if value == "" else int(value, 0)


def same(value):
    return value


def decimal(value):
    return "" if value == "" else str(int(value, 0))


# Of each protocol: what tshark shows only, its fields, what makes values of them, what makes the same of an event, ports beside the usual.
PROTOCOLS = {
    "arp": ("arp", ["arp.opcode", "arp.src.hw_mac", "arp.src.proto_ipv4", "arp.dst.hw_mac", "arp.dst.proto_ipv4"],
            [whole, same, same, same, same], arp),
    "icmp": ("icmp", ["icmp.type", "icmp.code", "icmp.checksum", "icmp.ident", "icmp.seq"],
             [whole, whole, whole, decimal, decimal], icmp),
    "icmpv6": ("icmpv6", ["icmpv6.type", "icmpv6.code", "icmpv6.checksum", "icmpv6.echo.identifier",
                          "icmpv6.echo.sequence_number", "icmpv6.nd.ns.target_address", "icmpv6.nd.na.target_address"],
               [whole, whole, whole, decimal, decimal, same, same], icmpv6),
    "dhcp": ("dhcp", ["dhcp.option.dhcp", "dhcp.id", "dhcp.ip.client", "dhcp.ip.your", "dhcp.ip.server", "dhcp.ip.relay",
                      "dhcp.hw.mac_addr", "dhcp.option.requested_ip_address", "dhcp.option.dhcp_server_id",
                      "dhcp.option.hostname"],
             [whole, whole, same, same, same, same, same, same, same, same], dhcp),
    "tftp": ("tftp", ["tftp.opcode", "tftp.source_file", "tftp.destination_file", "tftp.block"],
             [whole, same, same, decimal], tftp),
    "ntp": ("ntp", ["ntp.flags.li", "ntp.flags.vn", "ntp.flags.mode", "ntp.stratum"], [whole, whole, whole, decimal], ntp),
}


# Of fragments tshark reads the first by itself, too.
WHOLE = " && !_ws.malformed && !ipv6.fraghdr && !(ip.flags.mf == 1) && !(ip.frag_offset > 0)"


def tshark(capture, name):
    shown, fields, forms, _ = PROTOCOLS[name]
    words = ["tshark", "-n", "-r", capture, "-Y", shown + WHOLE, "-T", "fields", "-E", "occurrence=f",
             "-E", "separator=\t", "-e", "frame.number", "-e", "frame.protocols"]
    for field in fields:
        words += ["-e", field]
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    packets = {}
    for line in done.stdout.decode("utf-8", "replace").split("\n"):
        if line:
            values = line.split("\t")
            values += [""] * (2 + len(fields) - len(values))
            # What an error quotes is not said by anybody.
            layers = values[1].split(":")
            if name not in ("icmp", "icmpv6") and ("icmp" in layers or "icmpv6" in layers):
                continue
            found = [form(value) for form, value in zip(forms, values[2:])]
            if name == "icmpv6" and found[0] != "" and found[0] < 128:
                # Those of the packet that the error is about.
                found[3:5] = ["", ""]
            if name == "tftp":
                # The name of the file is tshark's own addition to what is not the request.
                named = found[0] in (1, 2)
                found = [found[0], (found[1] or found[2]) if named else "", found[3]]
            packets[int(values[0])] = found
    return packets


def lines(command, said, capture, name):
    if said:
        base = os.path.splitext(os.path.basename(capture))[0]
        with open(os.path.join(said, name, base + ".jsonl"), encoding="utf-8") as told:
            return told.read().splitlines()
    words = command + ["run", "auto" if name == "tftp" else name, "--json", capture]
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode not in (0, 3):
        sys.exit("%s: exit status %d\n%s" % (capture, done.returncode, done.stderr.decode()))
    return done.stdout.decode().splitlines()


def protospec(command, said, capture, name):
    packets, errors = {}, set()
    for line in lines(command, said, capture, name):
        event = json.loads(line)
        if event.get("protocol") != name or event["event"] in ("flow_start", "flow_end", "alert"):
            continue
        if event["event"] == "parse_error":
            errors.add(event["packet"])
        else:
            packets.setdefault(event["packet"], PROTOCOLS[name][3](event))
    return packets, errors


def compare(command, said, capture, name):
    wanted = tshark(capture, name)
    if not wanted:
        return 0, []
    found, errors = protospec(command, said, capture, name)
    differences = []
    for packet, values in sorted(wanted.items()):
        if packet not in found:
            why = "a parse error" if packet in errors else "nothing"
            differences.append("packet %d: %s, tshark says %s" % (packet, why, values))
        elif [text(each) for each in found[packet]] != [text(each) for each in values]:
            differences.append("packet %d: %s, tshark says %s" % (packet, found[packet], values))
    return len(wanted), differences


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--captures", default="../shared/captures")
    parser.add_argument("--protospec", default="./protospec", help="the command, with arguments if it needs any")
    parser.add_argument("--said", help="a folder with the JSON lines, PROTOCOL/NAME.jsonl, instead of running the command")
    parser.add_argument("--only", default=",".join(PROTOCOLS))
    parser.add_argument("--show", type=int, default=3, help="differences shown of a capture")
    options = parser.parse_args()
    command = shlex.split(options.protospec)
    counts = {name: [0, 0] for name in options.only.split(",")}
    for folder, _, files in sorted(os.walk(options.captures)):
        for file in sorted(files):
            if not file.endswith((".pcap", ".pcapng")):
                continue
            capture = os.path.join(folder, file)
            for name in counts:
                packets, differences = compare(command, options.said, capture, name)
                counts[name][0] += packets
                counts[name][1] += len(differences)
                for each in differences[:options.show]:
                    print("%s %s %s" % (os.path.relpath(capture, options.captures), name, each))
    for name, (packets, differences) in counts.items():
        print("%s: %d packets, %d differ" % (name, packets, differences))
    sys.exit(1 if any(differences for _, differences in counts.values()) else 0)


if __name__ == "__main__":
    main()
