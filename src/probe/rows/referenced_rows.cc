// SPDX-License-Identifier: MIT
#include "probe/rows/referenced_rows.h"

#include <algorithm>

#include "seed/schema/key_condition.h"
#include "sql/script.h"

namespace pgstair::probe {

namespace {

constexpr std::size_t rows_to_look_at = 40;

/// A row does not hold itself.
constexpr const char* other_row = " AND (c.tableoid, c.ctid) <> (p.tableoid, p.ctid)";

}  // namespace

ReferencedRows::ReferencedRows(postgres::Session& session, const seed::Schema& schema)
    : session_(session) {
  for (const auto& table : schema.tables) {
    for (const auto& key : table.foreign_keys) keys_[key.parent].emplace_back(&table, &key);
  }
}

const std::vector<ReferencedRows::Row>& ReferencedRows::rows_of(const seed::Table& parent) const {
  const auto [known, is_new] = rows_.try_emplace(parent.oid);
  if (!is_new) return known->second;
  // Each in the list of results: in a WHERE, the planner would try every order of joining them.
  std::string referenced;
  for (const auto& [child, key] : keys_.at(parent.oid)) {
    std::string condition = seed::refers_to({*child, "c"}, {parent, "p"}, *key);
    if (child == &parent) condition += other_row;
    referenced += ", EXISTS (SELECT FROM " + child->own_rows() + " c WHERE " + condition + ")";
  }
  const auto found = session_.execute(
      "SELECT (SELECT format('%I.%I', n.nspname, t.relname) FROM pg_class t JOIN "
      "pg_namespace n ON n.oid = t.relnamespace WHERE t.oid = p.tableoid), p.ctid" +
      referenced + " FROM " + parent.own_rows() + " p LIMIT " + std::to_string(rows_to_look_at));
  for (std::size_t i = 0; i < found.size(); ++i) {
    Row& row = known->second.emplace_back();
    row.place = "ctid = " + sql::quote_literal(found.text(i, 1)) +
                "::tid AND tableoid = " + sql::quote_literal(found.text(i, 0)) + "::regclass";
    for (std::size_t n = 2; n < found.columns; ++n)
      row.referenced.push_back(found.text(i, n) == "t");
  }
  return known->second;
}

std::vector<ReferencedRow> ReferencedRows::referenced_by(const seed::Table& parent,
                                                         const seed::ForeignKey& key,
                                                         std::size_t most) const {
  const auto& keys = keys_.at(parent.oid);
  const auto mine = static_cast<std::size_t>(
      std::ranges::find(keys, &key, &ReferencedRow::Key::second) - keys.begin());
  std::vector<ReferencedRow> result;
  for (const auto& row : rows_of(parent)) {
    if (!row.referenced[mine]) continue;
    ReferencedRow& referenced = result.emplace_back(ReferencedRow{row.place, {}});
    for (std::size_t n = 0; n < keys.size(); ++n) {
      if (n != mine && row.referenced[n]) referenced.others.push_back(keys[n]);
    }
  }
  std::ranges::stable_sort(
      result, {}, [](const ReferencedRow& referenced) { return referenced.others.size(); });
  if (result.size() > most) result.resize(most);
  return result;
}

}  // namespace pgstair::probe
