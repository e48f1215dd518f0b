# SPDX-License-Identifier: MIT
"""Addresses with a password, as people and programs spell them: no command may print it."""
import random

from attacks.commands import commands_with

PASSWORD = "hidden-w0rd"
SCHEMES = ("postgresql", "postgres", "POSTGRESQL", "postgresql+psycopg", "postgressql", "jdbc:postgresql", "mysql")
PLACES = ("127.0.0.1:1/db", "[::1]:1/db", "127.0.0.1:99999/db", "127.0.0.1:1,127.0.0.1:2/db", "%zz/db", "")


def spelling():
    scheme = random.choice(SCHEMES)
    place = random.choice(PLACES)
    address = random.choice([
        f"{scheme}://me:{PASSWORD}@{place}", f"{scheme}://me:{PASSWORD}%@{place}", f"{scheme}://me:{PASSWORD}#@{place}",
        f"{scheme}://me:x/{PASSWORD}@{place}", f"{scheme}:/me:{PASSWORD}@{place}", f"{scheme}://{place}?password={PASSWORD}",
        f"host=127.0.0.1 port=1 password={PASSWORD}", f"host=127.0.0.1 port=1 pasword={PASSWORD}",
        f"host=127.0.0.1 port=1 password='{PASSWORD}", f"password='{PASSWORD} host=127.0.0.1",
        f"PASSWORD={PASSWORD} host=127.0.0.1", f"host=me:{PASSWORD}@127.0.0.1 port=1"])
    return random.choice(["", " ", '"', "DATABASE_URL="]) + address + random.choice(["", " ", '"', "?a=b", "\n"])


def spell_addresses(count, surroundings):
    asked = 0
    for _ in range(count):
        for command in commands_with(spelling(), surroundings.folder):
            code, said = surroundings.run(*command)
            asked += 1
            if PASSWORD in said or code in (0, 1):
                surroundings.fail(f"{command}: {code}", said)
    print(f"{count} addresses with a password, through {asked} calls", flush=True)
