// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "init/project_folders.h"
#include "support/errors.h"

namespace pgstair::init {

/// An image of Postgres that a compose file or a CI configuration of the project names.
struct ServerImage {
  int major = 0;
  std::string image;  ///< "postgis/postgis:16-3.4"
  Location location;
};

/// Files that a compose file gives such a container for its first start.
struct InitFiles {
  std::string pattern;  ///< an SQL file, or all of a folder: "docker/init/*.sql"
  Location location;
};

/// What the project says of the server that its database is on.
struct ServerFiles {
  std::optional<ServerImage> image;  ///< of compose files the first, else of CI
  std::vector<InitFiles> init;
};

ServerFiles server_files(const std::vector<ProjectFolder>& folders);

/// The major version in an image's name: 16 of "timescale/timescaledb:2.14-pg16"; nothing if it is
/// no image of Postgres, or of no certain version.
std::optional<int> major_of_image(const std::string& image);

}  // namespace pgstair::init
