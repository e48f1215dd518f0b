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
  } else if (format == "goose") {
    write_file(folder / (stem + ".sql"),
               "-- +goose Up\n" + revision.up + "\n-- +goose Down\n" + revision.down);
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
    ensure(format == "plain", "a format that tests write");
    write_file(folder / (stem + ".sql"), revision.up);
  }
}

inline void write_chain(const std::filesystem::path& folder, const std::string& format,
                        const std::vector<WrittenRevision>& revisions) {
  std::filesystem::create_directories(folder);
  for (const auto& revision : revisions) write_revision(folder, format, revision);
}

}  // namespace pgstair::squash
