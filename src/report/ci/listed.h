// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "report/result.h"

namespace pgstair::report {

/// A finding as the services list it that show reports of CI.
struct Listed {
  const Finding* finding = nullptr;
  std::string file;    ///< below the repository's root, with slashes: "db/migrations/0042_a.sql"
  int line = 1;        ///< from 1; of what has no place in a file, the first
  int column = 0;      ///< in characters, from 1; 0: not known
  int end_column = 0;  ///< behind the last character of what is marked; 0: not known
  std::string
      fingerprint;  ///< as fingerprint(), and another one for each of several that are equal
};

/// The findings of a result, the worst first, for what comes later may be dropped in silence:
/// GitHub shows ten annotations of a level. Each has a file, since services drop what has none:
/// what concerns the chain as a whole is shown at its last revision.
///
/// `repository` is the root that paths are told from. `result` must outlive what is returned.
std::vector<Listed> listed(const Result& result, const std::filesystem::path& repository);

/// The finding in one paragraph: what, of which revision, and what to do about it.
std::string paragraph(const Finding& finding);

}  // namespace pgstair::report
