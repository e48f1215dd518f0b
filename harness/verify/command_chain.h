// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>

#include "chain/read.h"
#include "verify/options.h"

namespace pgstair::verify {

/// The chain of a runner that pgstair drives by its commands: asks `list` for the revisions, which
/// form one line. Throws EnvironmentError with the command's output if it fails or
/// takes longer than `limit`, and UsageError if a command lacks `{revision}`.
chain::ReadResult read_command_chain(const RunnerCommands& commands, std::chrono::seconds limit);

}  // namespace pgstair::verify
