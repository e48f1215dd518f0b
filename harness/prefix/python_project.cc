// SPDX-License-Identifier: MIT
#include "prefix/python_project.h"

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "support/contains.h"
#include "support/errors.h"
#include "support/file.h"
#include "support/process.h"
#include "support/text.h"

extern char** environ;

namespace pgstair::prefix {

namespace {

namespace fs = std::filesystem;

constexpr const char* describe_python = R"(
import json, os, sys
path = sys.path if getattr(sys.flags, "safe_path", False) else sys.path[1:]
print(json.dumps({"version": sys.version, "program": os.path.realpath(sys.executable),
                  "library": os.path.dirname(os.__file__), "path": path}))
)";

/// Variables that say who runs, from where, and for which job: no program's settings. One that the
/// project mentions counts all the same.
constexpr std::array<std::string_view, 29> of_the_session{
    "_",        "PWD",           "OLDPWD",          "SHLVL",      "TERM",
    "COLUMNS",  "LINES",         "LS_COLORS",       "PS1",        "SSH_",
    "DISPLAY",  "XDG_SESSION",   "XDG_RUNTIME_DIR", "DBUS_",      "WINDOWID",
    "GPG_",     "INVOCATION_ID", "JOURNAL_STREAM",  "GITHUB_",    "RUNNER_",
    "ACTIONS_", "CI_",           "BUILD_",          "BUILDKITE_", "CIRCLE_",
    "PG",       "DATABASE_URL",  "GTEST_",          "TMPDIR"};

bool is_of_the_session(std::string_view name) {
  return std::ranges::any_of(of_the_session, [&](std::string_view known) {
    return name == known || (known.size() > 1 && name.starts_with(known));
  });
}

bool is_source_text(const fs::path& file) {
  constexpr std::array<std::string_view, 5> endings{".py", ".ini", ".toml", ".cfg", ".env"};
  return contains(endings, file.extension().string()) || file.filename() == ".env";
}

/// Those of the names that stand in the project's own texts.
std::set<std::string> mentioned(const std::vector<fs::path>& files,
                                const std::vector<std::string>& names) {
  std::set<std::string> found;
  for (const auto& file : files) {
    if (names.empty() || !is_source_text(file)) continue;
    const std::string text = read_file(file);
    for (const auto& name : names) {
      if (text.find(name) != std::string::npos) found.insert(name);
    }
  }
  return found;
}

void add_environment(Inputs& inputs) {
  std::map<std::string, std::string> variables;
  std::vector<std::string> doubtful;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string_view text = *variable;
    const auto end = text.find('=');
    if (end == std::string_view::npos) continue;
    const std::string name(text.substr(0, end));
    variables.emplace(name, text.substr(end + 1));
    if (is_of_the_session(name) && name.size() > 2) doubtful.push_back(name);
  }
  const auto read = mentioned(inputs.files(), doubtful);
  for (const auto& [name, value] : variables) {
    if (!is_of_the_session(name) || read.contains(name)) inputs.add("variable " + name, value);
  }
}

/// What is installed, by the names of all that is there, the checksums that pip wrote, and what
/// Python reads by itself there.
void add_packages(const fs::path& folder, Inputs& inputs) {
  std::error_code error;
  std::vector<fs::path> entries;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().filename() != "__pycache__") entries.push_back(entry.path());
  }
  std::ranges::sort(entries);
  inputs.add("packages", folder.string());
  for (const auto& entry : entries) {
    const std::string name = entry.filename().string();
    inputs.add("package", name);
    if (name.starts_with("__editable__"))
      inputs.add_unseen("a package is installed from a folder that is edited: " + name);
    if (contains(std::array<std::string_view, 3>{".pth", ".py", ".egg-link"},
                 entry.extension().string()))
      inputs.add_file(entry);
    if (name.ends_with(".dist-info")) inputs.add_file(entry / "RECORD");
  }
}

bool is_packages(const fs::path& path) {
  return path.filename() == "site-packages" || path.filename() == "dist-packages";
}

bool is_below(const fs::path& path, const fs::path& folder) {
  const auto relative = path.lexically_relative(folder);
  return !relative.empty() && *relative.begin() != "..";
}

/// What anybody may read, and nobody is told by.
bool is_of_no_matter(const fs::path& path) {
  return contains(std::array<std::string_view, 3>{"/dev/null", "/dev/urandom", "/dev/random"},
                  path.string());
}

/// Whether a file that the code has read is among what was added.
bool is_watched(const PythonPlaces& places, const fs::path& path) {
  if (is_of_no_matter(path) || path == places.program || is_below(path, places.library))
    return true;
  const auto holds = [&](const fs::path& folder) { return is_below(path, folder); };
  if (std::ranges::any_of(places.packages, holds)) return true;
  return std::ranges::any_of(places.sources, [&](const fs::path& folder) {
    if (!holds(folder)) return false;
    fs::path at = folder;
    for (const auto& step : path.lexically_relative(folder)) {
      at /= step;
      if (step != "__pycache__" && is_left_out_of_sources(at)) return false;
    }
    return true;
  });
}

}  // namespace

PythonPlaces places_of(const alembic::ProjectOptions& project) {
  Command command{.arguments = alembic::find_python(project)};
  command.arguments.insert(command.arguments.end(), {"-c", describe_python});
  command.directory = fs::weakly_canonical(project.config).parent_path();
  command.unset = {"PG*", "DATABASE_URL"};
  command.limit = std::chrono::seconds(30);
  const auto result = run(command);
  const auto told = nlohmann::json::parse(result.out, nullptr, /*allow_exceptions=*/false);
  if (!result.succeeded() || told.is_discarded())
    throw EnvironmentError("the project's Python does not say where its packages are");
  PythonPlaces places{told["version"],
                      told["program"].get<std::string>(),
                      fs::weakly_canonical(told["library"].get<std::string>()),
                      {},
                      {command.directory}};
  for (const std::string text : told["path"]) {
    const fs::path path = fs::weakly_canonical(text);
    std::error_code error;
    if (is_packages(path)) {
      places.packages.push_back(path);
    } else if (!is_below(path, places.library) && fs::is_directory(path, error)) {
      places.sources.push_back(path);
    }
  }
  return places;
}

void add_python_project(const PythonPlaces& places, Inputs& inputs) {
  for (const auto& folder : places.sources) inputs.add_sources(folder);
  add_environment(inputs);  // of which the sources speak
  inputs.add("python", places.version);
  inputs.add_file(places.program);
  for (const auto& folder : places.packages) add_packages(folder, inputs);
}

std::optional<std::string> beyond(const PythonPlaces& places,
                                  const std::vector<std::string>& touched) {
  for (const auto& line : touched) {
    constexpr std::string_view reads = "reads ";
    const bool is_read = line.starts_with(reads);
    if (is_read && is_watched(places, fs::weakly_canonical(line.substr(reads.size())))) continue;
    return "the project's code " + line;
  }
  return std::nullopt;
}

}  // namespace pgstair::prefix
