// SPDX-License-Identifier: MIT
#include "verify/schema_only.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "checks/schema_only.h"
#include "sql/facts.h"
#include "sql/routine_body.h"
#include "sql/row_changes.h"
#include "sql/words.h"
#include "support/contains.h"
#include "support/text.h"

namespace pgstair::verify {

namespace {

constexpr const char* changes_rows = "rows-in-schema-only-chain";

/// What the driver tells of Alembic's rows in tables that the same revision creates.
constexpr const char* adds_lookup_rows = "lookup-rows-in-schema-only-chain";

constexpr const char* certainly = "The upgrade changes rows";

/// Whether a statement changes rows: `no`, or `maybe` with the reason.
struct Verdict {
  enum class Answer { no, maybe, yes };
  Answer answer = Answer::no;
  std::string message = certainly;
};

using Answer = Verdict::Answer;

bool block_writes(const std::string& block) {
  const std::string text = lower(block);
  const auto has = [&](std::string_view words) { return text.find(words) != std::string::npos; };
  return has("insert into ") || has("delete from ") || (has("update ") && has(" set "));
}

/// EXECUTE of what is no constant that begins with a definition.
bool runs_unknown_text(const std::string& block) {
  const std::string text = lower(block);
  for (auto at = text.find("execute"); at != std::string::npos; at = text.find("execute", at + 1)) {
    const std::string_view rest = trim(std::string_view(text).substr(at + 7));
    std::string_view literal = rest;
    if (literal.starts_with("format(")) literal = trim(literal.substr(7));
    if (literal.starts_with("'")) literal = trim(literal.substr(1));
    constexpr std::string_view definitions[] = {"create", "alter", "drop", "comment",  "grant",
                                                "revoke", "set",   "on ",  "function", "procedure"};
    const bool is_definition = std::ranges::any_of(
        definitions, [&](std::string_view verb) { return literal.starts_with(verb); });
    if (!is_definition) return true;
  }
  return false;
}

/// Functions that leave rows alone, and what extensions offer to define things with.
bool is_known_harmless(const sql::Name& function) {
  static const std::set<std::string> harmless{"set_config",
                                              "current_setting",
                                              "pg_sleep",
                                              "now",
                                              "version",
                                              "format",
                                              "to_regclass",
                                              "to_regtype",
                                              "coalesce",
                                              "count",
                                              "exists",
                                              "pg_advisory_lock",
                                              "create_hypertable",
                                              "add_retention_policy",
                                              "add_compression_policy",
                                              "add_continuous_aggregate_policy",
                                              "create_distributed_table",
                                              "create_reference_table",
                                              "addgeometrycolumn",
                                              "create_parent",
                                              "pg_advisory_xact_lock",
                                              "pg_advisory_unlock",
                                              "pg_catalog",
                                              "pg_extension_config_dump"};
  return harmless.contains(function.name) || function.schema == "pg_catalog";
}

/// The statements of a chain in their order: what a function that is called does, its last
/// definition says.
class RowChanges {
 public:
  explicit RowChanges(bool lookup_rows) : allows_lookup_rows_(lookup_rows) {}

  /// Of a revision, the first statement that changes rows, or may.
  void add_faults_of(const chain::Revision& revision, std::vector<chain::Fault>& faults) {
    const auto* script = chain::sql_of(revision.up);
    if (script == nullptr) return;
    std::set<sql::Name> created;
    Verdict worst;
    Location place;
    for (const auto& statement : script->statements) {
      const Verdict verdict = judge(statement, created);
      if (verdict.answer <= worst.answer) continue;
      worst = verdict;
      place = statement.location;
    }
    if (worst.answer != Answer::no)
      faults.push_back(
          {changes_rows, worst.message, place, revision.id, "", worst.answer == Answer::maybe});
  }

 private:
  Verdict judge(const sql::Statement& statement, std::set<sql::Name>& created) {
    if (!is_worth_a_look(statement.text)) return {};
    const sql::Facts facts = sql::facts(statement.text);
    created.insert(facts.creates.begin(), facts.creates.end());
    using sql::StatementKind;
    if (sql::changes_rows(facts)) {
      const bool adds = facts.kind == StatementKind::insert || facts.kind == StatementKind::copy;
      return {adds && is_of_lookup(facts, created) ? Answer::no : Answer::yes};
    }
    switch (facts.kind) {
      case StatementKind::code_block:
        return of_block(statement.text);
      case StatementKind::create_function:
        if (const auto routine = sql::routine_body(statement.text))
          bodies_[routine->name.name] = routine->body;
        return {};
      case StatementKind::select:
      case StatementKind::call:
        return facts.writes.empty() ? of_calls(facts) : Verdict{Answer::yes};
      default:
        return {};
    }
  }

  /// Most statements of a chain are definitions, whose trees need not be made.
  static bool is_worth_a_look(const std::string& statement) {
    sql::Words words(statement);
    const std::string verb = words.next();
    static const std::set<std::string> never{"alter", "drop", "comment", "grant", "revoke", "set"};
    if (verb != "create") return !never.contains(verb);
    const std::string what = words.next();
    return what != "index" && what != "unique" && what != "type" && what != "extension" &&
           what != "view" && what != "sequence" && what != "trigger";
  }

  bool is_of_lookup(const sql::Facts& facts, const std::set<sql::Name>& created) const {
    if (!allows_lookup_rows_ || facts.writes.empty()) return false;
    return std::ranges::all_of(facts.writes, [&](const sql::Name& table) {
      return created.contains(table) || created.contains({"", table.name});
    });
  }

  static Verdict of_block(const std::string& text) {
    if (block_writes(text)) return {Answer::yes};
    if (runs_unknown_text(text))
      return {Answer::maybe,
              "A DO block of the upgrade runs what its text does not say, and may change rows"};
    return {};
  }

  Verdict of_calls(const sql::Facts& facts) const {
    Verdict worst;
    for (const auto& function : facts.calls) {
      if (is_known_harmless(function)) continue;
      const auto known = bodies_.find(function.name);
      if (known != bodies_.end() && block_writes(known->second)) return {Answer::yes};
      if (known == bodies_.end() || runs_unknown_text(known->second))
        worst = {Answer::maybe,
                 "The upgrade calls " + function.name +
                     "(), of which its text says nothing, and which may change rows"};
    }
    return worst;
  }

  bool allows_lookup_rows_;
  std::map<std::string, std::string> bodies_;  ///< of the functions so far, by name
};

void remove_faults(std::string_view code, chain::ReadResult& read) {
  std::erase_if(read.faults, [&](const auto& fault) { return fault.code == code; });
}

/// Where those are allowed, they are no mixture either.
void allow_lookup_rows(chain::ReadResult& read) {
  std::set<std::string> revisions;
  for (const auto& fault : read.faults) {
    if (fault.code == adds_lookup_rows) revisions.insert(fault.revision);
  }
  std::erase_if(read.faults, [&](const auto& fault) {
    return fault.code == adds_lookup_rows ||
           (fault.code == "data-in-schema-revision" && revisions.contains(fault.revision));
  });
}

}  // namespace

void heed_schema_only(const Options& options, chain::ReadResult& read) {
  if (options.lookup_rows) allow_lookup_rows(read);
  if (!options.schema_only) {
    remove_faults(changes_rows, read);
    remove_faults(adds_lookup_rows, read);
    return;
  }
  for (auto& fault : read.faults) {
    if (fault.code == adds_lookup_rows) fault.code = changes_rows;
  }
  RowChanges changes(options.lookup_rows);
  for (const auto& revision : read.revisions) changes.add_faults_of(revision, read.faults);
  remove_faults("data-in-schema-revision", read);
}

namespace {

/// One finding a revision: the text's if that is certain, as it has the statement, else the walk's.
void join_with_walk(report::Result& result) {
  std::set<std::string> told;
  std::set<std::string> proven;
  for (const auto& finding : result.findings) {
    if (finding.code != changes_rows) continue;
    if (finding.check == checks::SchemaOnly::check) {
      proven.insert(finding.revision);
    } else if (finding.severity == report::Severity::error) {
      told.insert(finding.revision);
    }
  }
  std::erase_if(result.findings, [&](const report::Finding& finding) {
    if (finding.code != changes_rows) return false;
    const bool is_proof = finding.check == checks::SchemaOnly::check;
    return is_proof
               ? told.contains(finding.revision)
               : finding.severity != report::Severity::error && proven.contains(finding.revision);
  });
}

}  // namespace

void weigh_schema_only(const Options& options, report::Result& result) {
  if (!options.schema_only) return;
  join_with_walk(result);
  for (auto& finding : result.findings) {
    if (finding.code != changes_rows) continue;
    if (finding.severity == report::Severity::error) finding.severity = *options.schema_only;
    if (!options.data_scripts.empty())
      finding.advice = "Move them to a script in " + options.data_scripts.string() + ".";
  }
}

}  // namespace pgstair::verify
