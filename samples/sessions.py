"""The SMTP clients of the sample captures: `python3 sessions.py NAME` plays one of them against the server on port 25.

Each function below is one capture. Every reply code is checked, so that a capture that is not what README.md says
of it is never written. Only loopback addresses are spoken to.
"""

import base64
import smtplib
import socket
import ssl
import sys
import time

PORT = 25
PAUSE = 0.05  # seconds; keeps what is written next out of the segment before


class Session:
    """One connection on which every byte and every segment is chosen by hand."""

    def __init__(self, helo="client.example.com", address="127.0.0.1"):
        self.socket = socket.create_connection((address, PORT), timeout=10)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.replies = self.socket.makefile("rb")
        self.expect(220)
        if helo:
            self.say("EHLO " + helo, 250)

    def send(self, octets):
        """Sends the octets as one segment; if the server need not answer the last one, after a pause."""
        if self.unanswered:
            time.sleep(PAUSE)
        self.socket.sendall(octets)
        self.unanswered = True

    def expect(self, *codes):
        """Reads one whole reply for each code, in this order."""
        self.unanswered = False
        for code in codes:
            while True:
                line = self.replies.readline()
                if not line:
                    raise SystemExit(f"connection closed, expected {code}")
                if line[3:4] != b"-":
                    break
            if line[:3] != str(code).encode():
                raise SystemExit(f"expected {code}, got {line!r}")

    def say(self, line, code):
        self.send(line.encode() + b"\r\n")
        self.expect(code)

    def envelope(self, sender, recipient):
        self.say(f"MAIL FROM:<{sender}>", 250)
        self.say(f"RCPT TO:<{recipient}>", 250)

    def mail(self, sender, recipient, content):
        self.envelope(sender, recipient)
        self.say("DATA", 354)
        self.send(content + b".\r\n")
        self.expect(250)

    def quit(self):
        self.say("QUIT", 221)
        self.replies.close()
        self.socket.close()


def message(sender, recipient, subject, *lines):
    """A mail as it goes over the wire after DATA; the caller has stuffed the dots."""
    head = [f"From: <{sender}>", f"To: <{recipient}>", f"Subject: {subject}", ""]
    return "".join(line + "\r\n" for line in [*head, *lines]).encode()


def encoded(text):
    return base64.b64encode(text.encode()).decode()


def spam():
    """Two connections that take turns, command by command."""
    bad, good = Session(helo=None), Session(helo=None)
    bad.say("EHLO promo.suspicious.org", 250)
    good.say("EHLO bakery.example.com", 250)
    bad.say("MAIL FROM:<offers@suspicious.org>", 250)
    good.say("MAIL FROM:<baker@example.com>", 250)
    bad.say("RCPT TO:<library@example.org>", 250)
    good.say("RCPT TO:<library@example.org>", 250)
    bad.say("DATA", 354)
    good.say("DATA", 354)
    bad.send(message("offers@suspicious.org", "library@example.org", "You have won!!!", "Send no money now."))
    good.send(message("baker@example.com", "library@example.org", "Bread for the reading", "Two loaves, at six."))
    bad.send(b".\r\n")
    bad.expect(250)
    good.send(b".\r\n")
    good.expect(250)
    bad.quit()
    good.quit()


def pipelined():
    """RFC 2920: groups of commands in one segment, RSET between two mails, a mail together with what follows it."""
    s = Session()
    s.send(b"MAIL FROM:<gardener@example.com>\r\nRCPT TO:<library@example.org>\r\nRCPT TO:<garden@example.org>\r\nDATA\r\n")
    s.expect(250, 250, 250, 354)
    first = message("gardener@example.com", "library@example.org", "Seeds", "The first mail.", "..a stuffed line")
    s.send(first + b".\r\nMAIL FROM:<baker@example.com>\r\nRCPT TO:<library@example.org>\r\nRSET\r\n")
    s.expect(250, 250, 250, 250)
    s.send(b"RSET\r\nMAIL FROM:<baker@example.com>\r\nRCPT TO:<nobody@example.org>\r\nRCPT TO:<garden@example.org>\r\nDATA\r\n")
    s.expect(250, 250, 550, 250, 354)
    second = message("baker@example.com", "garden@example.org", "Bread", "The second mail.")
    s.send(second + b".\r\nQUIT\r\n")
    s.expect(250, 221)
    s.socket.close()


def split():
    """Segments that end where no line ends: in a verb, between CR and LF, inside the end of the mail."""
    s = Session()
    for part in (b"MA", b"IL FROM:<gardener@exa", b"mple.com>\r", b"\n"):
        s.send(part)
    s.expect(250)
    s.send(b"RCPT TO:<library@example.org>\r\nDA")
    s.expect(250)
    s.send(b"TA\r\n")
    s.expect(354)
    content = message("gardener@example.com", "library@example.org", "In pieces", "A line", ".", "and one more")
    for part in (content.replace(b"\r\n.\r\n", b"\r\n..\r\n")[:-2], b"\r", b"\n", b".", b"\r", b"\n"):
        s.send(part)
    s.expect(250)
    s.send(b"QUIT\r")
    s.send(b"\n")
    s.expect(221)
    s.socket.close()


def starttls():
    """RFC 3207, by Python's own SMTP client: clear text up to the 220, TLS from then on."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE  # the certificate is made for this one capture
    with smtplib.SMTP("127.0.0.1", PORT, local_hostname="client.example.com", timeout=10) as client:
        client.starttls(context=context)
        client.sendmail(
            "gardener@example.com",
            ["library@example.org"],
            message("gardener@example.com", "library@example.org", "Sealed", "Nobody on the way reads this."),
        )


def auth():
    """RFC 4954: PLAIN in one line and in two, LOGIN, a wrong password, an exchange cancelled by the client."""
    user, password = "reader", "not-a-secret"
    right, wrong = encoded(f"\0{user}\0{password}"), encoded(f"\0{user}\0wrong")

    s = Session()
    s.say("AUTH PLAIN " + right, 235)
    s.say("AUTH PLAIN " + right, 503)  # once in a session: refused, so no continuation line follows
    s.mail("reader@example.org", "library@example.org", message("reader@example.org", "library@example.org", "Hello", "Text."))
    s.quit()

    s = Session()
    s.say("AUTH LOGIN", 334)
    s.say("*", 501)
    s.say("AUTH PLAIN " + wrong, 535)
    s.say("AUTH NOSUCH", 535)
    s.say("AUTH LOGIN", 334)
    s.say(encoded(user), 334)
    s.say(encoded(password), 235)
    s.quit()

    s = Session()
    s.say("AUTH PLAIN", 334)
    s.say(right, 235)
    s.quit()


def bdat():
    """RFC 3030: chunks cut anywhere, a chunk with what would end a mail after DATA, an empty last chunk."""
    s = Session()
    s.envelope("gardener@example.com", "library@example.org")
    for chunk in (
        message("gardener@example.com", "library@example.org", "In chunks", "This line").rstrip(b"\r\n"),
        b" goes on in the next chunk.\r\n",
        b"A lone dot ends nothing here:\r\n.\r\nQUIT\r\n..and nothing is stuffed.\r\n",
    ):
        s.send(b"BDAT %d\r\n" % len(chunk) + chunk)
        s.expect(250)
    s.say("BDAT 0 LAST", 250)
    whole = message("baker@example.com", "library@example.org", "In one chunk", "The second mail.")
    s.send(
        b"MAIL FROM:<baker@example.com>\r\nRCPT TO:<library@example.org>\r\nBDAT %d LAST\r\n" % len(whole)
        + whole
        + b"QUIT\r\n"
    )
    s.expect(250, 250, 250, 221)
    s.socket.close()


def rejected():
    """Replies that say no: to a command, to a recipient, to DATA, to a mail already sent, to STARTTLS."""
    s = Session()
    s.say("DATA", 503)
    s.say("RCPT TO:<library@example.org>", 503)
    s.say("HELLO there", 500)
    s.say("MAIL TO:<library@example.org>", 501)
    s.say("STARTTLS now", 501)
    s.say("MAIL FROM:<gardener@example.com>", 250)
    s.say("RCPT TO:<nobody@example.org>", 550)
    s.say("RCPT TO:<somebody@example.net>", 554)
    s.say("DATA", 554)
    s.say("After a refused DATA this line is a command", 500)
    s.say("RCPT TO:<library@example.org>", 250)
    s.say("DATA", 354)
    s.send(message("gardener@example.com", "library@example.org", "FORBIDDEN", "Refused at the dot.") + b".\r\n")
    s.expect(550)
    s.mail(
        "gardener@example.com",
        "library@example.org",
        message("gardener@example.com", "library@example.org", "Allowed", "Taken."),
    )
    s.quit()

    s = Session()
    s.say("MAIL FROM:<gardener@example.com>", 250)
    s.say("DATA", 554)
    s.say("Subject: a header is no command, says Postfix, and hangs up", 221)
    s.replies.close()
    s.socket.close()


def ipv6():
    """An ordinary session by Python's own SMTP client, over ::1, with parameters behind the sender."""
    with smtplib.SMTP("::1", PORT, local_hostname="client.example.com", timeout=10) as client:
        client.sendmail(
            "gardener@example.com",
            ["library@example.org"],
            message("gardener@example.com", "library@example.org", "Six", "The long addresses work as well."),
            mail_options=["BODY=8BITMIME"],
        )


def empty_mail():
    """Mails of no octet: the dot after the 354, the dot in one segment with DATA; then a mail of one empty line."""
    s = Session()
    s.mail("gardener@example.com", "library@example.org", b"")
    s.send(b"MAIL FROM:<gardener@example.com>\r\nRCPT TO:<library@example.org>\r\nDATA\r\n.\r\n")
    s.expect(250, 250, 354, 250)
    s.mail("gardener@example.com", "library@example.org", b"\r\n")
    s.quit()


if __name__ == "__main__":
    {
        "smtp-spam": spam,
        "smtp-pipelined": pipelined,
        "smtp-split": split,
        "smtp-starttls": starttls,
        "smtp-auth": auth,
        "smtp-bdat": bdat,
        "smtp-rejected": rejected,
        "smtp-ipv6": ipv6,
        "smtp-empty-mail": empty_mail,
    }[sys.argv[1]]()
