// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "support/errors.h"

namespace pgstair::report {

/// Something to type into a shell, verbatim. The address of the database is "$DATABASE_URL" there.
struct RecoveryStep {
  std::string purpose;  ///< "Apply what is pending"
  std::string command;  ///< of several lines where SQL is handed to psql
};

/// A statement of a revision that was applied in part.
struct StatementProgress {
  enum class State {
    done,
    open,    ///< what it makes is not there
    unknown  ///< it changes rows or settings, and no schema tells whether it ran
  };
  State state = State::open;
  std::string text;
  Location location;
};

/// Where a database stands on a chain, and how to go on: what pgstair explain tells.
struct Explanation {
  std::string database;  ///< without its password
  std::string kind;      ///< "at-head", "failed-revision" …: stable, for programs
  bool is_healthy = false;
  std::string verdict;                        ///< one sentence
  std::string noted;                          ///< what the version table says
  std::vector<std::string> facts;             ///< sentences on what is there
  std::string revision;                       ///< that was applied in part; may be empty
  std::vector<StatementProgress> statements;  ///< of it; empty if they are not known
  std::string differs_from;                   ///< the state that is nearest: "0002_orders"
  std::vector<std::string> differences;       ///< from it: "index i on public.t: dropped"
  std::vector<std::string> not_seen;          ///< what was not looked at, and why
  std::vector<RecoveryStep> steps;
  /// What the steps do not do by themselves: "mend the statement first, or it fails again".
  std::vector<std::string> cautions;
};

}  // namespace pgstair::report
