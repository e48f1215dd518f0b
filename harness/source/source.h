// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <set>
#include <string>
#include <utility>

#include "catalog/snapshot.h"
#include "verify/options.h"

/// Where a schema can come from: what `pgstair diff A B` may be given.
namespace pgstair::source {

/// A schema that was read, and what it was read from.
struct SourceSnapshot {
  std::string title;           ///< as to be shown: without a password
  std::string server_version;  ///< of the server that it was read on: "15.20"
  catalog::Snapshot snapshot;
  /// Of a chain, and of a model in SQL: what the neighbours' files made before it.
  std::set<catalog::Identity> neighbours;
};

/// Reads sources. Starts a disposable Postgres (or uses the given server) when the first one that
/// needs it is read.
class SourceReader {
 public:
  /// `options` tell of the chain, the model, the neighbours and the Postgres to use.
  explicit SourceReader(verify::Options options);
  ~SourceReader();
  SourceReader(const SourceReader&) = delete;
  SourceReader& operator=(const SourceReader&) = delete;

  /// What `text` names:
  ///
  ///     postgresql://… or host=… dbname=…   a live database; it is only read
  ///     chain, chain@head, chain@0042        the chain, after that revision and all before it
  ///     model                                the `model` of pgstair.toml, whatever its form
  ///     FILE                                 a snapshot file, an SQL file or a plain pg_dump file
  ///     FOLDER                               its *.sql files
  ///
  /// Throws UsageError if it names none of these or what it names does not load (with the
  /// statement's file, line and column and the server's words), EnvironmentError if a server cannot
  /// be reached.
  SourceSnapshot read(const std::string& text);

  /// Reads two sources that are to be compared. If one is a live database or a snapshot file, the
  /// other is loaded into the same major version of Postgres, where it is installed and no version
  /// was asked for.
  std::pair<SourceSnapshot, SourceSnapshot> read_both(const std::string& a, const std::string& b);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace pgstair::source
