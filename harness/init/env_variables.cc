// SPDX-License-Identifier: MIT
#include "init/env_variables.h"

#include <algorithm>
#include <array>
#include <optional>

#include "support/contains.h"
#include "support/file.h"
#include "support/text.h"

namespace pgstair::init {

namespace {

namespace fs = std::filesystem;

/// The end of a variable's name, and the part of the address that it then holds.
struct NameEnding {
  std::string_view ending;
  std::string_view value;
};

constexpr std::array name_endings{
    NameEnding{"URL", "{url}"},           NameEnding{"URI", "{url}"},
    NameEnding{"DSN", "{url}"},           NameEnding{"HOST", "{host}"},
    NameEnding{"SERVER", "{host}"},       NameEnding{"PORT", "{port}"},
    NameEnding{"USER", "{user}"},         NameEnding{"USERNAME", "{user}"},
    NameEnding{"PASSWORD", "{password}"}, NameEnding{"PASS", "{password}"},
    NameEnding{"DATABASE", "{database}"}, NameEnding{"DBNAME", "{database}"},
    NameEnding{"DB", "{database}"},       NameEnding{"DB_NAME", "{database}"}};

constexpr std::array<std::string_view, 6> set_by_each_run{
    "DATABASE_URL", "PGHOST", "PGPORT", "PGUSER", "PGDATABASE", "PGPASSWORD"};

constexpr std::string_view of_asyncpg =
    "postgresql+asyncpg://{user}@/{database}?host={host}&port={port}";

/// REDIS_URL and USER are no part of the database's address.
bool is_of_database(std::string_view name) {
  return std::ranges::any_of(std::array{"DB", "DATABASE", "PG", "POSTGRES", "SQL"},
                             [&](const char* part) { return name.find(part) != name.npos; });
}

std::optional<std::string> value_by_name(std::string_view name) {
  if (!is_of_database(name)) return std::nullopt;
  for (const auto& known : name_endings) {
    if (name.ends_with(known.ending)) return std::string(known.value);
  }
  return std::nullopt;
}

/// The string in quotes at the beginning of the text.
std::string quoted_at(std::string_view text) {
  if (text.empty() || (text.front() != '"' && text.front() != '\'')) return {};
  const auto end = text.find(text.front(), 1);
  return end == std::string_view::npos ? "" : std::string(text.substr(1, end - 1));
}

std::optional<fs::path> env_py_of(const fs::path& config) {
  const std::string text = read_file(config);
  for (const auto line : lines(text)) {
    const auto equals = line.find('=');
    if (!trim(line).starts_with("script_location") || equals == std::string_view::npos) continue;
    auto location = replace_all(std::string(trim(line.substr(equals + 1))), "%(here)s", ".");
    location = replace_all(location, "\"", "");
    const auto file = (config.parent_path() / location / "env.py").lexically_normal();
    std::error_code ignored;
    if (fs::is_regular_file(file, ignored)) return file;
  }
  return std::nullopt;
}

}  // namespace

std::vector<EnvVariable> env_variables(const fs::path& config) {
  const auto file = env_py_of(config);
  if (!file) return {};
  const std::string text = read_file(*file);
  const bool is_async = text.find("async") != std::string::npos;
  std::vector<EnvVariable> found;
  for (const std::string_view asks : {"environ[", "environ.get(", "getenv("}) {
    for (auto at = text.find(asks); at != std::string::npos; at = text.find(asks, at + 1)) {
      const auto name = quoted_at(std::string_view(text).substr(at + asks.size()));
      const auto value = value_by_name(name);
      const bool is_known = std::ranges::find(found, name, &EnvVariable::name) != found.end();
      if (!value || is_known || contains(set_by_each_run, name)) continue;
      found.push_back({name, *value == "{url}" && is_async ? std::string(of_asyncpg) : *value});
    }
  }
  return found;
}

}  // namespace pgstair::init
