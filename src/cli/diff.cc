// SPDX-License-Identifier: MIT
#include <memory>
#include <string>

#include "cli/schema_source.h"

namespace pgstair::cli {

void add_diff(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand("diff", "Compare two schemas, wherever they come from");
  struct Flags {
    std::string a;
    std::string b;
    SourceFlags sources;
    ComparisonFlags comparison;
  };
  const auto flags = std::make_shared<Flags>();
  constexpr const char* what =
      "postgresql://…, chain, chain@REVISION, model, a snapshot file, or a file or folder of SQL";
  command->add_option("A", flags->a, what)->type_name("SOURCE")->required();
  command->add_option("B", flags->b, what)->type_name("SOURCE")->required();
  add_source_flags(*command, flags->sources);
  add_comparison_flags(*command, flags->comparison);
  command->callback([flags, &chosen] {
    chosen = [flags] {
      source::SourceReader reader(options_of(flags->sources));
      const auto [a, b] = reader.read_both(flags->a, flags->b);
      return compare_and_print(a, b, flags->comparison);
    };
  });
}

}  // namespace pgstair::cli
