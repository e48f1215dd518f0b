// SPDX-License-Identifier: MIT
//
// Source: flyway-core 12: DbMigrate.java (a row that says failed only where a script ran without a
// transaction), JdbcTableSchemaHistory.java (`repair` removes such rows; what a row holds).

#include <algorithm>
#include <filesystem>

#include "chain/noted.h"
#include "explain/tools/all_tools.h"
#include "preflight/version_rows.h"
#include "sql/script.h"
#include "support/file.h"
#include "support/process.h"
#include "support/text.h"

namespace pgstair::explain {

namespace {

using report::RecoveryStep;

class FlywayTool : public Tool {
 public:
  FlywayTool(const verify::Options& options, const chain::Chain& chain)
      : folder_(options.chain.string()), chain_(chain) {}

  std::string name() const override { return "Flyway"; }

  std::vector<RecoveryStep> upgrade(const std::vector<std::size_t>&, bool is_late) const override {
    return {{is_late ? "Apply what is pending, also what comes before an applied version"
                     : "Apply what is pending",
             flyway(is_late ? "-outOfOrder=true migrate" : "migrate")}};
  }

  std::vector<RecoveryStep> stamp(const preflight::NotedRevisions& rows,
                                  const std::vector<std::size_t>& wanted) const override {
    if (rows.table.empty()) return baseline(wanted);
    std::vector<RecoveryStep> steps;
    const RowChanges changes = row_changes("flyway", chain_, rows, wanted);
    if (!rows.failed.empty())
      steps.push_back({"Remove the failed row from " + rows.table, flyway("repair")});
    std::vector<std::string> statements;
    std::vector<std::string> surplus = changes.surplus;
    std::erase_if(surplus, [&](const std::string& version) {
      return std::ranges::find(rows.failed, version) != rows.failed.end();
    });
    if (!surplus.empty())
      statements.push_back("DELETE FROM " + rows.table + " WHERE version IN (" +
                           version_list(surplus, false) + ")");
    for (const std::size_t index : changes.missing)
      statements.push_back(insert(rows.table, chain_.revisions()[index]));
    if (!statements.empty())
      steps.push_back({"Make " + rows.table + " say what is there", psql_statements(statements)});
    return steps;
  }

 private:
  std::vector<RecoveryStep> baseline(const std::vector<std::size_t>& wanted) const {
    std::string last;
    for (const std::size_t index : wanted) {
      const chain::Revision& revision = chain_.revisions()[index];
      if (!revision.is_repeatable) last = chain::noted_version("flyway", revision);
    }
    if (last.empty()) return {};
    return {{"Have Flyway take what is there for version " + last,
             flyway("-baselineVersion=" + last + " baseline")}};
  }

  /// The row that Flyway would have written.
  static std::string insert(const std::string& table, const chain::Revision& revision) {
    const std::string file = chain::upgrade_file(revision);
    const std::string script = std::filesystem::path(file).filename().string();
    const std::string stem = std::filesystem::path(file).stem().string();
    const auto description = replace_all(stem.substr(stem.find("__") + 2), "_", " ");
    return "INSERT INTO " + table +
           " (installed_rank, version, description, type, script, checksum, installed_by, "
           "execution_time, success) SELECT coalesce(max(installed_rank), 0) + 1, " +
           sql::quote_literal(chain::noted_version("flyway", revision)) + ", " +
           sql::quote_literal(description) + ", 'SQL', " + sql::quote_literal(script) + ", " +
           preflight::flyway_checksum(read_file(file)) + ", current_user, 0, true FROM " + table;
  }

  std::string flyway(const std::string& arguments) const {
    return "flyway -locations=" + shell_quoted("filesystem:" + folder_) + " " + arguments;
  }

  std::string folder_;
  const chain::Chain& chain_;
};

}  // namespace

std::unique_ptr<Tool> flyway_tool(const verify::Options& options, const chain::Chain& chain) {
  return std::make_unique<FlywayTool>(options, chain);
}

}  // namespace pgstair::explain
