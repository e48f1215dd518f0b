// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "chain/revision.h"
#include "verify/options.h"

/// Verifying a stranger's chain (`--untrusted`): its SQL runs as a role without any right beyond
/// its database (server::Surroundings::untrusted), and nothing of it runs as the caller.
namespace pgstair::verify {

/// The role of an untrusted chain that names none.
constexpr const char* strangers_role = "untrusted_owner";

/// Throws UsageError for a setting in `file` by which a stranger chooses what the caller runs or
/// connects to; given as a flag, each is the caller's own word.
void refuse_settings_of_a_stranger(const Options& options, const std::filesystem::path& file);

/// Throws UsageError if the chain is untrusted and is no SQL, or is to be walked on a server whose
/// role may have any rights. Before anything of it is run.
void refuse_what_reaches_the_host(const Options& options);

/// The surroundings, those of an untrusted chain where it is one.
server::Surroundings surroundings_of(const Options& options);

/// Which extensions the files around an untrusted chain name, for Surroundings::extensions.
std::set<std::string> extensions_in_files(const Options& options);

/// Takes the statements that make, change or drop an extension out of an untrusted chain, and
/// returns which extensions it makes: they are there before it, and no role of its could drop them.
std::set<std::string> take_out_extensions(std::vector<chain::Revision>& revisions);

}  // namespace pgstair::verify
