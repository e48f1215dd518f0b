// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "seed/schema/schema.h"

namespace pgstair::rows {

/// A column with the schema that knows its type.
struct TypedColumn {
  const seed::Schema& schema;
  const seed::Column& column;
};

/// Which values of a column do not become values of its next type.
struct TypeFit {
  std::string misfit;                ///< a condition about the column of row `r`; may be empty
  std::vector<std::string> misfits;  ///< SQL of values that may be such ones
};

/// What ALTER COLUMN … TYPE from `before` to `after` refuses, as far as SQL can ask beforehand;
/// nothing if every value fits. `server_version` as 160004.
std::optional<TypeFit> type_fit(const TypedColumn& before, const TypedColumn& after,
                                int server_version);

}  // namespace pgstair::rows
