// SPDX-License-Identifier: MIT
#include "cli/schema_source.h"

#include <unistd.h>

#include <cstdlib>
#include <iostream>

#include "catalog/difference.h"
#include "catalog/server_difference.h"
#include "cli/console_style.h"
#include "support/file.h"

namespace pgstair::cli {

void add_source_flags(CLI::App& command, SourceFlags& flags) {
  command
      .add_option(
          "-C,--chain", flags.path,
          "The folder with the migrations, or with pgstair.toml: what `chain` and `model` mean")
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
  command.add_option("-o,--output", flags.output, "Write the comparison to this file");
}

ExitCode compare_and_print(const source::SourceSnapshot& a, const source::SourceSnapshot& b,
                           const ComparisonFlags& flags) {
  report::Comparison comparison{{a.title, a.server_version},
                                {b.title, b.server_version},
                                catalog::diff(a.snapshot, b.snapshot),
                                {},
                                0,
                                catalog::unreadable_of(a.snapshot, b.snapshot)};
  catalog::Filter filter = flags.filter;
  const bool values_unreadable =
      comparison.not_compared.contains(catalog::Snapshot::sequence_value);
  if (!filter.sequence_values) comparison.not_compared.erase(catalog::Snapshot::sequence_value);
  if (values_unreadable) filter.sequence_values = false;
  catalog::apply(filter, comparison.changes);
  comparison.of_the_server =
      catalog::remove_server_differences(comparison.changes, a.server_version, b.server_version);
  comparison.renames = catalog::probable_renames(comparison.changes, a.snapshot, b.snapshot);
  const auto style = console_style(false, false);
  const std::string text = flags.format == "json" ? report::render_comparison_json(comparison)
                                                  : report::render_comparison(comparison, style);
  if (flags.output.empty()) {
    std::cout << text << std::flush;
  } else {
    write_file(flags.output, text);
  }
  return comparison.changes.empty() ? ExitCode::success : ExitCode::findings;
}

}  // namespace pgstair::cli
