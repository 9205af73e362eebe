"""What the `protospec` command says of captures, for the scripts that compare it with others."""
import json
import os
import shlex
import subprocess


def arguments(parser, command):
    """The options that all scripts share."""
    parser.add_argument("--captures", required=True, help="the folder of the captures")
    parser.add_argument("--command", default=command, help="runs the command; {protocol}, {capture} and {ports} stand for these")
    parser.add_argument("--said", help="a folder with the JSON lines, PROTOCOL/NAME.jsonl, instead of running the command")
    parser.add_argument("names", nargs="*", metavar="NAME", help="captures, without their endings; all of them if none is given")


def events(options, name, capture, protocol, ports=""):
    """The events of a capture, in their order."""
    if options.said:
        with open(os.path.join(options.said, protocol, name + ".jsonl"), encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]
    values = {"{protocol}": protocol, "{capture}": capture, "{ports}": ports}
    words = shlex.split(options.command)
    for key, value in values.items():
        words = [word.replace(key, value) for word in words]
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{capture}: exit status {done.returncode}: {done.stderr.decode(errors='replace')[-300:]}")
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def flows(said):
    """Events by endpoints, then by flow, in the order of the flows' first packets."""
    found = {}
    for event in said:
        if "flow" in event:
            flow = event["flow"]
            found.setdefault((flow["client"], flow["server"]), {}).setdefault(flow["id"], []).append(event)
    return found


def as_bytes(value, event):
    """Texts with one character a byte (ISO 8859-1), as the oracles and tshark's bytes are read."""
    if isinstance(value, str):
        return value if event.get("encoding") == "latin1" else value.encode("utf-8", "surrogatepass").decode("latin-1")
    if isinstance(value, list):
        return [as_bytes(each, event) for each in value]
    if isinstance(value, dict):
        return {key: as_bytes(each, event) for key, each in value.items()}
    return value
