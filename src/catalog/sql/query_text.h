// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

/// Turns the files of queries/ into the SQL for one server version.
///
/// A file may hold, on lines of their own,
///
///     --{ if version >= 150000        only for servers from 15 on
///     --{ else if version >= 140000
///     --{ else
///     --}
///     --{ define name(a, b)           in fragments.sql: a fragment, up to its --}
///
/// and anywhere `@name(x, y)`: the fragment with `$a` and `$b` replaced by x and y. Its header is
/// the comment at its top; `-- root: pg_class` there says which roots it reads ("none": not a
/// kind), and `-- parts: column index` which kinds such a root may have besides.
namespace pgstair::catalog {

/// A fragment of SQL with named parameters.
struct Fragment {
  std::vector<std::string> parameters;
  std::string body;
};
using Fragments = std::map<std::string, Fragment, std::less<>>;

/// What the header says after `-- word:`; empty if it does not.
std::string_view header_entry(std::string_view text, std::string_view word);

/// Keeps what `version` takes of the conditionals and drops comment lines.
/// Throws std::logic_error on a directive that it does not know or that has no end.
std::string resolve_conditionals(std::string_view text, int version);

/// The fragments that `text` defines, their conditionals resolved.
Fragments parse_fragments(std::string_view text, int version);

/// Replaces every `@name(…)`, in arguments and fragments too.
/// Throws std::logic_error on an unknown name or a wrong number of arguments.
std::string expand_fragments(std::string_view text, const Fragments& fragments);

}  // namespace pgstair::catalog
