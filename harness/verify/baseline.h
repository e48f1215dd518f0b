// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "report/result.h"
#include "support/errors.h"

namespace pgstair::verify {

/// The findings that a team began with: a file that `pgstair verify --write-baseline` makes and a
/// person may shorten. A finding that stands in it is accepted, once for each time that it does.
///
///     findings = [
///       {code = "unused-suppression", revision = "0002", object = "", fingerprint = "1f…"},
///     ]
class Baseline {
 public:
  Baseline() = default;
  /// Throws UsageError with the place if the file cannot be read or is no such file.
  static Baseline read(const std::filesystem::path& file);
  /// That of these findings: errors and warnings, but none that says that nothing was verified.
  static Baseline of(const std::vector<report::Finding>& findings, std::filesystem::path file);

  std::size_t size() const { return entries_.size(); }
  std::string text() const;

  /// Moves what stands in the baseline to `result.accepted`. An entry that matches nothing is a
  /// finding, `baseline-mended`, where its check ran on its revision; `knows_all_of` says whether
  /// all is known of a revision (empty: of all).
  void apply(const std::function<bool(const std::string& revision)>& knows_all_of,
             report::Result& result) const;

  /// The same of one revision, while the walk goes on; nothing is said of what matches nothing.
  void apply(report::RevisionResult& revision, std::vector<report::Finding>& findings) const;

 private:
  struct Entry {
    std::string code;
    std::string revision;
    std::string object;
    std::string fingerprint;
    Location location;
  };

  /// Takes the findings that stand in the baseline out of `findings`; returns the entries that
  /// matched none.
  std::vector<Entry> match(std::vector<report::Finding>& findings,
                           std::vector<report::Finding>& accepted) const;

  std::filesystem::path file_;
  std::vector<Entry> entries_;
};

}  // namespace pgstair::verify
