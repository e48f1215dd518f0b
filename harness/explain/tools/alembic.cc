// SPDX-License-Identifier: MIT
//
// Source: `alembic upgrade --help` and `alembic stamp --help` of 1.8 and later; that `stamp` of
// several heads loses one of them unless it begins with an empty table (--purge), tried with 1.19.

#include <filesystem>

#include "explain/tools/all_tools.h"
#include "support/contains.h"
#include "support/process.h"
#include "support/text.h"
#include "verify/verify.h"

namespace pgstair::explain {

namespace {

namespace fs = std::filesystem;
using report::RecoveryStep;

class AlembicTool : public Tool {
 public:
  AlembicTool(const verify::Options& options, const chain::Chain& chain)
      : project_(verify::alembic_project(options)), chain_(chain) {}

  std::string name() const override { return "Alembic"; }

  std::vector<RecoveryStep> upgrade(const std::vector<std::size_t>&, bool) const override {
    const bool one_head = chain_.heads().size() == 1;
    return {{"Apply what is pending", alembic(one_head ? "upgrade head" : "upgrade heads")}};
  }

  std::vector<RecoveryStep> stamp(const preflight::NotedRevisions& rows,
                                  const std::vector<std::size_t>& wanted) const override {
    const auto heads = heads_of(wanted);
    if (rows.unknown.empty() && heads == heads_of(rows.applied.positions)) return {};
    const bool begins_anew =
        !rows.unknown.empty() || heads.size() > 1 || heads_of(rows.applied.positions).size() > 1;
    const std::string purge = begins_anew ? "--purge " : "";
    const std::string revisions = heads.empty() ? "base" : join(heads, " ");
    return {{"Make alembic_version say what is there", alembic("stamp " + purge + revisions)}};
  }

 private:
  /// The command, in the folder that the configuration's relative paths begin at.
  std::string alembic(const std::string& arguments) const {
    std::string command = "alembic ";
    const std::string file = project_.config.filename().string();
    if (file != "alembic.ini" && file != "pyproject.toml")
      command += "-c " + shell_quoted(file) + " ";
    if (project_.section != "alembic") command += "-n " + shell_quoted(project_.section) + " ";
    command += arguments;
    const fs::path folder = project_.config.parent_path();
    if (folder.empty() || folder == ".") return command;
    return "(cd " + shell_quoted(folder.string()) + " && " + command + ")";
  }

  std::vector<std::string> heads_of(const std::vector<std::size_t>& applied) const {
    std::vector<std::string> heads;
    for (std::size_t index = 0; index < chain_.size(); ++index) {
      if (!contains(applied, index)) continue;
      bool is_built_on = false;
      for (const std::size_t child : chain_.children(index))
        is_built_on = is_built_on || contains(applied, child);
      if (!is_built_on) heads.push_back(chain_.revisions()[index].id);
    }
    return heads;
  }

  alembic::ProjectOptions project_;
  const chain::Chain& chain_;
};

}  // namespace

std::unique_ptr<Tool> alembic_tool(const verify::Options& options, const chain::Chain& chain) {
  return std::make_unique<AlembicTool>(options, chain);
}

}  // namespace pgstair::explain
