// SPDX-License-Identifier: MIT
#include <memory>
#include <string>

#include "cli/schema_source.h"
#include "walk/comparable.h"

namespace pgstair::cli {

void add_drift(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand(
      "drift", "Tell how a database differs from what the chain makes; nothing is written to it");
  struct Flags {
    std::string url;
    std::string expected = "chain@head";
    SourceFlags sources;
    ComparisonFlags comparison;
  };
  const auto flags = std::make_shared<Flags>();
  command->add_option("--url", flags->url, "The database: postgresql://… or host=… dbname=…")
      ->type_name("URL")
      ->required();
  command
      ->add_option("--expected", flags->expected,
                   "What it should be: chain@REVISION, model, a snapshot file, …")
      ->type_name("SOURCE")
      ->capture_default_str();
  add_source_flags(*command, flags->sources);
  add_comparison_flags(*command, flags->comparison);
  command->callback([flags, &chosen] {
    chosen = [flags] {
      source::SourceReader reader(options_of(flags->sources));
      auto [expected, actual] = reader.read_both(flags->expected, flags->url);
      walk::make_comparable(expected.snapshot, actual.snapshot, expected.neighbours);
      return compare_and_print(expected, actual, flags->comparison);
    };
  });
}

}  // namespace pgstair::cli
