// SPDX-License-Identifier: MIT
#include "rows/one_transaction.h"

#include <string_view>

#include "sql/words.h"
#include "walk/script_runner.h"

namespace pgstair::rows {

namespace {

bool mentions(std::string_view text, std::string_view word) {
  sql::Words words(text);
  for (std::string next = words.next(); !next.empty(); next = words.next()) {
    if (next == word) return true;
  }
  return false;
}

/// Makes CREATE INDEX CONCURRENTLY a CREATE INDEX, and likewise DROP; false if the statement may
/// not bear a transaction: it is none of those that are known to.
bool put_in_transaction(std::string& text) {
  constexpr std::string_view concurrently = "concurrently";
  sql::Words words(text);
  const std::string verb = words.next();
  if (verb == "create" || verb == "drop") {
    words.take("unique");
    if (!words.take("index")) return false;
    if (words.take(concurrently))
      text.replace(words.offset() - concurrently.size(), concurrently.size(), concurrently.size(),
                   ' ');
    return true;
  }
  return verb == "alter" && words.take("table") && !mentions(text, concurrently);
}

}  // namespace

std::optional<chain::SqlScript> in_one_transaction(const chain::Script& script) {
  const auto* text = std::get_if<chain::SqlScript>(&script);
  if (text == nullptr) return std::nullopt;
  chain::SqlScript result = *text;
  if (walk::rollable(script)) return result;
  for (auto& statement : result.statements) {
    if (!put_in_transaction(statement.text)) return std::nullopt;
  }
  result.transactions = chain::Transactions::one;
  return result;
}

}  // namespace pgstair::rows
