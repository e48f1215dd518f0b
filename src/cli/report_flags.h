// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>

#include <string>

#include "report/render/render.h"

/// What becomes of a result, for every command that has findings.
namespace pgstair::cli {

struct ReportFlags {
  std::string format = "console";
  std::string output;
  bool quiet = false;
  int verbosity = 0;  ///< how often -v was given
};

void add_report_flags(CLI::App& command, ReportFlags& flags);

report::ConsoleStyle style_of(const ReportFlags& flags);

/// Writes the report where it is to go; beside a file the console still gets its own.
void print(const report::Result& result, const ReportFlags& flags);

}  // namespace pgstair::cli
