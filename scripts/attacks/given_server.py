# SPDX-License-Identifier: MIT
"""A server of somebody else's for `--server`, which the attack starts itself and so may kill."""
import os, subprocess, sys, time
from urllib.parse import urlsplit

from attacks.runs import interruptible
from attacks.traces import processes_in

TELL_AND_WAIT = "import os, sys; print(os.environ['DATABASE_URL'], flush=True); sys.stdin.read()"


class GivenServer:
    def __init__(self, surroundings):
        self.surroundings = surroundings
        self.place = surroundings.folder / "given"
        self.place.mkdir(mode=0o755)
        self.start()

    def start(self):
        environment = self.surroundings.environment | {"PGSTAIR_RUN_DIR": str(self.place)}
        self.holder = subprocess.Popen([self.surroundings.pgstair, "run", "--", sys.executable, "-c", TELL_AND_WAIT],
                                       env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                       preexec_fn=interruptible)
        told = self.holder.stdout.readline().strip()
        # The database that it was made with has nobody who holds it for alive: a run may take it for a killed run's.
        self.made_with = urlsplit(told).path.lstrip("/")
        self.address = told.replace("/" + self.made_with, "/postgres", 1)

    def stop(self):
        self.holder.stdin.close()
        self.holder.wait(60)
        self.holder.stdout.close()

    def restart(self):
        self.stop()
        self.start()

    def databases(self):
        """How many of pgstair's are on it, besides the one that it was given."""
        query = f"SELECT count(*) FROM pg_database WHERE datname LIKE 'pgstair\\_%' AND datname <> '{self.made_with}'"
        told = subprocess.run(["psql", self.address, "-Atc", query], check=True, capture_output=True, text=True)
        return int(told.stdout)
