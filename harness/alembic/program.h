// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "alembic/project.h"
#include "walk/script_program.h"

namespace pgstair::alembic {

/// Runs a project's revisions through its own env.py, in a worker that lives as long as this.
class Program : public walk::ScriptProgram {
 public:
  explicit Program(ProjectOptions options);

  void prepare(const postgres::ScratchDatabase& database) override;
  walk::StepOutcome run(const chain::ProgramScript& script) override;
  bool applies_in_one_transaction() const override { return one_transaction_; }
  walk::TogetherOutcome run_together(const std::vector<chain::ProgramScript>& upgrades) override;
  void note_applied(const std::vector<std::string>& revisions) override;
  void disconnect() override;

  /// A revision that was written: its file, and what a person has to look at.
  struct Written {
    std::string id;
    std::string file;
    std::vector<std::string> points;
  };

  /// Is told of a file before it is written.
  using Announce = std::function<void(const std::filesystem::path& file)>;

  /// Has the project's own `alembic revision --autogenerate` write a revision, and mends the known
  /// faults of its text. Empty if env.py wanted none. Requires: the database is at head.
  /// Throws EnvironmentError if env.py fails; what was announced may be there then, whole or not.
  std::optional<Written> write_revision(const std::string& message, const Announce& announce);

 private:
  /// What a worker for the database needs to be told.
  struct Start {
    WorkerOptions options;
    nlohmann::json open;
    std::string conninfo;
  };

  nlohmann::json open();
  Worker& worker();
  nlohmann::json ask(const nlohmann::json& request);
  void note_prepared(const nlohmann::json& answer);
  std::string give_up();

  ProjectOptions options_;
  std::optional<Start> start_;
  bool one_transaction_ = false;
  std::unique_ptr<Worker> worker_;  ///< none before the first request, and after one that hung
};

}  // namespace pgstair::alembic
