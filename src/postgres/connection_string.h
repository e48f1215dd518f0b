// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pgstair::postgres {

/// What libpq is told about a connection: keywords and values, read by libpq itself.
/// Source: "Connection Strings", libpq chapter of the PostgreSQL manual.
class ConnectionString {
 public:
  ConnectionString() = default;
  explicit ConnectionString(std::vector<std::pair<std::string, std::string>> settings);

  /// Reads `postgresql://…`, `postgres://…` or `host=… dbname='…'`, also as others write them: with
  /// a driver of SQLAlchemy's (`postgresql+psycopg://…`), in capitals, in quotes, between blanks.
  /// The settings stand in libpq's order then. Throws UsageError, which repeats nothing of the
  /// text, as it may hold a password: if libpq cannot read it, or would take a part of the password
  /// for something else.
  static ConnectionString parse(const std::string& text);

  /// Whether `text`, where a file could be named as well, is meant as one, were it never so
  /// misspelt: a file of such a name is named with its folder, as ./a=b.
  static bool is_meant_by(const std::string& text);

  std::optional<std::string> get(const std::string& keyword) const;
  ConnectionString with(const std::string& keyword, const std::string& value) const;

  /// `host='…' dbname='…'`.
  std::string conninfo() const;
  /// `postgresql://user:password@host:port/dbname?…`; a socket directory and a list of hosts go
  /// into the query, where every libpq reads them. No percent sign stands in the address of a
  /// socket.
  std::string url() const;

 private:
  std::vector<std::pair<std::string, std::string>> settings_;  // a keyword stands here once
};

/// `text` (either notation) with *** for whatever libpq holds for secret, for messages. Throws
/// UsageError if it cannot be read: then nobody can say where the password is.
std::string without_password(const std::string& text);

/// For a URL: all but letters, digits and these marks as %XX.
std::string percent_encoded(std::string_view text, std::string_view plain_marks = "-_.~*");

}  // namespace pgstair::postgres
