// SPDX-License-Identifier: MIT
#include "seed/keys/key_rows.h"

#include <algorithm>
#include <cstdint>

#include "sql/script.h"
#include "support/text.h"

namespace pgstair::seed {

namespace {

constexpr std::size_t many_keys = 20'000;  // keys, that are worth a question before they are read

}  // namespace

KeyRows KeyRows::read(postgres::Session& session, const Schema& schema, const Table& table,
                      const std::vector<int>& columns, std::size_t limit) {
  KeyRows keys;
  keys.width_ = columns.size();
  if (columns.size() == 1 && limit >= many_keys) {
    keys.run_ = integer_run(session, schema, table, *table.column(columns.front()));
    if (keys.run_) {
      keys.size_ = std::min<std::size_t>(limit, keys.run_->size);
      return keys;
    }
  }
  std::vector<std::string> names;
  std::vector<std::string> given;
  for (const int number : columns) {
    names.push_back(sql::quote_identifier(table.column(number)->name));
    given.push_back(names.back() + " IS NOT NULL");
  }
  const std::string list = join(names, ", ");
  const auto found = session.execute("SELECT " + list + " FROM " + table.own_rows() + " WHERE " +
                                     join(given, " AND ") + " ORDER BY " + list + " LIMIT " +
                                     std::to_string(limit));
  keys.size_ = found.size();
  keys.values_.reserve(found.values.size());
  for (const auto& value : found.values) keys.values_.emplace_back(value.value_or(""));
  return keys;
}

std::string KeyRows::at(std::size_t row, std::size_t column) const {
  return run_ ? std::to_string(run_->first + static_cast<std::int64_t>(row))
              : values_[row * width_ + column];
}

}  // namespace pgstair::seed
