// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <set>

#include "alembic/project.h"
#include "alembic/worker.h"
#include "catalog/difference.h"
#include "walk/step.h"

namespace pgstair::alembic {

/// What became of an env.py's target_metadata.
struct CreatedMetadata {
  bool there_is_one = false;
  std::size_t tables = 0;                    ///< that it declares
  std::optional<walk::StepFailure> failure;  ///< what could not be created, and why
};

/// A project's target_metadata, through its own env.py and what that says of autogenerate.
class Metadata {
 public:
  /// Throws EnvironmentError if env.py fails.
  Metadata(const ProjectOptions& options, const postgres::ScratchDatabase& database);

  /// Creates its tables (and the schemas and types that they need) in the database. Tables that
  /// env.py's include_object keeps off autogenerate are left out.
  CreatedMetadata create();

  /// Which of the tables, columns, indexes and constraints that differ between the model and the
  /// chain env.py's include_name and include_object leave out of comparisons: as other people's, or
  /// as kept on purpose. Filters that admit only the tables of the metadata do not tell those from
  /// a table whose model was deleted, which stays. Requires: create() has made them.
  std::set<catalog::Identity> left_out(const catalog::Difference& model_to_chain);

 private:
  ProjectOptions options_;
  std::unique_ptr<Worker> worker_;
};

}  // namespace pgstair::alembic
