// SPDX-License-Identifier: MIT
#pragma once

#include <toml++/toml.h>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/errors.h"

namespace pgstair::verify {

/// Throws UsageError with file:line:column for a syntax error, or if the file cannot be read.
toml::table parse_toml(const std::filesystem::path& file);

/// A table of pgstair.toml while it is read: knows its file, and which keys a table may have. A
/// value of another type than the one that is asked for is a UsageError with its place; one that is
/// not there is not used.
class TomlReader {
 public:
  TomlReader(const std::filesystem::path& file, const toml::table& table)
      : file_(file), table_(table) {}

  Location location() const;
  std::filesystem::path folder() const { return file_.parent_path(); }

  /// Throws UsageError for any other key, naming the nearest known one.
  void allow_only(const std::vector<std::string>& known) const;

  bool has(std::string_view key) const { return table_.contains(key); }
  /// Whether its value is true or false.
  bool has_flag(std::string_view key) const {
    const toml::node* node = table_.get(key);
    return node != nullptr && node->is_boolean();
  }

  void text(std::string_view key, const std::function<void(std::string, Location)>& use) const;
  void integer(std::string_view key, const std::function<void(std::int64_t, Location)>& use) const;
  void flag(std::string_view key, const std::function<void(bool)>& use) const;
  /// Throws UsageError if it is missing or empty.
  std::string required_text(std::string_view key) const;

  /// One string, or an array of strings.
  void texts(std::string_view key, const std::function<void(std::string, Location)>& use) const;

  void table(std::string_view key, const std::function<void(const TomlReader&)>& use) const;
  /// An array of tables: [[key]].
  void tables(std::string_view key, const std::function<void(const TomlReader&)>& use) const;

  /// An array of arrays: rows of cells. A cell is a string, a number or a boolean, taken as text;
  /// '\N' is NULL.
  std::vector<std::vector<std::optional<std::string>>> cells(std::string_view key) const;

  /// Every key with its text.
  std::map<std::string, std::string> text_map() const;
  /// Every key with its value as text, as cells() takes it.
  void scalars(const std::function<void(std::string key, std::string value, Location)>& use) const;

 private:
  [[noreturn]] void throw_no_rows(std::string_view key, const toml::node& node) const;
  std::optional<std::string> cell(std::string_view key, const toml::node& node) const;

  std::filesystem::path file_;
  const toml::table& table_;
};

}  // namespace pgstair::verify
