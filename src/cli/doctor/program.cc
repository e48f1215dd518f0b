// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "cli/doctor/examine.h"
#include "cli/own_files.h"
#include "report/version.h"
#include "support/errors.h"
#include "support/process.h"
#include "support/text.h"

namespace pgstair::cli::doctor {

namespace {

namespace fs = std::filesystem;
using State = Diagnosis::State;

/// "/usr", if the program is /usr/bin/pgstair.
fs::path prefix() { return own_program().parent_path().parent_path(); }

bool is_in_path(const fs::path& folder) {
  const char* path = std::getenv("PATH");
  const auto folders = split(path != nullptr ? path : "", ':');
  return std::ranges::find(folders, folder.string()) != folders.end();
}

std::string cmake_version() {
  if (!find_program("cmake")) return {};
  const ProcessResult result = run({.arguments = {"cmake", "--version"}});
  return std::string(trim(between(result.out, "version ", "\n")));
}

}  // namespace

Diagnosis program() try {
  return {
      State::ok, {std::string(report::version) + ", " + own_program().string(), find_reader()}, ""};
} catch (const EnvironmentError& error) {
  return {State::problem, {error.what()}, error.advice()};
}

Diagnosis cmake_package() try {
  const fs::path package = prefix() / "share/cmake/pgstair";
  if (!fs::exists(package / "pgstairConfig.cmake")) {
    return {State::absent,
            {"this pgstair is not installed: find_package(pgstair) does not find it"},
            "cmake --install, or the Debian package; or add_subdirectory() in a project."};
  }
  const std::string version = cmake_version();
  if (version.empty()) {
    return {State::absent,
            {package.string(), "no cmake in PATH"},
            "A C++ project wants cmake 3.25 or newer."};
  }
  Diagnosis found{State::ok, {package.string() + ", cmake " + version}, ""};
  // CMake looks beside the folders of PATH.
  if (!is_in_path(own_program().parent_path())) {
    found.advice = "find_package(pgstair) finds it with -DCMAKE_PREFIX_PATH=" + prefix().string();
  }
  return found;
} catch (const EnvironmentError& error) {
  return {State::absent, {error.what()}, error.advice()};
}

Diagnosis completions() {
  Diagnosis found;
  const fs::path share = prefix() / "share";
  for (const char* file :
       {"bash-completion/completions/pgstair", "zsh/vendor-completions/_pgstair",
        "zsh/site-functions/_pgstair", "fish/vendor_completions.d/pgstair.fish"}) {
    if (fs::exists(share / file)) found.found.push_back((share / file).string());
  }
  if (!found.found.empty()) return found;
  return {
      State::absent, {"none is installed"}, "For this shell: eval \"$(pgstair completion bash)\""};
}

}  // namespace pgstair::cli::doctor
