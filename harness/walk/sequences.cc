// SPDX-License-Identifier: MIT
#include "walk/sequences.h"

#include <algorithm>
#include <string>
#include <vector>

#include "catalog/difference.h"
#include "sql/script.h"
#include "support/text.h"

namespace pgstair::walk {

namespace {

/// Sets a sequence to the value that the object has.
std::string setval_call(const catalog::Object& sequence) {
  const auto attributes = catalog::attributes(sequence);
  const std::string name = qualified_name(sequence.identity);
  return "pg_catalog.setval(" + sql::quote_literal(name) + ", " + attributes.at("last_value") +
         ", " + sql::quote_literal(attributes.at("is_called")) + ")";  // 'yes' or 'no'
}

void call(WalkDatabase& database, const std::vector<std::string>& setval_calls) {
  if (!setval_calls.empty())
    database.session().execute("SELECT " + join(setval_calls, "; SELECT "));
}

}  // namespace

void set_sequences(WalkDatabase& database, const catalog::Snapshot& good) {
  std::vector<std::string> calls;
  for (const auto& root : good.roots()) {
    const catalog::Object& first = root.objects->front();  // a sequence is the only object it has
    if (first.identity.kind == "sequence") calls.push_back(setval_call(first));
  }
  call(database, calls);
}

bool put_back_sequences(WalkDatabase& database, const catalog::Snapshot& good) {
  const auto changes = catalog::diff(good, database.snapshot());
  if (changes.empty()) return true;
  if (!std::ranges::all_of(changes, catalog::moves_only_a_sequence)) return false;
  std::vector<std::string> calls;
  for (const auto& object : good.objects()) {
    const bool moved = std::ranges::any_of(
        changes, [&](const catalog::Change& change) { return change.identity == object.identity; });
    if (moved) calls.push_back(setval_call(object));
  }
  call(database, calls);
  return catalog::equal(database.snapshot(), good);
}

}  // namespace pgstair::walk
