// SPDX-License-Identifier: MIT
#include "chain/envsub.h"

#include <cctype>
#include <cstdlib>
#include <optional>

#include "support/text.h"

namespace pgstair::chain {

namespace {

using Variables = std::map<std::string, std::string>;

std::optional<std::string> value_of(const std::string& name, const Variables& variables) {
  if (const auto known = variables.find(name); known != variables.end()) return known->second;
  if (const char* value = std::getenv(name.c_str())) return value;
  return std::nullopt;
}

std::string_view identifier_at(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size()) {
    const auto c = static_cast<unsigned char>(text[end]);
    if (c != '_' && std::isalnum(c) == 0) break;
    if (end == 0 && std::isdigit(c) != 0) break;
    ++end;
  }
  return text.substr(0, end);
}

/// A variable as it stands in the text: `$NAME` or `${NAME operation}`.
struct Variable {
  std::string name;
  std::string_view operation;  ///< ":-word", "-word", "?message", or empty
  std::size_t length = 0;      ///< of the whole, from its dollar on
};

std::optional<Variable> variable_at(std::string_view text) {
  if (!text.starts_with("${")) {
    const auto name = identifier_at(text.substr(1));
    if (name.empty()) return std::nullopt;
    return Variable{std::string(name), {}, name.size() + 1};
  }
  const auto end = text.find('}');
  const auto name = identifier_at(text.substr(2));
  if (end == std::string_view::npos || name.empty()) return std::nullopt;
  const auto operation = text.substr(2 + name.size(), end - 2 - name.size());
  const bool is_known = operation.empty() || operation.starts_with(":-") ||
                        operation.starts_with('-') || operation.starts_with('?');
  if (!is_known) return std::nullopt;
  return Variable{std::string(name), operation, end + 1};
}

/// The default that the operation gives in place of `value`, if it gives one.
std::optional<std::string_view> default_of(std::string_view operation,
                                           const std::optional<std::string>& value) {
  if (operation.starts_with(":-") && (!value || value->empty())) return operation.substr(2);
  if (operation.starts_with('-') && !value) return operation.substr(1);
  return std::nullopt;
}

}  // namespace

std::string expand_variables(std::string_view line, const Variables& variables,
                             const std::function<void(const std::string&, int)>& unset) {
  std::string expanded;
  for (std::size_t at = 0; at < line.size();) {
    const auto rest = line.substr(at);
    if (rest.starts_with("$$") || rest.starts_with("\\$")) {
      expanded += '$';
      at += 2;
      continue;
    }
    const auto variable = rest.front() == '$' ? variable_at(rest) : std::nullopt;
    if (!variable) {
      expanded += rest.front();
      ++at;
      continue;
    }
    const auto value = value_of(variable->name, variables);
    if (const auto word = default_of(variable->operation, value)) {
      expanded += *word;
    } else if (value) {
      expanded += *value;
    } else {
      unset(variable->name, position_at(line, at).column);
    }
    at += variable->length;
  }
  return expanded;
}

}  // namespace pgstair::chain
