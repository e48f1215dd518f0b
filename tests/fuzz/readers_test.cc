// SPDX-License-Identifier: MIT
//
// What fuzzing has found stays found: every reader is given what is kept of its inputs.

#include "fuzz/readers.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "support/file.h"

namespace pgstair::fuzz {
namespace {

namespace fs = std::filesystem;

TEST(Readers, ReadOrRefuseWhateverIsKeptOfFuzzing) {
  for (const auto& reader : readers()) {
    const auto kept = fs::path(PGSTAIR_SOURCE_DIR "/tests/fuzz/corpus") / reader.name;
    ASSERT_FALSE(fs::is_empty(kept)) << kept;
    for (const auto& input : fs::directory_iterator(kept)) {
      SCOPED_TRACE(input.path());
      EXPECT_NO_THROW(reader.read(read_file(input.path())));
    }
  }
}

}  // namespace
}  // namespace pgstair::fuzz
