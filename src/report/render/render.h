// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <ostream>
#include <span>
#include <string>

#include "report/finding_catalog.h"
#include "report/progress.h"
#include "report/result.h"

/// A result as text: one function a format. docs/report-format.md describes them for their readers.
namespace pgstair::report {

/// The machine-readable contract (format_version 1), which every other format says in its own way.
std::string render_json(const Result& result);

/// JUnit XML: a test suite for each check, a test case for each revision, so that any CI shows it.
std::string render_junit(const Result& result);

struct ConsoleStyle {
  bool colour = false;
  bool verbose = false;  ///< all of the evidence, without shortening
  bool quiet = false;    ///< findings and the summary line, nothing else
};

/// For people: the findings grouped by revision, then a summary.
std::string render_console(const Result& result, const ConsoleStyle& style);

/// One finding as render_console() shows it.
std::string render_finding(const Finding& finding, const ConsoleStyle& style);

/// One finding as compilers report, so that an editor leads to its place:
///
///     db/0042_orders.sql:7:1: error: table orders is still there after the downgrade
///     [downgrade-leaves-residue]
///
/// and below it the evidence and the advice.
std::string render_diagnostic(const Finding& finding);

/// The page docs/findings/CODE.md.
std::string render_finding_page(const FindingKind& kind);

/// How many revisions passed and failed, at the end of the walk. On a terminal those that fail have
/// a line each while it runs, and the others share one that is rewritten. If verbose, every
/// revision has a line.
class ConsoleProgress : public Progress {
 public:
  /// Requires: `out` outlives this object.
  ConsoleProgress(std::ostream& out, const ConsoleStyle& style, bool terminal);
  void started(const Result& so_far, std::size_t revisions) override;
  void starts_again(const Result& so_far, const std::string& reason) override;
  void revision_done(const RevisionResult& revision, std::size_t index,
                     std::span<const Finding> findings) override;

 private:
  std::string counts_text() const;

  std::ostream* out_;
  ConsoleStyle style_;
  bool terminal_;
  std::size_t revisions_ = 0;
  std::size_t passed_ = 0;
  std::size_t incomplete_ = 0;  ///< some check did not run
  std::size_t failed_ = 0;
};

}  // namespace pgstair::report
