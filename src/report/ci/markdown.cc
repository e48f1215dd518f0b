// SPDX-License-Identifier: MIT
#include <algorithm>
#include <vector>

#include "report/ci/listed.h"
#include "report/ci/reports.h"
#include "report/render/render.h"
#include "support/text.h"

namespace pgstair::report {

namespace {

/// Text in a cell of a table: one line, no markup of its own.
std::string cell(std::string text) {
  for (const char* markup : {"\\", "|", "`", "*", "_", "[", "]", "<", "~", "@"}) {
    const std::string escaped = *markup == '<'   ? "&lt;"
                                : *markup == '@' ? "&#64;"
                                                 : std::string("\\") + markup;
    text = replace_all(std::move(text), markup, escaped);
  }
  return replace_all(replace_all(std::move(text), "\r", ""), "\n", " ");
}

/// A fence that is longer than any in the text.
std::string fenced(const std::string& text) {
  std::string fence = "```";
  while (text.find(fence) != std::string::npos) fence += "`";
  return fence + "\n" + text + (text.ends_with('\n') ? "" : "\n") + fence + "\n";
}

std::string place(const Listed& one) { return one.file + ":" + std::to_string(one.line); }

std::string row(const Listed& one) {
  const Finding& finding = *one.finding;
  return "| " + std::string(to_string(finding.severity)) + " | " + cell(finding.code) + " | " +
         cell(place(one)) + " | " + cell(paragraph(finding)) + " |\n";
}

std::string headline(const Result& result) {
  const Summary summary = summarise(result);
  const bool is_clean = summary.errors + summary.warnings == 0;
  std::string text = "### " +
                     std::string(is_clean             ? "✅"
                                 : summary.errors > 0 ? "❌"
                                                      : "⚠️") +
                     " pgstair: " + cell(result.chain_path) + "\n\n";
  text += counted(summary.errors, "error") + ", " + counted(summary.warnings, "warning") + ", " +
          counted(summary.notes, "note") + " in " + counted(summary.revisions, "revision") + "; " +
          counted(summary.checks_run, "check") + " run, " + std::to_string(summary.checks_not_run) +
          " not checked";
  if (summary.accepted > 0) text += ", " + counted(summary.accepted, "finding") + " accepted";
  if (!result.server_version.empty()) text += " (Postgres " + result.server_version + ")";
  return text + ".\n";
}

/// What was not checked, and why: of the revisions, how many for each reason.
std::vector<std::string> not_checked(const Result& result) {
  std::vector<std::string> lines;
  for (const auto& [check, reason] : result.chain_checks_not_run)
    lines.push_back("- not checked: " + cell(check + ": " + reason) + "\n");
  std::map<std::string, std::size_t> revisions;
  for (const auto& revision : result.revisions) {
    for (const auto& [check, reason] : revision.not_checked) ++revisions[check + ": " + reason];
  }
  for (const auto& [reason, count] : revisions)
    lines.push_back("- not checked: " + cell(reason) + " (" + counted(count, "revision") + ")\n");
  return lines;
}

/// Takes pieces while they fit; room for what is said of the rest is kept.
class Bounded {
 public:
  explicit Bounded(std::size_t most_bytes) : most_(most_bytes) {}

  bool add(const std::string& piece, std::size_t kept_free) {
    if (text_.size() + piece.size() + kept_free > most_) return false;
    text_ += piece;
    return true;
  }
  std::string text() && { return std::move(text_); }

 private:
  std::size_t most_;
  std::string text_;
};

constexpr std::size_t room_for_counts = 200;

}  // namespace

std::string render_markdown(const Result& result, const std::filesystem::path& repository,
                            std::size_t most_bytes) {
  const auto findings = listed(result, repository);
  Bounded text(most_bytes);
  // "--" ends a comment.
  text.add(
      "<!-- pgstair:" + replace_all(result.chain_path, "--", "- -") + " -->\n" + headline(result),
      room_for_counts);
  if (!findings.empty())
    text.add("\n| | finding | place | what |\n|---|---|---|---|\n", room_for_counts);
  std::size_t told = 0;
  while (told < findings.size() && text.add(row(findings[told]), room_for_counts)) ++told;
  if (told < findings.size())
    text.add("\n… and " + counted(findings.size() - told, "more finding") + ".\n", 0);
  const auto reasons = not_checked(result);
  if (!reasons.empty()) text.add("\n", room_for_counts);
  for (const auto& line : reasons) text.add(line, room_for_counts);
  const auto details = [](const Listed& one) {
    return "\n<details><summary>" + cell(one.finding->code + " " + place(one)) + "</summary>\n\n" +
           fenced(render_finding(*one.finding, {})) + "</details>\n";
  };
  for (const auto& one : findings) {
    if (one.finding->severity == Severity::note) continue;
    if (!text.add(details(one), room_for_counts)) {
      text.add("\nThe evidence of the others is in the job's log.\n", 0);
      break;
    }
  }
  return std::move(text).text();
}

}  // namespace pgstair::report
