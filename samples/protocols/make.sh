#!/bin/bash
# Makes every capture of this folder anew: Dovecot, vsftpd, Mosquitto and Python's http.server on loopback, real clients, tcpdump.
#
# Debian 12, as root (ports and capturing need it):
#   apt-get install dovecot-pop3d dovecot-imapd vsftpd mosquitto curl tcpdump openssl python3
#   pip install paho-mqtt==2.1.0
# Nothing of the machine's own configuration is read or written, and the servers are stopped at the end, whatever happens.
set -euo pipefail
export LC_ALL=C
umask 022
here=$(cd "$(dirname "$0")" && pwd)
export PATH=$PATH:/usr/sbin

fail() { echo "make.sh: $*" >&2; exit 1; }

[ "$(id -u)" = 0 ] || fail "must run as root"
for program in dovecot vsftpd mosquitto curl tcpdump openssl python3; do
    command -v "$program" >/dev/null || fail "$program is missing, see the head of this file"
done

work=$(mktemp -d)
chmod 755 "$work"
servers=()

stop() {
    [ ! -e "$work/run/master.pid" ] || doveadm -c "$work/dovecot.conf" stop || true
    for server in "${servers[@]}"; do kill "$server" 2>/dev/null || true; done
    rm -rf "$work"
}
trap stop EXIT

certificate() {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650 -subj /CN=localhost \
        -addext subjectAltName=DNS:localhost -keyout "$work/key.pem" -out "$work/cert.pem" 2>/dev/null
}

start_dovecot() {
    mkdir -p "$work/run" "$work/state" "$work/mail"
    chown nobody:nogroup "$work/mail"
    echo 'reader:{PLAIN}not-a-secret' >"$work/users"
    cat >"$work/dovecot.conf" <<CONF
base_dir = $work/run
state_dir = $work/state
log_path = $work/dovecot.log
protocols = pop3 imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <$work/cert.pem
ssl_key = <$work/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login
first_valid_uid = 1
mail_location = maildir:$work/mail
passdb {
  driver = passwd-file
  args = $work/users
}
userdb {
  driver = static
  args = uid=nobody gid=nogroup home=$work/mail
}
CONF
    dovecot -c "$work/dovecot.conf"
}

start_vsftpd() {
    mkdir -p "$work/ftp/pub" "$work/empty"
    printf 'a file\nof two lines\n' >"$work/ftp/pub/file.txt"
    chmod 755 "$work/ftp"
    chown ftp "$work/ftp/pub"
    cat >"$work/vsftpd.conf" <<CONF
listen=YES
listen_address=127.0.0.1
anonymous_enable=YES
no_anon_password=NO
anon_root=$work/ftp
anon_upload_enable=YES
write_enable=YES
secure_chroot_dir=$work/empty
background=NO
seccomp_sandbox=NO
ssl_enable=YES
allow_anon_ssl=YES
rsa_cert_file=$work/cert.pem
rsa_private_key_file=$work/key.pem
CONF
    vsftpd "$work/vsftpd.conf" &
    servers+=($!)
}

start_mosquitto() { # A broker of its own for each session: what it keeps of one would show in the next.
    mosquitto_passwd -c -b "$work/mqtt.users" reader not-a-secret
    printf 'listener 1883 127.0.0.1\nallow_anonymous true\npassword_file %s\n' "$work/mqtt.users" >"$work/mosquitto.conf"
    chmod 644 "$work/mqtt.users"
    mosquitto -c "$work/mosquitto.conf" 2>"$work/mosquitto.log" &
    broker=$!
    servers+=("$broker")
    sleep 1
}

start_http() {
    python3 -B "$here/servers.py" "$work/cert.pem" "$work/key.pem" &
    servers+=($!)
}

capture() { # name, filter, then what to run
    local name=$1 filter=$2 capturer
    shift 2
    tcpdump -i lo -w "$work/$name.pcap" -B 8192 --immediate-mode -U -Z root "$filter" 2>"$work/tcpdump.out" &
    capturer=$!
    until grep -q 'listening on' "$work/tcpdump.out"; do sleep 0.05; done
    "$@" >"$work/client.out" 2>&1 || { cat "$work/client.out" >&2; fail "the client of $name failed"; }
    sleep 2 # the last FIN
    kill -INT "$capturer"
    wait "$capturer" || true
    # Texts long enough not to be chance: ports, times and TLS are random octets.
    ! grep -aoE '[[:print:]]{12,}' "$work/$name.pcap" | grep -qwiF "$(hostname)" || fail "$name: holds the name of this machine"
    install -m 644 "$work/$name.pcap" "$here/$name.pcap"
    echo "$name.pcap: $(stat -c %s "$here/$name.pcap") octets"
}

web() { curl -sS --http1.1 -o /dev/null "$@"; }

certificate
start_dovecot
start_vsftpd
start_http
sleep 2
for session in imap pop3 ftp; do
    capture "$session" "tcp" python3 -B "$here/clients.py" "$session"
done
capture starttls "tcp" python3 -B "$here/clients.py" starttls
capture http "tcp port 8080" python3 -B "$here/clients.py" http
for version in 4 5; do
    start_mosquitto
    name=mqtt$([ $version = 4 ] || echo 5)
    capture "$name" "tcp port 1883" python3 -B "$here/mqtt_clients.py" 1883 $version
    kill "$broker"
    wait "$broker" || true
done
capture tls12 "tcp port 8443" web -k --tls-max 1.2 https://localhost:8443/
capture tls13 "tcp port 8443" web -k --tlsv1.3 https://localhost:8443/
