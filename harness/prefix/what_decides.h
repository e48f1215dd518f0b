// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <vector>

#include "prefix/inputs.h"
#include "verify/options.h"

namespace pgstair::prefix {

/// Everything that decides about the verdict of verify::verify() with these options: what is asked,
/// every file that is read, this program and the server's, and of an Alembic project its Python.
/// `unseen()` says what else would decide: a database, somebody's command, a server that was given.
/// Starts no server.
///
/// Throws as verify::verify() does for what is not there.
Inputs what_decides(const verify::Options& options);

/// The texts that the user wrote among them: revisions, settings, models, fixtures … Of an Alembic
/// project without its code.
std::vector<std::filesystem::path> texts_of(const verify::Options& options);

}  // namespace pgstair::prefix
