# What `python -c` is given: reads the other files of this folder from the protocol's socket, so that
# nothing is written to disk, and starts.
import sys

# As for the program `alembic`, the current folder is not on the path: one of the project's may have
# the name of a package, or of a module of Python's own.
if not getattr(sys.flags, "safe_path", False):
    del sys.path[0]

import importlib.abc  # noqa: E402
import importlib.util  # noqa: E402
import json  # noqa: E402
import os  # noqa: E402
import socket  # noqa: E402


class PgstairModules(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def __init__(self, sources):
        self.sources = sources

    def find_spec(self, name, path=None, target=None):
        package, _, module = name.partition(".")
        if package != "pgstair_driver" or (module and module not in self.sources):
            return None
        return importlib.util.spec_from_loader(name, self, is_package=not module)

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        name = module.__name__.partition(".")[2]
        if name:
            exec(compile(self.sources[name], f"<pgstair {name}.py>", "exec"), module.__dict__)


line = socket.socket(fileno=int(sys.argv[1]))
os.set_inheritable(line.fileno(), False)
requests = line.makefile("rb")
sys.meta_path.insert(0, PgstairModules(json.loads(requests.readline())))
if sys.argv[2] == "warm":
    from pgstair_driver import warm

    warm.serve(line)
else:
    from pgstair_driver import protocol

    protocol.serve(line, requests)
