// SPDX-License-Identifier: MIT
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "cli/cli_test.h"

namespace pgstair {

/// pgstair as `cmake --install` lays it out, for as long as this process tests.
class Installed {
 public:
  static const std::filesystem::path& prefix() {
    static const Installed once;
    return once.folder_.path();
  }

 private:
  Installed() {
    const auto ran =
        run({.arguments = {"cmake", "--install", PGSTAIR_BUILD_DIR, "--prefix", folder_.path()}});
    EXPECT_TRUE(ran.succeeded()) << ran.out << ran.err;
    std::filesystem::permissions(folder_.path(), std::filesystem::perms(0755));
  }

  TempDir folder_;
};

/// A user's project: its files below folder(), configured and tested by the real cmake and ctest.
class CtestProject : public cli::CliTest {
 protected:
  /// Writes CMakeLists.txt, in which `calls` stand after find_package(pgstair), and configures.
  ProcessResult configure(const std::string& calls, const std::vector<std::string>& flags = {}) {
    write("CMakeLists.txt",
          "cmake_minimum_required(VERSION 3.25)\nproject(shop LANGUAGES NONE)\nenable_testing()\n"
          "find_package(pgstair CONFIG REQUIRED)\n" +
              calls);
    std::vector<std::string> arguments{
        "cmake", "-S",    folder(),
        "-B",    build(), "-DCMAKE_PREFIX_PATH=" + Installed::prefix().string()};
    arguments.insert(arguments.end(), flags.begin(), flags.end());
    return run({.arguments = arguments});
  }

  ProcessResult ctest(const std::vector<std::string>& flags = {}) {
    std::vector<std::string> arguments{"ctest", "--test-dir", build(), "--output-on-failure"};
    arguments.insert(arguments.end(), flags.begin(), flags.end());
    return run({.arguments = arguments});
  }

  std::string build() const { return folder() / "build"; }

  /// Two revisions of SQL, the second of them with a downgrade that is right.
  void write_chain(const std::string& name = "db") {
    write(name + "/0001_users.sql",
          "-- migrate:up\nCREATE TABLE users (id int PRIMARY KEY);\n"
          "-- migrate:down\nDROP TABLE users;\n");
    write(name + "/0002_email.sql",
          "-- migrate:up\nALTER TABLE users ADD COLUMN email text;\n"
          "CREATE INDEX users_email_idx ON users (lower(email));\n"
          "-- migrate:down\nALTER TABLE users DROP COLUMN email;\n");
  }

  /// The first one's downgrade leaves a function behind.
  void break_downgrade(const std::string& name = "db") {
    write(name + "/0001_users.sql",
          "-- migrate:up\nCREATE TABLE users (id int PRIMARY KEY);\n"
          "CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1';\n"
          "-- migrate:down\nDROP TABLE users;\n");
  }
};

}  // namespace pgstair
