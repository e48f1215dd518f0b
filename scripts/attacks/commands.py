# SPDX-License-Identifier: MIT
"""Every command that takes the address of a server."""
from attacks.runs import SOURCE

CHAIN = SOURCE / "migrations"


def commands_with(address, folder):
    """`folder`: where a command may write."""
    return [["snapshot", address, "-C", CHAIN, "-o", folder / "schema.json"],
            ["profile", address],
            ["seed", address, "--rows", "5"],
            ["preflight", address, "-C", CHAIN],
            ["explain", CHAIN, "--url", address],
            ["drift", "--url", address, "-C", CHAIN],
            ["diff", address, "chain@head", "-C", CHAIN],
            ["diff", "chain@head", address, "-C", CHAIN],
            ["verify", CHAIN, "--server", address],
            ["verify", CHAIN, "--model", address],
            ["seed", "--at", "head", "-C", CHAIN, "--server", address],
            ["squash", CHAIN, "--check", "--against", CHAIN, "--server", address],
            ["squash", CHAIN, "--check", "--against", CHAIN, "--url", address],
            ["doctor", CHAIN, "--server", address]]
