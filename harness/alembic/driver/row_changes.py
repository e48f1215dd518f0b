"""What a revision's source tells of the rows that it changes."""

import ast
import functools
import re

_data = re.compile(r"\s*(insert\s+into|update|delete\s+from|copy|merge\s+into|truncate)\b", re.IGNORECASE)
_insert = re.compile(r"\s*insert\s+into\s+(?:\w+\.)?\"?(\w+)", re.IGNORECASE)
_block = re.compile(
    r"""\s*do\b.*\b(insert\s+into|delete\s+from|update\s+[\w."]+\s+(as\s+\w+\s+)?set)\b""",
    re.IGNORECASE | re.DOTALL,
)
_definition = re.compile(r"\s*(create|drop|alter|comment|grant|revoke|set|reset|lock)\b", re.IGNORECASE)
_sure_definition = re.compile(
    r"\s*(create|drop|alter)\s+(?!role|user|group|database|tablespace)(?!.*\bif\s+(not\s+)?exists\b)",
    re.IGNORECASE | re.DOTALL,
)
_renames = re.compile(r"\brename\b|\bnew_column_name\b|\brename_table\b", re.IGNORECASE)
_query = re.compile(r"\s*create\b.*\bas\b.*\bselect\b", re.IGNORECASE | re.DOTALL)

_runs_sql = ("execute", "exec_driver_sql", "scalar", "scalars", "run_sync")
_of_sessions = ("add_all", "bulk_save_objects", "bulk_insert_mappings", "bulk_update_mappings")
_makes_sessions = ("get_bind", "get_context", "Session", "sessionmaker")


@functools.lru_cache(maxsize=2)
def nodes_of(tree):
    """All of them: most of the time goes into finding them."""
    return list(ast.walk(tree))


def functions_of(tree):
    """Those of the file itself, by name."""
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


@functools.lru_cache(maxsize=4)
def calls_of(function, tree):
    """The calls of the function, and of those in the same file that it calls."""
    functions = functions_of(tree)
    waiting, seen, calls = [function], set(), []
    while waiting:
        one = waiting.pop(0)
        if one.name in seen:
            continue
        seen.add(one.name)
        here = [node for node in ast.walk(one) if isinstance(node, ast.Call)]
        calls += here
        names = (c.func.id for c in here if isinstance(c.func, ast.Name))
        waiting += [functions[name] for name in names if name in functions]
    return calls


def all_of(calls, tree):
    """The calls that change rows, or run a DO block that does."""
    texts = _constants(tree)
    return [call for call in calls if _changes_rows(call, texts)]


def table_of_insert(call, tree):
    """The table into which the call inserts, as far as its text tells; None for any other change."""
    values = _constants(tree)
    if not call.args:
        return None
    if called(call) == "bulk_insert":
        table = values.get(call.args[0].id) if isinstance(call.args[0], ast.Name) else call.args[0]
        is_made_here = called(table) in ("create_table", "table", "Table") and table.args
        return text_of(table.args[0]) if is_made_here else None
    match = _insert.match(_sql(call.args[0], values) or "")
    return match.group(1) if match else None


def defines(call, tree):
    """Whether the call runs a definition that does not hang on what is there, nor on the cluster."""
    if called(call) not in _runs_sql or not call.args:
        return False
    return bool(_sure_definition.match(_sql(call.args[0], _constants(tree)) or ""))


def may_keep_values(upgrade, tree, text):
    """Whether the upgrade may carry values from one column to another, or rename one."""
    if upgrade is None or _renames.search(text):
        return True
    texts = _constants(tree)
    for call in calls_of(upgrade, tree):
        if called(call) in _makes_sessions or _changes_rows(call, texts):
            return True
        if called(call) in _runs_sql:
            sql = _sql(call.args[0], texts) if call.args else None
            if not sql or not _definition.match(sql) or _query.match(sql):
                return True
    return False


def _changes_rows(call, texts):
    name = called(call)
    if name == "bulk_insert" or name in _of_sessions:
        return True
    if name not in _runs_sql or not call.args:
        return False
    sql = _sql(call.args[0], texts)
    if sql is not None:
        return bool(_data.match(sql) or _block.match(sql))
    made_by = {called(node) for node in ast.walk(call.args[0]) if isinstance(node, ast.Call)}
    return bool(made_by & {"insert", "update", "delete"})


@functools.lru_cache(maxsize=2)
def _constants(tree):
    """Names that are given a text once, anywhere in the file."""
    found = {}
    for node in nodes_of(tree):
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            found.setdefault(node.targets[0].id, []).append(node.value)
    return {name: values[0] for name, values in found.items() if len(values) == 1}


def _sql(node, texts):
    """The text of "…", f"…", text("…"), and of a name for one of these."""
    if isinstance(node, ast.Name) and node.id in texts:
        return _sql(texts[node.id], {})
    if isinstance(node, ast.Call) and node.args and called(node) in ("text", "dedent", "DDL"):
        return _sql(node.args[0], texts)
    if isinstance(node, ast.Call) and called(node) in ("format", "strip", "bindparams"):
        return _sql(node.func.value, texts) if isinstance(node.func, ast.Attribute) else None
    if isinstance(node, ast.BinOp):
        return _sql(node.left, texts)
    if isinstance(node, ast.JoinedStr):
        return "".join(text_of(part) or "x" for part in node.values)
    return text_of(node)


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
