// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chain/chain.h"
#include "postgres/session.h"

/// What the version table of a migration tool holds, before anybody asks what it means.
namespace pgstair::preflight {

/// What one row notes.
struct VersionRow {
  std::string version;   ///< as comparable_version(); of a repeatable the name of its file
  long order = 0;        ///< its place in the order of application; 0 where that is not noted
  std::string as_noted;  ///< the version as it stands there
  std::string checksum;  ///< of the file as it was applied; empty where the tool keeps none
};

struct VersionRows {
  std::string table;                    ///< quoted, with its schema
  std::vector<VersionRow> versions;     ///< that are applied; of some tools the last one only
  std::vector<VersionRow> baselines;    ///< that stand for all versions up to theirs
  std::vector<VersionRow> repeatables;  ///< each time that one was applied
  std::vector<VersionRow> failed;       ///< versions that are noted as failed (dirty)
  std::string not_read;                 ///< why the rows are not known; empty: they are
  bool is_of_another_tool = false;      ///< that is why: the table has other columns
};

/// The table of the format's tool; nothing if the database has none. It is looked for where the
/// search path finds it, else in whatever schema has one. An open transaction stays usable. Throws
/// UsageError if it is not known where that format notes what it has applied.
std::optional<VersionRows> read_version_rows(postgres::Session& session, const std::string& format);

/// The name of that table; empty if it is not known.
std::string version_table_name(const std::string& format);

/// Whether it has a row of the last revision only (of each head), and not of each that is applied.
bool holds_last_only(const std::string& format);

/// chain::noted_version(), without zeros at the beginning where they do not matter.
std::string comparable_version(const std::string& format, const chain::Revision& revision);

/// The chain's positions by these versions.
std::map<std::string, std::size_t> positions_by_version(const std::string& format,
                                                        const chain::Chain& chain);

/// The checksum that the format's tool would note of a file with this text; empty if it keeps none.
/// `session`: a server that counts it out.
std::string checksum_of(postgres::Session& session, const std::string& format,
                        const std::string& text);

/// The same for Flyway, which needs no server: a CRC-32.
std::string flyway_checksum(std::string_view text);

/// What the tool does with a revision that comes before one that is applied: a sentence.
std::string_view fate_of_late(const std::string& format);

}  // namespace pgstair::preflight
