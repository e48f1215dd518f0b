// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>

/// Where this program is, and what was installed with it.
namespace pgstair::cli {

std::filesystem::path own_program();

/// The program that tells one test's result: beside this one in a build, and where it is installed.
/// Throws EnvironmentError if it is in neither place.
std::string find_reader();

}  // namespace pgstair::cli
