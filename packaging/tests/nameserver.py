"""nameserver.py ADDRESS NAME…: a name server that knows these names, all of them at 127.0.0.1, and no others."""

import socket
import struct
import sys

address, *names = sys.argv[1:]
known = {name.encode().lower() for name in names}
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind((address, 53))
print("ready", file=sys.stderr, flush=True)
while True:
    query, peer = server.recvfrom(4096)
    labels, at = [], 12
    while query[at]:
        labels.append(query[at + 1 : at + 1 + query[at]])
        at += 1 + query[at]
    question = query[12 : at + 5]
    kind = struct.unpack("!H", query[at + 1 : at + 3])[0]
    name = b".".join(labels).lower()
    answers = name in known and kind == 1
    flags = 0x8180 if name in known else 0x8183  # no error, or no such name (RFC 1035 section 4.1.1)
    answer = query[:2] + struct.pack("!5H", flags, 1, int(answers), 0, 0) + question
    if answers:
        answer += struct.pack("!3HIH4B", 0xC00C, 1, 1, 60, 4, 127, 0, 0, 1)
    print(name.decode(), kind, file=sys.stderr, flush=True)
    server.sendto(answer, peer)
