// SPDX-License-Identifier: MIT
#include "rows/revision_statements.h"

#include <algorithm>
#include <variant>

#include "support/text.h"

namespace pgstair::rows {

namespace {

bool is_of_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool has_word(const std::string& text, const std::string& name) {
  const std::string wanted = lower(name);
  for (auto at = text.find(wanted); at != std::string::npos; at = text.find(wanted, at + 1)) {
    const std::size_t end = at + wanted.size();
    const bool begins = at == 0 || !is_of_word(text[at - 1]);
    const bool ends = end == text.size() || !is_of_word(text[end]);
    if (begins && ends) return true;
  }
  return false;
}

bool names(const std::set<sql::Name>& names, const std::string& name) {
  return std::ranges::any_of(names, [&](const sql::Name& each) { return each.name == name; });
}

}  // namespace

RevisionStatements::RevisionStatements(const chain::Revision& revision) {
  for (const auto* script : {&revision.up, &revision.down}) {
    if (!*script) continue;
    const auto* sql = std::get_if<chain::SqlScript>(&**script);
    if (sql == nullptr) {
      is_code_ = true;
      continue;
    }
    for (const auto& statement : sql->statements) {
      statements_.push_back({sql::facts(statement.text), lower(statement.text)});
      runs_code_ = runs_code_ || statements_.back().facts.runs_code;
    }
  }
}

bool RevisionStatements::mention(const std::string& name) const {
  return std::ranges::any_of(
      statements_, [&](const Statement& statement) { return has_word(statement.text, name); });
}

bool RevisionStatements::may_touch_rows() const {
  return is_code_ || std::ranges::any_of(statements_, [](const Statement& statement) {
           return statement.facts.may_touch_rows();
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
    return is_opaque(statement) && has_word(statement.text, name);
  });
}

}  // namespace pgstair::rows
