// SPDX-License-Identifier: MIT
// What may not run inside a transaction block: the callers of PreventInTransactionBlock() in the
// server's sources, as far as the text alone can tell (CLUSTER of a partitioned table, for one,
// it cannot).
#include "sql/script.h"
#include "sql/words.h"

namespace pgstair::sql {

namespace {

/// Steps over "( … )", if that comes next, and says whether `word` stood in it.
bool take_parentheses_with(Words& words, std::string_view word) {
  bool found = false;
  if (!words.take("(")) return false;
  int depth = 1;
  for (auto next = words.next(); !next.empty(); next = words.next()) {
    if (next == "(") ++depth;
    if (next == ")" && --depth == 0) break;
    found = found || next == word;
  }
  return found;
}

bool any_remaining(Words words, std::string_view wanted) {
  for (auto word = words.next(); !word.empty(); word = words.next()) {
    if (word == wanted) return true;
  }
  return false;
}

/// Whether `option = false` (or off, 0, no) stands among the remaining words.
bool any_switched_off(Words words, std::string_view option) {
  for (auto word = words.next(); !word.empty(); word = words.next()) {
    if (word != option || !words.take("=")) continue;
    return words.take("false") || words.take("off") || words.take("0");
  }
  return false;
}

bool create_needs_no_transaction(Words words) {
  if (words.take("database") || words.take("tablespace")) return true;
  if (words.take("subscription")) {
    return !any_switched_off(words, "create_slot") && !any_switched_off(words, "connect");
  }
  words.take("unique");
  return words.take("index") && words.take("concurrently");
}

bool drop_needs_no_transaction(Words words) {
  if (words.take("database") || words.take("tablespace") || words.take("subscription")) return true;
  return words.take("index") && words.take("concurrently");
}

bool reindex_needs_no_transaction(Words words) {
  if (take_parentheses_with(words, "concurrently")) return true;
  const auto target = words.next();
  if (target == "database" || target == "system" || target == "schema") return true;
  return words.take("concurrently");
}

bool alter_needs_no_transaction(Words words) {
  if (words.take("system")) return true;
  if (words.take("database")) {
    words.next();  // its name
    return words.take("set") && words.take("tablespace");
  }
  if (words.take("subscription")) {
    const bool fetches = any_remaining(words, "refresh") || any_remaining(words, "publication");
    return fetches && !any_switched_off(words, "refresh");
  }
  if (!words.take("table")) return false;
  for (auto word = words.next(); !word.empty(); word = words.next()) {
    if (word == "detach" && words.take("partition")) return any_remaining(words, "concurrently");
  }
  return false;
}

bool cluster_needs_no_transaction(Words words) {
  take_parentheses_with(words, "verbose");
  words.take("verbose");
  const auto table = words.next();
  return table.empty() || table == ";";
}

bool copies_from_client(Words words) {
  for (auto word = words.next(); !word.empty(); word = words.next()) {
    if (word == "to" || word == "select") return false;
    if (word == "from") return words.take("stdin");
  }
  return false;
}

bool copies_to_client(Words words) {
  for (auto word = words.next(); !word.empty(); word = words.next()) {
    if (word == "to" && words.take("stdout")) return true;
  }
  return false;
}

bool controls_a_transaction(const std::string& verb, Words words) {
  if (verb == "begin" || verb == "commit" || verb == "rollback" || verb == "end") return true;
  if (verb == "abort" || verb == "savepoint" || verb == "release") return true;
  return (verb == "start" || verb == "prepare") && words.take("transaction");
}

bool needs_no_transaction(const std::string& verb, const Words& words) {
  if (verb == "vacuum") return true;
  if (verb == "create") return create_needs_no_transaction(words);
  if (verb == "drop") return drop_needs_no_transaction(words);
  if (verb == "alter") return alter_needs_no_transaction(words);
  if (verb == "reindex") return reindex_needs_no_transaction(words);
  if (verb == "cluster") return cluster_needs_no_transaction(words);
  return verb == "discard" && Words(words).take("all");
}

}  // namespace

StatementClass classify(std::string_view statement) {
  for (const std::string_view command : {"\\restrict", "\\unrestrict"}) {
    if (statement.starts_with(command)) return StatementClass::psql_restriction;
  }
  Words words(statement);
  const auto verb = words.next();
  if (controls_a_transaction(verb, words)) return StatementClass::transaction_control;
  if (needs_no_transaction(verb, words)) return StatementClass::outside_transaction;
  if (verb == "copy" && copies_from_client(words)) return StatementClass::copy_from_client;
  if (verb == "copy" && copies_to_client(words)) return StatementClass::copy_to_client;
  return StatementClass::ordinary;
}

}  // namespace pgstair::sql
