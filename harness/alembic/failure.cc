// SPDX-License-Identifier: MIT
#include "alembic/failure.h"

#include <spdlog/spdlog.h>

#include <string>
#include <vector>

#include "postgres/hidden_passwords.h"
#include "postgres/missing_extension.h"
#include "support/errors.h"
#include "support/text.h"

namespace pgstair::alembic {

namespace {

/// A field of the driver's answer; empty if it is absent or null.
std::string text(const nlohmann::json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Location place(const nlohmann::json& failure, const ProjectOptions& options) {
  const std::string file = text(failure, "file");
  if (file.empty()) return {};
  return {shown(file, options), failure.value("line", 0), 0};
}

postgres::ServerError server_error(const nlohmann::json& fields) {
  postgres::ServerError error;
  error.sqlstate = text(fields, "sqlstate");
  error.message = text(fields, "message");
  error.detail = text(fields, "detail");
  error.hint = text(fields, "hint");
  error.context = text(fields, "context");
  error.schema = text(fields, "schema");
  error.table = text(fields, "table");
  error.column = text(fields, "column");
  error.datatype = text(fields, "datatype");
  error.constraint = text(fields, "constraint");
  return error;
}

/// "KeyError: 'url'"; without the type where the message is ours.
std::string exception_text(const nlohmann::json& failure) {
  const std::string type = text(failure, "type");
  return (type.empty() ? "" : type + ": ") + postgres::hide_passwords(text(failure, "message"));
}

/// Throws what keeps the project from being used.
[[noreturn]] void throw_as(const nlohmann::json& failure, const std::string& message,
                           const std::string& advice) {
  if (failure.value("socket_refused", false)) throw SocketRefused(message, advice);
  throw EnvironmentError(message, advice);
}

/// The lines of pgstair.toml that set the variables which the project has read, as far as their
/// names tell what they are.
std::string settings_for(const nlohmann::json& failure) {
  std::string lines;
  const auto settings = failure.value("settings", nlohmann::json::object());
  for (const auto& [name, value] : settings.items())
    lines += "\n    " + name + " = \"" + value.get<std::string>() + "\"";
  return lines;
}

[[noreturn]] void throw_elsewhere(const nlohmann::json& failure, const ProjectOptions& options) {
  const std::string where = to_string(place(failure, options));
  const std::string settings = settings_for(failure);
  throw_as(failure,
           (where.empty() ? "" : where + ": ") + "the project would connect to " +
               text(failure, "message") +
               ", which is not the disposable database; nothing was run there",
           settings.empty()
               ? "Let env.py take its address from DATABASE_URL, from PGHOST and its like, or from "
                 "sqlalchemy.url of the configuration: pgstair sets all of them. If it reads other "
                 "variables, set them under [environment] in pgstair.toml (docs/alembic.md)."
               : "It reads other variables for its address. Write into pgstair.toml, and correct "
                 "what is guessed wrongly:\n\n    [environment]" +
                     settings + "\n");
}

std::vector<std::string> texts(const nlohmann::json& object, const char* name) {
  return object.value(name, nlohmann::json::array()).get<std::vector<std::string>>();
}

/// What to do about modules that Python does not find.
std::string advice_on_modules(const nlohmann::json& failure) {
  const std::string python = text(failure, "interpreter");
  if (const std::string folder = text(failure, "own_metadata"); !folder.empty()) {
    return "It asks for the metadata of the project's own package, which is there once the project "
           "is installed from its folder: " +
           python + " -m pip install --no-deps -e " + folder;
  }
  const auto modules = texts(failure, "missing_modules");
  std::string advice;
  if (const std::string folder = text(failure, "folder_of_module"); !folder.empty()) {
    advice = "It is in the project's folder" + (folder == "." ? "" : " (" + folder + ")") +
             ", which `alembic` does not look into either unless told to: write prepend_sys_path "
             "= " +
             folder + " into the configuration, or PYTHONPATH = \"" + folder +
             "\" under [environment] in pgstair.toml.";
  } else if (const std::string there = text(failure, "package_is_there"); !there.empty()) {
    advice = "The package is there (" + there +
             ") and has no such module: it is another version, or a part of it is made by a build "
             "or is a package of its own.";
  }
  if (modules.empty()) return advice;
  if (!advice.empty()) advice += "\n  ";
  advice += "This Python is " + python;
  if (modules.size() > 1)
    advice += ", and it lacks " + counted(modules.size(), "module") +
              " that the project imports: " + join(modules, ", ");
  advice += ". Install the package" + std::string(modules.size() > 1 ? "s" : "") + " for it (" +
            python + " -m pip install " + join(texts(failure, "packages"), " ") + ")";
  if (const std::string file = text(failure, "requirements"); !file.empty())
    advice += ", or all that the project lists (" + python + " -m pip install -r " + file + ")";
  return advice + ", or name the project's own interpreter in pgstair.toml: python = \"…\"";
}

std::string advice_for(const nlohmann::json& failure) {
  const std::string python = text(failure, "interpreter");
  if (failure.contains("config_prepared_by")) {
    const auto makers = failure["config_prepared_by"].get<std::vector<std::string>>();
    return "The project's own program prepares the Config before env.py runs. Name the function "
           "that does in pgstair.toml: python-config = \"" +
           (makers.empty() ? "module:function" : join(makers, "\", or \"")) +
           "\"; it makes a Config, or gets pgstair's and completes it, or is a program that "
           "migrates, "
           "with its arguments: \"module:main upgrade head\".";
  }
  if (failure.contains("missing_module")) return advice_on_modules(failure);
  if (const std::string version = text(failure, "other_version"); !version.empty()) {
    const std::string file = text(failure, "requirements");
    return "The project wants another version of it: " + python + " has " + version +
           ". Install what the project lists" + (file.empty() ? "" : " in " + file) +
           ", or name the project's own interpreter in pgstair.toml: python = \"…\"";
  }
  if (failure.contains("server")) {
    if (const auto missing = postgres::missing_extension(server_error(failure["server"])))
      return postgres::advice_on(*missing, true);
  }
  if (const std::string call = text(failure, "preparing_call"); !call.empty()) {
    return "That is the call " + call +
           " of python-config. If the project's program calls something before it, name both, in "
           "that order, with their arguments where they need some: python-config = [\"module:setup("
           "[])\", \"" +
           call + "\"]";
  }
  if (const std::string settings = settings_for(failure); !settings.empty()) {
    return "If that comes from the address: the project reads variables for it that nobody set. "
           "Write into pgstair.toml, and correct what is guessed wrongly:\n\n    [environment]" +
           settings + "\n";
  }
  if (text(failure, "type") == "NoSuchModuleError") {
    return "The URL names a driver that SQLAlchemy does not find in " + python +
           ": install it, or correct the URL.";
  }
  return "This Python is " + python + "; --verbose shows the traceback.";
}

bool is_the_revisions(const nlohmann::json& failure) {
  const std::string phase = text(failure, "phase");
  return phase == "revision" || (phase == "ending" && failure.contains("server"));
}

}  // namespace

void throw_failure(const nlohmann::json& failure, const ProjectOptions& options) {
  spdlog::debug("{}", text(failure, "traceback"));
  if (failure.value("elsewhere", false)) throw_elsewhere(failure, options);
  const std::string where = to_string(place(failure, options));
  const std::string code = text(failure, "code");
  throw_as(failure,
           (where.empty() ? "the Alembic project cannot be used: " : where + ": ") +
               exception_text(failure) + (code.empty() ? "" : "\n  | " + code),
           advice_for(failure));
}

namespace {

using Kind = walk::StepFailure::Kind;

/// What an exception says, without its place.
walk::StepFailure failure_of(const nlohmann::json& failure) {
  spdlog::debug("{}", text(failure, "traceback"));
  walk::StepFailure result;
  if (failure.contains("server")) {
    result.kind = text(failure, "phase") == "ending" ? Kind::commit : Kind::statement;
    result.error = server_error(failure["server"]);
    postgres::throw_if_disk_is_full(result.error);
    result.statement =
        result.kind == Kind::commit ? "COMMIT" : text(failure["server"], "statement");
    if (result.statement.empty()) result.statement = text(failure, "code");
  } else {
    result.kind = Kind::command;
    result.error.message = exception_text(failure);
    result.statement = text(failure, "code");
  }
  return result;
}

}  // namespace

walk::StepFailure metadata_failure(const nlohmann::json& failure, const ProjectOptions& options) {
  if (failure.value("elsewhere", false) || text(failure, "phase") == "environment")
    throw_failure(failure, options);
  walk::StepFailure result = failure_of(failure);
  result.location = place(failure, options);
  return result;
}

walk::StepFailure step_failure(const nlohmann::json& failure, const chain::ProgramScript& script,
                               const ProjectOptions& options) {
  if (failure.value("elsewhere", false) || !is_the_revisions(failure))
    throw_failure(failure, options);
  walk::StepFailure result = failure_of(failure);
  result.location = place(failure, options);
  if (result.location.file != script.location.file) result.location = script.location;
  return result;
}

walk::StepFailure step_timeout(const nlohmann::json& where, const std::string& statement,
                               std::chrono::seconds limit, const chain::ProgramScript& script,
                               const ProjectOptions& options) {
  walk::StepFailure result = walk::timeout_failure(limit);
  result.statement = statement.empty() ? text(where, "code") : statement;
  result.location = place(where, options);
  if (result.location.file != script.location.file) {
    const std::string elsewhere = to_string(result.location);
    if (!elsewhere.empty()) result.error.context = "it was at " + elsewhere;
    result.location = script.location;
  }
  return result;
}

}  // namespace pgstair::alembic
