// SPDX-License-Identifier: MIT
//
// A chain's checks as tests of a program: the chain of PROGRAM_CHAIN, or the working directory's.

#include <pgstair_test.h>

#include <cstdlib>
#include <string>

namespace {

pgstair::Chain chain() {
  const char* folder = std::getenv("PROGRAM_CHAIN");
  return pgstair::Chain(folder == nullptr ? "." : folder);
}

const bool shop = pgstair::RegisterChain("Shop", chain());
const bool checks = pgstair::RegisterChain("ShopChecks", chain(), pgstair::Each::check);

}  // namespace
