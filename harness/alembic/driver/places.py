"""Which files are the project's own."""

import os
import sysconfig

_libraries = tuple(
    os.path.join(folder, "")
    for folder in {
        sysconfig.get_paths()[kind] for kind in ("stdlib", "platstdlib", "purelib", "platlib")
    }
)


def is_of_project(file):
    installed = file.startswith(_libraries) or "-packages" + os.sep in file
    return os.path.isabs(file) and not installed
