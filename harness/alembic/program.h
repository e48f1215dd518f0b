// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include "alembic/project.h"
#include "walk/script_program.h"

namespace pgstair::alembic {

/// Runs a project's revisions through its own env.py, in a worker that lives as long as this.
class Program : public walk::ScriptProgram {
 public:
  explicit Program(ProjectOptions options);

  void prepare(const postgres::ScratchDatabase& database) override;
  walk::StepOutcome run(const chain::ProgramScript& script) override;
  std::vector<walk::SessionLeak> leaks() override;
  void note_applied(const std::vector<std::string>& revisions) override;
  void disconnect() override;

 private:
  nlohmann::json ask(const nlohmann::json& request);

  ProjectOptions options_;
  std::unique_ptr<Worker> worker_;
  std::vector<walk::SessionLeak> leaks_;
};

}  // namespace pgstair::alembic
