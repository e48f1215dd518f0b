// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cstdio>
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

/// Long evidence is cut on the console unless --verbose; reports for machines have all of it.
constexpr std::size_t most_lines = 8;
constexpr std::size_t most_bytes = 2000;  // of a line

std::string indented(std::string_view text, const std::string& indent, const ConsoleStyle& style) {
  const auto rows = lines(text);
  const std::size_t shown = style.verbose ? rows.size() : std::min(rows.size(), most_lines);
  std::string result;
  for (std::size_t i = 0; i < shown; ++i) {
    result +=
        indent + (style.verbose ? std::string(rows[i]) : shortened(rows[i], most_bytes)) + "\n";
  }
  if (shown < rows.size()) {
    result +=
        indent + "… " + counted(rows.size() - shown, "more line") + " (--verbose shows all)\n";
  }
  return result;
}

std::string evidence_of(const Finding& finding, const std::string& name) {
  const auto found = finding.evidence.find(name);
  return found == finding.evidence.end() ? "" : found->second;
}

/// The statement, and what the server said beyond its message.
std::string server_evidence(const Finding& finding, const ConsoleStyle& style) {
  std::string text;
  const std::string statement = evidence_of(finding, "statement");
  if (!statement.empty()) text += indented(statement, "      | ", style);
  const auto add = [&](const char* name, const char* label) {
    const std::string value = evidence_of(finding, name);
    if (!value.empty()) text += indented(std::string(label) + value, "      ", style);
  };
  add("sqlstate", "SQLSTATE ");
  add("detail", "DETAIL: ");
  add("hint", "HINT: ");
  add("context", "CONTEXT: ");
  add("row", "ROW: ");
  add("lacks", "LACKS: ");
  add("only_with", "ONLY WITH ");
  add("example", "FOR EXAMPLE: ");
  add("query", "BEFORE IT, ASK PRODUCTION: ");
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
std::string difference_evidence(const Finding& finding, const ConsoleStyle& style) {
  const std::string before = evidence_of(finding, "before");
  const std::string after = evidence_of(finding, "after");
  if (before.empty() || after.empty()) return {};
  std::string rows;
  bool tells_more = false;
  const std::string difference = unified_diff(before, after, 1);
  for (const auto row : lines(difference)) {
    if (row.starts_with("@@")) continue;
    rows += std::string(row) + "\n";
    tells_more = tells_more || (row[0] != ' ' && !is_said(row.substr(1), finding.message));
  }
  return tells_more ? indented(rows, "      ", style) : "";
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
                             counted(summary.notes, "note");
  const std::string accepted =
      summary.accepted == 0 ? "" : "; " + counted(summary.accepted, "finding") + " accepted";
  if (summary.errors > 0) return text + painted(counts, Paint::red, style) + accepted + "\n";
  if (summary.warnings > 0) return text + painted(counts, Paint::yellow, style) + accepted + "\n";
  if (summary.checks_run == 0)
    return text + painted("Nothing was checked", Paint::yellow, style) + "\n";
  const std::string verdict = summary.accepted == 0 ? "No problem found" : "No other problem found";
  return text + painted(verdict, Paint::green, style) + " in " +
         counted(summary.checks_run, "check") +
         (summary.notes > 0 ? " (" + counted(summary.notes, "note") + ")" : "") + accepted + "\n";
}

/// The reasons why checks did not run, each with how many it stopped.
std::string not_checked_text(const Result& result) {
  std::map<std::string, std::size_t> reasons;
  for (const auto& revision : result.revisions) {
    for (const auto& [check, reason] : revision.not_checked) ++reasons[check + ": " + reason];
  }
  for (const auto& [check, reason] : result.chain_checks_not_run) ++reasons[check + ": " + reason];
  std::string text;
  for (const auto& [reason, times] : reasons) {
    text += "  not checked  " + reason +
            (times > 1 ? " (" + counted(times, "revision") + ")" : "") + "\n";
  }
  return text.empty() ? text : text + "\n";
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

std::string proof_of(const Finding& finding, const ConsoleStyle& style) {
  return server_evidence(finding, style) + difference_evidence(finding, style);
}

/// A line for each part, and what proves it.
std::string parts_text(const Finding& finding, const ConsoleStyle& style) {
  std::string text;
  for (const auto& part : finding.parts) {
    const bool is_of_table = !part.table.empty() && part.table == finding.table;
    text += "    – " + (is_of_table ? "" : part.code + ": ") + part.message;
    if (!(part.location == finding.location)) text += "  " + to_string(part.location);
    text += "\n" + proof_of(part, style);
  }
  return text;
}

/// `where`: where it is, as far as that is not said yet.
std::string finding_text(const Finding& finding, const std::string& where,
                         const ConsoleStyle& style) {
  std::string text =
      painted(std::string(to_string(finding.severity)), paint_of(finding.severity), style) + "  " +
      painted(finding.code, Paint::bold, style) + (where.empty() ? "" : "  " + where) + "\n";
  const std::string sentence =
      style.verbose ? finding.message : shortened(finding.message, most_bytes);
  return text + "    " + sentence + "\n" + proof_of(finding, style) + parts_text(finding, style);
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

/// The findings under a title for each revision. A path is given once in a row, and advice once.
std::string findings_text(const Result& result, const ConsoleStyle& style) {
  std::string text;
  std::set<std::string> advised;
  const Finding* last = nullptr;
  const auto advise = [&] {
    if (last != nullptr && advised.insert(last->advice).second) text += advice_text(*last);
  };
  for (const auto& finding : result.findings) {
    if (finding.severity == Severity::note && !style.verbose) continue;
    const bool new_group = last == nullptr || last->revision != finding.revision;
    if (last != nullptr && (new_group || last->advice != finding.advice)) advise();
    if (new_group) {
      const std::string title =
          finding.revision.empty() ? "the chain as a whole" : finding.revision;
      text += (last == nullptr ? "" : "\n") + painted(title, Paint::bold, style) + "\n";
    }
    text += "  " + finding_text(finding, where_text(finding, new_group ? nullptr : last), style);
    last = &finding;
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
                          shortened(finding.message, most_bytes) + " [" + finding.code + "]\n" +
                          proof_of(finding, {}) + parts_text(finding, {}) + advice_text(finding),
                      {});
}

std::string render_console(const Result& result, const ConsoleStyle& style) {
  std::string text = findings_text(result, style);
  text += deployed_text(result, style);
  if (!style.quiet) text += not_checked_text(result);
  text += summary_text(result, style);
  if (result.kept_server) {
    text += "\nThe server is still running. To look at it, and to stop it:\n  " +
            result.kept_server->psql + "\n  " + result.kept_server->stop + "\n";
  }
  return for_terminal(text, style);
}

}  // namespace pgstair::report
