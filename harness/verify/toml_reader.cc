// SPDX-License-Identifier: MIT
#include "verify/toml_reader.h"

#include "support/contains.h"
#include "support/file.h"
#include "support/text.h"

namespace pgstair::verify {

namespace {

namespace fs = std::filesystem;

Location location_of(const fs::path& file, const toml::node& node) {
  const auto& at = node.source().begin;
  return {file.string(), static_cast<int>(at.line), static_cast<int>(at.column)};
}

}  // namespace

toml::table parse_toml(const std::filesystem::path& file) {
  const std::string text = read_file(file);
  try {
    return toml::parse(text, file.string());
  } catch (const toml::parse_error& error) {
    const auto& at = error.source().begin;
    throw UsageError(std::string(error.description()),
                     {file.string(), static_cast<int>(at.line), static_cast<int>(at.column)});
  }
}

Location TomlReader::location() const { return location_of(file_, table_); }

void TomlReader::allow_only(const std::vector<std::string>& known) const {
  for (const auto& [key, value] : table_) {
    const std::string name(key.str());
    if (contains(known, name)) continue;
    const auto& at = key.source().begin;
    const auto near = nearest(name, known);
    throw UsageError("unknown key '" + name + "'" + (near ? "; did you mean '" + *near + "'?" : ""),
                     {file_.string(), static_cast<int>(at.line), static_cast<int>(at.column)});
  }
}

void TomlReader::text(std::string_view key,
                      const std::function<void(std::string, Location)>& use) const {
  const toml::node* node = table_.get(key);
  if (node == nullptr) return;
  const auto value = node->value_exact<std::string>();
  if (!value) throw UsageError(std::string(key) + " must be a string", location_of(file_, *node));
  use(*value, location_of(file_, *node));
}

void TomlReader::integer(std::string_view key,
                         const std::function<void(std::int64_t, Location)>& use) const {
  const toml::node* node = table_.get(key);
  if (node == nullptr) return;
  const auto value = node->value_exact<std::int64_t>();
  if (!value)
    throw UsageError(std::string(key) + " must be a whole number", location_of(file_, *node));
  use(*value, location_of(file_, *node));
}

std::string TomlReader::required_text(std::string_view key) const {
  std::string result;
  text(key, [&](const std::string& value, const Location&) { result = value; });
  if (result.empty())
    throw UsageError("'" + std::string(key) + "' is missing or empty", location());
  return result;
}

void TomlReader::flag(std::string_view key, const std::function<void(bool)>& use) const {
  const toml::node* node = table_.get(key);
  if (node == nullptr) return;
  const auto value = node->value_exact<bool>();
  if (!value)
    throw UsageError(std::string(key) + " must be true or false", location_of(file_, *node));
  use(*value);
}

void TomlReader::texts(std::string_view key,
                       const std::function<void(std::string, Location)>& use) const {
  const toml::node* node = table_.get(key);
  if (node == nullptr) return;
  const toml::array* many = node->as_array();
  if (many == nullptr) return text(key, use);
  for (const auto& item : *many) {
    const auto value = item.value_exact<std::string>();
    if (!value) throw UsageError(std::string(key) + " must hold strings", location_of(file_, item));
    use(*value, location_of(file_, item));
  }
}

void TomlReader::table(std::string_view key,
                       const std::function<void(const TomlReader&)>& use) const {
  const toml::node* node = table_.get(key);
  if (node == nullptr) return;
  const toml::table* inner = node->as_table();
  if (inner == nullptr)
    throw UsageError(std::string(key) + " must be a table", location_of(file_, *node));
  use(TomlReader(file_, *inner));
}

void TomlReader::tables(std::string_view key,
                        const std::function<void(const TomlReader&)>& use) const {
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
    use(TomlReader(file_, *item.as_table()));
  }
}

std::vector<std::vector<std::optional<std::string>>> TomlReader::cells(std::string_view key) const {
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

std::map<std::string, std::string> TomlReader::text_map() const {
  std::map<std::string, std::string> result;
  for (const auto& [key, value] : table_) {
    const auto content = value.value_exact<std::string>();
    if (!content)
      throw UsageError(std::string(key.str()) + " must be a string", location_of(file_, value));
    result.emplace(std::string(key.str()), *content);
  }
  return result;
}

void TomlReader::throw_no_rows(std::string_view key, const toml::node& node) const {
  throw UsageError(std::string(key) + " must be an array of rows: [[\"1\", \"Ann\"]]",
                   location_of(file_, node));
}

std::optional<std::string> TomlReader::cell(std::string_view key, const toml::node& node) const {
  if (const auto text = node.value_exact<std::string>()) {
    if (*text == "\\N") return std::nullopt;
    return text;
  }
  if (const auto number = node.value_exact<std::int64_t>()) return std::to_string(*number);
  if (const auto flag = node.value_exact<bool>()) return *flag ? "t" : "f";
  throw UsageError(std::string(key) + " holds strings, whole numbers and booleans",
                   location_of(file_, node));
}

void TomlReader::scalars(
    const std::function<void(std::string key, std::string value, Location)>& use) const {
  for (const auto& [key, node] : table_) {
    const std::string name(key.str());
    use(name, cell(name, node).value_or(""), location_of(file_, node));
  }
}

}  // namespace pgstair::verify
