"""What the project's code reads, asks and runs outside of its own process: lines in a file that pgstair names, for
whoever wants to know whether all of that is watched."""

import os
import sys

_variable = "PGSTAIR_TOUCHED"


def begin():
    """Writes from now on, if pgstair asks for it."""
    path = os.environ.pop(_variable, None)
    if path:
        # Python calls a hook for as long as it runs; there is no taking it back.
        sys.addaudithook(_Hook(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC)))


class _Hook:
    def __init__(self, file):
        self._file = file
        self._seen = set()
        self._database = (os.environ.get("PGHOST", ""), os.environ.get("PGPORT", ""))

    def __call__(self, event, arguments):
        if event == "open":
            self._opened(*arguments)
        elif event in ("os.listdir", "os.scandir"):
            self._read(arguments[0] if arguments[0] is not None else ".")
        elif event in ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn"):
            self._note("runs", arguments[0])
        elif event == "socket.connect" and not self._is_database(arguments[1]):
            self._note("asks", arguments[1])
        elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
            if arguments[0] not in (None, self._database[0]):
                self._note("asks", arguments[0])

    def _opened(self, path, _mode, flags):
        if isinstance(flags, int) and flags & os.O_ACCMODE == os.O_WRONLY:
            return
        self._read(path)

    def _read(self, path):
        if not isinstance(path, int):  # of an open file, which was noted when it was opened
            self._note("reads", os.path.abspath(os.fsdecode(path)))

    def _is_database(self, address):
        host, port = self._database
        if isinstance(address, str):
            return bool(host) and address.startswith(host + "/")
        return isinstance(address, tuple) and [str(part) for part in address[:2]] == [host, port]

    def _note(self, verb, what):
        line = f"{verb} {what}".replace("\n", " ")
        if line not in self._seen:
            self._seen.add(line)
            os.write(self._file, line.encode("utf-8", "surrogateescape") + b"\n")
