// SPDX-License-Identifier: MIT
#include "seed/load/count_rows.h"

#include <algorithm>
#include <utility>

#include "support/text.h"

namespace pgstair::seed {

std::vector<std::uint64_t> count_rows(postgres::Session& session,
                                      const std::vector<const Table*>& tables, std::string before) {
  constexpr std::size_t at_once = 100;
  std::vector<std::uint64_t> counts;
  for (std::size_t from = 0; from < tables.size(); from += at_once) {
    std::vector<std::string> questions;
    for (std::size_t i = from; i < std::min(from + at_once, tables.size()); ++i) {
      questions.push_back(
          tables[i]->foreign ? "0" : "(SELECT count(*) FROM " + tables[i]->sql_name() + ")");
    }
    const auto rows =
        session.execute(std::exchange(before, "") + "SELECT " + join(questions, ", "));
    for (std::size_t i = 0; i < questions.size(); ++i)
      counts.push_back(std::stoull(rows.text(0, i)));
  }
  return counts;
}

}  // namespace pgstair::seed
