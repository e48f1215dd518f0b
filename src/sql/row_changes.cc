// SPDX-License-Identifier: MIT
#include "sql/row_changes.h"

namespace pgstair::sql {

bool changes_rows(const Facts& facts) {
  switch (facts.kind) {
    case StatementKind::insert:
    case StatementKind::update:
    case StatementKind::remove:
    case StatementKind::merge:
    case StatementKind::truncate:
      return true;
    case StatementKind::copy:
      return !facts.writes.empty();  // COPY … TO only reads
    default:
      return false;
  }
}

}  // namespace pgstair::sql
