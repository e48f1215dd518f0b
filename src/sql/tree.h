// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string_view>

#include "sql/facts.h"

/// libpg_query's tree of a statement, for the files of this folder. A node is an object whose only
/// member is called what the server's sources call the node: {"SelectStmt": {"targetList": […]}}.
/// Members that are false, zero or empty are left out.
namespace pgstair::sql {

using Tree = nlohmann::json;

/// Longer statements are not parsed: libpg_query writes a tree by recursion, and a chain of 100,000
/// operators ends the process (tried with 15).
constexpr std::size_t longest_parsed = std::size_t{32} * 1024;

/// The node of the one statement in the text. Nothing if it does not parse, is too long, or if
/// there is none or another one.
std::optional<Tree> tree_of(std::string_view statement);

/// The member of an object; a null if it has none.
const Tree& member(const Tree& node, std::string_view name);

/// Likewise of a text, a flag; "" or false if there is none.
std::string text_member(const Tree& node, std::string_view name);
bool flag_member(const Tree& node, std::string_view name);

/// Visits every member of every node, also of those within lists; in no order, and however deep the
/// tree is. What is below a member is left out if `visit` returns false.
void visit_members(const Tree& tree,
                   const std::function<bool(const std::string& name, const Tree& value)>& visit);

/// Of a RangeVar.
Name relation_name(const Tree& range_var);

/// Of a list of strings: [catalog,] [schema,] name.
Name dotted_name(const Tree& strings);

/// What stands anywhere in a tree.
struct NamesInTree {
  std::set<Name> reads;   ///< in FROM and the like; not what WITH gives a name to
  std::set<Name> writes;  ///< of INSERT, UPDATE, DELETE and MERGE
  std::set<Name> into;    ///< of SELECT INTO
  std::set<Name> calls;   ///< functions
  std::set<Name> refers;  ///< tables that foreign keys refer to
};
NamesInTree names_in(const Tree& tree);

}  // namespace pgstair::sql
