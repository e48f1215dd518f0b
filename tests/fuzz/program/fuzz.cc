// SPDX-License-Identifier: MIT
//
// A reader in the hands of libFuzzer: CMake says which.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fuzz/readers.h"

// The name is libFuzzer's.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  pgstair::fuzz::PGSTAIR_FUZZED_READER({reinterpret_cast<const char*>(data), size});
  return 0;
}
