// SPDX-License-Identifier: MIT
#include "static_check/upgrade_comparison.h"

#include <algorithm>

namespace pgstair::static_check {

namespace {

UpgradeComparison compare_sql(const chain::SqlScript& before, const chain::SqlScript& after) {
  const auto found = sql::compare_scripts(before.statements, after.statements);
  UpgradeComparison result{found.sameness, "", "", {after.file, 1, 1}};
  if (found.before != nullptr) result.before = found.before->text;
  if (found.after != nullptr) {
    result.after = found.after->text;
    result.location = found.after->location;
  }
  return result;
}

sql::Sameness compare_shapes(const alembic::UpgradeShape& before,
                             const alembic::UpgradeShape& after) {
  if (before.text != after.text || before.sql.size() != after.sql.size())
    return sql::Sameness::different;
  sql::Sameness worst = sql::Sameness::same;
  for (std::size_t i = 0; i < before.sql.size(); ++i) {
    const auto old_ones = sql::split_statements(before.sql[i], {});
    const auto new_ones = sql::split_statements(after.sql[i], {});
    worst = std::max(worst, sql::compare_scripts(old_ones, new_ones).sameness);
  }
  return worst;
}

const alembic::UpgradeShape* shape_of(const TextChain& chain, const std::string& id) {
  const auto found = chain.facts.find(id);
  return found == chain.facts.end() || !found->second.shape ? nullptr : &*found->second.shape;
}

}  // namespace

UpgradeComparison compare_upgrades(const TextChain& before, const chain::Revision& old_one,
                                   const TextChain& after, const chain::Revision& new_one) {
  const auto* old_sql = chain::sql_of(old_one.up);
  const auto* new_sql = chain::sql_of(new_one.up);
  if (old_sql != nullptr && new_sql != nullptr) return compare_sql(*old_sql, *new_sql);
  UpgradeComparison result;
  result.location = {new_one.file, 1, 0};
  if (new_one.up) {
    if (const auto* program = std::get_if<chain::ProgramScript>(&*new_one.up))
      result.location = program->location;
  }
  const auto* old_shape = shape_of(before, old_one.id);
  const auto* new_shape = shape_of(after, new_one.id);
  const bool is_known = old_shape != nullptr && new_shape != nullptr;
  result.sameness = is_known ? compare_shapes(*old_shape, *new_shape) : sql::Sameness::different;
  return result;
}

std::string upgrade_content(const TextChain& chain, const chain::Revision& revision) {
  std::string content;
  if (const auto* script = chain::sql_of(revision.up)) {
    for (const auto& statement : script->statements) content += statement.text + ";\n";
  } else if (const auto* shape = shape_of(chain, revision.id)) {
    content = shape->text + "\n";
    for (const auto& text : shape->sql) content += text + ";\n";
  }
  return content;
}

}  // namespace pgstair::static_check
