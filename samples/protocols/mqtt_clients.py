"""The clients of mqtt.pcap and mqtt5.pcap: `mqtt_clients.py PORT VERSION` plays one session of MQTT 3.1.1 (4) or 5.0 (5) over loopback.

Needs paho-mqtt 2. Everything waits for its answer, so that packets come in the same order each time.
"""
import socket
import sys
import threading

from paho.mqtt.client import CallbackAPIVersion, Client
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.subscribeoptions import SubscribeOptions

WAIT = 10


class Session:
    """A client whose every step waits for the broker."""

    def __init__(self, version, name, user=None):
        self.version = version
        self.done = threading.Semaphore(0)
        self.heard = threading.Semaphore(0)
        self.client = Client(CallbackAPIVersion.VERSION2, client_id=name, protocol=version, **({} if version == 5 else {"clean_session": True}))
        if user:
            self.client.username_pw_set(user, "not-a-secret")
        for each in ("connect", "subscribe", "unsubscribe", "publish", "disconnect"):
            setattr(self.client, "on_" + each, lambda *_: self.done.release())
        self.client.on_message = lambda *_: self.heard.release()

    def properties(self, kind, **values):
        if self.version < 5:
            return None
        made = Properties(kind)
        for name, value in values.items():
            setattr(made, name, value)
        return made

    def wait(self, what=None):
        if not (what or self.done).acquire(timeout=WAIT):
            sys.exit("no answer")

    def connect(self, port, **options):
        self.client.connect("127.0.0.1", port, keepalive=60, **options)
        self.client.loop_start()
        self.wait()

    def publish(self, topic, content, qos, **options):
        self.client.publish(topic, content, qos, **options)
        self.wait()

    def end(self, **options):
        self.client.disconnect(**options)
        self.wait()
        self.client.loop_stop()


def main(port, version):
    """A will, subscriptions, publications of each quality of service, a large one, one that is retained; a refused client; pings."""
    garden = Session(version, "garden", "reader")
    will = garden.properties(PacketTypes.WILLMESSAGE, WillDelayInterval=5, ContentType="text/plain")
    garden.client.will_set("garden/state", b"gone", 1, True, will)
    connect = garden.properties(
        PacketTypes.CONNECT, SessionExpiryInterval=120, ReceiveMaximum=20, UserProperty=[("made", "by hand")])
    garden.connect(port, **({"properties": connect, "clean_start": True} if version == 5 else {}))
    if version == 5:
        number = garden.properties(PacketTypes.SUBSCRIBE, SubscriptionIdentifier=300)
        garden.client.subscribe([("garden/#", SubscribeOptions(qos=2, retainHandling=1)), ("kitchen/+", SubscribeOptions(qos=0))], properties=number)
    else:
        garden.client.subscribe([("garden/#", 2), ("kitchen/+", 0)])
    garden.wait()
    about = garden.properties(
        PacketTypes.PUBLISH, MessageExpiryInterval=3600, ContentType="text/plain", ResponseTopic="garden/answers", CorrelationData=b"\x00\x01",
        PayloadFormatIndicator=1, UserProperty=[("a", "1"), ("b", "2")])
    for qos in (0, 1, 2):
        garden.publish("garden/apples", "apples of quality %d" % qos, qos, properties=about)
        garden.wait(garden.heard)
    garden.publish("garden/photo", bytes(range(256)) * 20, 1)
    garden.wait(garden.heard)
    garden.publish("garden/state", "here", 1, retain=True)
    garden.wait(garden.heard)
    garden.client.unsubscribe(["garden/#", "nothing"])
    garden.wait()
    garden.publish("elsewhere", "", 1)
    with socket.create_connection(("127.0.0.1", port)) as plain:
        body = b"\x00\x04MQTT\x04\x02\x00\x3c\x00\x05plain"
        plain.sendall(bytes([0x10, len(body)]) + body)
        plain.recv(100)
        plain.sendall(b"\xc0\x00")
        plain.recv(100)
        plain.sendall(b"\xe0\x00")
        plain.recv(100)
    stranger = Session(version, "stranger", "nobody")
    stranger.client.connect("127.0.0.1", port, keepalive=60)
    stranger.client.loop_start()
    stranger.wait()
    stranger.client.disconnect()
    stranger.client.loop_stop()
    leaving = garden.properties(PacketTypes.DISCONNECT, SessionExpiryInterval=10, ReasonString="dark")
    garden.end(**({"properties": leaving} if version == 5 else {}))


main(int(sys.argv[1]), int(sys.argv[2]))
