// SPDX-License-Identifier: MIT
#include "cli/schema_source.h"

#include <unistd.h>

#include <cstdlib>

#include "cli/console_style.h"
#include "source/compare.h"
#include "support/output.h"

namespace pgstair::cli {

void add_source_flags(CLI::App& command, SourceFlags& flags) {
  command
      .add_option(
          "-C,--chain", flags.path,
          "The folder with the migrations, or with pgstair.toml: what `chain` and `model` mean")
      ->type_name("FOLDER")
      ->capture_default_str();
  add_server_flags(command, flags.server);
}

verify::Options options_of(const SourceFlags& flags) {
  verify::Options options = verify::read_configuration(flags.path);
  apply(flags.server, options);
  return options;
}

void add_comparison_flags(CLI::App& command, ComparisonFlags& flags) {
  command.add_option("--kind", flags.filter.kinds, "Only objects of this kind: table, trigger …")
      ->expected(1)
      ->take_all();
  command
      .add_option("--schema", flags.filter.schemas,
                  "Only this schema: a glob, or /a regular expression/")
      ->expected(1)
      ->take_all();
  command
      .add_option("--name", flags.filter.names,
                  "Only objects of this name, with or without schema: a glob or a /regex/")
      ->expected(1)
      ->take_all();
  command.add_option("--ignore", flags.filter.ignored, "All but objects of this name")
      ->expected(1)
      ->take_all();
  command.add_flag("--sequence-values", flags.filter.sequence_values,
                   "Compare where sequences stand, too");
  command.add_option("--format", flags.format, "console or json")
      ->capture_default_str()
      ->check(CLI::IsMember({"console", "json"}));
  command.add_option("-o,--output", flags.output, "Write the comparison to this file")
      ->type_name("FILE");
}

ExitCode compare_and_print(const source::SourceSnapshot& a, const source::SourceSnapshot& b,
                           const ComparisonFlags& flags) {
  const report::Comparison comparison = source::compare(a, b, flags.filter);
  const auto style = console_style(false, false);
  const std::string text = flags.format == "json" ? report::render_comparison_json(comparison)
                                                  : report::render_comparison(comparison, style);
  write_output(flags.output, text);
  return comparison.changes.empty() ? ExitCode::success : ExitCode::findings;
}

}  // namespace pgstair::cli
