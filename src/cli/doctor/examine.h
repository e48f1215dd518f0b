// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "verify/options.h"

/// What `pgstair doctor` looks at: one function for each line of its answer. What is wrong is a
/// value of theirs; they throw nothing.
namespace pgstair::cli::doctor {

struct Diagnosis {
  enum class State {
    ok,
    absent,   ///< not there, and not needed by everybody
    problem,  ///< the next run would fail on it
  };

  State state = State::ok;
  std::vector<std::string> found;
  std::string advice;  ///< what to do; empty if nothing
};

// The program and what was installed with it.
Diagnosis program();
Diagnosis cmake_package();
Diagnosis completions();

// Postgres, and where its servers live.
Diagnosis installations(const verify::Options& options);
Diagnosis account();
Diagnosis places();
/// What killed runs left, and what --keep did; before any server of this run, as that tidies up.
Diagnosis left_over();
/// Starts the server that a run would, or asks the one that was given.
Diagnosis server(const verify::Options& options);

/// The Python that would run an Alembic project in the chain's folder.
Diagnosis python(const verify::Options& options);

}  // namespace pgstair::cli::doctor
