// SPDX-License-Identifier: MIT
#include <algorithm>

#include "probe/constraints/table_probes.h"
#include "sql/script.h"
#include "support/contains.h"

namespace pgstair::probe {

namespace {

using seed::Column;

void finish(const RowTemplates& templates, ConstraintProbe probe,
            std::vector<ConstraintProbe>& probes) {
  if (probe.attempts.empty() && probe.obstacle.empty()) probe.obstacle = templates.obstacle();
  probes.push_back(std::move(probe));
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

ConstraintProbe not_null(const RowTemplates& templates, const Column& column,
                         const seed::Schema& schema) {
  ConstraintProbe probe = templates.probe("not null", column.name);
  probe.sqlstates = {"23502"};
  if (const seed::Type* domain = not_null_domain(schema, column)) {
    probe.datatype = schema.type(column.type.type).name;
    probe.implied_by = "the domain " + domain->sql + " takes no NULL";
  } else {
    probe.column = column.name;
  }
  if (column.generated) {
    probe.obstacle = "the column is generated";
    return probe;
  }
  // The server refuses to drop it, in these words.
  const bool implied = is_in_primary_key(templates.table(), column) && !is_identity(column);
  if (implied && probe.implied_by.empty()) {
    probe.implied_by = "column \"" + column.name + "\" is in a primary key";
  }
  const std::string action =
      "ALTER COLUMN " + sql::quote_identifier(column.name) + " DROP NOT NULL";
  const bool in_group = !is_identity(column) && !makes_another_null(templates.table(), column);
  for (std::size_t row = 0; row < templates.size(); ++row) {
    std::string statement = templates.write(row, {{column.number, std::nullopt}});
    probe.attempts.push_back(implied ? Attempt{std::move(statement), "", ""}
                                     : templates.attempt_of_action(std::move(statement), action,
                                                                   DropStep::not_nulls, in_group));
  }
  return probe;
}

/// The value is one that the type cannot take; the row itself is the control.
ConstraintProbe limit(const RowTemplates& templates, const Column& column, const std::string& kind,
                      const std::string& sqlstate, const std::string& value) {
  ConstraintProbe probe = templates.probe(kind, column.name);
  probe.sqlstates = {sqlstate};
  if (templates.size() != 0) {
    probe.attempts.push_back({templates.write(0, {{column.number, value}}), "", ""});
  }
  return probe;
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

ConstraintProbe always_generated(const RowTemplates& templates, const Column& column) {
  ConstraintProbe probe =
      templates.probe(column.generated ? "generated" : "identity always", column.name);
  probe.sqlstates = {"428C9"};
  if (templates.size() != 0) {
    const seed::Cell value = column.generated ? std::nullopt : seed::Cell("1");
    probe.attempts.push_back({templates.write(0, {{column.number, value}}, false), "", ""});
  }
  return probe;
}

}  // namespace

std::vector<ConstraintProbe> column_probes(const RowTemplates& templates,
                                           const ProbeContext& context) {
  std::vector<ConstraintProbe> probes;
  for (const auto& column : templates.table().columns) {
    if (column.not_null) finish(templates, not_null(templates, column, context.schema()), probes);
    if (column.generated || column.identity_always) {
      finish(templates, always_generated(templates, column), probes);
      continue;
    }
    const seed::TypeUse base = context.schema().base_of(column.type);
    const seed::Type& type = context.schema().type(base.type);
    const auto given = static_cast<std::size_t>(std::max(0, base.typmod - 4));
    if (type.kind == seed::TypeKind::enumeration) {
      finish(templates, limit(templates, column, "enum", "22P02", "no such label"), probes);
    } else if ((type.name == "varchar" || type.name == "bpchar") && base.typmod >= 4) {
      const std::string too_long(given + 1, 'x');
      finish(templates, limit(templates, column, "length", "22001", too_long), probes);
    } else if (type.name == "numeric" && base.typmod >= 4) {
      finish(templates, limit(templates, column, "precision", "22003", smallest_too_large(given)),
             probes);
    }
  }
  return probes;
}

}  // namespace pgstair::probe
