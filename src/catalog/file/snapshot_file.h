// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "catalog/snapshot.h"

namespace pgstair::catalog {

/// A snapshot and the server that it was read from.
struct SnapshotFile {
  std::string server_version;  ///< "15.20"
  Snapshot snapshot;
};

/// The snapshot as text to keep in a repository: JSON, objects ascending by identity, an attribute
/// a line, and each line of a function's body or a view on a line of its own, so that a change of
/// the schema is a small change of the file. `checksum` tells a file that was cut or edited.
///
///     {
///      "pgstair_snapshot": 1,
///      "server": "15.20",
///      "checksum": "41f1a3b19f4d5c08",
///      "objects": [
///       {
///        "kind": "extension",
///        "name": "citext",
///        "attributes": {
///         "schema": "public",
///     …
std::string to_text(const SnapshotFile& file);

/// Whether `text` begins as such a file does.
bool is_snapshot_file(std::string_view text);

/// Reads what to_text() wrote. Throws UsageError, at `path`, for a file that was cut or edited and
/// for a format of a later pgstair.
SnapshotFile parse_snapshot_file(std::string_view text, const std::filesystem::path& path);

}  // namespace pgstair::catalog
