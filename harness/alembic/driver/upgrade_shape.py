"""What an upgrade does, as its syntax tree says: comments, docstrings, annotations, formatting and
whatever it does not use left out. Two files of one shape do the same to a database."""

import ast

from pgstair_driver.row_changes import called

_takes_sql = ("execute", "exec_driver_sql", "scalar", "scalars", "text", "DDL")


def of(tree):
    """{"text": …, "sql": […]}: the SQL texts apart, since blanks and comments mean nothing in them."""
    shape = _Shape(tree)
    return {"text": "\n".join(shape.pieces()), "sql": shape.sql}


class _Shape:
    def __init__(self, tree):
        self.sql = []
        self._tree = tree
        self._functions = {}
        self._values = {}
        self._imports = {}
        for node in tree.body:
            self._note(node)

    def _note(self, node):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            self._functions[node.name] = node
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            origin = getattr(node, "module", "") or ""
            for alias in node.names:
                name = alias.asname or alias.name.split(".")[0]
                self._imports[name] = f"{'.' * getattr(node, 'level', 0)}{origin}:{alias.name}"
        for target in _targets(node):
            self._values[target] = node

    def pieces(self):
        """The upgrade, then what it uses, in the order in which it comes to it."""
        waiting, seen = ["upgrade"], set()
        while waiting:
            name = waiting.pop(0)
            if name in seen:
                continue
            seen.add(name)
            node = self._functions.get(name) or self._values.get(name)
            if node is not None:
                yield self._dump(node)
                waiting += [n.id for n in ast.walk(node) if isinstance(n, ast.Name)]
            elif name in self._imports:
                yield f"{name} is {self._imports[name]}"
        for node in self._tree.body:  # what runs as the file is loaded
            if not isinstance(node, _silent) and not _is_docstring(node):
                yield self._dump(node)

    def _dump(self, node):
        names_of_sql = {
            argument.id
            for call in ast.walk(self._tree)
            if called(call) in _takes_sql
            for argument in call.args[:1]
            if isinstance(argument, ast.Name)
        }
        return ast.dump(_Plain(self.sql, names_of_sql).visit(_copy(node)))


_silent = (
    ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign, ast.If, ast.Pass,
)


def _copy(node):
    return ast.parse(ast.unparse(node)).body[0]


def _targets(node):
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    for target in targets:
        for part in target.elts if isinstance(target, (ast.Tuple, ast.List)) else [target]:
            if isinstance(part, ast.Name):
                yield part.id


def _is_docstring(node):
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


class _Plain(ast.NodeTransformer):
    """One way to write each thing; texts of SQL go to `sql`, and their number stays."""

    def __init__(self, sql, names_of_sql):
        self._sql = sql
        self._names_of_sql = names_of_sql

    def visit_FunctionDef(self, node):
        node.returns = None
        node.body = self._statements(node.body)
        self.generic_visit(node)
        return node

    def _statements(self, body):
        kept = [node for node in body if not _is_docstring(node) and not isinstance(node, ast.Pass)]
        return kept or [ast.Pass()]

    def visit_If(self, node):
        node.body = self._statements(node.body)
        return self.generic_visit(node)

    def visit_arg(self, node):
        node.annotation = None
        return node

    def visit_AnnAssign(self, node):
        if node.value is None:
            return ast.Pass()
        return self.visit(ast.Assign(targets=[node.target], value=node.value))

    def visit_Assign(self, node):
        names = {target.id for target in node.targets if isinstance(target, ast.Name)}
        if names & self._names_of_sql:
            node.value = self._without_sql(node.value)
        return self.generic_visit(node)

    def visit_Call(self, node):
        if called(node) in _takes_sql and node.args:
            node.args[0] = self._without_sql(node.args[0])
        node.keywords.sort(key=lambda keyword: keyword.arg or "")
        return self.generic_visit(node)

    def _without_sql(self, node):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            return node
        self._sql.append(node.value)
        return ast.Constant(f"sql {len(self._sql)}")
