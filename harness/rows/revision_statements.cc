// SPDX-License-Identifier: MIT
#include "rows/revision_statements.h"

#include <algorithm>
#include <set>
#include <utility>
#include <variant>

#include "support/text.h"

namespace pgstair::rows {

namespace {

/// Of those that tables in `alters` are told of.
bool is_about_definitions(sql::StatementKind kind) {
  using Kind = sql::StatementKind;
  return kind == Kind::create_table || kind == Kind::create_index || kind == Kind::alter_table;
}

/// Of something that is there already.
bool may_change_definitions(sql::StatementKind kind) {
  using Kind = sql::StatementKind;
  return kind == Kind::unknown || kind == Kind::alter_table || kind == Kind::drop ||
         kind == Kind::create_function || kind == Kind::definition || kind == Kind::execute;
}

bool may_remove_rows(const sql::Facts& facts) {
  using Kind = sql::StatementKind;
  // A WITH may delete as well.
  const bool is_query = facts.kind == Kind::select || facts.kind == Kind::insert ||
                        facts.kind == Kind::update || facts.kind == Kind::create_table_as;
  return facts.runs_code || facts.kind == Kind::remove || facts.kind == Kind::truncate ||
         facts.kind == Kind::merge || (is_query && facts.writes.size() > 1);
}

bool names(const std::set<sql::Name>& names, const std::string& name) {
  return std::ranges::any_of(names, [&](const sql::Name& each) { return each.name == name; });
}

}  // namespace

RevisionStatements::RevisionStatements(const chain::Revision& revision) {
  for (const auto& [script, compared] : {std::pair{&revision.up, &compared_by_upgrade_},
                                         std::pair{&revision.down, &compared_by_downgrade_}}) {
    if (!*script) continue;
    const auto* sql = std::get_if<chain::SqlScript>(&**script);
    if (sql == nullptr) {
      is_code_ = true;
      continue;
    }
    const bool may_remove = add(*sql, *compared);
    if (script == &revision.up) upgrade_may_remove_rows_ = may_remove;
  }
}

bool RevisionStatements::add(const chain::SqlScript& script,
                             std::set<sql::ComparedValue>& compared) {
  bool may_remove = false;
  std::set<sql::Name> new_tables;
  for (const auto& statement : script.statements) {
    sql::Facts facts = sql::facts(statement.text);
    runs_code_ = runs_code_ || facts.runs_code;
    may_remove = may_remove || may_remove_rows(facts);
    compared.merge(sql::compared_values(statement.text));
    if (facts.kind == sql::StatementKind::create_table && !facts.if_not_exists)
      new_tables.insert(facts.creates.begin(), facts.creates.end());
    const bool is_of_new = is_about_definitions(facts.kind) && !facts.alters.empty() &&
                           std::ranges::includes(new_tables, facts.alters);
    statements_.push_back({std::move(facts), lower(statement.text), is_of_new});
  }
  return may_remove;
}

bool RevisionStatements::mention(const std::string& name) const {
  return std::ranges::any_of(statements_, [&](const Statement& statement) {
    return has_word(statement.text, lower(name));
  });
}

bool RevisionStatements::may_touch_rows() const {
  return is_code_ || std::ranges::any_of(statements_, [](const Statement& statement) {
           return statement.facts.may_touch_rows() && !statement.is_of_new_tables;
         });
}

bool RevisionStatements::may_use(const std::string& relation) const {
  return std::ranges::any_of(statements_,
                             [&](const Statement& statement) {
                               const sql::Facts& facts = statement.facts;
                               return facts.may_touch_rows() && (names(facts.reads, relation) ||
                                                                 names(facts.writes, relation));
                             }) ||
         opaque_text_mentions(relation);
}

std::set<std::string> RevisionStatements::words_of_definitions() const {
  std::set<std::string> words;
  for (const auto& statement : statements_) {
    if (statement.facts.runs_code || may_change_definitions(statement.facts.kind))
      words.merge(words_of(statement.text));
  }
  return words;
}

std::set<std::string> RevisionStatements::words_of_writes() const {
  std::set<std::string> words;
  for (const auto& statement : statements_) {
    if (statement.is_of_new_tables) continue;
    if (statement.facts.may_write_rows || !statement.facts.added_columns.empty())
      words.merge(words_of(statement.text));
  }
  return words;
}

bool RevisionStatements::may_write(const std::string& relation) const {
  return opaque_text_mentions(relation) ||
         std::ranges::any_of(statements_, [&](const Statement& statement) {
           return names(statement.facts.writes, relation);
         });
}

bool RevisionStatements::may_call(const std::string& function) const {
  return std::ranges::any_of(
             statements_,
             [&](const Statement& statement) { return names(statement.facts.calls, function); }) ||
         opaque_text_mentions(function);
}

bool RevisionStatements::is_opaque(const Statement& statement) const {
  using Kind = sql::StatementKind;
  const Kind kind = statement.facts.kind;
  return kind == Kind::unknown || kind == Kind::code_block || kind == Kind::execute ||
         (kind == Kind::create_function && runs_code_);
}

bool RevisionStatements::opaque_text_mentions(const std::string& name) const {
  return std::ranges::any_of(statements_, [&](const Statement& statement) {
    return is_opaque(statement) && has_word(statement.text, lower(name));
  });
}

}  // namespace pgstair::rows
