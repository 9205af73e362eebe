"""The clients of the captures: `clients.py NAME` plays one session. Only loopback addresses are spoken to."""
import ftplib
import http.client
import imaplib
import io
import poplib
import socket
import ssl
import sys
import time

MAIL = b"From: <gardener@example.com>\r\nTo: <reader@example.org>\r\nSubject: Apples\r\n\r\n.dots at the start\r\n..and two\r\n"


def unverified():
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def imap():
    """LOGIN, an APPEND that waits for the server, FETCH, IDLE, a refused LOGIN, pipelined commands."""
    session = imaplib.IMAP4("127.0.0.1")
    session.login("reader", "not-a-secret")
    session.append("INBOX", "(\\Seen)", None, MAIL)
    session.select("INBOX")
    session.fetch("1", "(FLAGS BODY[])")
    session.send(b"X1 IDLE\r\n")
    session.readline()
    session.send(b"DONE\r\nX2 NOOP\r\nX3 STATUS INBOX (MESSAGES)\r\n")
    answered = 0
    while answered < 3:
        answered += session.readline().startswith((b"X1 ", b"X2 ", b"X3 "))
    session.logout()


def pop3():
    """USER and PASS, STAT, LIST, UIDL, RETR, TOP, a command that is unknown; then AUTH PLAIN, pipelined."""
    session = poplib.POP3("127.0.0.1")
    session.capa()
    session.user("reader")
    session.pass_("not-a-secret")
    session.stat()
    session.list()
    session.uidl()
    session.retr(1)
    session.top(1, 0)
    try:
        session._shortcmd("WHAT")
    except poplib.error_proto:
        pass
    session.quit()
    with socket.create_connection(("127.0.0.1", 110)) as plain:
        plain.recv(100)
        plain.sendall(b"AUTH PLAIN AHJlYWRlcgBub3QtYS1zZWNyZXQ=\r\n")
        plain.recv(100)
        plain.sendall(b"STAT\r\nLIST\r\nRETR 1\r\nQUIT\r\n")
        while plain.recv(1000):
            pass


def ftp():
    """A listing and files over passive, extended passive and active connections, and a file that is not there."""
    session = ftplib.FTP("127.0.0.1")
    session.login("anonymous", "guest@example.com")
    session.sendcmd("FEAT")
    session.cwd("pub")
    session.retrlines("LIST", lambda line: None)
    session.sendcmd("TYPE I")
    session.storbinary("STOR new.txt", io.BytesIO(b"uploaded\n"))
    session.set_pasv(False)
    session.retrbinary("RETR file.txt", lambda block: None)
    try:
        session.retrbinary("RETR gone.txt", lambda block: None)
    except ftplib.error_perm:
        pass
    session.af = socket.AF_INET6  # makes ftplib use EPSV
    session.set_pasv(True)
    session.retrbinary("RETR file.txt", lambda block: None)
    session.quit()


def starttls():
    """TLS begun by STLS, STARTTLS and AUTH TLS."""
    mail = poplib.POP3("127.0.0.1")
    mail.stls(unverified())
    mail.quit()
    mails = imaplib.IMAP4("127.0.0.1")
    mails.starttls(unverified())
    mails.logout()
    files = ftplib.FTP_TLS("127.0.0.1", context=unverified())
    files.auth()
    files.quit()


def web():
    """One connection: GET, HEAD, chunks, POST, a request that waits for 100, pipelining; then a body up to the end."""
    session = http.client.HTTPConnection("127.0.0.1", 8080)
    for method, path, body in (("GET", "/", None), ("HEAD", "/", None), ("GET", "/chunked", None), ("POST", "/", b"some data")):
        session.request(method, path, body)
        session.getresponse().read()
    session.request("POST", "/", headers={"Expect": "100-continue", "Content-Length": "5"})
    time.sleep(0.2)
    session.send(b"later")
    session.getresponse().read()
    session.close()
    with socket.create_connection(("127.0.0.1", 8080)) as plain:
        request = b"GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n"
        plain.sendall(request % b"/" + request % b"/chunked" + request % b"/close")
        while plain.recv(1000):
            pass


{"imap": imap, "pop3": pop3, "ftp": ftp, "starttls": starttls, "http": web}[sys.argv[1]]()
