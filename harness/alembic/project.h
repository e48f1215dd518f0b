// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "alembic/worker.h"
#include "postgres/scratch_databases.h"
#include "support/process.h"
#include "walk/step.h"

/// Alembic projects. Their revisions are Python, so their own Python runs them: a worker process
/// with a driver of ours (driver/*.py) that answers over a socket.
namespace pgstair::alembic {

/// Which project, and how to run it.
struct ProjectOptions {
  std::filesystem::path config;     ///< alembic.ini, or pyproject.toml
  std::string section = "alembic";  ///< `name` in pgstair.toml, `alembic -n`
  /// "module:function" that prepares Alembic's Config, or several of the program's calls in turn.
  std::vector<std::string> python_config;
  std::string python;                        ///< a program or a command; empty: see find_python()
  std::filesystem::path folder_of_settings;  ///< of pgstair.toml; a relative `python` starts there
  std::map<std::string, std::string> environment;  ///< with {url}, {host} … for the database's
  std::filesystem::path revisions;  ///< a folder in place of the project's own; may be empty
  std::map<std::string, std::string> repairs;  ///< of a new revision's text: what becomes what
  std::chrono::seconds time_limit = walk::usual_time_limit;  ///< of one revision's script
  std::shared_ptr<WarmPython> warm;  ///< forks the workers; null: each is started
};

/// The configuration of the Alembic project in `folder`, if it is one: alembic.ini, or a
/// pyproject.toml with [tool.alembic].
std::optional<std::filesystem::path> find_configuration(const std::filesystem::path& folder);

/// The same for someone who said that it is one. Throws UsageError if it is not, with a hint at the
/// folder that was meant.
std::filesystem::path configuration_in(const std::filesystem::path& folder);

/// The project's interpreter: `python`, else that of $VIRTUAL_ENV, of .venv or venv beside the
/// configuration, else python3. Throws EnvironmentError if the one that was named is not there.
std::vector<std::string> find_python(const ProjectOptions& options);

/// The interpreter in the folder of the configuration, without what it would load by itself, for a
/// script that runs nothing of the project. `script`: how it gets there ("-c TEXT", or "-").
Command isolated_python(const ProjectOptions& options, const std::vector<std::string>& script);

/// How a worker for the project is to run whose database is `database`.
WorkerOptions worker_options(const ProjectOptions& options,
                             const postgres::ScratchDatabase& database);

/// What forks the project's workers, for ProjectOptions::warm; its Python starts meanwhile.
std::shared_ptr<WarmPython> start_warm_python(const ProjectOptions& options);

/// What the worker loads.
enum class Load {
  all,         ///< env.py and, before it, the revisions
  within_env,  ///< the revisions where Alembic does: within env.py, as far as Python can load them
  env_only,
};

/// The first request to such a worker; its answer describes the project.
nlohmann::json open_request(const ProjectOptions& options,
                            const postgres::ScratchDatabase& database, Load load = Load::all);

/// Whether, of what an answer tells of, a revision's file is what could not be loaded.
bool fails_at_loading(const nlohmann::json& answer);

/// A file that the worker names by its full path, as the user would name it.
std::string shown(const std::string& file, const ProjectOptions& options);

}  // namespace pgstair::alembic
