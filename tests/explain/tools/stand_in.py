"""What stands in for tools that neither Debian nor npm has: which files they take for pending, in what
transactions they run them, and what they write into their version tables, as their sources say. Only
what the tests call is here."""

import os
import pathlib
import sys

import psycopg2


def connect(url=None):
    connection = psycopg2.connect(url or os.environ["DATABASE_URL"])
    connection.autocommit = True
    return connection.cursor()


def option(name, default=None):
    """The value after an option, or after its '='."""
    for place, argument in enumerate(sys.argv):
        if argument == name:
            return sys.argv[place + 1]
        if argument.startswith(name + "="):
            return argument.partition("=")[2]
    return default


def has_table(cursor, name):
    cursor.execute("SELECT to_regclass(%s)", (name,))
    return cursor.fetchone()[0] is not None


def column(cursor, query):
    cursor.execute(query)
    return [row[0] for row in cursor.fetchall()]


def statements(text):
    """The statements of a file; the tests' files have no semicolon elsewhere."""
    lines = [line for line in text.splitlines() if not line.strip().startswith("--")]
    return [each.strip() for each in "\n".join(lines).split(";") if each.strip()]


def in_transaction(cursor, work):
    cursor.execute("BEGIN")
    try:
        work()
    except BaseException:
        cursor.execute("ROLLBACK")
        raise
    cursor.execute("COMMIT")


def main(tool):
    try:
        tool()
    except (psycopg2.Error, ValueError) as error:
        sys.exit(f"{pathlib.Path(sys.argv[0]).name}: {error}")
