// SPDX-License-Identifier: MIT
#include <iostream>
#include <memory>
#include <string>

#include "catalog/file/snapshot_file.h"
#include "cli/schema_source.h"
#include "support/output.h"

namespace pgstair::cli {

namespace {

void tell_unread(const catalog::Snapshot::Unreadable& unreadable) {
  for (const auto& kind : unreadable) {
    std::cerr << "pgstair: not read, as the role may not see it: " << kind << '\n';
  }
}

}  // namespace

void add_snapshot(CLI::App& app, Command& chosen) {
  CLI::App* command =
      app.add_subcommand("snapshot", "Write a schema to a file that can be compared later");
  const auto source = std::make_shared<std::string>();
  const auto output = std::make_shared<std::string>();
  const auto flags = std::make_shared<SourceFlags>();
  command
      ->add_option("source", *source,
                   "postgresql://…, chain, chain@REVISION, model, or a file or folder of SQL")
      ->type_name("SOURCE")
      ->required();
  command->add_option("-o,--output", *output, "The file; default: standard output")
      ->type_name("FILE");
  add_source_flags(*command, *flags);
  command->callback([=, &chosen] {
    chosen = [=] {
      source::SourceReader reader(options_of(*flags));
      auto read = reader.read(*source);
      tell_unread(read.snapshot.unreadable());
      const std::string text =
          catalog::to_text({std::move(read.server_version), std::move(read.snapshot)});
      write_output(*output, text);
      return ExitCode::success;
    };
  });
}

}  // namespace pgstair::cli
