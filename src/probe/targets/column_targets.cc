// SPDX-License-Identifier: MIT
#include <algorithm>

#include "probe/targets/table_targets.h"
#include "sql/script.h"

namespace pgstair::probe {

namespace {

using seed::Column;

void finish(const Specimen& specimen, Target target, std::vector<Target>& targets) {
  if (target.trials.empty() && target.obstacle.empty()) target.obstacle = specimen.obstacle();
  targets.push_back(std::move(target));
}

/// The domain of the column that does not take NULL; null if none.
const seed::Type* not_null_domain(const seed::Schema& schema, const Column& column) {
  const seed::Type* type = &schema.type(column.type.type);
  while (type->kind == seed::TypeKind::domain && !type->not_null) {
    type = &schema.type(type->part.type);
  }
  return type->kind == seed::TypeKind::domain ? type : nullptr;
}

bool is_identity(const Column& column) {
  return column.identity_always || (!column.sequence.empty() && column.default_expression.empty());
}

bool is_in_primary_key(const seed::Table& table, const Column& column) {
  return std::ranges::any_of(table.keys, [&](const auto& key) {
    return key.primary && contains(key.columns, column.number);
  });
}

/// Whether a row without the column's value has a NULL in another NOT NULL column as well.
bool makes_another_null(const seed::Table& table, const Column& column) {
  return std::ranges::any_of(table.columns, [&](const auto& other) {
    return other.not_null && other.generated && contains(other.generated_from, column.number);
  });
}

Target not_null(const Specimen& specimen, const Column& column, const seed::Schema& schema) {
  Target target = specimen.target("not null", column.name);
  target.sqlstates = {"23502"};
  if (const seed::Type* domain = not_null_domain(schema, column)) {
    target.datatype = schema.type(column.type.type).name;
    target.implied_by = "the domain " + domain->sql + " takes no NULL";
  } else {
    target.column = column.name;
  }
  if (column.generated) {
    target.obstacle = "the column is generated";
    return target;
  }
  // The server refuses to drop it, in these words.
  const bool implied = is_in_primary_key(specimen.table(), column) && !is_identity(column);
  if (implied && target.implied_by.empty()) {
    target.implied_by = "column \"" + column.name + "\" is in a primary key";
  }
  const std::string action =
      "ALTER COLUMN " + sql::quote_identifier(column.name) + " DROP NOT NULL";
  const bool may_share = !is_identity(column) && !makes_another_null(specimen.table(), column);
  for (std::size_t row = 0; row < specimen.size(); ++row) {
    std::string statement = specimen.write(row, {{column.number, std::nullopt}});
    target.trials.push_back(implied ? Trial{std::move(statement), "", ""}
                                    : specimen.trial_of_action(std::move(statement), action,
                                                               Step::not_nulls, may_share));
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

/// What numeric(p, s) just does not take: 10 to the power of p - s. `given`: its type modifier,
/// less the header's 4.
std::string smallest_too_large(std::size_t given) {
  const int precision = static_cast<int>((given >> 16U) & 0xffffU);
  const int scale = (static_cast<int>(given & 0x7ffU) ^ 1024) - 1024;  // signed, of 11 bits
  if (scale <= precision)
    return "1" + std::string(static_cast<std::size_t>(precision - scale), '0');
  return "0." + std::string(static_cast<std::size_t>(scale - precision - 1), '0') + "1";
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
    if (column.not_null) finish(specimen, not_null(specimen, column, laboratory.schema()), targets);
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
      finish(specimen, limit(specimen, column, "precision", "22003", smallest_too_large(given)),
             targets);
    }
  }
  return targets;
}

}  // namespace pgstair::probe
