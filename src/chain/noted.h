// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "chain/revision.h"

/// What a format's tool notes of a revision that it has applied, and later compares with the files.
namespace pgstair::chain {

/// The version under which it is noted, as its name has it; the whole id of what has no version
/// (Flyway's repeatables) and of what no tool of files applies (Alembic's).
std::string noted_version(std::string_view format, const Revision& revision);

/// The file of the upgrade: the one whose checksum is noted.
std::string upgrade_file(const Revision& revision);

/// What the noted checksum is made of, given the file's text; nothing if the tool notes none.
/// Sources: sqlx-core, migrate/migration.rs; flyway-core, resolver/ChecksumCalculator.java.
std::optional<std::string> checksummed_text(std::string_view format, std::string_view text);

}  // namespace pgstair::chain
