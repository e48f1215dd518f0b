// SPDX-License-Identifier: MIT
#include "chain/noted.h"
#include "chain/read.h"
#include "fuzz/readers.h"
#include "preflight/version_rows.h"
#include "support/errors.h"
#include "support/text.h"

namespace pgstair::fuzz {

/// A line with a revision's id, one with what its tool notes of it, and the text of its file.
void read_versions(std::string_view bytes) {
  const auto parts = split(bytes, '\n');
  chain::Revision revision;
  revision.id = parts.front();
  revision.file = revision.id + ".sql";
  if (parts.size() > 1) revision.noted_as = parts[1];
  revision.is_repeatable = revision.id.starts_with("R__");
  for (const auto& format : chain::formats()) {
    const std::string name(format.name);
    (void)chain::noted_version(name, revision);
    (void)preflight::comparable_version(name, revision);
    (void)chain::checksummed_text(name, bytes);
    std::vector<chain::Fault> faults;
    const auto chain = chain::Chain::build({revision}, faults);
    ensure(preflight::positions_by_version(name, chain).size() == chain.size(),
           "a revision has a version");
  }
  (void)preflight::flyway_checksum(bytes);
}

}  // namespace pgstair::fuzz
