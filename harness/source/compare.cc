// SPDX-License-Identifier: MIT
#include "source/compare.h"

#include "catalog/difference.h"
#include "catalog/server_difference.h"

namespace pgstair::source {

report::Comparison compare(const SourceSnapshot& a, const SourceSnapshot& b,
                           catalog::Filter filter) {
  report::Comparison comparison{{a.title, a.server_version},
                                {b.title, b.server_version},
                                catalog::diff(a.snapshot, b.snapshot),
                                {},
                                0,
                                catalog::unreadable_of(a.snapshot, b.snapshot)};
  const bool values_unreadable =
      comparison.not_compared.contains(catalog::Snapshot::sequence_value);
  if (!filter.sequence_values) comparison.not_compared.erase(catalog::Snapshot::sequence_value);
  if (values_unreadable) filter.sequence_values = false;
  catalog::apply(filter, comparison.changes);
  comparison.of_the_server =
      catalog::remove_server_differences(comparison.changes, a.server_version, b.server_version);
  comparison.renames = catalog::probable_renames(comparison.changes, a.snapshot, b.snapshot);
  return comparison;
}

}  // namespace pgstair::source
