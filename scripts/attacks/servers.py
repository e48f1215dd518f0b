# SPDX-License-Identifier: MIT
"""Servers that do not answer, refuse, answer nonsense, hang up or fall silent in the middle."""
import contextlib, itertools, random, socket, threading
from urllib.parse import parse_qs, urlsplit

from attacks.commands import commands_with

BEHAVIOURS = ("silent", "refuses", "nonsense", "hangs up", "falls silent")
MOST_BYTES = 60_000  # that pass before a server stops in the middle


class BadServer:
    """Listens on 127.0.0.1 and misbehaves; in the middle, it passes on what a real server says."""

    def __init__(self, behaviour, real_socket):
        self.behaviour = behaviour
        self.real_socket = real_socket
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.open = [self.listener]
        self.left = random.randrange(MOST_BYTES)
        if behaviour == "refuses":
            self.listener.close()
            self.address = "postgresql://postgres@127.0.0.1:1/postgres"
            return
        self.address = f"postgresql://postgres@127.0.0.1:{self.listener.getsockname()[1]}/postgres"
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        with contextlib.suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                self.open.append(client)
                if self.behaviour == "nonsense":
                    client.sendall(random.randbytes(random.randrange(1, 4000)))
                    client.close()
                elif self.behaviour != "silent":
                    self.pass_on(client)

    def pass_on(self, client):
        real = socket.socket(socket.AF_UNIX)
        real.connect(self.real_socket)
        self.open.append(real)
        for source, target in ((client, real), (real, client)):
            threading.Thread(target=self.copy, args=(source, target), daemon=True).start()

    def copy(self, source, target):
        with contextlib.suppress(OSError):
            while data := source.recv(1000):
                self.left -= len(data)
                if self.left <= 0 and self.behaviour == "falls silent":
                    return  # and leaves the connection open
                if self.left <= 0:
                    break
                target.sendall(data)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def close(self):
        for end in self.open:
            end.close()


def socket_of(address):
    """The path of a disposable server's socket."""
    told = urlsplit(address)
    query = parse_qs(told.query)
    return f"{query['host'][0]}/.s.PGSQL.{query.get('port', [told.port or 5432])[0]}"


def ask_bad_servers(count, surroundings, given):
    """`count` tries: every command on every bad server before one comes again."""
    commands = range(len(commands_with("", surroundings.folder)))
    pairs = list(itertools.product(BEHAVIOURS, commands))
    random.shuffle(pairs)
    for behaviour, position in itertools.islice(itertools.cycle(pairs), count):
        server = BadServer(behaviour, socket_of(given.address))
        surroundings.run(*commands_with(server.address, surroundings.folder)[position])
        server.close()
    print(f"{count} commands on servers that misbehave ({', '.join(BEHAVIOURS)}), of {len(pairs)} pairs", flush=True)
