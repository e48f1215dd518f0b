// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "alembic/project.h"
#include "prefix/inputs.h"

namespace pgstair::prefix {

/// Where the code of an Alembic project comes from, by its own Python's word.
struct PythonPlaces {
  std::string version;
  std::filesystem::path program;
  std::filesystem::path library;                ///< Python's own
  std::vector<std::filesystem::path> packages;  ///< what was installed
  std::vector<std::filesystem::path>
      sources;  ///< the project's folder, and what else is imported from
};

/// Runs the project's Python, and nothing of the project. Throws EnvironmentError if that fails.
PythonPlaces places_of(const alembic::ProjectOptions& project);

/// All that decides what the project's code does: every file of its sources, the interpreter, the
/// packages that are installed by their names, versions and checksums, and the environment.
void add_python_project(const PythonPlaces& places, Inputs& inputs);

/// What the code did beyond that, of the lines that the driver's touched.py wrote: the first file
/// that is not watched, a program, another server. Nothing if it did no such thing.
std::optional<std::string> beyond(const PythonPlaces& places,
                                  const std::vector<std::string>& touched);

}  // namespace pgstair::prefix
