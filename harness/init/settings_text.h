// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "init/found_chain.h"
#include "init/server_files.h"

namespace pgstair::init {

/// What pgstair.toml says for the chain, in `folder`; with comments that say where each came from.
std::string settings_text(const FoundChain& chain, const std::filesystem::path& folder,
                          const ServerFiles& server);

}  // namespace pgstair::init
