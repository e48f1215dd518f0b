// SPDX-License-Identifier: MIT
#pragma once

#include "author/ddl/object/context.h"

namespace pgstair::author {

/// How a table comes by what it inherits.
enum class Inheritance {
  none,
  partition,  ///< CREATE TABLE … PARTITION OF: the server makes columns, constraints and indexes
  attached,   ///< made as a table of its own, then ATTACH PARTITION: its columns stand in another
              ///< order, or its indexes are not called as the server would call them
  inherits,   ///< CREATE TABLE … INHERITS
  inherits_later,  ///< ALTER TABLE … INHERIT: its columns stand in another order
};
Inheritance inheritance_of(const Entry& table, const Context& context);

/// Whether its columns stand as the server puts them that come with what it inherits.
bool has_inherited_order(const Entry& table, const Context& context);

/// Whether an index or constraint of a partition is made by PARTITION OF or ATTACH PARTITION.
bool is_made_by_parent(const Entry& index, const Context& context);
/// Whether ATTACH PARTITION may take another index of the table, which is just like this one, for
/// the partitioned table's.
bool may_be_taken_for_another(const Entry& index, const Context& context);
/// Whether it is made under another name than it has.
bool is_made_under_another_name(const Entry& index, const Context& context);

}  // namespace pgstair::author
