// SPDX-License-Identifier: MIT
#include "author/ddl/object/privileges.h"

#include <algorithm>

#include "support/contains.h"
#include "support/text.h"

namespace pgstair::author {

namespace {

using Names = std::vector<std::string>;

/// The pieces between separators of two characters.
std::vector<std::string> pieces_of(std::string_view text, std::string_view separator) {
  std::vector<std::string> pieces;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(separator, at), text.size());
    pieces.emplace_back(text.substr(at, end - at));
    at = end + separator.size();
  }
  return pieces;
}

void parse_line(std::string line, Privileges& privileges) {
  Grant grant;
  if (const std::size_t by = line.rfind(" (by "); by != std::string::npos && line.ends_with(')')) {
    grant.grantor = line.substr(by + 5, line.size() - by - 6);
    line.resize(by);
  }
  const std::size_t colon = line.rfind(": ");
  if (colon == std::string::npos) return;
  grant.role = line.substr(0, colon);
  for (std::string name : pieces_of(line.substr(colon + 2), ", ")) {
    grant.grantable = name.ends_with('*');
    if (grant.grantable) name.pop_back();
    privileges[grant].push_back(name);
  }
}

struct BuiltIn {
  Names owner;
  Names everybody;
};

std::optional<BuiltIn> built_in(const std::string& sort, int server_version) {
  if (sort == "sequence" || sort == "sequences") return BuiltIn{{"SELECT", "UPDATE", "USAGE"}, {}};
  if (contains(Names{"table", "view", "materialized view", "foreign table", "tables"}, sort)) {
    Names all{"DELETE", "INSERT", "REFERENCES", "SELECT", "TRIGGER", "TRUNCATE", "UPDATE"};
    if (server_version >= 170000) all.insert(all.begin() + 2, "MAINTAIN");
    return BuiltIn{all, {}};
  }
  if (contains(Names{"function", "procedure", "window function", "aggregate", "functions"}, sort)) {
    return BuiltIn{{"EXECUTE"}, {"EXECUTE"}};
  }
  if (contains(Names{"enum", "domain", "composite type", "range type", "base type", "shell type",
                     "types", "language"},
               sort)) {
    return BuiltIn{{"USAGE"}, {"USAGE"}};
  }
  if (contains(Names{"foreign-data wrapper", "foreign server"}, sort))
    return BuiltIn{{"USAGE"}, {}};
  if (sort == "schema" || sort == "schemas") return BuiltIn{{"CREATE", "USAGE"}, {}};
  if (sort == "large objects") return BuiltIn{{"SELECT", "UPDATE"}, {}};
  if (sort == "database") {
    return BuiltIn{{"CONNECT", "CREATE", "TEMPORARY"}, {"CONNECT", "TEMPORARY"}};
  }
  if (sort == "column") return BuiltIn{};
  return std::nullopt;
}

/// Those of `left` that are not in `right`.
Privileges beyond(const Privileges& left, const Privileges& right) {
  Privileges result;
  for (const auto& [grant, names] : left) {
    const auto found = right.find(grant);
    for (const auto& name : names) {
      if (found == right.end() || !contains(found->second, name)) result[grant].push_back(name);
    }
  }
  return result;
}

/// What is left when `revoked` was: REVOKE takes a privilege with the right to grant it on.
Privileges without(Privileges given, const Privileges& revoked) {
  for (const auto& entry : revoked) {
    for (const bool grantable : {false, true}) {
      const auto found = given.find({entry.first.role, entry.first.grantor, grantable});
      if (found == given.end()) continue;
      std::erase_if(found->second, [&](const auto& name) { return contains(entry.second, name); });
    }
  }
  return given;
}

std::string words_for(const Names& names, const PrivilegesOn& on) {
  Names sorted = names;
  std::ranges::sort(sorted);
  if (!on.all.empty() && sorted == on.all && on.columns.empty() && names.size() > 1) return "ALL";
  Names words;
  for (const auto& name : sorted) words.push_back(name + on.columns);
  return join(words, ", ");
}

std::string on_words(const PrivilegesOn& on) { return " ON " + on.reference; }

void as_grantor(const Grant& grant, const std::string& statement, Names& statements) {
  if (!grant.grantor.empty())
    statements.push_back("SET SESSION AUTHORIZATION " + grant.grantor + ";");
  statements.push_back(statement);
  if (!grant.grantor.empty()) statements.push_back("RESET SESSION AUTHORIZATION;");
}

}  // namespace

Privileges parse_privileges(std::string_view text) {
  Privileges privileges;
  for (const auto& line : pieces_of(text, "; ")) parse_line(line, privileges);
  return privileges;
}

std::optional<Privileges> built_in_privileges(const std::string& sort, const std::string& owner,
                                              int server_version) {
  const auto known = built_in(sort, server_version);
  if (!known) return std::nullopt;
  Privileges privileges;
  if (!known->owner.empty()) privileges[{owner, "", false}] = known->owner;
  if (!known->everybody.empty()) privileges[{"PUBLIC", "", false}] = known->everybody;
  return privileges;
}

std::vector<std::string> privilege_statements(const Privileges& given, const Privileges& wanted,
                                              const PrivilegesOn& on) {
  Names statements;
  for (const auto& [grant, names] : beyond(given, wanted)) {
    as_grantor(
        grant,
        on.prefix + "REVOKE " + words_for(names, on) + on_words(on) + " FROM " + grant.role + ";",
        statements);
  }
  const Privileges left = without(given, beyond(given, wanted));
  for (const bool by_owner : {true, false}) {  // who grants on has been granted it before
    for (const auto& [grant, names] : beyond(wanted, left)) {
      if (grant.grantor.empty() != by_owner) continue;
      as_grantor(grant,
                 on.prefix + "GRANT " + words_for(names, on) + on_words(on) + " TO " + grant.role +
                     (grant.grantable ? " WITH GRANT OPTION" : "") + ";",
                 statements);
    }
  }
  return statements;
}

}  // namespace pgstair::author
