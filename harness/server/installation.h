// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "support/process.h"

namespace pgstair::server {

/// The oldest Postgres that is supported.
constexpr int oldest_major = 13;

/// The Postgres binaries of one version on this machine.
struct Installation {
  std::filesystem::path bin;  ///< the folder that holds initdb and postgres
  int major = 0;
  std::string version;  ///< "15.20"
};

/// What the user asked for; nothing set means the newest version found.
struct InstallationChoice {
  std::optional<int> major;                  ///< --pg 16
  std::optional<std::filesystem::path> bin;  ///< --pg-bin DIR
};

/// Every usable installation, newest first: /usr/lib/postgresql/*/bin, pg_config, PATH, Homebrew,
/// and what scripts/fetch-postgres brought.
std::vector<Installation> find_installations();

/// The one to use. Throws EnvironmentError listing the places that were looked at and what was
/// found.
Installation choose_installation(const InstallationChoice& choice);

/// A program of the installation, run as `account` in `/`. Of our environment it has what programs
/// are found and loaded by, and nothing else: what a script reaches there (COPY … FROM PROGRAM
/// 'env') holds no token of the caller's.
Command server_program(const Installation& installation, const std::string& name,
                       const std::optional<Account>& account);

/// `choice`, or, if it leaves the version open, the major version of `server_version` ("15.20") if
/// that is installed: two databases are best compared on one, as each writes views and expressions
/// a little differently.
InstallationChoice prefer_version(InstallationChoice choice, const std::string& server_version);

}  // namespace pgstair::server
