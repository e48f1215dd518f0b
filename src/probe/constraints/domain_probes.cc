// SPDX-License-Identifier: MIT
#include "probe/constraints/domain_probes.h"

#include <algorithm>

#include "probe/rows/violations.h"
#include "seed/conditions/pools.h"
#include "sql/script.h"

namespace pgstair::probe {

namespace {

using sql::quote_identifier;

constexpr std::uint64_t values_to_draw = 300;

bool is_used(const seed::Schema& schema, seed::Oid type) {
  return std::ranges::any_of(schema.tables, [&](const seed::Table& table) {
    return std::ranges::any_of(
        table.columns, [&](const seed::Column& column) { return column.type.type == type; });
  });
}

/// Values of the domain's base that make one of its conditions false; first those that leave the
/// others true.
std::vector<std::string> violating_values(const ProbeContext& context, const seed::Type& domain,
                                          std::size_t index) {
  const seed::TypeUse base = context.schema().base_of({domain.oid, -1});
  if (!context.maker.problem(base).empty()) return {};
  std::vector<std::string> conditions;
  for (const auto& each : domain.conditions) conditions.push_back(each.expression);
  const seed::Candidates candidates(context.evaluator, context.maker, base, conditions);
  std::vector<seed::CellRow> rows;
  for (std::uint64_t i = 0; i < values_to_draw; ++i) {
    seed::Draw draw(context.options.seed, seed::hash_text(domain.conditions[index].name), i);
    seed::Request request;
    request.ordinal = i;
    request.distinct = draw.chance(1, 2);
    request.style = draw.chance(1, 2) ? seed::Style::edge_cases : seed::Style::plain;
    request.draw = &draw;
    rows.push_back({candidates.make(request)});
  }
  const seed::Frame frame{
      "pgstair_domain", {{"value", context.schema().type(base.type).sql, ""}}, conditions};
  const auto verdicts = context.evaluator.evaluate(frame, rows);
  std::vector<std::string> exact;
  std::vector<std::string> others;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!verdicts[i] || (*verdicts[i])[index]) continue;
    const bool alone = std::ranges::count(*verdicts[i], false) == 1;
    (alone ? exact : others).push_back(*rows[i][0]);
  }
  exact.insert(exact.end(), others.begin(), others.end());
  if (exact.size() > most_attempts) exact.resize(most_attempts);
  return exact;
}

ConstraintProbe probe_on(const seed::Type& domain, const std::string& kind, const std::string& name,
                         const std::string& sqlstate) {
  ConstraintProbe probe;
  probe.table = domain.sql;
  probe.kind = kind;
  probe.name = name;
  probe.sqlstates = {sqlstate};
  probe.datatype = domain.name;
  return probe;
}

}  // namespace

std::vector<ConstraintProbe> domain_probes(const ProbeContext& context) {
  std::vector<ConstraintProbe> probes;
  for (const auto& [oid, type] : context.schema().types) {
    if (type.kind != seed::TypeKind::domain || !is_used(context.schema(), oid)) continue;
    if (type.not_null) {
      ConstraintProbe probe = probe_on(type, "domain not null", type.name, "23502");
      probe.attempts.push_back(
          {"SELECT NULL::" + type.sql, "ALTER DOMAIN " + type.sql + " DROP NOT NULL", ""});
      probes.push_back(std::move(probe));
    }
    for (std::size_t index = 0; index < type.conditions.size(); ++index) {
      const std::string& name = type.conditions[index].name;
      ConstraintProbe probe = probe_on(type, "domain check", name, "23514");
      probe.constraint = name;
      for (const auto& value : violating_values(context, type, index)) {
        probe.attempts.push_back(
            {"SELECT " + sql::quote_literal(value) + "::" + type.sql,
             "ALTER DOMAIN " + type.sql + " DROP CONSTRAINT " + quote_identifier(name), ""});
      }
      if (probe.attempts.empty()) probe.obstacle = "no value that violates it was found";
      probes.push_back(std::move(probe));
    }
  }
  return probes;
}

}  // namespace pgstair::probe
