// SPDX-License-Identifier: MIT
#include "static_check/revision_rules.h"

#include <algorithm>
#include <set>
#include <string>
#include <thread>

#include "checks/findings.h"
#include "sql/facts.h"
#include "sql/named_objects.h"
#include "sql/row_changes.h"
#include "sql/words.h"
#include "static_check/file_comments.h"
#include "support/share_out.h"
#include "support/text.h"

namespace pgstair::static_check {

namespace {

using report::Finding;
using sql::StatementKind;

Finding finding_of(const char* code, const char* check, const chain::Revision& revision,
                   const std::string& message, const Location& location) {
  Finding found = checks::finding(code, revision.id, message, location);
  found.check = check;
  return found;
}

bool is_about_schema(StatementKind kind) {
  switch (kind) {
    case StatementKind::create_table:
    case StatementKind::create_table_as:
    case StatementKind::materialized_view:
    case StatementKind::create_index:
    case StatementKind::create_function:
    case StatementKind::alter_table:
    case StatementKind::drop:
    case StatementKind::definition:
      return true;
    default:
      return false;
  }
}

/// It does not hang on what is there (IF EXISTS), and changes something of this database.
bool surely_does_something(const sql::Statement& statement) {
  sql::Words words(statement.text);
  words.next();
  static const std::set<std::string> of_cluster{"role", "user", "group", "database", "tablespace"};
  if (of_cluster.contains(words.next())) return false;
  for (auto word = words.next(); !word.empty(); word = words.next()) {
    if (word == "if" && (words.take("exists") || words.take("not"))) return false;
  }
  return true;
}

/// "users", "users.phone", with or without the schema.
bool is_declared(const chain::Revision& revision, const std::string& name) {
  return std::ranges::any_of(revision.losses, [&](const chain::DeclaredLoss& loss) {
    const std::string& declared = loss.object;
    return declared == name || declared.ends_with("." + name) || name.ends_with("." + declared) ||
           name.starts_with(declared + ".");
  });
}

/// The findings of one revision.
class RevisionRules {
 public:
  RevisionRules(const chain::Revision& revision, const alembic::TextFacts* facts)
      : revision_(revision), facts_(facts) {}

  std::vector<Finding> run() {
    if (const auto* up = chain::sql_of(revision_.up)) read(*up);
    judge_downgrade();
    judge_drops();
    judge_mixture();
    return std::move(findings_);
  }

 private:
  void read(const chain::SqlScript& up) {
    for (const auto& statement : up.statements) {
      const sql::Facts facts = sql::facts(statement.text);
      creates_.insert(facts.creates.begin(), facts.creates.end());
      if (is_about_schema(facts.kind)) ++schema_statements_;
      if (is_about_schema(facts.kind) && surely_does_something(statement)) ++sure_statements_;
      const bool on_old_rows = std::ranges::any_of(
          facts.writes, [&](const sql::Name& table) { return !creates_.contains(table); });
      if (sql::changes_rows(facts) && on_old_rows && changes_rows_ == nullptr)
        changes_rows_ = &statement;
      if (facts.kind != StatementKind::drop && facts.kind != StatementKind::alter_table) continue;
      for (const auto& dropped : sql::dropped_rows(statement.text)) {
        if (!creates_.contains(dropped.table)) drops_.emplace_back(&statement, dropped);
      }
    }
  }

  void add(const char* code, const char* check, const std::string& message,
           const Location& location) {
    findings_.push_back(finding_of(code, check, revision_, message, location));
  }

  void judge_downgrade() {
    if (!revision_.down || revision_.irreversible) return;
    const auto* down = chain::sql_of(revision_.down);
    const bool sql_stub = down != nullptr && down->statements.empty() && sure_statements_ > 0;
    const bool code_stub = facts_ != nullptr && facts_->undoes_nothing && facts_->changes_schema;
    if (!sql_stub && !code_stub) return;
    add("downgrade-stub", "downgrade",
        std::string(code_stub ? "The downgrade does nothing" : "The downgrade has no statement") +
            ", and the upgrade changes the schema",
        revision_.down_location.value_or(Location{revision_.file}));
  }

  void judge_drops() {
    const auto tell = [&](const std::string& name, const Location& place) {
      if (is_declared(revision_, name)) return;
      const bool is_column = !name.empty() && name.find('.') != std::string::npos;
      add("undeclared-drop", "upgrade",
          "The upgrade drops " + name + " and says nothing of its " +
              (is_column ? "values" : "rows"),
          place);
      findings_.back().object = name;
    };
    for (const auto& [statement, dropped] : drops_) {
      tell(dropped.table.name + (dropped.column.empty() ? "" : "." + dropped.column),
           statement->location);
    }
    if (facts_ == nullptr) return;
    for (const auto& [line, name] : facts_->drops) tell(name, {revision_.file, line, 0});
  }

  void judge_mixture() {
    constexpr std::size_t long_upgrade = 10;
    if (changes_rows_ == nullptr || schema_statements_ < long_upgrade) return;
    add("data-in-schema-revision", "upgrade",
        "The upgrade changes rows beside " + counted(schema_statements_, "statement") +
            " about the schema",
        changes_rows_->location);
    // Most that do so are released, and cannot be taken apart any more.
    findings_.back().severity = report::Severity::note;
  }

  const chain::Revision& revision_;
  const alembic::TextFacts* facts_;
  std::set<sql::Name> creates_;
  std::size_t schema_statements_ = 0;
  std::size_t sure_statements_ = 0;
  const sql::Statement* changes_rows_ = nullptr;
  std::vector<std::pair<const sql::Statement*, sql::DroppedRows>> drops_;
  std::vector<Finding> findings_;
};

/// `-- [ ] look at this` in SQL; those of Python are told by whoever reads the project.
void judge_reviews(const chain::Revision& revision, std::vector<Finding>& findings) {
  const auto* up = chain::sql_of(revision.up);
  if (up == nullptr) return;
  for (const auto& point : open_points(up->file)) {
    findings.push_back(finding_of("review-pending", "upgrade", revision,
                                  "A point of the review is open: " + point.text, point.location));
  }
}

std::vector<Finding> findings_of(const chain::Revision& revision, const TextChain& chain) {
  const auto facts = chain.facts.find(revision.id);
  auto findings =
      RevisionRules(revision, facts == chain.facts.end() ? nullptr : &facts->second).run();
  judge_reviews(revision, findings);
  return findings;
}

/// Why the text of an upgrade says nothing; empty if it does.
std::string why_not(const chain::Revision& revision, const TextChain& chain) {
  if (!revision.not_runnable.empty()) return revision.not_runnable;
  if (chain::sql_of(revision.up) != nullptr || chain.facts.contains(revision.id)) return {};
  return chain.unknown.empty() ? "its upgrade is no SQL" : chain.unknown;
}

report::Verdict verdict_of(const std::vector<Finding>& findings, std::string_view check) {
  const bool fails = std::ranges::any_of(findings, [&](const Finding& finding) {
    return finding.check == check && finding.severity != report::Severity::note;
  });
  return fails ? report::Verdict::failed : report::Verdict::passed;
}

report::RevisionResult result_of(const chain::Revision& revision, const TextChain& chain,
                                 const std::vector<Finding>& findings) {
  report::RevisionResult result;
  result.id = revision.id;
  result.file = revision.file;
  const std::string reason = why_not(revision, chain);
  for (const char* check : {"upgrade", "downgrade"}) {
    const bool has_text = std::string_view(check) == "upgrade" || revision.down;
    const std::string why = has_text ? reason : "there is none";
    result.checks[check] = why.empty() ? verdict_of(findings, check) : report::Verdict::not_checked;
    if (!why.empty()) result.not_checked[check] = why;
  }
  return result;
}

}  // namespace

void judge_revisions(const TextChain& chain, report::Result& result) {
  const auto& revisions = chain.chain.revisions;
  std::vector<std::vector<Finding>> findings(revisions.size());
  const std::size_t workers = std::max(1U, std::thread::hardware_concurrency());
  share_out(revisions.size(), workers, [&](std::size_t, Items& items) {
    while (const auto i = items.next()) findings[*i] = findings_of(revisions[*i], chain);
  });
  for (std::size_t i = 0; i < revisions.size(); ++i) {
    result.revisions.push_back(result_of(revisions[i], chain, findings[i]));
    std::ranges::move(findings[i], std::back_inserter(result.findings));
  }
}

}  // namespace pgstair::static_check
