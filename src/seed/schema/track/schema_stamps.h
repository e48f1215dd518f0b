// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <vector>

#include "seed/schema/schema.h"
#include "seed/schema/schema_questions.h"

namespace pgstair::seed {

/// Numbers for what describes a table, a sequence or a composite type: others when that is.
/// queries/stamps.sql says what they are made of.
struct SchemaStamps {
  std::map<Oid, std::string> tables;
  std::map<Oid, std::string> used;  ///< sequences and composite types, whose names tables show
  std::string rest;                 ///< of what may show in any table
};

SchemaStamps read_stamps(Questions& questions);

/// Whether what changed since `before` may show in other tables than those that changed themselves.
/// A new sequence or type does not: it shows in no table that was there.
bool may_show_anywhere(const SchemaStamps& before, const SchemaStamps& now);

/// The tables that are new or described otherwise.
std::vector<Oid> changed_tables(const SchemaStamps& before, const SchemaStamps& now);

}  // namespace pgstair::seed
