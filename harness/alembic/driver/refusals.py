"""Whether a revision may go on where the server refuses something to the role that deploys, or asks who
that is: then what it leaves may hang on the role."""

import ast
import re

from pgstair_driver.rules import is_module_of_project

_code = re.compile(
    r"""\bdo\s+(\$|'|language\b)|^\s*call\s|\bselect\s+[\w".]+\s*\(""", re.IGNORECASE | re.MULTILINE
)
_role = re.compile(
    r"\b(is_superuser|rolsuper|usesuper|current_user|session_user|pg_roles|pg_user|pg_has_role|has_\w+_privilege)\b",
    re.IGNORECASE,
)


def may_hide(tree, text):
    return bool(_role.search(text)) or any(_may_hide(node) for node in ast.walk(tree))


def _may_hide(node):
    if isinstance(node, ast.Try):
        return True
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return bool(_code.search(node.value))
    if isinstance(node, ast.Import):
        return any(is_module_of_project(alias.name.split(".")[0]) for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        return bool(node.level) or is_module_of_project(node.module.split(".")[0])
    return getattr(node, "attr", getattr(node, "id", None)) in ("suppress", "begin_nested")
