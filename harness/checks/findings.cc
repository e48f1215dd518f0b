// SPDX-License-Identifier: MIT
#include "checks/findings.h"

#include <algorithm>

#include "catalog/describe.h"
#include "postgres/missing_extension.h"
#include "report/finding_catalog.h"
#include "support/contains.h"
#include "support/text.h"
#include "walk/version_tables.h"

namespace pgstair::checks {

report::Finding finding(std::string_view code, const std::string& revision,
                        const std::string& message, const Location& location) {
  const auto& kind = report::finding_kind(code);
  report::Finding finding;
  finding.code = code;
  finding.severity = kind.severity;
  finding.check = kind.check;
  finding.revision = revision;
  finding.message = message;
  finding.location = location;
  finding.advice = kind.remedy;
  return finding;
}

namespace {

/// Whether a statement makes the table that the chain's own tool has made before.
bool makes_version_table(const postgres::ServerError& error) {
  constexpr std::string_view duplicate_table = "42P07";
  if (error.sqlstate != duplicate_table) return false;
  const std::string name = between(error.message, "relation \"", "\" already exists");
  return walk::is_version_table({.kind = "table", .schema = "", .owner = "", .name = name});
}

/// In which line of its statement the server found the error; 0 if it does not say.
std::ptrdiff_t line_of_error(const walk::StepFailure& failure) {
  if (failure.error.position <= 0) return 0;
  const auto before =
      failure.statement.substr(0, static_cast<std::size_t>(failure.error.position - 1));
  return 1 + std::ranges::count(before, '\n');
}

/// Whether a server of another version might take the statement: it has syntax, a function, a type,
/// a setting or an option that this one does not know.
bool may_need_later_server(const postgres::ServerError& error) {
  constexpr std::string_view states[] = {
      "42601",  // syntax_error
      "42883",  // undefined_function
      "42704",  // undefined_object
      "0A000",  // feature_not_supported
      "22023",  // invalid_parameter_value: an option
  };
  return contains(states, error.sqlstate);
}

/// The name of a collation that the server has not; empty if that is not the error.
std::string missing_collation(const postgres::ServerError& error) {
  constexpr std::string_view undefined_object = "42704";
  if (error.sqlstate != undefined_object || !error.message.ends_with("does not exist")) return {};
  return between(error.message, "collation \"", "\"");
}

}  // namespace

report::Finding failure_finding(std::string_view code, const std::string& revision,
                                const std::string& message, const walk::StepFailure& failure) {
  const auto& error = failure.error;
  const std::string reason = error.message.empty() ? "" : ": " + error.message;
  report::Finding result = finding(code, revision, message + reason, failure.location);
  result.evidence["statement"] = failure.statement;
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) result.evidence[name] = value;
  };
  if (const auto line = line_of_error(failure); line > 0)
    add("line_of_statement", std::to_string(line));
  add("sqlstate", error.sqlstate);
  add("detail", error.detail);
  add("hint", error.hint);
  add("context", error.context);
  add("constraint", error.constraint);
  const bool is_of_one_script = result.code == "upgrade-fails" || result.code == "downgrade-fails";
  if (is_of_one_script && may_need_later_server(error))
    result.advice += " If it needs a later server, verify with that one: `--pg`.";
  if (const auto missing = postgres::missing_extension(error))
    result.advice = postgres::advice_on(*missing, failure.location.file.ends_with(".py"));
  if (failure.kind == walk::StepFailure::Kind::timeout)
    result.advice = report::finding_kind("script-times-out").remedy;
  if (makes_version_table(error)) {
    result.advice =
        "The chain's own tool makes this table before the first revision (a dump has it, too): "
        "take the statement out. If that tool keeps its versions elsewhere, say so in "
        "pgstair.toml: version-table = \"none\".";
  }
  if (const std::string collation = missing_collation(error); !collation.empty()) {
    result.advice =
        "Such collations are the locales of the server's machine when the cluster was made, and "
        "there was no " +
        collation +
        ". Generate it there and put SELECT pg_import_system_collations('pg_catalog'); into an "
        "SQL file that pgstair.toml names (init), or verify on a server that has it (`server`). "
        "Collations of ICU (\"en-US-x-icu\") are on every server that is built with it.";
  }
  if (error.sqlstate == "42501") {
    result.advice =
        "The role that runs the migrations may not do that. Grant it the right, or let whoever "
        "sets up the database do it before base: an SQL file in `init` (pgstair.toml).";
  }
  if (const std::string role = postgres::missing_role(error); !role.empty()) {
    result.advice =
        "Roles are the cluster's, and this one had none of that name. If production has it, say so "
        "in pgstair.toml: roles = [\"" +
        role + "\"]. If the chain is to make it, do so in a revision before this one.";
  }
  return result;
}

namespace {

/// The side of a change as lines "attribute: value".
std::string side(const catalog::Change& change,
                 std::optional<std::string> catalog::AttributeChange::*value) {
  std::vector<std::string> rows;
  for (const auto& attribute : change.attributes) {
    rows.push_back(attribute.name + ": " + catalog::value_text(attribute.name, attribute.*value));
  }
  return join(rows, "\n");
}

}  // namespace

namespace {

std::string table_of(const catalog::Change& change) {
  if (!change.identity.owner.empty()) return change.identity.owner;
  if (change.identity.kind == "sequence") return catalog::table_of_sequence(change);
  if (change.identity.kind != "table") return "";
  const std::string parent = catalog::value_of(change, "partition_of");
  return parent.empty() ? catalog::qualified_name(change.identity) : parent;
}

}  // namespace

void add_evidence(report::Finding& finding, const catalog::Change& change) {
  finding.object = catalog::to_string(change.identity);
  finding.subject = catalog::subject(change);
  finding.table = table_of(change);
  using catalog::ChangeKind;
  if (change.kind != ChangeKind::added)
    finding.evidence["before"] = side(change, &catalog::AttributeChange::before);
  if (change.kind != ChangeKind::dropped)
    finding.evidence["after"] = side(change, &catalog::AttributeChange::after);
}

namespace {

/// `say`: the two values of an attribute, where they are short enough for a sentence.
template <typename Say>
std::string sentence_of_attributes(const catalog::Change& change, const Say& say) {
  std::vector<std::string> parts;
  for (const auto& attribute : change.attributes) {
    const std::string before = catalog::value_text(attribute.name, attribute.before);
    const std::string after = catalog::value_text(attribute.name, attribute.after);
    const bool is_short = before.size() + after.size() <= 60 &&
                          before.find('\n') == std::string::npos &&
                          after.find('\n') == std::string::npos;
    const std::string name = catalog::label_of(attribute.name);
    parts.push_back(is_short ? name + ": " + say(before, after) : name + " differs");
  }
  return join(parts, ", ");
}

}  // namespace

std::string changed_attributes(const catalog::Change& change) {
  return sentence_of_attributes(change, [](const std::string& before, const std::string& after) {
    return before + " → " + after;
  });
}

std::string different_attributes(const catalog::Change& change, const std::string& in_before,
                                 const std::string& in_after) {
  return sentence_of_attributes(change, [&](const std::string& before, const std::string& after) {
    return before + " in " + in_before + ", " + after + " in " + in_after;
  });
}

walk::CheckOutcome not_checked(const std::string& reason) {
  return {report::Verdict::not_checked, reason, {}};
}

walk::CheckOutcome judged(std::vector<report::Finding> findings) {
  const bool failed = std::ranges::any_of(
      findings, [](const report::Finding& f) { return f.severity != report::Severity::note; });
  return {failed ? report::Verdict::failed : report::Verdict::passed, "", std::move(findings)};
}

}  // namespace pgstair::checks
