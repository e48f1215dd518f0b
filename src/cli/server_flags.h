// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>

#include <string>

#include "server/installation.h"
#include "verify/options.h"

namespace pgstair::cli {

/// Which Postgres to use; what is not given leaves the configuration's value alone.
struct ServerFlags {
  int major = 0;
  std::string pg_bin;
  std::string server_url;
};

inline void add_server_flags(CLI::App& command, ServerFlags& flags) {
  command
      .add_option("--pg", flags.major,
                  "Major version of the disposable Postgres; default: the newest found")
      ->check(CLI::Range(server::oldest_major, 99));
  command.add_option("--pg-bin", flags.pg_bin, "Folder that holds initdb and postgres")
      ->type_name("FOLDER");
  command
      .add_option("--server", flags.server_url, "Use databases of our own on this server instead")
      ->type_name("URL");
}

inline void apply(const ServerFlags& flags, verify::Options& options) {
  if (flags.major != 0) options.postgres.major = flags.major;
  if (!flags.pg_bin.empty()) options.postgres.bin = flags.pg_bin;
  if (!flags.server_url.empty()) options.server_url = flags.server_url;
}

}  // namespace pgstair::cli
