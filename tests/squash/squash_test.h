// SPDX-License-Identifier: MIT
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "cli/cli_test.h"
#include "support/text.h"

namespace pgstair {

/// Names of files below a folder, with their texts.
using FileTexts = std::map<std::string, std::string>;

/// A test with a chain in a folder `db` of a repository.
class SquashTest : public cli::CliTest {
 protected:
  std::string git(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"git", "-c", "user.name=test", "-c",
                                         "user.email=test@example.org", "-C", folder().string()});
    const auto ran = run({.arguments = arguments});
    EXPECT_TRUE(ran.succeeded()) << ran.err;
    return ran.out;
  }

  /// Writes the files below `db` and commits them.
  void commit(const FileTexts& files) const {
    git({"init", "-q"});
    for (const auto& [name, text] : files) write("db/" + name, text);
    git({"add", "."});
    git({"commit", "-qm", "the chain"});
  }

  FileTexts files(const std::string& below = "db") const {
    FileTexts found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder() / below)) {
      if (entry.is_regular_file())
        found[entry.path().lexically_relative(folder() / below).string()] = read_file(entry.path());
    }
    return found;
  }

  std::vector<std::string> names(const std::string& below = "db") const {
    std::vector<std::string> all;
    for (const auto& [name, text] : files(below)) all.push_back(name);
    return all;
  }

  ProcessResult squash(std::vector<std::string> flags = {}) const {
    flags.insert(flags.begin(), {"squash", "db"});
    return cli::pgstair(flags, folder());
  }
};

}  // namespace pgstair
