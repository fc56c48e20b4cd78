"""crowd.py PORT IDLE SLOW PAGE: IDLE connections that asked once and then say nothing, and SLOW ones that ask on and on
and take a few bytes each half second. Prints "ready", and on SIGUSR1 how many are still open."""
import resource
import select
import signal
import socket
import sys
import time

port, idle, slow, page = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
request = f'GET {page} HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n'.encode()


def dial(small=False):
    s = socket.socket()
    if small:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    s.connect(('127.0.0.1', port))
    s.sendall(request)
    return s


def take_answer(s):
    head = b''
    while b'\r\n\r\n' not in head:
        head += s.recv(65536)
    head, _, body = head.partition(b'\r\n\r\n')
    left = int(head.lower().split(b'content-length:')[1].split(b'\r\n')[0]) - len(body)
    while left > 0:
        left -= len(s.recv(65536))


waiting = []
for i in range(idle):
    s = dial()
    take_answer(s)
    waiting.append(s)
slow_ones = [dial(True) for _ in range(slow)]
for s in slow_ones:
    s.setblocking(False)


def count(*_):
    closed = 0
    poll = select.poll()
    for s in waiting:
        poll.register(s, select.POLLIN)
    closed = len(poll.poll(0))
    print(f'{len(waiting) - closed} of {len(waiting)} idle connections are still open', flush=True)
    sys.exit(0)


signal.signal(signal.SIGUSR1, count)
print('ready', flush=True)
while True:
    for s in slow_ones:
        try:
            s.recv(64)
            s.send(request)
        except (BlockingIOError, ConnectionError):
            pass
    time.sleep(0.5)
