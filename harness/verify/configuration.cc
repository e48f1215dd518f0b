// SPDX-License-Identifier: MIT
#include <fnmatch.h>

#include <toml++/toml.h>
#include <algorithm>
#include <functional>

#include "chain/read.h"
#include "postgres/connection_string.h"
#include "report/finding_catalog.h"
#include "support/contains.h"
#include "support/file.h"
#include "support/text.h"
#include "verify/options.h"
#include "verify/toml_reader.h"
#include "verify/untrusted.h"

namespace pgstair::verify {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t most_rows = 1'000'000;  // for each table of a rehearsal

report::Severity severity_named(const std::string& name, const Location& location) {
  for (const auto severity :
       {report::Severity::note, report::Severity::warning, report::Severity::error}) {
    if (report::to_string(severity) == name) return severity;
  }
  throw UsageError("fail-on is one of note, warning, error, not '" + name + "'", location);
}

int major_version(const std::string& text, const Location& location) {
  if (text.empty() || text.size() > 2 ||
      !std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; })) {
    throw UsageError("pg is a major version such as \"16\", not '" + text + "'", location);
  }
  return std::stoi(text);
}

void read_alembic(const TomlReader& root, alembic::ProjectOptions& options) {
  root.text("python", [&](const std::string& value, const Location&) { options.python = value; });
  root.text("config", [&](const std::string& value, const Location& at) {
    options.config = root.folder() / value;
    if (!fs::is_regular_file(options.config))
      throw UsageError("there is no file " + options.config.string(), at);
  });
  root.text("name", [&](const std::string& value, const Location&) { options.section = value; });
  root.texts("python-config", [&](const std::string& value, const Location&) {
    options.python_config.push_back(value);
  });
  root.table("environment",
             [&](const TomlReader& table) { options.environment = table.text_map(); });
  root.table("repairs", [&](const TomlReader& table) { options.repairs = table.text_map(); });
  options.folder_of_settings = root.folder();
}

/// `schema-only = "warning"`; true is "error".
void read_schema_only(const TomlReader& root, Options& options) {
  if (root.has_flag("schema-only")) {
    root.flag("schema-only", [&](bool value) {
      if (value) options.schema_only = report::Severity::error;
    });
  } else {
    root.text("schema-only", [&](const std::string& value, const Location& at) {
      if (value == "off") return;
      if (value != "warning" && value != "error")
        throw UsageError("schema-only is \"off\", \"warning\" or \"error\", not '" + value + "'",
                         at);
      options.schema_only = severity_named(value, at);
    });
  }
  root.flag("lookup-rows", [&](bool value) { options.lookup_rows = value; });
  root.text("data-scripts", [&](const std::string& value, const Location& at) {
    options.data_scripts = root.folder() / value;
    if (!fs::is_directory(options.data_scripts))
      throw UsageError("there is no folder " + options.data_scripts.string(), at);
  });
}

RunnerCommands read_commands(const TomlReader& table) {
  table.allow_only({"list", "upgrade", "downgrade"});
  RunnerCommands commands;
  commands.list = table.required_text("list");
  commands.upgrade = table.required_text("upgrade");
  table.text("downgrade",
             [&](const std::string& value, const Location&) { commands.downgrade = value; });
  commands.location = table.location();
  return commands;
}

void read_rows(const TomlReader& table, Options& options) {
  table.allow_only({"per-table", "seed", "fixtures", "require"});
  table.integer("per-table", [&](std::int64_t value, const Location& at) {
    if (value < 0 || value > most_rows)
      throw UsageError("per-table is a number of rows, 0 to " + std::to_string(most_rows), at);
    options.rows.rows = static_cast<std::uint64_t>(value);
  });
  table.integer("seed", [&](std::int64_t value, const Location&) {
    options.rows.seed = static_cast<std::uint64_t>(value);
  });
  table.text("fixtures", [&](const std::string& value, const Location& at) {
    options.fixtures = table.folder() / value;
    if (!fs::is_directory(options.fixtures))
      throw UsageError("there is no folder " + options.fixtures.string(), at);
  });
  table.flag("require", [&](bool value) { options.require_rows = value; });
}

ExpectedRows read_expected_rows(const TomlReader& table) {
  table.allow_only({"after", "query", "rows"});
  ExpectedRows expected;
  expected.after = table.required_text("after");
  expected.expectation.query = table.required_text("query");
  expected.expectation.rows = table.cells("rows");
  expected.expectation.location = table.location();
  return expected;
}

void require_finding_code(const std::string& code, const Location& location) {
  std::vector<std::string> codes;
  for (const auto& kind : report::finding_catalog()) codes.emplace_back(kind.code);
  if (contains(codes, code)) return;
  const auto meant = nearest(code, codes);
  throw UsageError(
      "no finding has the code '" + code + "'" +
          (meant ? "; did you mean '" + *meant + "'?" : "; `pgstair findings` lists them all"),
      location);
}

Allowance read_allowance(const TomlReader& table) {
  table.allow_only({"code", "revision", "object", "reason"});
  Allowance allowance;
  allowance.code = table.required_text("code");
  table.text("code", require_finding_code);
  allowance.reason = table.required_text("reason");
  table.text("revision", [&](const std::string& value, const Location& at) {
    allowance.revision = value;
    allowance.revision_location = at;
  });
  table.text("object",
             [&](const std::string& value, const Location&) { allowance.object = value; });
  allowance.location = table.location();
  return allowance;
}

Options read(const TomlReader& root) {
  root.allow_only(
      {"chain",       "format",       "model",  "model-command", "neighbours", "placeholders",
       "commands",    "allow",        "pg",     "pg-bin",        "server",     "locale",
       "fail-on",     "python",       "config", "name",          "timeout",    "environment",
       "repairs",     "probe",        "rows",   "expect",        "listen",     "python-config",
       "schema-only", "init",         "roles",  "role",          "settings",   "version-table",
       "lookup-rows", "data-scripts", "from",   "untrusted",     "baseline",   "cache-size"});
  Options options;
  options.chain = root.folder();
  const fs::path folder = root.folder();
  root.text("chain",
            [&](const std::string& value, const Location&) { options.chain = folder / value; });
  root.text("format", [&](const std::string& value, const Location&) { options.format = value; });
  root.text("server",
            [&](const std::string& value, const Location&) { options.server_url = value; });
  root.text("from", [&](const std::string& value, const Location& at) {
    options.from = value;
    options.from_location = at;
  });
  root.text("baseline",
            [&](const std::string& value, const Location&) { options.baseline = folder / value; });
  root.text("locale", [&](const std::string& value, const Location&) { options.locale = value; });
  root.text("listen", [&](const std::string& value, const Location& at) {
    if (value != "tcp" && value != "socket")
      throw UsageError("listen is \"tcp\" or \"socket\", not '" + value + "'", at);
    options.listen = value == "tcp";
  });
  root.text("pg-bin", [&](const std::string& value, const Location&) {
    options.postgres.bin = folder / value;
  });
  root.text("pg", [&](const std::string& value, const Location& at) {
    options.postgres.major = major_version(value, at);
  });
  root.text("fail-on", [&](const std::string& value, const Location& at) {
    options.fail_on = severity_named(value, at);
  });
  root.table("rows", [&](const TomlReader& table) { read_rows(table, options); });
  root.tables("expect", [&](const TomlReader& table) {
    options.expected_rows.push_back(read_expected_rows(table));
  });
  read_schema_only(root, options);
  root.flag("untrusted", [&](bool value) { options.untrusted = value; });
  root.flag("probe", [&](bool value) { options.probe = value; });
  const auto add_files = [&](std::vector<fs::path>& files) {
    return [&files, &folder](const std::string& pattern, const Location& at) {
      std::ranges::move(expand(folder, pattern, at), std::back_inserter(files));
    };
  };
  if (root.has("model") || root.has("model-command")) options.model_metadata = false;
  root.texts("model", [&](const std::string& value, const Location& at) {
    add_model(options, value, folder, at);
  });
  root.text("model-command", [&](const std::string& value, const Location& at) {
    if (!options.model.empty() || !options.model_database.empty())
      throw UsageError("there is a model already, by `model`", at);
    options.model_command = value;
    options.model_command_location = at;
  });
  root.texts("neighbours", add_files(options.neighbours));
  root.texts("init", add_files(options.surroundings.init));
  root.text("version-table", [&](const std::string& value, const Location& at) {
    if (value != "none") throw UsageError("version-table is \"none\" or not given", at);
    options.version_table = false;
  });
  root.text("role", [&](const std::string& value, const Location& at) {
    if (value.empty()) throw UsageError("role must not be empty", at);
    options.surroundings.role = value;
  });
  root.texts("roles", [&](const std::string& value, const Location&) {
    options.surroundings.roles.push_back(value);
  });
  root.table("settings", [&](const TomlReader& table) {
    table.scalars([&](std::string name, std::string value, Location at) {
      options.surroundings.settings.push_back({std::move(name), std::move(value), std::move(at)});
    });
  });
  root.integer("cache-size", [&](std::int64_t value, const Location& at) {
    if (value < 0) throw UsageError("cache-size is a number of megabytes", at);
    options.cache_megabytes = static_cast<std::uint64_t>(value);
  });
  root.integer("timeout", [&](std::int64_t value, const Location& at) {
    if (value < 1 || value > most_seconds)
      throw UsageError("timeout is a number of seconds, 1 to " + std::to_string(most_seconds), at);
    options.time_limit = std::chrono::seconds(value);
  });
  read_alembic(root, options.alembic);
  root.table("placeholders",
             [&](const TomlReader& table) { options.placeholders = table.text_map(); });
  root.table("commands", [&](const TomlReader& table) { options.commands = read_commands(table); });
  root.tables("allow", [&](const TomlReader& table) {
    options.allowances.push_back(read_allowance(table));
  });
  return options;
}

/// As libpq writes it, whatever the user left unencoded.
std::string database_url(const std::string& value, const Location& location) try {
  return postgres::ConnectionString::parse(value).url();
} catch (const UsageError& error) {
  throw UsageError(error.what(), location);
}

}  // namespace

void add_model(Options& options, const std::string& value, const fs::path& folder,
               const Location& location) {
  const bool stands_alone = postgres::ConnectionString::is_meant_by(value);
  if (!options.model_database.empty() ||
      (stands_alone && (options.model_metadata || !options.model.empty()))) {
    throw UsageError("a database is the whole model: no other may stand beside it", location);
  }
  if (stands_alone) {
    options.model_database = database_url(value, location);
    options.model_database_location = location;
  } else if (value == "metadata") {
    options.model_metadata = true;
  } else {
    std::ranges::move(expand(folder, value, location), std::back_inserter(options.model));
  }
}

std::vector<fs::path> expand(const fs::path& folder, const std::string& pattern,
                             const Location& location) {
  fs::path whole = folder / pattern;
  if (!whole.has_parent_path()) whole = "." / whole;
  const std::string last = whole.filename().string();
  std::vector<fs::path> files;
  std::error_code unreadable;
  for (const auto& entry : fs::directory_iterator(whole.parent_path(), unreadable)) {
    if (::fnmatch(last.c_str(), entry.path().filename().c_str(), FNM_PERIOD) == 0)
      files.push_back(entry.path());
  }
  if (unreadable && unreadable != std::errc::no_such_file_or_directory)
    throw UsageError(whole.parent_path().string() + " cannot be read: " + unreadable.message(),
                     location);
  if (files.empty())
    throw UsageError(
        "no file matches '" + pattern + "' in " + (folder.empty() ? "." : folder.string()),
        location);
  std::ranges::sort(files);
  return files;
}

Options read_configuration(const fs::path& folder) {
  std::error_code ignored;
  if (fs::status(folder, ignored).type() == fs::file_type::not_found) chain::refuse_missing(folder);
  const fs::path file = folder / "pgstair.toml";
  if (!fs::exists(file)) {
    Options options;
    options.chain = folder;
    return options;
  }
  const toml::table root = parse_toml(file);
  Options options = read(TomlReader(file, root));
  if (options.untrusted) refuse_settings_of_a_stranger(options, file);
  return options;
}

}  // namespace pgstair::verify
