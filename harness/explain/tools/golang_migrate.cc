// SPDX-License-Identifier: MIT
//
// Source: golang-migrate 4: internal/cli/main.go (`force` parses flags of its own, so -1 comes
// after
// --), database/postgres/postgres.go (SetVersion: one row; none for version -1).

#include "chain/noted.h"
#include "explain/tools/all_tools.h"
#include "support/process.h"

namespace pgstair::explain {

namespace {

using report::RecoveryStep;

class GolangMigrateTool : public Tool {
 public:
  GolangMigrateTool(const verify::Options& options, const chain::Chain& chain)
      : folder_(options.chain.string()), chain_(chain) {}

  std::string name() const override { return "golang-migrate"; }

  std::vector<RecoveryStep> upgrade(const std::vector<std::size_t>&, bool) const override {
    return {{"Apply what is pending", migrate("up")}};
  }

  std::vector<RecoveryStep> stamp(const preflight::NotedRevisions& rows,
                                  const std::vector<std::size_t>& wanted) const override {
    if (row_changes("golang-migrate", chain_, rows, wanted).empty()) return {};
    std::string version = "-- -1";
    for (const std::size_t index : wanted)
      version =
          version_list({chain::noted_version("golang-migrate", chain_.revisions()[index])}, true);
    return {{"Make schema_migrations say what is there", migrate("force " + version)}};
  }

 private:
  std::string migrate(const std::string& arguments) const {
    return "migrate -path " + shell_quoted(folder_) + " -database \"$DATABASE_URL\" " + arguments;
  }

  std::string folder_;
  const chain::Chain& chain_;
};

}  // namespace

std::unique_ptr<Tool> golang_migrate_tool(const verify::Options& options,
                                          const chain::Chain& chain) {
  return std::make_unique<GolangMigrateTool>(options, chain);
}

}  // namespace pgstair::explain
