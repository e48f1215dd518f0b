// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "init/found_chain.h"
#include "init/project_folders.h"

namespace pgstair::init {

/// The chain of a tool whose migrations are code in the files of `folder`: Rails, Django, Ecto,
/// Knex, Sequelize, Laravel. Its commands are those of the tool's documentation.
std::optional<FoundChain> runners_chain(const ProjectFolder& folder);

}  // namespace pgstair::init
