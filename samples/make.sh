#!/bin/bash
# Makes every capture of this folder anew: a Postfix with Dovecot's authentication on loopback, real clients, tcpdump.
#
# Debian 12, as root (port 25 and capturing need it):
#   apt-get install postfix dovecot-core swaks tcpdump tshark netcat-openbsd openssl python3
# Nothing of the machine's own mail configuration is read or written, all mail is thrown away, and the servers are
# stopped at the end, whatever happens. With names as arguments (smtp-plain ...) only those captures are made.
set -euo pipefail
export LC_ALL=C
umask 022
here=$(cd "$(dirname "$0")" && pwd)
all="smtp-plain smtp-spam smtp-pipelined smtp-split smtp-starttls smtp-auth smtp-bdat smtp-rejected smtp-ipv6
    smtp-empty-mail smtp-bare-lf"

fail() { echo "make.sh: $*" >&2; exit 1; }

[ "$(id -u)" = 0 ] || fail "must run as root"
for program in postfix dovecot swaks tcpdump tshark nc openssl python3; do
    PATH=$PATH:/usr/sbin command -v "$program" >/dev/null || fail "$program is missing, see the head of this file"
done
export PATH=$PATH:/usr/sbin
! nc -z 127.0.0.1 25 && ! nc -z ::1 25 || fail "port 25 is taken; stop the mail server of this machine first"

work=$(mktemp -d)
chmod 755 "$work" # the servers' own users must get in
capturer=

stop() {
    [ -z "$capturer" ] || kill -INT "$capturer" 2>/dev/null || true
    [ ! -e "$work/etc/main.cf" ] || postfix -c "$work/etc" stop >/dev/null 2>&1 || true
    [ ! -e "$work/dovecot/run/master.pid" ] || doveadm -c "$work/dovecot/dovecot.conf" stop || true
    rm -rf "$work"
}
trap stop EXIT

start_postfix() {
    mkdir -p "$work/etc" "$work/queue" "$work/data"
    chown postfix "$work/data"
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650 -subj /CN=mail.example.org \
        -keyout "$work/etc/key.pem" -out "$work/etc/cert.pem" 2>/dev/null
    echo '/^Subject: FORBIDDEN$/ REJECT Not in this house' >"$work/etc/header_checks"
    cat >"$work/etc/main.cf" <<END
compatibility_level = 3.6
queue_directory = $work/queue
data_directory = $work/data
maillog_file_prefixes = $work
maillog_file = $work/mail.log
inet_interfaces = 127.0.0.1, [::1]
inet_protocols = all
mynetworks =
myhostname = mail.example.org
mydomain = example.org
mydestination = example.org
smtpd_banner = \$myhostname ESMTP Postfix
local_recipient_maps = inline:{ library=x, garden=x, reader=x }
local_transport = discard:
default_transport = discard:
relay_transport = discard:
alias_maps =
alias_database =
notify_classes =
smtpd_relay_restrictions = reject_unauth_destination
smtpd_discard_ehlo_keywords =
smtpd_forbid_bare_newline = no
smtpd_error_sleep_time = 0
smtpd_soft_error_limit = 100
smtpd_hard_error_limit = 100
header_checks = regexp:$work/etc/header_checks
smtpd_tls_security_level = may
smtpd_tls_cert_file = $work/etc/cert.pem
smtpd_tls_key_file = $work/etc/key.pem
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = private/auth
END
    cat >"$work/etc/master.cf" <<'END'
smtp      inet  n - n -    - smtpd
cleanup   unix  n - n -    0 cleanup
qmgr      unix  n - n 300  1 qmgr
rewrite   unix  - - n -    - trivial-rewrite
bounce    unix  - - n -    0 bounce
defer     unix  - - n -    0 bounce
trace     unix  - - n -    0 bounce
proxymap  unix  - - n -    - proxymap
tlsmgr    unix  - - n 1000 1 tlsmgr
anvil     unix  - - n -    1 anvil
discard   unix  - - n -    - discard
error     unix  - - n -    - error
retry     unix  - - n -    - error
showq     unix  n - n -    - showq
postlog   unix-dgram n - n - 1 postlogd
END
    postfix -c "$work/etc" start >"$work/postfix.out" 2>&1 || { cat "$work/postfix.out" >&2; fail "postfix does not start"; }
}

start_dovecot() {
    mkdir -p "$work/dovecot/run" "$work/dovecot/state"
    echo 'reader:{PLAIN}not-a-secret' >"$work/dovecot/users"
    cat >"$work/dovecot/dovecot.conf" <<END
base_dir = $work/dovecot/run
state_dir = $work/dovecot/state
log_path = $work/dovecot/log
protocols =
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
passdb {
  driver = passwd-file
  args = $work/dovecot/users
}
userdb {
  driver = static
  args = uid=nobody gid=nogroup home=/nonexistent
}
service auth {
  unix_listener $work/queue/private/auth {
    mode = 0666
  }
}
END
    dovecot -c "$work/dovecot/dovecot.conf"
}

typed() { # one line after the other with a bare LF, as they come from a keyboard through nc
    local line
    for line in 'EHLO client.example.com' 'MAIL FROM:<gardener@example.com>' 'RCPT TO:<library@example.org>' DATA \
        'Subject: By hand' '' 'No carriage return' 'in the whole session.' . QUIT; do
        sleep 0.2
        printf '%s\n' "$line"
    done
}

client() {
    case $1 in
    smtp-plain)
        swaks --server 127.0.0.1 --protocol ESMTP --helo client.example.com --from gardener@example.com \
            --to library@example.org,garden@example.org --data "$(cat "$here/plain.eml")" >"$work/client.out"
        ;;
    smtp-bare-lf) typed | nc -q 2 127.0.0.1 25 >"$work/client.out" ;;
    *) python3 -B "$here/sessions.py" "$1" ;;
    esac
}

capture() {
    tcpdump -i lo -w "$work/$1.pcap" --immediate-mode -U -Z root tcp port 25 2>"$work/tcpdump.out" &
    capturer=$!
    until grep -q 'listening on' "$work/tcpdump.out"; do
        kill -0 "$capturer" 2>/dev/null || { cat "$work/tcpdump.out" >&2; fail "tcpdump does not start"; }
        sleep 0.05
    done
    client "$1" || { cat "$work/mail.log" >&2; fail "the client of $1 failed"; }
    sleep 0.5 # the last FIN
    kill -INT "$capturer"
    wait "$capturer" || true
    capturer=
}

# What tshark must find: name, number of connections, then display filters that each must match some packet.
expect() {
    local name=$1 streams=$2 filter
    shift 2
    [ "$(tshark -r "$work/$name.pcap" -Y 'tcp.flags.syn==1 && tcp.flags.ack==0' 2>/dev/null | wc -l)" = "$streams" ] ||
        fail "$name: not $streams connections"
    for filter in "$@" 'tcp.flags.fin==1'; do
        [ -n "$(tshark -r "$work/$name.pcap" -Y "$filter" 2>/dev/null)" ] || fail "$name: no packet has $filter"
    done
    filter='tcp.analysis.flags && !tcp.analysis.window_update'
    tshark -r "$work/$name.pcap" -Y "$filter" >"$work/bad" 2>/dev/null
    [ ! -s "$work/bad" ] || { cat "$work/bad" >&2; fail "$name: lost or repeated segments"; }
}

check() {
    case $1 in
    smtp-plain) expect "$1" 1 'smtp.req.command=="EHLO"' 'smtp.response.code==354' 'tcp.payload contains "\r\n..apples"' \
        'tcp.payload contains "\r\n....and"' 'imf.subject=="The garden in October"' 'smtp.response.code==221' ;;
    smtp-spam) expect "$1" 2 'tcp.stream==0 && smtp.req.parameter contains "offers@suspicious.org"' \
        'tcp.stream==1 && smtp.req.parameter contains "baker@example.com"' ;;
    smtp-pipelined) expect "$1" 1 'tcp.payload contains ">\r\nDATA\r\n"' 'tcp.payload contains ".\r\nMAIL FROM"' \
        'tcp.payload contains "RSET\r\nMAIL"' 'smtp.response.code==550' 'tcp.payload contains ".\r\nQUIT"' ;;
    smtp-split) expect "$1" 1 'tcp.payload==4d:41' 'tcp.payload==2e' 'tcp.payload==0d' 'tcp.payload==0a' \
        'smtp.response.code==221' ;;
    smtp-starttls) expect "$1" 1 'tcp.payload contains "STARTTLS\r\n"' 'tls.handshake.type==1' 'tls.app_data' ;;
    smtp-auth) expect "$1" 3 'smtp.response.code==334' 'smtp.response.code==501' 'smtp.response.code==503' \
        'smtp.response.code==535' 'smtp.response.code==235' 'tcp.payload==2a:0d:0a' ;;
    smtp-bdat) expect "$1" 1 'tcp.payload contains "250 CHUNKING"' 'tcp.payload contains "BDAT 0 LAST"' \
        'tcp.payload contains "\r\n.\r\nQUIT\r\n..and"' 'tcp.payload contains "LAST\r\nFrom"' ;;
    smtp-rejected) expect "$1" 2 'smtp.response.code==500' 'smtp.response.code==501' 'smtp.response.code==503' \
        'smtp.response.code==550' 'smtp.response.code==554' 'smtp.response.code==354' \
        'tcp.stream==1 && smtp.response.code==221' ;;
    smtp-ipv6) expect "$1" 1 'ipv6.src==::1 && tcp.payload contains "mail FROM:"' 'smtp.req.parameter contains "BODY=8BITMIME"' ;;
    smtp-empty-mail) expect "$1" 1 'tcp.payload==2e:0d:0a' 'tcp.payload contains "DATA\r\n.\r\n"' \
        'tcp.payload==0d:0a:2e:0d:0a' ;;
    smtp-bare-lf) expect "$1" 1 'tcp.payload==2e:0a' 'tcp.payload==51:55:49:54:0a' 'smtp.response.code==221' ;;
    *) fail "no capture is called $1" ;;
    esac
    # -o keeps to text long enough not to be chance: ports, times and TLS are random octets
    ! grep -aoE '[[:print:]]{12,}' "$work/$1.pcap" | grep -qwiF "$(hostname)" || fail "$1: holds the name of this machine"
}

start_postfix
start_dovecot
until nc -z 127.0.0.1 25 && nc -z ::1 25 && [ -S "$work/queue/private/auth" ]; do
    sleep 0.2
done
sleep 1 # what the probes left behind
for name in ${*:-$all}; do
    capture "$name"
    check "$name"
    install -m 644 "$work/$name.pcap" "$here/$name.pcap"
    echo "$name.pcap: $(stat -c %s "$here/$name.pcap") octets"
done
