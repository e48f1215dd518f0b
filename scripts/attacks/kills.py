# SPDX-License-Identifier: MIT
"""Kills runs, and what belongs to them, at random moments."""
import itertools, os, random, time
from collections import Counter

from attacks.runs import SIGNALS, SOURCE
from attacks.traces import expect_nothing_left, processes_in

VICTIMS = ("pgstair", "postmaster", "watchdog", "backend")
LONGEST_WAIT = {False: 0.6, True: 1.5}  # seconds; a cold run begins with initdb
BETWEEN_LOOKS = 16  # kills, after which a run must succeed and nothing may be left


def pids_of(victim, run, place):
    """The processes that may be killed as this victim: of the run itself, or of the server that lives in `place`."""
    if victim == "pgstair":
        return [run.process.pid]
    servers = list(processes_in(place))
    pids = {pid for pid, _ in servers}
    postmasters = [(pid, parent) for pid, parent in servers if parent not in pids]
    if victim == "postmaster":
        return [pid for pid, _ in postmasters]
    if victim == "watchdog":
        return [parent for _, parent in postmasters if parent > 1 and parent != run.process.pid]
    return [pid for pid, parent in servers if parent in pids]


def kill_in_time(victim, number, run, place):
    """Sends the signal as soon as there is such a process; False if the run was over before."""
    while not run.is_over():
        candidates = pids_of(victim, run, place)
        if not candidates:
            time.sleep(0.005)
            continue
        try:
            os.kill(random.choice(candidates), number)
            return True
        except ProcessLookupError:
            pass
    return False


def kill_one(victim, number, on_given, cold, surroundings, given):
    """Whether it could be killed before it was over."""
    if cold:
        surroundings.empty_cache()
    options = ["--server", given.address] if on_given else []
    run = surroundings.start("verify", SOURCE / "migrations", *options)
    time.sleep(random.random() * LONGEST_WAIT[cold and not on_given])
    killed = kill_in_time(victim, number, run, given.place if on_given else surroundings.runs)
    run.end()
    if on_given and victim in ("postmaster", "watchdog"):
        given.restart()
    return killed


def look(surroundings, given):
    for options in ([], ["--server", given.address]):
        code, said = surroundings.run("verify", SOURCE / "migrations", *options)
        if code != 0:
            surroundings.fail(f"the run after some were killed ended with {code}", said)
    expect_nothing_left(surroundings, given)


def kill_runs(count, surroundings, given):
    """`count` of each victim, the signals in turn, on a server of its own and on a given one, cold and warm."""
    kinds = [(victim, *rest) for rest in itertools.product(SIGNALS, (False, True), (False, True)) for victim in VICTIMS]
    random.shuffle(kinds)
    done = Counter()
    tries = 0
    for victim, number, on_given, cold in itertools.cycle(kinds):
        if all(done[victim] >= count for victim in VICTIMS):
            break
        if done[victim] >= count:
            continue
        if kill_one(victim, number, on_given, cold, surroundings, given):
            done.update([victim, number.name, "given server" if on_given else "own server", "cold" if cold else "warm"])
        tries += 1
        if tries % BETWEEN_LOOKS == 0:
            look(surroundings, given)
        if tries > 20 * count * len(VICTIMS):
            surroundings.fail(f"too few could be killed before they were over: {dict(done)}")
    look(surroundings, given)
    told = ", ".join(f"{count} {name}" for name, count in done.items())
    print(f"killed, each counted by victim, signal, server and cache: {told}", flush=True)
