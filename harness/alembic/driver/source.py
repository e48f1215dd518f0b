"""What only the text of a revision's file tells."""

import ast
import functools
import io
import re
import tokenize

from pgstair_driver import refusals, row_changes, rules, upgrade_shape

# `add_enum_value` and its like are of libraries.
_adds_label = re.compile(r"\badd\s+value\b|enum_values?\b", re.IGNORECASE)
_marker = re.compile(r"#\s*pgstair:\s*(\w+)\s*(.*)")


def read(path):
    """Where upgrade() and downgrade() begin, whether the downgrade refuses, and the comments that
    pgstair obeys."""
    with tokenize.open(path) as file:
        return read_text(path, file.read())


@functools.lru_cache(maxsize=1)
def parse(text, path):
    return ast.parse(text, path)


def read_text(path, text, for_walk=True, with_shape=False):
    """The same of a text; `for_walk`: also what only a walk asks; `with_shape`: see upgrade_shape."""
    tree = parse(text, path)
    functions = row_changes.functions_of(tree)
    upgrade, downgrade = functions.get("upgrade"), functions.get("downgrade")
    return {
        "changes_schema": rules.changes_schema(upgrade, tree),
        "undoes_nothing": _does_nothing(downgrade),
        "drops": rules.drops(upgrade, tree),
        "shape": upgrade_shape.of(tree) if with_shape else None,
        "id_line": _line(_assignment(tree, "revision")),
        "parents_line": _line(_assignment(tree, "down_revision")),
        "upgrade_line": _line(upgrade),
        "downgrade_line": _line(downgrade),
        "refuses": _refusal(downgrade),
        "markers": _markers(text),
        "may_keep_values": not for_walk or row_changes.may_keep_values(upgrade, tree, text),
        "may_hide_refusals": not for_walk or refusals.may_hide(tree, text),
        "may_add_label": not for_walk or _adds_label.search(text) is not None,
        "faults": rules.check(tree, text),
    }


def _assignment(tree, name):
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if any(isinstance(target, ast.Name) and target.id == name for target in targets):
            return node
    return None


def _line(node):
    return node.lineno if node else 0


def _refusal(function):
    """The words of a downgrade that does nothing but raise; None for any other."""
    if function is None:
        return None
    body = [node for node in function.body if not _is_docstring(node)]
    if len(body) != 1 or not isinstance(body[0], ast.Raise) or body[0].exc is None:
        return None
    raised = body[0].exc
    if not isinstance(raised, ast.Call):
        return "it raises " + _name(raised)
    words = raised.args[0] if raised.args else None
    text = words.value if isinstance(words, ast.Constant) else None
    return str(text) if text else "it raises " + _name(raised.func)


def _name(node):
    return node.id if isinstance(node, ast.Name) else "an exception"


def _does_nothing(function):
    return function is None or all(isinstance(n, ast.Pass) or _is_docstring(n) for n in function.body)


def _is_docstring(node):
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _markers(text):
    """`# pgstair: allow CODE reason` and its like."""
    found = []
    if "pgstair:" not in text:
        return found
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        match = _marker.match(token.string) if token.type == tokenize.COMMENT else None
        if match:
            line, column = token.start
            found.append([match.group(1), match.group(2).strip(), line, column + 1])
    return found
