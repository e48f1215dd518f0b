// SPDX-License-Identifier: MIT
#include "named_tests/cmake_script.h"

#include <filesystem>

#include "support/text.h"

namespace pgstair::named_tests {

namespace {

/// The reader's exit code for "not checked" (src/test_result).
constexpr int skipped = 77;

/// A bracket argument, in which nothing has a meaning, with a bracket longer than any in the text.
std::string quoted(const std::string& text) {
  std::string equals = "=";
  while (text.find("]" + equals + "]") != std::string::npos) equals += "=";
  return "[" + equals + "[" + text + "]" + equals + "]";
}

/// An element of a list in a property: a semicolon would end it.
std::string element(const std::string& text) { return replace_all(text, ";", "\\;"); }

std::string properties(const NamedTest& test, const CtestOptions& options) {
  std::vector<std::string> labels;
  for (const auto& label : options.labels) labels.push_back(element(label));
  const std::string file =
      std::filesystem::absolute(test.location.file).lexically_normal().string();
  const std::string place =
      test.location.line == 0
          ? ""
          : " DEF_SOURCE_LINE " + quoted(file + ":" + std::to_string(test.location.line));
  return " FIXTURES_REQUIRED " + quoted(element(options.fixture)) + " SKIP_RETURN_CODE " +
         std::to_string(skipped) + " LABELS " + quoted(join(labels, ";")) + " REQUIRED_FILES " +
         quoted(element(file)) + place;
}

}  // namespace

std::string cmake_script(const std::vector<NamedTest>& tests, const CtestOptions& options) {
  std::string script;
  for (const auto& test : tests) {
    const std::string name = quoted(options.prefix + test.name);
    script += "add_test(" + name + " " + quoted(options.reader) + " " + quoted(options.results) +
              " " + quoted(test.name) + ")\nset_tests_properties(" + name + " PROPERTIES" +
              properties(test, options) + ")\n";
  }
  return script;
}

}  // namespace pgstair::named_tests
