# SPDX-License-Identifier: MIT
"""Runs of pgstair in surroundings of their own, and what is expected of every one of them."""
import os, random, shutil, signal, subprocess, sys, tempfile
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent.parent
SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
BOUND = 120  # seconds, of any run, on a machine that does much else


def interruptible():
    # A shell's background jobs ignore these, and so would what they start.
    for number in SIGNALS[1:]:
        signal.signal(number, signal.SIG_DFL)


class Surroundings:
    """The folders and the environment in which pgstair runs: in memory, and removed at the end."""

    def __init__(self, pgstair, seed):
        self.pgstair = pgstair
        self.seed = seed
        random.seed(seed)
        self.folder = Path(tempfile.mkdtemp(prefix="pgstair-attack-", dir="/dev/shm"))
        # The disposable servers of root are another user's, who must get there.
        os.chmod(self.folder, 0o755)
        self.runs, self.cache, self.home = (self.folder / name for name in ("runs", "cache", "home"))
        for place in (self.runs, self.cache, self.home):
            place.mkdir(mode=0o755)
        (self.home / ".ssh").mkdir(mode=0o700)
        for name in (".pgpass", ".ssh/id_ed25519", ".bashrc"):
            (self.home / name).write_text("# somebody's\n")
            (self.home / name).chmod(0o600)
        self.environment = {name: value for name, value in os.environ.items()
                            if not name.startswith("PG") and name not in ("DATABASE_URL", "XDG_CACHE_HOME")}
        self.environment |= {"PGSTAIR_RUN_DIR": str(self.runs), "PGSTAIR_CACHE": str(self.cache),
                             "HOME": str(self.home), "PGSTAIR_NO_CACHE": "1"}

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def empty_cache(self):
        """The next run is a cold one, which has to make its cluster first."""
        shutil.rmtree(self.cache)
        self.cache.mkdir(mode=0o755)

    def fail(self, what, output=""):
        print(f"attack (PGSTAIR_SEED={self.seed}): {what}\n{output}", file=sys.stderr)
        sys.exit(1)

    def start(self, *arguments):
        return Run(self, arguments)

    def run(self, *arguments):
        """The exit code of a run that nobody kills, and what it said."""
        return self.start(*arguments).end()


class Run:
    """A run of pgstair that may be killed."""

    def __init__(self, surroundings, arguments):
        self.surroundings = surroundings
        self.call = "pgstair " + " ".join(map(str, arguments))
        self.output = tempfile.TemporaryFile()
        self.process = subprocess.Popen([surroundings.pgstair, *map(str, arguments)], env=surroundings.environment,
                                        stdin=subprocess.DEVNULL, stdout=self.output, stderr=subprocess.STDOUT,
                                        preexec_fn=interruptible)

    def is_over(self):
        return self.process.poll() is not None

    def end(self):
        """Its exit code and what it said; no run may last too long, or end in a defect."""
        try:
            code = self.process.wait(BOUND)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.surroundings.fail(f"not over within {BOUND} s: {self.call}")
        self.output.seek(0)
        said = self.output.read().decode(errors="replace")
        self.output.close()
        if code == 4 or code in (-signal.SIGSEGV, -signal.SIGABRT, -signal.SIGBUS, -signal.SIGFPE):
            self.surroundings.fail(f"ended with {code}: {self.call}", said)
        return code, said
