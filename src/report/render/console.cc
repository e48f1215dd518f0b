// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "report/render/console_text.h"
#include "report/render/render.h"
#include "support/contains.h"
#include "support/text.h"
#include "support/unified_diff.h"

namespace pgstair::report {

namespace {

/// Long texts are cut on the console unless --verbose; reports for machines have all of them.
constexpr std::size_t most_lines = 6;
constexpr std::size_t most_lines_of_statement = 4;
constexpr std::size_t most_lines_of_brief = 3;  // of a difference
constexpr std::size_t most_bytes = 2000;        // of a line

/// How much is shown of what proves a finding: less below one like it, and of a part.
enum class Extent { full, brief };

std::string more_lines(std::size_t count) { return "… " + counted(count, "more line") + "\n"; }

std::string indented(std::string_view text, const std::string& indent, const ConsoleStyle& style,
                     std::size_t most = most_lines) {
  const auto rows = lines(text);
  const std::size_t shown = style.verbose ? rows.size() : std::min(rows.size(), most);
  std::string result;
  for (std::size_t i = 0; i < shown; ++i) {
    result +=
        indent + (style.verbose ? std::string(rows[i]) : shortened(rows[i], most_bytes)) + "\n";
  }
  if (shown < rows.size()) result += indent + more_lines(rows.size() - shown);
  return result;
}

std::string evidence_of(const Finding& finding, const std::string& name) {
  const auto found = finding.evidence.find(name);
  return found == finding.evidence.end() ? "" : found->second;
}

/// The statement: of a long one the first line, and the one that the server stumbled over.
std::string statement_text(const Finding& finding, const ConsoleStyle& style, Extent extent) {
  constexpr const char* bar = "      | ";
  const std::string statement = evidence_of(finding, "statement");
  const auto rows = lines(statement);
  const bool is_told = extent == Extent::brief || !evidence_of(finding, "query").empty();
  if (is_told && !style.verbose && rows.size() > 1)
    return bar + shortened(rows.front(), most_bytes) + " …\n";
  const std::string line = evidence_of(finding, "line_of_statement");
  const std::size_t wrong = line.empty() ? 1 : std::stoul(line);
  if (wrong <= most_lines_of_statement || wrong > rows.size() || style.verbose)
    return indented(statement, bar, style, most_lines_of_statement);
  const std::string last = wrong == rows.size() ? "" : bar + more_lines(rows.size() - wrong);
  return indented(rows.front(), bar, style) + bar + more_lines(wrong - 2) +
         indented(rows[wrong - 1], bar, style) + last;
}

/// The query that tells whether production has such rows. A part of one is of no use.
std::string query_text(const Finding& finding, const ConsoleStyle& style) {
  const std::string query = evidence_of(finding, "query");
  if (query.empty()) return {};
  constexpr const char* ask = "      BEFORE IT, ASK PRODUCTION: ";
  if (lines(query).size() > 1 && !style.verbose)
    return std::string(ask) + "`pgstair preflight` does (-v shows the query)\n";
  return indented(ask + query, "", style);
}

/// The statement, and what the server said beyond its message.
std::string server_evidence(const Finding& finding, const ConsoleStyle& style, Extent extent) {
  std::string text = statement_text(finding, style, extent);
  const auto add = [&](const char* name, const char* label) {
    const std::string value = evidence_of(finding, name);
    if (!value.empty()) text += indented(std::string(label) + value, "      ", style);
  };
  // Where a query tells whether production has such a row, the row that was made up is beside it.
  if (evidence_of(finding, "query").empty() || style.verbose) {
    add("detail", "DETAIL: ");
    add("hint", "HINT: ");
    add("context", "CONTEXT: ");
    add("row", "ROW: ");
  }
  add("lacks", "LACKS: ");
  add("only_with", "ONLY WITH ");
  add("example", "FOR EXAMPLE: ");
  text += query_text(finding, style);
  add("assumed", "ASSUMED: ");
  add("no_query", "NO QUERY TELLS IT BEFOREHAND: ");
  return text;
}

/// Whether the sentence already holds the value of this line ("not_null: no").
bool is_said(std::string_view line, std::string_view sentence) {
  const auto colon = line.find(": ");
  return colon != std::string_view::npos &&
         sentence.find(line.substr(colon + 2)) != std::string_view::npos;
}

/// What an object was and is, as a unified diff; nothing if the sentence says it all.
std::string difference_evidence(const Finding& finding, const ConsoleStyle& style, Extent extent) {
  const std::size_t most = extent == Extent::full ? most_lines : most_lines_of_brief;
  const std::string before = evidence_of(finding, "before");
  const std::string after = evidence_of(finding, "after");
  if (before.empty() || after.empty()) return {};
  std::string rows;
  bool tells_more = false;
  const std::string difference = unified_diff(before, after, 0);
  for (const auto row : lines(difference)) {
    if (row.starts_with("@@")) continue;
    rows += std::string(row) + "\n";
    tells_more = tells_more || (row[0] != ' ' && !is_said(row.substr(1), finding.message));
  }
  return tells_more ? indented(rows, "      ", style, most) : "";
}

/// "The upgrade fails: relation "users" already exists (SQLSTATE 42P07)"
std::string sentence_of(const Finding& finding, const ConsoleStyle& style) {
  const std::string state = evidence_of(finding, "sqlstate");
  return (style.verbose ? finding.message : shortened(finding.message, most_bytes)) +
         (state.empty() ? "" : " (SQLSTATE " + state + ")");
}

std::string seconds_text(double seconds) {
  char text[32];
  std::snprintf(text, sizeof text, seconds < 10 ? "%.2f s" : "%.1f s", seconds);
  return text;
}

/// " new since origin/main (1a2b3c4), 40 before them not judged"
std::string not_judged_text(const Result& result) {
  const auto& [since, revisions] = result.not_judged;
  if (since.empty()) return {};
  return " new since " + since + ", " + std::to_string(revisions) + " before not judged";
}

std::string summary_text(const Result& result, const ConsoleStyle& style) {
  const Summary summary = summarise(result);
  std::string text = counted(summary.revisions, "revision") + not_judged_text(result) + ", " +
                     counted(summary.checks_run, "check") + " run";
  if (summary.checks_not_run > 0)
    text += ", " + std::to_string(summary.checks_not_run) + " not checked";
  if (!result.compared_with.empty()) text += ", compared with " + result.compared_with;
  if (!result.server_version.empty()) text += ", Postgres " + result.server_version;
  text += ", " + seconds_text(summary.seconds) + "\n";
  const std::string counts = counted(summary.errors, "error") + ", " +
                             counted(summary.warnings, "warning") + ", " +
                             counted(summary.notes, "note") +
                             (summary.notes > 0 && !style.verbose ? " (-v shows notes)" : "");
  const std::string accepted =
      summary.accepted == 0 ? "" : "; " + counted(summary.accepted, "finding") + " accepted";
  if (summary.errors > 0) return text + painted(counts, Paint::red, style) + accepted + "\n";
  if (summary.warnings > 0) return text + painted(counts, Paint::yellow, style) + accepted + "\n";
  if (summary.checks_run == 0)
    return text + painted("Nothing was checked", Paint::yellow, style) + "\n";
  const std::string verdict = summary.accepted == 0 ? "No problem found" : "No other problem found";
  return text + painted(verdict, Paint::green, style) + " in " +
         counted(summary.checks_run, "check") +
         (summary.notes == 0 ? ""
          : style.verbose    ? " (" + counted(summary.notes, "note") + ")"
                             : " (" + counted(summary.notes, "note") + ": -v shows them)") +
         accepted + "\n";
}

/// The reasons why checks did not run, each with the revisions that it stopped.
std::string not_checked_text(const Result& result) {
  std::map<std::string, std::vector<std::string>> reasons;
  for (const auto& revision : result.revisions) {
    for (const auto& [check, reason] : revision.not_checked)
      reasons[check + ": " + reason].push_back(revision.id);
  }
  for (const auto& [check, reason] : result.chain_checks_not_run) reasons[check + ": " + reason];
  std::string text;
  for (const auto& [reason, revisions] : reasons) {
    text += "  not checked  " + reason;
    if (revisions.size() == 1) text += " (" + revisions.front() + ")";
    if (revisions.size() > 1)
      text +=
          " (" + counted(revisions.size(), "revision") + ", the first " + revisions.front() + ")";
    text += "\n";
  }
  return text.empty() ? text : text + "\n";
}

/// Says that nothing was verified by this run.
std::string verified_before_text(const Result& result) {
  if (!result.verified_before) return {};
  const auto& [at, seconds] = *result.verified_before;
  return "Verified before: nothing that decides has changed since " + at + ", when it took " +
         seconds_text(seconds) + " (--no-cache verifies again)\n";
}

/// A line for each database that was asked where it stands.
std::string deployed_text(const Result& result, const ConsoleStyle& style) {
  std::string text;
  for (const auto& database : result.deployed) {
    const Paint paint = database.verdict == Verdict::passed   ? Paint::green
                        : database.verdict == Verdict::failed ? Paint::red
                                                              : Paint::yellow;
    text += "  " + painted(database.outcome, paint, style) + "  " + database.name + ": " +
            database.stands + "\n";
  }
  return text.empty() ? text : text + "\n";
}

std::string proof_of(const Finding& finding, const ConsoleStyle& style,
                     Extent extent = Extent::full) {
  return server_evidence(finding, style, extent) + difference_evidence(finding, style, extent);
}

/// "column email", where the table is named already.
std::string short_subject(const Finding& part) {
  const std::string text = replace_all(part.subject, part.table + ".", "");
  return text.ends_with(" on " + part.table)
             ? text.substr(0, text.size() - part.table.size() - std::string_view(" on ").size())
             : text;
}

/// "– gone: column email, index users_email_idx": the parts of which no more is to be said.
std::string named_parts(const Finding& finding, std::string_view code, const char* what) {
  std::vector<std::string> names;
  for (const auto& part : finding.parts) {
    if (part.code == code) names.push_back(short_subject(part));
  }
  return names.empty() ? "" : std::string("    – ") + what + ": " + join(names, ", ") + "\n";
}

/// What belongs to the fault, or follows from it, with what proves it.
std::string parts_text(const Finding& finding, const ConsoleStyle& style) {
  std::string text = named_parts(finding, "downgrade-loses-object", "gone") +
                     named_parts(finding, "downgrade-leaves-residue", "still there");
  for (const auto& part : finding.parts) {
    if (part.code == "downgrade-loses-object" || part.code == "downgrade-leaves-residue") continue;
    const bool is_of_table = !part.table.empty() && part.table == finding.table;
    text += "    – " + (is_of_table ? "" : part.code + ": ") + sentence_of(part, style);
    if (!(part.location == finding.location)) text += "  " + to_string(part.location);
    text += "\n" + proof_of(part, style, Extent::brief);
  }
  return text;
}

std::string sentence_text(const Finding& finding, const ConsoleStyle& style,
                          Extent extent = Extent::full) {
  return "    " + sentence_of(finding, style) + "\n" + proof_of(finding, style, extent) +
         parts_text(finding, style);
}

/// `where`: where it is, as far as that is not said yet.
std::string finding_text(const Finding& finding, const std::string& where,
                         const ConsoleStyle& style) {
  std::string text =
      painted(std::string(to_string(finding.severity)), paint_of(finding.severity), style) + "  " +
      painted(finding.code, Paint::bold, style) + (where.empty() ? "" : "  " + where) + "\n";
  return text + sentence_text(finding, style);
}

/// What to do about it, on a line of its own.
std::string advice_text(const Finding& finding) {
  if (finding.severity == Severity::note || finding.advice.empty()) return {};
  return "      → " + finding.advice + "\n";
}

/// "db/0042.sql:7:1"; "line 9" where the finding before it was of the same file.
std::string where_text(const Finding& finding, const Finding* before) {
  const bool is_said = before != nullptr && before->location.file == finding.location.file;
  if (!is_said) return to_string(finding.location);
  if (finding.location.line == 0 || finding.location == before->location) return "";
  return "line " + std::to_string(finding.location.line);
}

/// Whether the headline over `finding` would be the one over the finding before it.
bool has_same_headline(const Finding& finding, const Finding& before) {
  return finding.code == before.code && finding.severity == before.severity &&
         finding.location == before.location;
}

/// Whether the finding before it says the same of another place.
bool says_the_same(const Finding& finding, const Finding& before) {
  return finding.code == before.code && finding.severity == before.severity &&
         finding.message == before.message && finding.evidence == before.evidence &&
         finding.parts.empty() && before.parts.empty();
}

/// Below the finding `before` of the same revision, which is repeated in nothing.
std::string next_finding_text(const Finding& finding, const Finding& before,
                              const ConsoleStyle& style) {
  if (says_the_same(finding, before)) return "    also " + to_string(finding.location) + "\n";
  if (has_same_headline(finding, before)) return sentence_text(finding, style, Extent::brief);
  return "  " + finding_text(finding, where_text(finding, &before), style);
}

/// Those that are shown, in the order of the revisions; the chain's own first.
std::vector<const Finding*> shown_findings(const Result& result, const ConsoleStyle& style) {
  std::map<std::string, std::size_t> places{{"", 0}};
  for (const auto& revision : result.revisions) places.emplace(revision.id, places.size());
  std::vector<const Finding*> shown;
  for (const auto& finding : result.findings) {
    if (finding.severity != Severity::note || style.verbose) shown.push_back(&finding);
  }
  std::ranges::stable_sort(shown, {}, [&](const Finding* finding) {
    const auto place = places.find(finding->revision);
    return place == places.end() ? places.size() : place->second;
  });
  return shown;
}

/// The findings under a title for each revision. A path is given once in a row, and advice once.
std::string findings_text(const Result& result, const ConsoleStyle& style) {
  std::string text;
  std::set<std::string> advised;
  const Finding* last = nullptr;
  const auto advise = [&] {
    if (last != nullptr && advised.insert(last->advice).second) text += advice_text(*last);
  };
  for (const Finding* finding : shown_findings(result, style)) {
    const bool new_group = last == nullptr || last->revision != finding->revision;
    if (last != nullptr && (new_group || last->advice != finding->advice)) advise();
    if (new_group) {
      const std::string title =
          finding->revision.empty() ? "the chain as a whole" : finding->revision;
      text += (last == nullptr ? "" : "\n") + painted(title, Paint::bold, style) + "\n";
    }
    text += new_group ? "  " + finding_text(*finding, where_text(*finding, nullptr), style)
                      : next_finding_text(*finding, *last, style);
    last = finding;
  }
  advise();
  return last == nullptr ? text : text + "\n";
}

}  // namespace

std::string for_terminal(std::string_view text, const ConsoleStyle& style) {
  static constexpr std::array<std::string_view, 6> codes{"0", "1", "2", "31", "32", "33"};
  std::string result;
  while (style.colour) {
    const auto start = text.find("\033[");
    const auto end = text.find('m', start);
    if (end == std::string_view::npos) break;
    const auto code = text.substr(start + 2, end - start - 2);
    const bool is_ours = contains(codes, code);
    result += printable(text.substr(0, start));
    result += is_ours ? text.substr(start, end + 1 - start) : printable(text.substr(start, 2));
    text.remove_prefix(is_ours ? end + 1 : start + 2);
  }
  return result + printable(text);
}

std::string render_finding(const Finding& finding, const ConsoleStyle& style) {
  return for_terminal(
      finding_text(finding, to_string(finding.location), style) + advice_text(finding), style);
}

std::string render_diagnostic(const Finding& finding) {
  const std::string where = to_string(finding.location);
  return for_terminal((where.empty() ? "" : where + ": ") +
                          std::string(to_string(finding.severity)) + ": " +
                          sentence_of(finding, {}) + " [" + finding.code + "]\n" +
                          proof_of(finding, {}) + parts_text(finding, {}) + advice_text(finding),
                      {});
}

std::string render_console(const Result& result, const ConsoleStyle& style) {
  std::string text = findings_text(result, style);
  text += deployed_text(result, style);
  if (!style.quiet) text += not_checked_text(result);
  text += verified_before_text(result) + summary_text(result, style);
  if (result.kept_server) {
    text += "\nThe server is still running. To look at it, and to stop it:\n  " +
            result.kept_server->psql + "\n  " + result.kept_server->stop + "\n";
  }
  return for_terminal(text, style);
}

}  // namespace pgstair::report
