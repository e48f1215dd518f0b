// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/result.h"
#include "verify/options.h"

namespace pgstair::verify {

/// A revision that Alembic wrote, and what came of walking it.
struct NewRevision {
  std::string file;
  std::vector<std::string> points;  ///< what autogenerate could not know, for a person to look at
  report::Result result;            ///< of this revision, and of the models against the new head
};

/// Has the Alembic project's own `revision --autogenerate` write a revision against a disposable
/// database at head, mends its text, and walks it up, down and up again. Nothing if env.py wanted
/// no revision. Whatever is thrown, and whatever ends this process meanwhile, no file stays:
/// UsageError if the chain has no single head or cannot be applied, EnvironmentError if env.py
/// fails or the walk cannot be ended.
std::optional<NewRevision> new_alembic_revision(const Options& options, const std::string& message);

}  // namespace pgstair::verify
