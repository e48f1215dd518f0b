// SPDX-License-Identifier: MIT
// What holds for the whole database: its settings, and the privileges of what is made in it.
#include <algorithm>
#include <cctype>

#include "author/ddl/kinds/writers.h"
#include "author/ddl/object/belongings.h"
#include "author/ddl/object/layout.h"
#include "support/text.h"

namespace pgstair::author {

std::string sort_of_default_privileges(const Entry& entry) {
  return entry.identity.name.substr(0, entry.identity.name.find(" for "));
}

std::string role_of_default_privileges(const Entry& entry) {
  static constexpr std::string_view word = " for ";
  std::string role = entry.identity.name.substr(entry.identity.name.find(word) + word.size());
  const std::string in = " in " + entry.identity.schema;
  if (!entry.identity.schema.empty() && role.ends_with(in)) role.resize(role.size() - in.size());
  return role;
}

void write_default_privileges(const Entry& entry, const Context& context, Written& written) {
  const std::string sort = sort_of_default_privileges(entry);
  const std::string role = role_of_default_privileges(entry);
  std::string prefix = "ALTER DEFAULT PRIVILEGES FOR ROLE " + role;
  Privileges given;  // within a schema they add to what is usual, elsewhere they stand for it
  if (entry.identity.schema.empty()) {
    given = built_in_privileges(sort, role, context.server_version()).value_or(Privileges{});
  } else {
    prefix += " IN SCHEMA " + entry.identity.schema;
  }
  std::string words = sort;
  std::ranges::transform(words, words.begin(),
                         [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  PrivilegesOn on{.reference = words};
  on.all = built_in_privileges(sort, "owner", context.server_version())
               .value_or(Privileges{})[{"owner", "", false}];
  on.prefix = prefix + "\n    ";
  for (auto& statement : privilege_statements(given, parse_privileges(entry["privileges"]), on)) {
    written.add(std::move(statement));
  }
}

void write_database_setting(const Entry& setting, const Context&, Written& written) {
  const auto& [kind, schema, owner, name] = setting.identity;
  static constexpr std::string_view role = "role ";
  const std::string set = " SET " + name + " TO " + setting_value(name, setting["value"]);
  const std::string format = replace_all(set, "%", "%%");
  const std::string of_role =
      owner.starts_with(role) ? "ALTER ROLE " + owner.substr(role.size()) + " IN " : "ALTER ";
  written.add(in_this_database(replace_all(of_role, "%", "%%") + "DATABASE %I" + format));
}

}  // namespace pgstair::author
