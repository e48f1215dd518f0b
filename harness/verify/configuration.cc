// SPDX-License-Identifier: MIT
#include <fnmatch.h>

#include <toml++/toml.h>
#include <algorithm>
#include <functional>

#include "postgres/connection_string.h"
#include "support/contains.h"
#include "support/file.h"
#include "support/text.h"
#include "verify/options.h"

namespace pgstair::verify {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t most_rows = 1'000'000;  // for each table of a rehearsal

Location location_of(const fs::path& file, const toml::node& node) {
  const auto& at = node.source().begin;
  return {file.string(), static_cast<int>(at.line), static_cast<int>(at.column)};
}

/// A table of pgstair.toml while it is read: knows its file, and which keys a table may have.
class Reader {
 public:
  Reader(const fs::path& file, const toml::table& table) : file_(file), table_(table) {}

  Location location() const { return location_of(file_, table_); }
  fs::path folder() const { return file_.parent_path(); }

  void allow_only(const std::vector<std::string>& known) const {
    for (const auto& [key, value] : table_) {
      const std::string name(key.str());
      if (contains(known, name)) continue;
      const auto& at = key.source().begin;
      const auto near = nearest(name, known);
      throw UsageError(
          "unknown key '" + name + "'" + (near ? "; did you mean '" + *near + "'?" : ""),
          {file_.string(), static_cast<int>(at.line), static_cast<int>(at.column)});
    }
  }

  bool has(std::string_view key) const { return table_.contains(key); }

  void text(std::string_view key, const std::function<void(std::string, Location)>& use) const {
    const toml::node* node = table_.get(key);
    if (node == nullptr) return;
    const auto value = node->value_exact<std::string>();
    if (!value) throw UsageError(std::string(key) + " must be a string", location_of(file_, *node));
    use(*value, location_of(file_, *node));
  }

  void integer(std::string_view key, const std::function<void(std::int64_t, Location)>& use) const {
    const toml::node* node = table_.get(key);
    if (node == nullptr) return;
    const auto value = node->value_exact<std::int64_t>();
    if (!value)
      throw UsageError(std::string(key) + " must be a whole number", location_of(file_, *node));
    use(*value, location_of(file_, *node));
  }

  std::string required_text(std::string_view key) const {
    std::string result;
    text(key, [&](const std::string& value, const Location&) { result = value; });
    if (result.empty())
      throw UsageError("'" + std::string(key) + "' is missing or empty", location());
    return result;
  }

  void flag(std::string_view key, const std::function<void(bool)>& use) const {
    const toml::node* node = table_.get(key);
    if (node == nullptr) return;
    const auto value = node->value_exact<bool>();
    if (!value)
      throw UsageError(std::string(key) + " must be true or false", location_of(file_, *node));
    use(*value);
  }

  /// One string, or an array of strings.
  void texts(std::string_view key, const std::function<void(std::string, Location)>& use) const {
    const toml::node* node = table_.get(key);
    if (node == nullptr) return;
    const toml::array* many = node->as_array();
    if (many == nullptr) return text(key, use);
    for (const auto& item : *many) {
      const auto value = item.value_exact<std::string>();
      if (!value)
        throw UsageError(std::string(key) + " must hold strings", location_of(file_, item));
      use(*value, location_of(file_, item));
    }
  }

  void table(std::string_view key, const std::function<void(const Reader&)>& use) const {
    const toml::node* node = table_.get(key);
    if (node == nullptr) return;
    const toml::table* inner = node->as_table();
    if (inner == nullptr)
      throw UsageError(std::string(key) + " must be a table", location_of(file_, *node));
    use(Reader(file_, *inner));
  }

  void tables(std::string_view key, const std::function<void(const Reader&)>& use) const {
    const toml::node* node = table_.get(key);
    if (node == nullptr) return;
    const toml::array* many = node->as_array();
    if (many == nullptr) {
      throw UsageError(std::string(key) + " must be written [[" + std::string(key) + "]]",
                       location_of(file_, *node));
    }
    for (const auto& item : *many) {
      if (item.as_table() == nullptr)
        throw UsageError(std::string(key) + " must hold tables", location_of(file_, item));
      use(Reader(file_, *item.as_table()));
    }
  }

  /// An array of arrays: rows of cells. A cell is a string, a number or a boolean, taken as text;
  /// '\N' is NULL.
  std::vector<std::vector<std::optional<std::string>>> cells(std::string_view key) const {
    const toml::node* node = table_.get(key);
    if (node == nullptr) throw UsageError("'" + std::string(key) + "' is missing", location());
    std::vector<std::vector<std::optional<std::string>>> result;
    const toml::array* rows = node->as_array();
    if (rows == nullptr) throw_no_rows(key, *node);
    for (const auto& row : *rows) {
      const toml::array* values = row.as_array();
      if (values == nullptr) throw_no_rows(key, row);
      auto& cells = result.emplace_back();
      for (const auto& value : *values) cells.push_back(cell(key, value));
    }
    return result;
  }

  /// Every key with its text.
  std::map<std::string, std::string> text_map() const {
    std::map<std::string, std::string> result;
    for (const auto& [key, value] : table_) {
      const auto content = value.value_exact<std::string>();
      if (!content)
        throw UsageError(std::string(key.str()) + " must be a string", location_of(file_, value));
      result.emplace(std::string(key.str()), *content);
    }
    return result;
  }

 private:
  [[noreturn]] void throw_no_rows(std::string_view key, const toml::node& node) const {
    throw UsageError(std::string(key) + " must be an array of rows: [[\"1\", \"Ann\"]]",
                     location_of(file_, node));
  }

  std::optional<std::string> cell(std::string_view key, const toml::node& node) const {
    if (const auto text = node.value_exact<std::string>()) {
      if (*text == "\\N") return std::nullopt;
      return text;
    }
    if (const auto number = node.value_exact<std::int64_t>()) return std::to_string(*number);
    if (const auto flag = node.value_exact<bool>()) return *flag ? "t" : "f";
    throw UsageError(std::string(key) + " holds strings, whole numbers and booleans",
                     location_of(file_, node));
  }

  fs::path file_;
  const toml::table& table_;
};

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

void read_alembic(const Reader& root, alembic::ProjectOptions& options) {
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
  root.integer("timeout", [&](std::int64_t value, const Location& at) {
    if (value < 1) throw UsageError("timeout is a number of seconds, at least 1", at);
    options.patience = std::chrono::seconds(value);
  });
  root.table("environment", [&](const Reader& table) { options.environment = table.text_map(); });
  root.table("repairs", [&](const Reader& table) { options.repairs = table.text_map(); });
  options.folder_of_settings = root.folder();
}

RunnerCommands read_commands(const Reader& table) {
  table.allow_only({"list", "upgrade", "downgrade"});
  RunnerCommands commands;
  commands.list = table.required_text("list");
  commands.upgrade = table.required_text("upgrade");
  table.text("downgrade",
             [&](const std::string& value, const Location&) { commands.downgrade = value; });
  commands.location = table.location();
  return commands;
}

void read_rows(const Reader& table, Options& options) {
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

ExpectedRows read_expected_rows(const Reader& table) {
  table.allow_only({"after", "query", "rows"});
  ExpectedRows expected;
  expected.after = table.required_text("after");
  expected.expectation.query = table.required_text("query");
  expected.expectation.rows = table.cells("rows");
  expected.expectation.location = table.location();
  return expected;
}

Allowance read_allowance(const Reader& table) {
  table.allow_only({"code", "revision", "object", "reason"});
  Allowance allowance;
  allowance.code = table.required_text("code");
  allowance.reason = table.required_text("reason");
  table.text("revision",
             [&](const std::string& value, const Location&) { allowance.revision = value; });
  table.text("object",
             [&](const std::string& value, const Location&) { allowance.object = value; });
  allowance.location = table.location();
  return allowance;
}

Options read(const Reader& root) {
  root.allow_only({"chain",      "format", "model",  "model-command", "neighbours", "placeholders",
                   "commands",   "allow",  "pg",     "pg-bin",        "server",     "locale",
                   "fail-on",    "python", "config", "name",          "timeout",    "environment",
                   "repairs",    "probe",  "rows",   "expect",        "listen",     "python-config",
                   "schema-only"});
  Options options;
  options.chain = root.folder();
  const fs::path folder = root.folder();
  root.text("chain",
            [&](const std::string& value, const Location&) { options.chain = folder / value; });
  root.text("format", [&](const std::string& value, const Location&) { options.format = value; });
  root.text("server",
            [&](const std::string& value, const Location&) { options.server_url = value; });
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
  root.table("rows", [&](const Reader& table) { read_rows(table, options); });
  root.tables("expect", [&](const Reader& table) {
    options.expected_rows.push_back(read_expected_rows(table));
  });
  root.flag("schema-only", [&](bool value) { options.schema_only = value; });
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
  read_alembic(root, options.alembic);
  root.table("placeholders", [&](const Reader& table) { options.placeholders = table.text_map(); });
  root.table("commands", [&](const Reader& table) { options.commands = read_commands(table); });
  root.tables("allow",
              [&](const Reader& table) { options.allowances.push_back(read_allowance(table)); });
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
  if (files.empty())
    throw UsageError(
        "no file matches '" + pattern + "' in " + (folder.empty() ? "." : folder.string()),
        location);
  std::ranges::sort(files);
  return files;
}

Options read_configuration(const fs::path& folder) {
  const fs::path file = folder / "pgstair.toml";
  if (!fs::exists(file)) {
    Options options;
    options.chain = folder;
    return options;
  }
  const std::string text = read_file(file);
  try {
    const toml::table root = toml::parse(text, file.string());
    return read(Reader(file, root));
  } catch (const toml::parse_error& error) {
    const auto& at = error.source().begin;
    throw UsageError(std::string(error.description()),
                     {file.string(), static_cast<int>(at.line), static_cast<int>(at.column)});
  }
}

}  // namespace pgstair::verify
