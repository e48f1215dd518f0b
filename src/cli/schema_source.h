// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

#include "catalog/filter.h"
#include "cli/command.h"
#include "cli/server_flags.h"
#include "report/render/difference.h"
#include "source/source.h"

/// What snapshot, diff and drift have in common.
namespace pgstair::cli {

/// The chain and the Postgres that sources may refer to.
struct SourceFlags {
  std::string path = ".";
  ServerFlags server;
};

void add_source_flags(CLI::App& command, SourceFlags& flags);

/// pgstair.toml of the path, with the flags over it.
verify::Options options_of(const SourceFlags& flags);

/// How two schemas are compared and shown.
struct ComparisonFlags {
  catalog::Filter filter;
  std::string format = "console";
  std::string output;
};

void add_comparison_flags(CLI::App& command, ComparisonFlags& flags);

/// Compares A with B and prints the result: ExitCode::findings if they differ. Leaves out what
/// stands in `unmanaged`, with its parts.
ExitCode compare_and_print(const source::SourceSnapshot& a, const source::SourceSnapshot& b,
                           const ComparisonFlags& flags);

}  // namespace pgstair::cli
