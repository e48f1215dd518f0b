// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "author/ddl/object/objects.h"

namespace pgstair::author {

/// An object as COMMENT ON, ALTER and SECURITY LABEL ON name it: "TABLE public.users",
/// "COLUMN public.users.email", "TRIGGER touch ON public.users", "OPERATOR CLASS public.c USING
/// btree". Empty for what those have no words for.
std::string object_reference(const Entry& entry);

/// An object as GRANT names it: "TABLE public.users", "TYPE public.mood".
std::string grant_reference(const Entry& entry);

/// The name, unquoted, that the server gives to what belongs to a table and has no name of its own:
/// "users_email_key", cut to 63 bytes as the server cuts it.
std::string default_name(const std::string& table, const std::string& column,
                         std::string_view suffix);

/// The name that quoted SQL text stands for: "\"Order\"" → "Order".
std::string unquoted(std::string_view name);

/// "users" of the quoted "public.users", unquoted.
std::string bare_name(const Entry& entry);

/// "name" and "types" of "name(types)", and of "name using method".
struct NameParts {
  std::string name;
  std::string rest;
};
NameParts operator_parts(const catalog::Identity& identity);       ///< "=", "integer, integer"
NameParts access_method_parts(const catalog::Identity& identity);  ///< "c", "btree"

/// "public.f(integer ORDER BY text)", "public.agg(*)"
std::string aggregate_signature(const Entry& aggregate);

}  // namespace pgstair::author
