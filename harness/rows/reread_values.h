// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "rows/sandbox.h"
#include "rows/values.h"
#include "seed/schema/schema_source.h"

/// Values of tables that scripts may have made anew or renamed since they were read first.
namespace pgstair::rows {

/// What the tables hold now that have the names of `earlier`, and in `schema` these columns: a
/// downgrade may have made them anew, under another OID.
std::vector<TableValues> read_again(Sandbox& sandbox, seed::SchemaSource& schemas,
                                    const std::vector<TableValues>& earlier,
                                    const seed::Schema& schema);

/// What the tables of `before` hold now that they are called as then, told by their names in
/// `after`.
std::vector<TableValues> read_with_later_names(Sandbox& sandbox, seed::SchemaSource& schemas,
                                               const seed::Schema& before,
                                               const seed::Schema& after);

}  // namespace pgstair::rows
