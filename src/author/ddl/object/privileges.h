// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "author/ddl/object/objects.h"

namespace pgstair::author {

/// Who grants what to whom.
struct Grant {
  std::string role;     ///< or "PUBLIC"
  std::string grantor;  ///< empty: the owner
  bool grantable = false;

  friend auto operator<=>(const Grant&, const Grant&) = default;
};

/// The privileges on an object: each role's, with and without the right to grant them on.
using Privileges = std::map<Grant, std::vector<std::string>>;

/// Reads "alice: SELECT, UPDATE*; PUBLIC: SELECT (by bob)"; "nobody" is none.
Privileges parse_privileges(std::string_view text);

/// What the server gives with every object of this sort: to its owner everything, to PUBLIC what is
/// usual. `sort` is a kind, or a word of default privileges ("tables"); none for what has no
/// privileges.
std::optional<Privileges> built_in_privileges(const std::string& sort, const std::string& owner,
                                              int server_version);

/// The statements that make `wanted` of `given`: what is too much is revoked first. `reference` is
/// what stands after ON; `all` are the privileges that ALL means there, `columns` " (email)" or
/// nothing; `prefix` stands before GRANT and REVOKE.
struct PrivilegesOn {
  std::string reference;
  std::vector<std::string> all = {};
  std::string columns = {};
  std::string prefix = {};
};
std::vector<std::string> privilege_statements(const Privileges& given, const Privileges& wanted,
                                              const PrivilegesOn& on);

}  // namespace pgstair::author
