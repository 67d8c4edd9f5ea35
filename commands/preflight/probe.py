"""What a probe pod runs: one task, given as JSON; one report, as the container's termination message.

Python 3.8 or newer, and nothing but its standard library.
"""

import json
import signal
import socket
import sys
import threading
import time

BEGUN = time.monotonic()

# A question for the address of example.com: an echo sends it back, a DNS server answers it.
PAYLOAD = bytes.fromhex("5e1d01000001000000000000076578616d706c6503636f6d0000010001")


def since_start():
    return round(time.monotonic() - BEGUN, 2)


def reason(error):
    if isinstance(error, (socket.timeout, TimeoutError)):
        return "timeout"
    if isinstance(error, ConnectionRefusedError):
        return "refused"
    return type(error).__name__ + ": " + str(error)[:60]


def opened(host, port, patience):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    connection = socket.socket(family, socket.SOCK_STREAM)
    connection.settimeout(patience)
    try:
        connection.connect((host, port))
    except OSError:
        connection.close()
        raise
    return connection


def echoed(connection):
    connection.sendall(PAYLOAD)
    if connection.recv(len(PAYLOAD)) == b"":
        raise ConnectionResetError("closed")


def attempt(to, patience):
    """Says "open", or why not."""
    try:
        if to["protocol"] == "UDP":
            family = socket.AF_INET6 if ":" in to["host"] else socket.AF_INET
            with socket.socket(family, socket.SOCK_DGRAM) as asking:
                asking.settimeout(patience)
                asking.connect((to["host"], to["port"]))
                asking.send(PAYLOAD)
                asking.recv(512)
        else:
            with opened(to["host"], to["port"], patience) as connection:
                if to["echo"]:
                    echoed(connection)
        return "open"
    except OSError as error:
        return reason(error)


def dial(task):
    """Dials each address when the policies have had time to arrive; the last of the tries counts."""
    time.sleep(task["settleSeconds"])
    results = [""] * len(task["to"])

    def one(index):
        for _ in range(task["tries"]):
            results[index] = attempt(task["to"][index], task["patienceSeconds"])
            if results[index] == "open":
                return

    workers = [threading.Thread(target=one, args=(index,)) for index in range(len(results))]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return {"results": results}


def insist(task):
    """Dials from the first instruction on, again and again."""
    tries, times = 0, []
    while since_start() < task["seconds"]:
        for to in task["to"]:
            tries += 1
            if attempt(to, task["patienceSeconds"]) == "open":
                times.append(since_start())
        time.sleep(0.05)
    return {
        "tries": tries,
        "opened": len(times),
        "firstSeconds": times[0] if times else None,
        "lastSeconds": times[-1] if times else None,
    }


def hold(task):
    """Keeps one connection alive, and at the end tries a new one."""
    to = task["to"]
    last = None
    with opened(to["host"], to["port"], task["patienceSeconds"]) as connection:
        connection.settimeout(1)
        while since_start() < task["seconds"]:
            try:
                echoed(connection)
                if last is None:
                    ready(task)
                last = since_start()
            except (socket.timeout, TimeoutError):
                pass
            except OSError:
                break
            time.sleep(0.25)
        while since_start() < task["seconds"]:
            time.sleep(0.25)
    again = attempt(to, task["patienceSeconds"])
    return {"lastEchoSeconds": last, "ranSeconds": since_start(), "again": again}


def resolve(task):
    """Asks for names by the pod's own resolvers, each with the same patience."""
    answers = {}

    def one(name):
        try:
            found = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
            answers[name] = sorted({entry[4][0] for entry in found})[:4]
        except socket.gaierror as error:
            answers[name] = "no such name" if error.errno == socket.EAI_NONAME else "no answer"

    time.sleep(task["settleSeconds"])
    workers = [threading.Thread(target=one, args=(name,), daemon=True) for name in task["names"]]
    for worker in workers:
        worker.start()
    until = time.monotonic() + task["patienceSeconds"]
    for worker in workers:
        worker.join(max(0, until - time.monotonic()))
    with open("/etc/resolv.conf", encoding="utf8") as file:
        lines = [line.split() for line in file]
    servers = [line[1] for line in lines if len(line) > 1 and line[0] == "nameserver"]
    return {
        "answers": {name: answers.get(name, "no answer") for name in task["names"]},
        "servers": servers,
    }


def listen(task):
    """Echoes on each port until its time is over, or until it is told to end."""
    accepted = {}
    for port in task["tcp"]:
        threading.Thread(target=serve, args=(bound("tcp", port), accepted, port), daemon=True).start()
    for port in task["udp"]:
        threading.Thread(target=serve_datagrams, args=(bound("udp", port),), daemon=True).start()
    ready(task)
    while since_start() < task["seconds"]:
        time.sleep(0.25)
    return {"accepted": sum(accepted.values())}


def bound(kind, port):
    """Both families by one socket, where the machine has IPv6."""
    style = socket.SOCK_STREAM if kind == "tcp" else socket.SOCK_DGRAM
    try:
        server = socket.socket(socket.AF_INET6, style)
        server.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind(("::", port))
    except OSError:
        server = socket.socket(socket.AF_INET, style)
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind(("0.0.0.0", port))
    if kind == "tcp":
        server.listen(64)
    return server


def serve(server, accepted, port):
    accepted[port] = 0
    while True:
        connection, _ = server.accept()
        accepted[port] += 1
        threading.Thread(target=echo, args=(connection,), daemon=True).start()


def echo(connection):
    try:
        with connection:
            while True:
                data = connection.recv(512)
                if data == b"":
                    return
                connection.sendall(data)
    except OSError:
        return


def serve_datagrams(server):
    while True:
        data, sender = server.recvfrom(512)
        try:
            server.sendto(data, sender)
        except OSError:
            continue


def ready(task):
    with open(task["readyFile"], "w", encoding="utf8") as file:
        file.write("ready")


def start(_task):
    return {}


MODES = {"dial": dial, "hold": hold, "insist": insist, "listen": listen, "resolve": resolve, "start": start}


def main():
    # The first process of a container ends on no signal that it does not handle.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    task = json.loads(sys.argv[1])
    try:
        report = MODES[task["mode"]](task)
    except OSError as error:
        report = {"failure": reason(error)}
    with open(task["reportFile"], "w", encoding="utf8") as file:
        json.dump({"mode": task["mode"], **report}, file)


main()
