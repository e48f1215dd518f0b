// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "catalog/snapshot.h"
#include "walk/record.h"

namespace pgstair::checks {

/// A column of a table, as far as rules ask.
struct HeadColumn {
  std::string type;
  bool nullable = false;
};

/// A table at head with what belongs to it.
struct HeadTable {
  catalog::Identity identity;
  bool row_security = false;
  bool is_partition = false;
  std::string inherits;                       ///< "public.t, public.u"
  std::map<std::string, HeadColumn> columns;  ///< by name
  std::vector<catalog::Object> constraints;
  std::vector<catalog::Object> indexes;
  std::vector<catalog::Object> policies;
};

/// By qualified name. Only tables that a revision of the chain has made.
using HeadTables = std::map<std::string, HeadTable>;
HeadTables head_tables(const walk::ChainRecord& record);

/// The last revision that changed or made it or, if none did by itself, that made its table; null
/// if it is none of the chain's.
const chain::Revision* made_by(const catalog::Identity& identity, const walk::ChainRecord& record);

}  // namespace pgstair::checks
