// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace pgstair::init {

/// A variable of the environment that an env.py asks for, and what is put into it.
struct EnvVariable {
  std::string name;
  std::string value;  ///< "{host}": as in [environment] of pgstair.toml
};

/// Those of the env.py of the Alembic project whose configuration that is, as far as their names
/// say which part of the address they are; without those that each run sets.
std::vector<EnvVariable> env_variables(const std::filesystem::path& config);

}  // namespace pgstair::init
