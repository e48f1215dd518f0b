// SPDX-License-Identifier: MIT
#include <algorithm>

#include "probe/table_targets.h"
#include "sql/script.h"

namespace pgstair::probe {

namespace {

using seed::Column;

void finish(const Specimen& specimen, Target target, std::vector<Target>& targets) {
  if (target.trials.empty() && target.obstacle.empty()) target.obstacle = specimen.obstacle();
  targets.push_back(std::move(target));
}

Target not_null(const Specimen& specimen, const Column& column) {
  Target target = specimen.target("not null", column.name);
  target.sqlstates = {"23502"};
  target.column = column.name;
  if (column.generated) {
    target.obstacle = "the column is generated";
    return target;
  }
  for (std::size_t row = 0; row < specimen.size(); ++row) {
    target.trials.push_back({specimen.write(row, {{column.number, std::nullopt}}),
                             "ALTER TABLE " + specimen.table().sql_name() + " ALTER COLUMN " +
                                 sql::quote_identifier(column.name) + " DROP NOT NULL",
                             ""});
  }
  return target;
}

/// The value is one that the type cannot take; the row itself is the control.
Target limit(const Specimen& specimen, const Column& column, const std::string& kind,
             const std::string& sqlstate, const std::string& value) {
  Target target = specimen.target(kind, column.name);
  target.sqlstates = {sqlstate};
  if (specimen.size() != 0) {
    target.trials.push_back({specimen.write(0, {{column.number, value}}), "", ""});
  }
  return target;
}

Target always_generated(const Specimen& specimen, const Column& column) {
  Target target = specimen.target(column.generated ? "generated" : "identity always", column.name);
  target.sqlstates = {"428C9"};
  if (specimen.size() != 0) {
    const seed::Cell value = column.generated ? std::nullopt : seed::Cell("1");
    target.trials.push_back({specimen.write(0, {{column.number, value}}, false), "", ""});
  }
  return target;
}

}  // namespace

std::vector<Target> column_targets(const Specimen& specimen, const Laboratory& laboratory) {
  std::vector<Target> targets;
  for (const auto& column : specimen.table().columns) {
    if (column.not_null) finish(specimen, not_null(specimen, column), targets);
    if (column.generated || column.identity_always) {
      finish(specimen, always_generated(specimen, column), targets);
      continue;
    }
    const seed::TypeUse base = laboratory.schema().base_of(column.type);
    const seed::Type& type = laboratory.schema().type(base.type);
    const auto given = static_cast<std::size_t>(std::max(0, base.typmod - 4));
    if (type.kind == seed::TypeKind::enumeration) {
      finish(specimen, limit(specimen, column, "enum", "22P02", "no such label"), targets);
    } else if ((type.name == "varchar" || type.name == "bpchar") && base.typmod >= 4) {
      const std::string too_long(given + 1, 'x');
      finish(specimen, limit(specimen, column, "length", "22001", too_long), targets);
    } else if (type.name == "numeric" && base.typmod >= 4) {
      const std::size_t digits = ((given >> 16U) & 0xffffU) + 2048;  // more than any scale shifts
      finish(specimen,
             limit(specimen, column, "precision", "22003", "1" + std::string(digits, '0')),
             targets);
    }
  }
  return targets;
}

}  // namespace pgstair::probe
