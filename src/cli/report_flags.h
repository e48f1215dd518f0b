// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

#include "report/render/render.h"

/// What becomes of a result, for every command that has findings.
namespace pgstair::cli {

struct ReportFlags {
  std::string format = "console";
  std::string output;
  std::vector<std::string> more;  ///< "FORMAT=FILE"
  bool quiet = false;
  int verbosity = 0;  ///< how often -v was given
};

void add_report_flags(CLI::App& command, ReportFlags& flags);

report::ConsoleStyle style_of(const ReportFlags& flags);

/// Writes the report where it is to go; beside a file the console still gets its own. In a step of
/// GitHub Actions the console's is followed by annotations, and the job's summary gets it, too.
void print(const report::Result& result, const ReportFlags& flags);

}  // namespace pgstair::cli
