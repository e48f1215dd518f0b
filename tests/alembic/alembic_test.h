// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "cli/cli_test.h"
#include "python_packages.h"

namespace pgstair::cli {

/// A test with an Alembic project in folder(). Skipped where Python lacks a package. Whatever the
/// test was about, nothing is left running.
class AlembicTest : public CliTest {
 protected:
  explicit AlembicTest(std::vector<std::string> more_modules = {}) : modules_(more_modules) {
    modules_.insert(modules_.end(), {"alembic", "sqlalchemy", "psycopg2"});
  }

  void SetUp() override {
    const std::string missing = missing_python_packages(modules_);
    if (!missing.empty()) GTEST_SKIP() << missing;
  }

  void TearDown() override {
    EXPECT_TRUE(server::eventually([this] { return no_process_is_left(); }));
    EXPECT_TRUE(server::eventually([this] { return nothing_is_left(); }));
  }

 private:
  /// Workers, and what the project's code starts, run in the project's folder.
  bool no_process_is_left() const {
    return std::ranges::none_of(server::content("/proc"), [this](const auto& process) {
      std::error_code gone;
      return std::filesystem::read_symlink(process / "cwd", gone) == folder();
    });
  }

  std::vector<std::string> modules_;
};

}  // namespace pgstair::cli
