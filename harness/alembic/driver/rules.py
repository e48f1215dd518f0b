"""What only a revision's source tells of its faults. Each rule yields (code, line, sentence)."""

import ast
import functools
import importlib.util
import os
import re

from pgstair_driver import live_models, row_changes
from pgstair_driver.row_changes import called, text_of

_schema_calls = re.compile(r"(create|drop|add|alter|rename)_\w+|batch_alter_table")
_checklist = re.compile(r"#?\s*[-*]\s*\[ \]\s*(.*)")

# Libraries whose types their own versions may change, and with them what an old revision makes.
_libraries_with_types = ("sqlmodel", "sqlalchemy_utils", "fastapi_users", "fastapi_users_db_sqlalchemy")


def check(tree, text):
    upgrade = row_changes.functions_of(tree).get("upgrade")
    found = list(_unfinished_reviews(text))
    if upgrade is not None:
        calls = row_changes.calls_of(upgrade, tree)
        found += list(_creates_all(calls)) or list(_imports_models(tree))
        found += _not_null_without_default(calls)
        found += _changes_of_rows(row_changes.all_of(calls, tree), calls, tree)
        found += _types_of_others(calls, _imports(tree))
    return [list(finding) for finding in sorted(found, key=lambda finding: finding[1])]


def _unfinished_reviews(text):
    for number, line in enumerate(text.splitlines(), 1):
        match = _checklist.match(line.strip())
        if match:
            yield "review-pending", number, f"A point of the review is open: {match.group(1)}"


def _creates_all(calls):
    for call in calls:
        if called(call) == "create_all":
            yield (
                "revision-calls-create-all",
                call.lineno,
                "The upgrade creates whatever the models say on the day it runs",
            )


def _imports_models(tree):
    for line, what in live_models.imports(tree, is_module_of_project):
        yield (
            "revision-imports-models",
            line,
            f"The revision uses the models as they are on the day it runs: {what}",
        )


def _not_null_without_default(calls):
    """op.add_column(…, nullable=False) on a table that may have rows."""
    created = {text_of(call.args[0]) for call in calls if called(call) == "create_table" and call.args}
    for call in calls:
        if called(call) != "add_column":
            continue
        column = next((a for a in call.args if isinstance(a, ast.Call)), None)
        table = text_of(call.args[0]) if call.args else None
        if column is None or (table is not None and table in created):
            continue
        options = {keyword.arg: keyword.value for keyword in column.keywords}
        fills_itself = {called(a) for a in column.args} & {"Identity", "Computed", "Sequence"}
        is_not_null = isinstance(options.get("nullable"), ast.Constant) and not options["nullable"].value
        if is_not_null and "server_default" not in options and not fills_itself:
            name = (text_of(column.args[0]) if column.args else None) or "a column"
            place = f" to {table}" if table else ""
            yield (
                "not-null-without-default",
                call.lineno,
                f"The upgrade adds {name}{place} as NOT NULL without a server default",
            )


def _changes_of_rows(changes, calls, tree):
    """What only a team wants to hear that has `schema-only` in pgstair.toml, and the mixture."""
    if not changes:
        return
    if any(is_operation(other) for other in calls):
        yield (
            "data-in-schema-revision",
            changes[0].lineno,
            "The upgrade changes rows and the schema in one revision",
        )
    created = {text_of(call.args[0]) for call in calls if called(call) == "create_table" and call.args}
    others = [c for c in changes if row_changes.table_of_insert(c, tree) not in created - {None}]
    if others:
        yield "rows-in-schema-only-chain", others[0].lineno, "The upgrade changes rows"
    else:
        yield "lookup-rows-in-schema-only-chain", changes[0].lineno, "The upgrade changes rows"


def _types_of_others(calls, imports):
    for call in calls:
        if called(call) != "Column":
            continue
        for argument in call.args:
            kind = argument.func if isinstance(argument, ast.Call) else argument
            module = _module(kind, imports)
            if module and _is_of_others(module):
                yield (
                    "type-of-others",
                    argument.lineno,
                    f"The upgrade uses the type {ast.unparse(kind)}, which is code of {module}",
                )


def changes_schema(upgrade, tree):
    """Whether the upgrade has an operation, or a statement that surely does something to the schema."""
    calls = row_changes.calls_of(upgrade, tree) if upgrade is not None else []
    return any(is_operation(call) or row_changes.defines(call, tree) for call in calls)


def drops(upgrade, tree):
    """[line, name] of each table and column that the upgrade drops, and did not create itself."""
    if upgrade is None:
        return []
    calls = row_changes.calls_of(upgrade, tree)
    created = {text_of(c.args[0]) for c in calls if called(c) == "create_table" and c.args}
    found = []
    for call in calls:
        names = [text_of(argument) for argument in call.args]
        if called(call) == "drop_table" and names and names[0] and names[0] not in created:
            found.append([call.lineno, names[0]])
        if called(call) == "drop_column" and len(names) > 1 and names[0] and names[1]:
            found.append([call.lineno, f"{names[0]}.{names[1]}"])
    return found


def _is_of_others(module):
    top = module.split(".")[0]
    return top in _libraries_with_types or is_module_of_project(top)


@functools.lru_cache(maxsize=None)
def is_module_of_project(top):
    try:
        spec = importlib.util.find_spec(top)
    except (ImportError, ValueError):
        return False
    places = list(spec.submodule_search_locations or []) if spec else []
    places += [spec.origin] if spec and spec.origin else []
    here = os.path.join(os.getcwd(), "")
    return any(place.startswith(here) and "-packages" not in place for place in places)


def _imports(tree):
    """Name in this file -> module that it is, or comes from."""
    names = {}
    for node in row_changes.nodes_of(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                name = alias.asname or alias.name.split(".")[0]
                names[name] = alias.name if alias.asname else name
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                names[alias.asname or alias.name] = node.module
    return names


def _module(expression, imports):
    while isinstance(expression, ast.Attribute):
        expression = expression.value
    return imports.get(expression.id) if isinstance(expression, ast.Name) else None


def is_operation(call):
    """Whether it is one of Alembic's operations that change the schema."""
    return _schema_calls.fullmatch(called(call) or "") is not None
