// SPDX-License-Identifier: MIT
#include "verify/untrusted.h"

#include <algorithm>
#include <functional>
#include <variant>

#include "sql/named_objects.h"
#include "sql/words.h"
#include "support/errors.h"
#include "support/file.h"
#include "verify/verify.h"

namespace pgstair::verify {

namespace {

/// The extension that the statement makes; empty if it makes none.
std::string made_extension(const sql::Statement& statement) {
  const auto object = sql::created_object(statement.text);
  return object && object->kind == "extension" ? object->name.name : "";
}

/// ALTER, DROP or COMMENT ON EXTENSION.
bool is_about_extensions(const sql::Statement& statement) {
  sql::Words words(statement.text);
  if (words.take("alter") || words.take("drop")) return words.take("extension");
  return words.take("comment") && words.take("on") && words.take("extension");
}

void add_extensions(const std::vector<sql::Statement>& statements, std::set<std::string>& names) {
  for (const auto& statement : statements) {
    if (auto name = made_extension(statement); !name.empty()) names.insert(std::move(name));
  }
}

void take_out(chain::SqlScript& script, const std::set<std::string>& extensions) {
  std::erase_if(script.statements, [&](const auto& statement) {
    const std::string made = made_extension(statement);
    return made.empty() ? !extensions.empty() && is_about_extensions(statement)
                        : extensions.contains(made);
  });
}

void visit_sql(std::vector<chain::Revision>& revisions,
               const std::function<void(chain::SqlScript&)>& visit) {
  for (auto& revision : revisions) {
    for (auto* script : {&revision.up, &revision.down}) {
      if (*script && std::holds_alternative<chain::SqlScript>(**script))
        visit(std::get<chain::SqlScript>(**script));
    }
  }
}

}  // namespace

void refuse_settings_of_a_stranger(const Options& options, const std::filesystem::path& file) {
  const auto refuse = [&](const std::string& key, const std::string& flag) {
    throw UsageError("`" + key + "` of an untrusted chain is not followed: give " + flag +
                         " yourself, or take the key out",
                     {file.string()});
  };
  if (options.postgres.bin) refuse("pg-bin", "--pg-bin");
  if (!options.model_database.empty()) refuse("model = \"postgresql://…\"", "--model");
  if (!options.server_url.empty()) refuse("server", "no --server");
}

void refuse_what_reaches_the_host(const Options& options) {
  if (!options.untrusted) return;
  if (options.commands)
    throw UsageError(
        "[commands] of an untrusted chain would run as you: verify its SQL files instead, or run "
        "without --untrusted where nothing is to be lost",
        options.commands->location);
  if (!options.model_command.empty())
    throw UsageError(
        "model-command of an untrusted chain would run as you: give a model in SQL files "
        "(--model), or run without --untrusted where nothing is to be lost",
        options.model_command_location);
  if (!options.server_url.empty())
    throw UsageError(
        "an untrusted chain is walked on a disposable server only: nobody knows what the role of "
        "a given one may do (leave --server out)");
  if (is_alembic(options) && !options.trusted_python)
    throw UsageError(
        "the Python of an untrusted Alembic project (env.py, the revisions) would run as you: say "
        "--trusted-python if you have read it, or run it where nothing is to be lost");
}

server::Surroundings surroundings_of(const Options& options) {
  server::Surroundings surroundings = options.surroundings;
  surroundings.init_limit = options.time_limit;
  surroundings.placeholders = options.placeholders;
  surroundings.untrusted = options.untrusted;
  if (surroundings.untrusted && surroundings.role.empty()) surroundings.role = strangers_role;
  return surroundings;
}

std::set<std::string> extensions_in_files(const Options& options) {
  std::set<std::string> names;
  for (const auto* files : {&options.surroundings.init, &options.neighbours, &options.model}) {
    for (const auto& file : *files)
      add_extensions(sql::split_statements(read_file(file), {file.string(), 1, 1}), names);
  }
  return names;
}

std::set<std::string> take_out_extensions(std::vector<chain::Revision>& revisions) {
  std::set<std::string> names;
  visit_sql(revisions, [&](chain::SqlScript& script) { add_extensions(script.statements, names); });
  visit_sql(revisions, [&](chain::SqlScript& script) { take_out(script, names); });
  return names;
}

}  // namespace pgstair::verify
