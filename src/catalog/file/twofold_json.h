// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pgstair::catalog {

/// Writes the elements of a JSON array as two texts at once: compact, without a space, and indented
/// by one space a level, both as nlohmann::json::dump() writes them. A large schema is written many
/// times faster so than by way of a tree of values.
///
///     TwofoldJson json(2);
///     json.begin('{'), json.key("name"), json.text("t"), json.end('}');
///
///     json.compact()    {"name":"t"}
///     json.indented()     {
///                          "name": "t"
///                         }
class TwofoldJson {
 public:
  /// `level` is the depth of the array's elements, in which the indented text stands.
  explicit TwofoldJson(std::size_t level) : level_(level) {}

  void begin(char bracket);  ///< '{' or '['
  void end(char bracket);    ///< '}' or ']'
  void key(std::string_view name);
  /// Bytes that are no UTF-8 are replaced by U+FFFD.
  void text(std::string_view value);
  /// A number, true, false or null.
  void literal(std::string_view value);

  const std::string& compact() const { return compact_; }
  const std::string& indented() const { return indented_; }

 private:
  void add(std::string_view both);
  void add_quoted(std::string_view text);
  void start_line();
  void start_value();

  std::size_t level_;
  std::vector<bool> has_elements_{false};  ///< of each open bracket, after the array's own
  bool after_key_ = false;
  std::string compact_;
  std::string indented_;
};

}  // namespace pgstair::catalog
