"""What only a revision's source tells of its faults. Each rule yields (code, line, sentence)."""

import ast
import importlib.util
import os
import re

_data = re.compile(r"\s*(insert\s+into|update|delete\s+from|copy)\b", re.IGNORECASE)
_schema_calls = re.compile(r"(create|drop|add|alter|rename)_\w+|batch_alter_table")
_checklist = re.compile(r"#?\s*[-*]\s*\[ \]\s*(.*)")

# Libraries whose types their own versions may change, and with them what an old revision makes.
_libraries_with_types = ("sqlmodel", "sqlalchemy_utils", "fastapi_users", "fastapi_users_db_sqlalchemy")


def check(tree, text):
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    upgrade = functions.get("upgrade")
    found = list(_unfinished_reviews(text))
    if upgrade is not None:
        calls = [node for node in ast.walk(upgrade) if isinstance(node, ast.Call)]
        found += _creates_all(calls)
        found += _not_null_without_default(calls)
        found += _data_in_schema_revision(calls)
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


def _data_in_schema_revision(calls):
    if not any(is_operation(call) for call in calls):
        return
    for call in calls:
        name = called(call)
        is_data = name == "bulk_insert" or (
            name == "execute" and call.args and _data.match(_sql(call.args[0]) or "")
        )
        if is_data:
            yield (
                "data-in-schema-revision",
                call.lineno,
                "The upgrade changes rows and the schema in one revision",
            )
            return


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


def _is_of_others(module):
    top = module.split(".")[0]
    return top in _libraries_with_types or _is_of_project(top)


def _is_of_project(top):
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
    for node in ast.walk(tree):
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


def called(node):
    """The last part of the name that a call calls."""
    if not isinstance(node, ast.Call):
        return None
    function = node.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else None


def text_of(node):
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _sql(node):
    """The text of "…", f"…", and of text("…")."""
    if isinstance(node, ast.Call) and node.args:
        node = node.args[0]
    if isinstance(node, ast.JoinedStr) and node.values:
        node = node.values[0]
    return text_of(node)
