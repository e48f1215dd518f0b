// SPDX-License-Identifier: MIT
#include "catalog/file/snapshot_file.h"
#include "fuzz/readers.h"
#include "fuzz/refusals.h"

namespace pgstair::fuzz {

void read_snapshot(std::string_view bytes) {
  (void)catalog::is_snapshot_file(bytes);
  may_refuse([&] {
    const auto read = catalog::parse_snapshot_file(bytes, "schema.json");
    const std::string text = catalog::to_text(read);
    ensure(catalog::to_text(catalog::parse_snapshot_file(text, "schema.json")) == text,
           "a snapshot is read as it was written");
  });
}

}  // namespace pgstair::fuzz
