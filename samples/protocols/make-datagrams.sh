#!/bin/bash
# Makes the captures of protocols over UDP and below anew: dnsmasq (DNS, DHCP, TFTP) and chrony (NTP) with real clients, in two
# network namespaces that are joined by a cable of their own.
#
# Debian 12, as root (namespaces and capturing need it):
#   apt-get install dnsmasq-base bind9-dnsutils atftp chrony ntpsec-ntpdig udhcpc iproute2 iputils-ping tcpdump
# Nothing of the machine's own configuration is read or written, and everything is stopped and removed at the end, whatever happens.
set -euo pipefail
export LC_ALL=C
umask 022
here=$(cd "$(dirname "$0")" && pwd)
export PATH=$PATH:/usr/sbin:/sbin

fail() { echo "make-datagrams.sh: $*" >&2; exit 1; }

[ "$(id -u)" = 0 ] || fail "must run as root"
for program in dnsmasq dig atftp chronyd ntpdig udhcpc ip ping tcpdump; do
    command -v "$program" >/dev/null || fail "$program is missing, see the head of this file"
done

work=$(mktemp -d)
chmod 755 "$work"
server=protospec-server
client=protospec-client
running=()

stop() {
    for each in "${running[@]}"; do kill "$each" 2>/dev/null || true; done
    ip netns del "$server" 2>/dev/null || true
    ip netns del "$client" 2>/dev/null || true
    rm -rf "$work"
}
trap stop EXIT

at_server() { ip netns exec "$server" "$@"; }
at_client() { ip netns exec "$client" "$@"; }

lay_cable() {
    ip netns add "$server"
    ip netns add "$client"
    ip link add cable address 02:00:00:00:00:01 netns "$server" type veth peer name cable address 02:00:00:00:00:02 netns "$client"
    for each in "$server" "$client"; do
        ip netns exec "$each" ip link set lo up
        ip netns exec "$each" ip link set cable up
    done
    at_server ip address add 192.0.2.1/24 dev cable
    at_server ip address add 2001:db8::1/64 dev cable nodad
}

start_dnsmasq() {
    mkdir "$work/tftp"
    head -c 1500 /dev/zero | tr '\0' 'x' >"$work/tftp/boot.img"
    : >"$work/leases"
    cat >"$work/dnsmasq.conf" <<CONF
no-resolv
no-hosts
user=root
interface=cable
bind-interfaces
domain=example.test
address=/www.example.test/192.0.2.80
address=/www.example.test/2001:db8::80
cname=alias.example.test,mail.example.test
host-record=mail.example.test,192.0.2.25
mx-host=example.test,mail.example.test,10
txt-record=example.test,"v=spf1 mx -all","second"
srv-host=_imap._tcp.example.test,mail.example.test,143,5,1
ptr-record=80.2.0.192.in-addr.arpa,www.example.test
caa-record=example.test,0,issue,ca.example.test
local=/example.test/
auth-ttl=60
dhcp-range=192.0.2.100,192.0.2.120,255.255.255.0,1h
dhcp-option=option:router,192.0.2.1
dhcp-option=option:ntp-server,192.0.2.1
dhcp-leasefile=$work/leases
enable-tftp
tftp-root=$work/tftp
CONF
    # Not by at_server: what is stopped at the end is the program, and no shell around it.
    ip netns exec "$server" dnsmasq --keep-in-foreground --conf-file="$work/dnsmasq.conf" --pid-file= &
    running+=($!)
}

start_chrony() {
    cat >"$work/chrony.conf" <<CONF
local stratum 3
allow all
cmdport 0
pidfile $work/chronyd.pid
driftfile $work/drift
bindaddress 192.0.2.1
CONF
    # -x: the machine's clock stays as it is.
    ip netns exec "$server" chronyd -x -d -u root -f "$work/chrony.conf" >"$work/chrony.log" 2>&1 &
    running+=($!)
}

# What is to be captured, the capture's name, and what to do meanwhile.
capture() {
    local filter=$1 name=$2
    shift 2
    ip netns exec "$client" tcpdump -Z root -i cable -U -w "$here/$name.pcap" "$filter" 2>"$work/tcpdump" &
    local dump=$!
    until grep -q 'listening on' "$work/tcpdump"; do sleep 0.1; done
    "$@"
    sleep 1
    kill "$dump"
    wait "$dump" || true
}

ask_dhcp() {
    # The lease is only asked for and given back: no script configures anything.
    at_client udhcpc -i cable -f -q -R -n -t 5 -T 2 -s /bin/true -x hostname:reader >/dev/null 2>&1
}

ask_dns() {
    local ask="at_client dig @192.0.2.1 +tries=1 +time=3"
    $ask www.example.test A
    $ask www.example.test AAAA
    $ask alias.example.test A
    $ask example.test MX +noedns
    $ask example.test TXT +tcp
    $ask _imap._tcp.example.test SRV
    $ask -x 192.0.2.80
    $ask example.test CAA
    $ask nobody.example.test A
    # Two questions over one connection.
    $ask +tcp +keepopen www.example.test A mail.example.test A
}

ask_tftp() {
    at_client atftp --get --remote-file boot.img --local-file "$work/got" 192.0.2.1
    at_client atftp --option "blksize 512" --option "tsize 0" --get --remote-file boot.img --local-file "$work/got" 192.0.2.1
    # dnsmasq only gives files away. (That a file is missing it says with the path on this machine.)
    at_client atftp --put --local-file "$work/got" --remote-file boot.img 192.0.2.1 2>/dev/null || true
}

ask_time() {
    at_client ntpdig -S 192.0.2.1 || true
    at_client ntpdig -4 192.0.2.1
}

ask_neighbours() {
    at_client ip neighbour flush all
    at_client ping -q -c 2 192.0.2.1
    at_client ping -q -c 2 2001:db8::1
    # Nobody listens there: unreachable.
    at_client dig @192.0.2.1 -p 9 +tries=1 +time=1 www.example.test || true
    at_client ping -q -c 1 -W 1 192.0.2.77 || true
}

lay_cable
start_dnsmasq
start_chrony
sleep 3
capture 'udp port 67 or udp port 68' dhcp ask_dhcp
at_client ip address add 192.0.2.100/24 dev cable
at_client ip address add 2001:db8::2/64 dev cable nodad
capture 'port 53' dns ask_dns >/dev/null
capture 'udp and not port 53 and not port 123' tftp ask_tftp
capture 'udp port 123' ntp ask_time
capture 'arp or icmp or icmp6' neighbours ask_neighbours >/dev/null
ls -l "$here"/{dhcp,dns,tftp,ntp,neighbours}.pcap
