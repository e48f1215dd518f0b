// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "support/process.h"
#include "support/text.h"

namespace pgstair {

/// The Python that tests run Alembic projects with: Debian's, for which scripts/setup installs.
inline constexpr const char* test_python = "/usr/bin/python3";

/// Why a test that needs these modules is to be skipped, such as "python3-alembic is not
/// installed"; empty if all are there.
inline std::string missing_python_packages(const std::vector<std::string>& modules) {
  // Where Debian puts them; to ask Python for each test takes longer.
  const std::filesystem::path packages = "/usr/lib/python3/dist-packages";
  if (std::ranges::all_of(modules, [&](const std::string& module) {
        return std::filesystem::exists(packages / module / "__init__.py");
      }))
    return {};
  Command command{.arguments = {test_python, "-c",
                                "import sys, importlib.util as u\n"
                                "for m in sys.argv[1:]:\n"
                                "    spec = u.find_spec(m)\n"
                                "    if not (spec and spec.origin):\n"
                                "        print(f'python3-{m} is not installed')"}};
  command.arguments.insert(command.arguments.end(), modules.begin(), modules.end());
  const auto result = run(command);
  if (result.exit_code != 0) return std::string(test_python) + " does not run: " + result.err;
  std::string reason;
  for (const auto line : lines(result.out)) {
    reason += (reason.empty() ? "" : ", ") + std::string(line);
  }
  return reason;
}

}  // namespace pgstair
