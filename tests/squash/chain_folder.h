// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "support/errors.h"
#include "support/file.h"

namespace pgstair::squash {

/// A revision to be written in the format of any tool.
struct WrittenRevision {
  std::string number;  ///< "0001"
  std::string name;
  std::string up;
  std::string down;
};

inline void write_revision(const std::filesystem::path& folder, const std::string& format,
                           const WrittenRevision& revision) {
  const std::string stem = revision.number + "_" + revision.name;
  if (format == "native") {
    write_file(folder / (stem + ".sql"),
               "-- migrate:up\n" + revision.up + "\n-- migrate:down\n" + revision.down);
  } else if (format == "goose" || format == "sql-migrate") {
    const std::string mark = format == "goose" ? "-- +goose " : "-- +migrate ";
    write_file(folder / (stem + ".sql"),
               mark + "Up\n" + revision.up + "\n" + mark + "Down\n" + revision.down);
  } else if (format == "node-pg-migrate") {
    write_file(folder / (stem + ".sql"),
               "-- Up Migration\n" + revision.up + "\n-- Down Migration\n" + revision.down);
  } else if (format == "diesel") {
    std::filesystem::create_directories(folder / stem);
    write_file(folder / stem / "up.sql", revision.up);
    write_file(folder / stem / "down.sql", revision.down);
  } else if (format == "golang-migrate" || format == "sqlx") {
    write_file(folder / (stem + ".up.sql"), revision.up);
    write_file(folder / (stem + ".down.sql"), revision.down);
  } else if (format == "flyway") {
    write_file(folder / ("V" + revision.number + "__" + revision.name + ".sql"), revision.up);
  } else {
    ensure(format == "plain" || format == "drizzle", "a format that tests write");
    write_file(folder / (stem + ".sql"), revision.up);
  }
}

/// Of Drizzle: `when` follows the numbers, read as decimal places, so that 00035 is between.
inline void write_journal(const std::filesystem::path& folder,
                          const std::vector<WrittenRevision>& revisions) {
  std::string entries;
  for (const auto& revision : revisions) {
    const std::string when = "1" + revision.number + std::string(6 - revision.number.size(), '0');
    entries += (entries.empty() ? "" : ", ") +
               ("{\"idx\": 0, \"version\": \"7\", \"when\": " + when) + ", \"tag\": \"" +
               revision.number + "_" + revision.name + "\", \"breakpoints\": true}";
  }
  std::filesystem::create_directories(folder / "meta");
  write_file(folder / "meta/_journal.json",
             "{\"version\": \"7\", \"dialect\": \"postgresql\", \"entries\": [" + entries + "]}");
}

inline void write_chain(const std::filesystem::path& folder, const std::string& format,
                        const std::vector<WrittenRevision>& revisions) {
  std::filesystem::create_directories(folder);
  for (const auto& revision : revisions) write_revision(folder, format, revision);
  if (format == "drizzle") write_journal(folder, revisions);
}

}  // namespace pgstair::squash
