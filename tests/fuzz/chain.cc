// SPDX-License-Identifier: MIT
#include "chain/chain.h"

#include "chain/read.h"
#include "fuzz/folder.h"
#include "fuzz/readers.h"
#include "fuzz/refusals.h"

namespace pgstair::fuzz {

namespace {

const chain::ReadOptions with_placeholders{.placeholders = {{"schema", "public"}}};

void read(const Folder& folder) {
  auto files = chain::read_folder(folder.path(), folder.format(), with_placeholders);
  const auto chain = chain::Chain::build(std::move(files.revisions), files.faults);
  for (const auto& revision : chain.revisions()) {
    ensure(chain::revision_named(chain, revision.id, {}) == revision.id,
           "a revision is found by its id");
  }
}

}  // namespace

void read_chain(std::string_view bytes) {
  const Folder folder(bytes);
  may_refuse([&] { read(folder); });
  may_refuse([&] { (void)chain::detect(folder.path()); });
}

}  // namespace pgstair::fuzz
