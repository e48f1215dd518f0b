// SPDX-License-Identifier: MIT
#include "alembic/project.h"

#include <unistd.h>

#include <cstdlib>

#include "alembic/nowhere.h"
#include "alembic/warm_python.h"
#include "postgres/connection_string.h"
#include "support/errors.h"
#include "support/file.h"
#include "support/process.h"
#include "support/text.h"
#include "walk/database_environment.h"
#include "walk/session_end.h"

namespace pgstair::alembic {

namespace {

namespace fs = std::filesystem;

bool is_file(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

bool has_tool_table(const fs::path& pyproject) {
  const std::string text = read_file(pyproject);
  for (const auto line : lines(text)) {
    if (trim(line) == "[tool.alembic]") return true;
  }
  return false;
}

bool is_executable(const fs::path& path) { return ::access(path.c_str(), X_OK) == 0; }

/// `python` as somebody wrote it: a program (with or without a folder), or a command with
/// arguments, such as "uv run python".
std::vector<std::string> python_as_named(const ProjectOptions& options) {
  const bool has_folder = options.python.find('/') != std::string::npos;
  const fs::path path = options.folder_of_settings / options.python;
  if (has_folder && is_executable(path)) return {fs::absolute(path).string()};
  std::vector<std::string> command;
  for (const auto word : split(options.python, ' ')) {
    if (!word.empty()) command.emplace_back(word);
  }
  if (command.empty() || (has_folder && command.size() == 1) || !find_program(command.front())) {
    throw EnvironmentError(
        "there is no interpreter " + (has_folder ? path.string() : options.python),
        "`python` in pgstair.toml names it; without it the project's .venv or python3 is taken.");
  }
  return command;
}

fs::path folder_of(const ProjectOptions& options) {
  return fs::weakly_canonical(options.config).parent_path();
}

/// Replaces {url}, {host}, {port}, {user}, {password} and {database}.
std::string with_address(std::string text, const postgres::ScratchDatabase& database) {
  text = replace_all(std::move(text), "{url}", database.url());
  text = replace_all(std::move(text), "{database}", database.name());
  const auto connection = postgres::ConnectionString::parse(database.url());
  for (const std::string keyword : {"host", "port", "user", "password"}) {
    text = replace_all(std::move(text), "{" + keyword + "}", connection.get(keyword).value_or(""));
  }
  return text;
}

}  // namespace

std::optional<fs::path> find_configuration(const fs::path& folder) {
  if (is_file(folder / "alembic.ini")) return folder / "alembic.ini";
  const fs::path pyproject = folder / "pyproject.toml";
  if (is_file(pyproject) && has_tool_table(pyproject)) return pyproject;
  return std::nullopt;
}

fs::path configuration_in(const fs::path& folder) {
  if (auto found = find_configuration(folder)) return *found;
  const fs::path above = fs::weakly_canonical(folder).parent_path();
  const std::string hint =
      find_configuration(above) ? "; did you mean " + above.string() + "?" : "";
  throw UsageError("holds no alembic.ini and no pyproject.toml with [tool.alembic]" + hint,
                   {folder.string()});
}

std::vector<std::string> find_python(const ProjectOptions& options) {
  if (!options.python.empty()) return python_as_named(options);
  std::vector<fs::path> candidates;
  if (const char* active = std::getenv("VIRTUAL_ENV"))
    candidates.push_back(fs::path(active) / "bin/python");
  for (const char* usual : {".venv", "venv"})
    candidates.push_back(folder_of(options) / usual / "bin/python");
  for (const auto& candidate : candidates) {
    if (is_executable(candidate)) return {candidate.string()};
  }
  if (!find_program("python3")) {
    throw EnvironmentError("there is no Python to run the project's migrations",
                           "Name the project's interpreter in pgstair.toml: python = \"…\"");
  }
  return {"python3"};
}

Command isolated_python(const ProjectOptions& options, const std::vector<std::string>& script) {
  Command command{.arguments = find_python(options)};
  command.arguments.insert(command.arguments.end(), {"-I", "-S"});
  command.arguments.insert(command.arguments.end(), script.begin(), script.end());
  command.directory = folder_of(options);
  return command;
}

WorkerOptions worker_options(const ProjectOptions& options,
                             const postgres::ScratchDatabase& database) {
  WorkerOptions worker;
  worker.interpreter = find_python(options);
  worker.directory = folder_of(options);
  worker.address = database.url();
  worker.environment = walk::database_environment(database);
  for (const auto& [name, value] : options.environment) {
    worker.environment.push_back(name + "=" + with_address(value, database));
  }
  worker.patience = std::max(worker.patience, options.time_limit);
  worker.warm = options.warm;
  return worker;
}

std::shared_ptr<WarmPython> start_warm_python(const ProjectOptions& options) {
  return std::make_shared<WarmPython>(worker_options(options, Nowhere()));
}

nlohmann::json open_request(const ProjectOptions& options,
                            const postgres::ScratchDatabase& database, Load load) {
  return {{"do", "open"},
          {"revisions", load != Load::env_only},
          {"within_env", load == Load::within_env},
          {"config", fs::weakly_canonical(options.config).string()},
          {"name", options.section},
          {"revisions_folder", options.revisions.string()},
          {"python_config", options.python_config},
          {"folder_of_settings", (fs::current_path() / options.folder_of_settings).string()},
          {"url", database.url()},
          {"database", database.name()},
          {"leak_queries",
           {{"temporary_objects", walk::temporary_objects_left},
            {"locks", walk::locks_left},
            {"settings", walk::settings_left}}},
          {"session_reset", join(walk::reset_statements(), "; ")}};
}

bool fails_at_loading(const nlohmann::json& answer) {
  if (!answer.contains("failure")) return false;
  const auto& failure = answer["failure"];
  return failure.value("loading", false) && !failure.value("socket_refused", false);
}

std::string shown(const std::string& file, const ProjectOptions& options) {
  const fs::path below = fs::weakly_canonical(file).lexically_relative(folder_of(options));
  if (below.empty() || *below.begin() == "..") return file;
  return (options.config.parent_path() / below).lexically_normal().string();
}

}  // namespace pgstair::alembic
