// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "sql/script.h"

/// Whether two texts of a script give a database the same.
namespace pgstair::sql {

enum class Sameness {
  same,         ///< but for comments, blanks, and other ways to write one thing
  same_effect,  ///< but for comments and blanks within a function's body, which the server keeps
  different,
};

/// Of two statements, by libpg_query's trees of them; where one has none, word by word.
///
///     create table t (id int); -- a note
///     CREATE TABLE t (id integer)
///
/// are the same; with another name, type, literal or option they differ. So do IF NOT EXISTS and
/// what does without.
Sameness compare_statements(std::string_view a, std::string_view b);

/// Whether two texts are the same word by word: comments and blanks apart.
bool same_words(std::string_view a, std::string_view b);

/// How two scripts differ: the worst of their statements, and the first pair that is so. BEGIN and
/// COMMIT around statements are none, nor are the \restrict lines of a dump.
struct ScriptComparison {
  Sameness sameness = Sameness::same;
  const Statement* before = nullptr;  ///< null: the other script has one more
  const Statement* after = nullptr;
};
ScriptComparison compare_scripts(const std::vector<Statement>& before,
                                 const std::vector<Statement>& after);

}  // namespace pgstair::sql
