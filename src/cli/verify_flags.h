// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/server_flags.h"
#include "verify/options.h"

/// What is to be verified and how, for every command that walks a chain.
namespace pgstair::cli {

/// The flags as given; those not given leave the configuration's values alone.
struct VerifyFlags {
  std::string path = ".";
  std::string chain_format;
  std::vector<std::string> model;
  std::vector<std::string> neighbours;
  ServerFlags server;
  std::string role;
  bool untrusted = false;
  bool trusted_python = false;
  std::string locale;
  std::string from;
  unsigned jobs = 0;
  std::optional<std::int64_t> timeout_seconds;
  bool probe = false;
  bool schema_only = false;
  std::optional<std::uint64_t> rows;
  std::string fixtures;
  bool require_rows = false;
  std::string snapshot_source;
  std::string fail_on;
};

/// Those that need no server: which chain, its model, what the team wants of it.
void add_chain_flags(CLI::App& command, VerifyFlags& flags);
/// All of them.
void add_verify_flags(CLI::App& command, VerifyFlags& flags);

/// pgstair.toml of the path, with the flags over it.
verify::Options options_of(const VerifyFlags& flags);

}  // namespace pgstair::cli
