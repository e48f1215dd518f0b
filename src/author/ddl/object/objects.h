// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "catalog/snapshot.h"

namespace pgstair::author {

/// An object of a snapshot, its attributes parsed.
struct Entry {
  catalog::Identity identity;
  catalog::Attributes attributes;
  std::vector<std::string> columns;  ///< of a table or composite type, in order
  catalog::ObjectAddress root;       ///< in the database that was read
  bool added = false;                ///< whether it has to be written

  /// The value of an attribute; empty if it has none.
  const std::string& operator[](std::string_view attribute) const;
  bool has(std::string_view attribute) const { return !(*this)[attribute].empty(); }
  bool is(std::string_view attribute) const { return (*this)[attribute] == "yes"; }
  /// "public.users": what the `owner` of its parts says.
  std::string name() const { return catalog::qualified_name(identity); }
};

/// The objects of a snapshot by what names them.
class Objects {
 public:
  /// Those of `after`; added is what `before` does not have.
  Objects(const catalog::Snapshot& before, const catalog::Snapshot& after);

  /// By root, the object itself before its parts: in the order in which they were made.
  const std::vector<Entry>& all() const { return entries_; }

  /// Nothing if there is no such object.
  const Entry* find(const catalog::Identity& identity) const;
  /// A table, foreign table or partition by its qualified name.
  const Entry* find_table(std::string_view qualified_name) const;
  /// The same, or a view or materialized view.
  const Entry* find_relation(std::string_view qualified_name) const;
  /// The object that a root is.
  const Entry* find_root(const catalog::ObjectAddress& root) const;

  /// The parts of a kind that the object of this qualified name has, by name.
  std::vector<const Entry*> parts(std::string_view kind, std::string_view of) const;
  /// A column of a table; nothing if it has none of that name.
  const Entry* column(const Entry& table, std::string_view name) const;
  /// The sequence that a column owns, as serial and identity columns do.
  const Entry* owned_sequence(const Entry& column) const;

 private:
  std::vector<Entry> entries_;
  std::map<catalog::Identity, const Entry*> by_identity_;
  std::map<std::string, const Entry*, std::less<>> relations_;
  std::map<catalog::ObjectAddress, const Entry*> by_root_;
  std::map<std::pair<std::string, std::string>, std::vector<const Entry*>> by_owner_;
  std::map<std::string, const Entry*, std::less<>> by_owning_column_;
};

}  // namespace pgstair::author
