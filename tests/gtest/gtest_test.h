// SPDX-License-Identifier: MIT
#pragma once

#include <pgstair_test.h>

#include <cstdlib>
#include <string>

/// A chain of three revisions: 0001_users, 0002_split_name, 0003_notes; with a model.
#define PGSTAIR_TEST_FOLDER PGSTAIR_SOURCE_DIR "/tests/gtest/chain"

namespace pgstair {

/// A chain on the Postgres that the tests run against; see installation_under_test.h.
inline Chain chain_at(const std::string& folder) {
  Chain chain(folder);
  if (const char* major = std::getenv("PGSTAIR_TEST_PG")) chain.postgres(std::atoi(major));
  return chain;
}

inline Chain small_chain() { return chain_at(PGSTAIR_TEST_FOLDER); }

/// What an Error says; fails the test if none is thrown.
template <class Work>
std::string complaint_of(const Work& work) {
  try {
    work();
  } catch (const Error& error) {
    return error.what();
  }
  ADD_FAILURE() << "no Error was thrown";
  return {};
}

}  // namespace pgstair
