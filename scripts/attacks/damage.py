# SPDX-License-Identifier: MIT
"""Hands pgstair damaged chains, settings, fixtures, and entries of its own cache."""
import os, random, re, shutil

from attacks.runs import SOURCE

SCENARIOS = SOURCE / "scenarios"
PIECES = (b"'", b'"', b"$$", b"/*", b"(", b"\\", b"\0", b"\xff", b"--", b";", b"[[", b"=", b"{{", b"\r\n")


def mutated(content):
    data = bytearray(content)
    for _ in range(random.randint(1, 4)):
        at = random.randrange(len(data) + 1)
        choice = random.randrange(4)
        if choice == 0:
            del data[at:at + random.randint(1, 20)]
        elif choice == 1:
            data[at:at] = random.choice(PIECES)
        elif choice == 2:
            data[at:at] = data[at:at + random.randint(1, 200)] * random.randint(1, 3)
        elif at < len(data):
            data[at] = random.randrange(256)
    return bytes(data)


def files_of(what):
    """Files of scenarios that are SQL alone (Python would run as whoever attacks): (scenario, path within it)."""
    pattern = {"chains": "**/*.sql", "settings": "pgstair.toml", "fixtures": "fixtures/*.sql"}[what]
    for scenario in sorted(path for path in SCENARIOS.iterdir() if path.is_dir()):
        if not list(scenario.rglob("*.py")) and list(scenario.rglob("*.sql")):
            yield from ((scenario, path.relative_to(scenario)) for path in sorted(scenario.glob(pattern)))


def damage_files(what, count, surroundings):
    files = list(files_of(what))
    for _ in range(count):
        scenario, file = random.choice(files)
        copy = surroundings.folder / "chain"
        shutil.copytree(scenario, copy)
        (copy / file).write_bytes(mutated((copy / file).read_bytes()))
        for command in (["check", copy], ["verify", copy, "--untrusted", "--timeout", "5"]):
            surroundings.run(*command)
        shutil.rmtree(copy)
    print(f"{count} damaged {what}", flush=True)


def damage(path):
    """One of the ways in which a file of the cache may be other than it was made."""
    choice = random.choice(("removed", "cut", "changed", "grown", "closed", "link", "pipe", "folder"))
    if choice == "cut":
        os.truncate(path, random.randrange(path.stat().st_size + 1))
    elif choice in ("changed", "grown"):
        content = path.read_bytes()
        path.write_bytes(mutated(content) if choice == "changed" else content + b"\0" * 8192)
    elif choice == "closed":
        path.chmod(0)
    else:
        path.unlink()
        if choice == "link":
            path.symlink_to("/etc/passwd")
        elif choice == "pipe":
            os.mkfifo(path)
        elif choice == "folder":
            path.mkdir()


def judgement(chain, surroundings):
    """The exit code, and what is said but for the time that it took."""
    code, said = surroundings.run("verify", chain, "--quiet")
    return code, re.sub(r"[\d.]+ s\b", "… s", said)


def damage_cache(count, surroundings):
    """Whatever is wrong with the cache, a run says what it says with a new one."""
    chain = SCENARIOS / "reapply-fails-trigger-left-behind" / "chain"
    expected = judgement(chain, surroundings)
    for _ in range(count):
        files = [path for path in surroundings.cache.rglob("*") if path.is_file() and not path.is_symlink()]
        damage(random.choice(sorted(files)))
        told = judgement(chain, surroundings)
        if told != expected:
            surroundings.fail(f"with a damaged cache it ended with {told[0]} instead of {expected[0]}", told[1])
    print(f"{count} damaged cache entries", flush=True)


def damage_all(count, surroundings):
    for what in ("chains", "settings", "fixtures"):
        damage_files(what, count, surroundings)
    damage_cache(count, surroundings)
