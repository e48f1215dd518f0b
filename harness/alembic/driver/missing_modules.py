"""Modules that the project imports and Python does not find."""

import contextlib
import importlib.metadata
import importlib.util
import os
import re
import sys

from pgstair_driver import imports
from pgstair_driver.places import is_of_project

# What a project needs beside its own code; a folder of it may have such a name all the same.
_packages = ("alembic", "sqlalchemy", "psycopg2", "psycopg", "asyncpg")

# The packages whose modules are called otherwise.
_package_of = {
    "Crypto": "pycryptodome",
    "Cryptodome": "pycryptodomex",
    "Levenshtein": "levenshtein",
    "MySQLdb": "mysqlclient",
    "OpenSSL": "pyopenssl",
    "PIL": "pillow",
    "attr": "attrs",
    "bs4": "beautifulsoup4",
    "bugzilla": "python-bugzilla",
    "cv2": "opencv-python-headless",
    "dateutil": "python-dateutil",
    "decouple": "python-decouple",
    "docx": "python-docx",
    "dotenv": "python-dotenv",
    "environ": "django-environ",
    "fitz": "pymupdf",
    "git": "gitpython",
    "github": "pygithub",
    "google.protobuf": "protobuf",
    "jose": "python-jose",
    "jwt": "pyjwt",
    "ldap": "python-ldap",
    "magic": "python-magic",
    "memcache": "python-memcached",
    "multipart": "python-multipart",
    "nacl": "pynacl",
    "pkg_resources": "setuptools",
    "pptx": "python-pptx",
    "psycopg": "'psycopg[binary]'",
    "psycopg2": "psycopg2-binary",
    "serial": "pyserial",
    "skimage": "scikit-image",
    "sklearn": "scikit-learn",
    "slugify": "python-slugify",
    "socketio": "python-socketio",
    "telegram": "python-telegram-bot",
    "yaml": "pyyaml",
    "zmq": "pyzmq",
}


_name = re.compile(r"""^name\s*=\s*["']?([\w.-]+)["']?\s*$""", re.MULTILINE)


def need_alembic():
    """Raises if it is not there. A folder of its name counts as a package to Python, an empty one."""
    try:
        is_there = importlib.util.find_spec("alembic.config") is not None
    except ImportError:
        is_there = False
    if not is_there:
        raise ModuleNotFoundError("No module named 'alembic'", name="alembic")


def describe(error, files):
    """What a ModuleNotFoundError means. `files` of the project's were about to be imported: what else
    they need is told with it, so that one need not run once for each."""
    module = error.name or ""
    names = _own_names(files)
    if isinstance(error, importlib.metadata.PackageNotFoundError) and module in names:
        return {"missing_module": module, "own_metadata": names[module]}
    top = module.partition(".")[0]
    answer = {"missing_module": module, "folder_of_module": None, "package_is_there": None}
    there = _place_of(top) if top != module and not imports.is_namespace(top) else None
    folder = _folder_of(top)
    if there:
        answer["package_is_there"] = there
    elif folder:
        answer["folder_of_module"] = folder
    missing = [module] if module else []
    with _on_path(folder):
        own = imports.distribution(module)
        missing += [m for m in imports.not_found(files) if imports.distribution(m) not in (own, top)]
    missing = [m for m in missing if not _is_of_project(m) and _package(m) not in names]
    answer["missing_modules"] = missing
    answer["packages"] = list(dict.fromkeys(_package(m) for m in missing))
    answer["requirements"] = _requirements()
    return answer


def is_to_be_installed(error):
    """Whether the exception tells of a package that is not there, or of one of the project's that Python
    does not look for: what is amiss is the environment, and no file."""
    if not isinstance(error, ModuleNotFoundError) or not error.name:
        return False
    top = error.name.partition(".")[0]
    return _place_of(top) is None and importlib.util.find_spec(top) is None


@contextlib.contextmanager
def _on_path(folder):
    """As it is once somebody has heeded the advice."""
    before = list(sys.path)
    sys.path[:0] = [os.path.abspath(folder)] if folder else []
    try:
        yield
    finally:
        sys.path[:] = before


def describe_version(error):
    """What an ImportError of a name means that an installed package has not."""
    top = (error.name or "").partition(".")[0]
    if not top or not error.path or is_of_project(error.path):
        return {}
    try:
        version = importlib.metadata.version(_package(top))
    except importlib.metadata.PackageNotFoundError:
        return {}
    return {"other_version": f"{top} {version}", "requirements": _requirements()}


def _is_of_project(module):
    top = module.partition(".")[0]
    if imports.is_namespace(top):
        return False
    return bool(_folder_of(top)) or bool(module != top and _place_of(top))


def _place_of(top):
    """The folder of a package that Python finds, though not all of it."""
    try:
        spec = importlib.util.find_spec(top)
    except (ImportError, ValueError):
        spec = None
    places = list(spec.submodule_search_locations or []) if spec else []
    return places[0] if places else None


def _folder_of(top):
    """The folder of the project's that has the module, though it is not on the path."""
    if not top or top in _packages:
        return None
    for folder in _folders_of_code():
        here = os.path.join(folder, top)
        if os.path.isfile(here + ".py") or _has_python(here):
            return folder
    return None


def _folders_of_code():
    """From the one with the configuration upwards, as far as the project reaches."""
    above = "."
    for _ in range(5):
        yield from (os.path.normpath(os.path.join(above, f)) for f in (".", "src", "lib"))
        marks = (".git", "pyproject.toml", "setup.py", "setup.cfg")
        if any(os.path.exists(os.path.join(above, mark)) for mark in marks):
            return
        above = os.path.join(above, "..")


def _own_names(files):
    """The names by which the project calls itself, each with the folder of the file that says so: above
    the configuration, and above `files`, which may be another part of the repository's."""
    found = {}
    starts = [".", *{os.path.dirname(file) for file in files}]
    for folder in (os.path.join(start, *[".."] * up) for start in starts for up in range(4)):
        for file in ("pyproject.toml", "setup.cfg"):
            try:
                with open(os.path.join(folder, file), encoding="utf-8") as text:
                    names = _name.findall(text.read())
            except (OSError, ValueError):
                continue
            for name in names:
                found.setdefault(name, os.path.abspath(folder))
    return found


def _has_python(folder):
    try:
        names = os.listdir(folder)
    except OSError:
        return False
    return any(n.endswith(".py") or os.path.isdir(os.path.join(folder, n)) for n in names)


def _package(module):
    if module.startswith("google.cloud."):
        return "-".join(module.split(".")[:3])
    top = module.partition(".")[0]
    both = ".".join(module.split(".")[:2])
    if imports.is_namespace(top):
        return _package_of.get(both) or both
    return _package_of.get(both) or _package_of.get(top) or top.replace("_", "-")


def _requirements():
    """The file in which the project lists what it needs."""
    for folder in (".", ".."):
        for name in ("requirements.txt", "requirements/base.txt", "requirements/dev.txt"):
            if os.path.isfile(os.path.join(folder, name)):
                return os.path.normpath(os.path.join(folder, name))
    return None
