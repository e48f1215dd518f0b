// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "author/ddl/object/objects.h"
#include "author/ddl/object/privileges.h"
#include "postgres/session.h"

namespace pgstair::author {

/// The kinds of what is no object of a snapshot and may yet be a statement of its own.
namespace part {
/// A column's default: in the column's clause, or set when what it calls is there.
constexpr const char* column_default = "column default";
/// OWNED BY of a sequence that is not made with its column.
constexpr const char* sequence_owner = "sequence owner";
/// ATTACH PARTITION of a table that is not made as a partition.
constexpr const char* attachment = "partition attachment";
/// The name of a type that functions need before it can be defined.
constexpr const char* type_name = "type name";
/// The privileges of what an extension or the server brought, which is all that is written of it.
constexpr const char* brought_privileges = "privileges of what was brought";
}  // namespace part

/// What those who write an object know besides it.
struct Context {
  const Objects& objects;
  postgres::Session& session;  ///< in the database that has the objects
  std::string role;            ///< that will run the statements, quoted
  /// What ALTER DEFAULT PRIVILEGES has said before, by sort ("tables") and schema.
  std::map<std::pair<std::string, std::string>, Privileges> default_privileges = {};
  /// Constraints and defaults that are written with their table.
  std::set<catalog::Identity> inlined = {};

  int server_version() const { return session.server_version(); }
};

/// The statements of an object, in their order, each with its semicolon; and what they leave out.
struct Written {
  std::vector<std::string> statements;
  std::vector<std::string> problems;

  void add(std::string sql) { statements.push_back(std::move(sql)); }
};

/// The same identity as another kind: a part of it, one of part::.
catalog::Identity part_of(const catalog::Identity& identity, std::string kind);

}  // namespace pgstair::author
