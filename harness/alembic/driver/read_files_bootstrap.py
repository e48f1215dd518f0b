# What `python -c` is given: takes the other files of this folder from standard input, so that nothing
# is written to disk, and answers one request.
import gc
import json
import sys
import types

gc.disable()  # syntax trees are many small objects, and this ends soon

told = json.load(sys.stdin)
package = types.ModuleType("pgstair_driver")
package.__path__ = []
sys.modules[package.__name__] = package
for name in ("row_changes", "live_models", "rules", "refusals", "upgrade_shape", "source", "list_revisions", "shared_out", "read_files"):
    module = types.ModuleType("pgstair_driver." + name)
    sys.modules[module.__name__] = module
    exec(compile(told["sources"][name], f"<pgstair {name}.py>", "exec"), module.__dict__)
    setattr(package, name, module)
package.read_files.main(told["request"])
