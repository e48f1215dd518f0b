// SPDX-License-Identifier: MIT
#include "alembic/project.h"
#include "cli/doctor/examine.h"
#include "support/errors.h"
#include "support/process.h"
#include "support/text.h"
#include "verify/verify.h"

namespace pgstair::cli::doctor {

namespace {

using State = Diagnosis::State;

/// Prints the interpreter, and each package with its version.
constexpr const char* question = R"(
import importlib.metadata as packages, platform, sys
print(platform.python_version(), sys.executable)
for name in ("alembic", "SQLAlchemy", "psycopg2", "psycopg", "asyncpg"):
    try:
        print(name, packages.version(name))
    except packages.PackageNotFoundError:
        pass
)";

Diagnosis ask(const std::vector<std::string>& interpreter, bool is_needed) {
  Command command{.arguments = interpreter};
  command.arguments.insert(command.arguments.end(), {"-c", question});
  const ProcessResult result = run(command);
  const State otherwise = is_needed ? State::problem : State::absent;
  if (!result.succeeded()) {
    return {otherwise,
            {join(interpreter, " ") + " does not run: " + std::string(trim(result.err))},
            ""};
  }
  const auto said = lines(result.out);
  Diagnosis found{State::ok, {"Python " + std::string(said.front())}, ""};
  std::vector<std::string> packages;
  for (std::size_t i = 1; i < said.size(); ++i) packages.emplace_back(said[i]);
  if (packages.empty() || !packages.front().starts_with("alembic")) {
    found.state = otherwise;
    found.advice = "Alembic projects need it: " + join(interpreter, " ") +
                   " -m pip install alembic, or python = \"…\" in pgstair.toml.";
    packages.insert(packages.begin(), "no alembic");
  }
  found.found.push_back(join(packages, ", "));
  return found;
}

/// What would run a project beside the chain's files, where there is none.
alembic::ProjectOptions project_in(const verify::Options& options) {
  if (verify::is_alembic(options)) return verify::alembic_project(options);
  alembic::ProjectOptions project = options.alembic;
  if (project.config.empty()) project.config = options.chain / "alembic.ini";
  return project;
}

}  // namespace

Diagnosis python(const verify::Options& options) {
  bool is_needed = false;
  try {
    is_needed = verify::is_alembic(options);
    Diagnosis found = ask(alembic::find_python(project_in(options)), is_needed);
    found.found.front() += is_needed ? ", for the project in " + options.chain.string() : "";
    return found;
  } catch (const EnvironmentError& error) {
    return {is_needed ? State::problem : State::absent, {error.what()}, error.advice()};
  } catch (const UsageError& error) {
    return {State::problem, {error.what()}, ""};
  }
}

}  // namespace pgstair::cli::doctor
