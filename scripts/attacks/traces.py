# SPDX-License-Identifier: MIT
"""What runs must not leave, and what they must not touch."""
import os, stat, time
from pathlib import Path

from attacks.runs import SOURCE

OF_OTHERS = ("/dev/shm", "/dev/pts", "/dev/mqueue", "/dev/hugepages")  # where other programs come and go


def processes_in(place):
    """Servers that live below a folder: (pid, pid of the parent)."""
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and os.readlink(entry / "cwd").startswith(str(place) + "/"):
                yield int(entry.name), int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
        except OSError:
            pass  # it has gone meanwhile


def description(path, with_content):
    """Owner, mode, type; of a link where it leads; of a file size and time as well, if its content matters."""
    status = path.lstat()
    told = [status.st_uid, status.st_gid, oct(status.st_mode), status.st_rdev]
    if stat.S_ISLNK(status.st_mode):
        told.append(os.readlink(path))
    elif with_content and stat.S_ISREG(status.st_mode):
        told += [status.st_size, status.st_mtime_ns]
    return tuple(told)


def entries(root):
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if os.path.join(folder, name) not in OF_OTHERS]
        yield from (Path(folder) / name for name in folders + files)


def manifest(surroundings):
    """All that runs could reach and must leave as it is: the home that they are told and the sources with all that is in
    them; /dev; and of the real home, in which other programs work meanwhile, who owns what and what it is."""
    read = {}
    for paths, with_content in ((entries(surroundings.home), True), (entries(SOURCE / "migrations"), True),
                                (entries(SOURCE / "scenarios"), True), (entries("/dev"), False),
                                (Path.home().iterdir(), False)):
        for path in paths:
            try:
                read[str(path)] = description(path, with_content)
            except FileNotFoundError:
                pass  # another program's
    return read


def expect_unchanged(before, surroundings):
    after = manifest(surroundings)
    changed = [f"{path}: {before.get(path)} became {after.get(path)}"
               for path in sorted(before.keys() | after.keys()) if before.get(path) != after.get(path)]
    # What comes and goes in the real home is other programs', unless its name is ours.
    real = str(Path.home()) + "/"
    changed = [line for line in changed if not line.startswith(real) or "pgstair" in line or "None" not in line]
    if changed:
        surroundings.fail("changed outside of its folders:\n" + "\n".join(changed))


def expect_nothing_left(surroundings, given):
    deadline = time.monotonic() + 60  # a watchdog may still be at its work
    place = surroundings.runs
    while list(place.iterdir()) or list(processes_in(place)):
        if time.monotonic() > deadline:
            surroundings.fail(f"left in {place}: {list(place.iterdir())} {list(processes_in(place))}")
        time.sleep(0.05)
    if given.databases() != 0:
        surroundings.fail("databases are left on the given server")
